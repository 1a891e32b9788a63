//! Collects every error before any is reported: five broken rules are five errors in one compile.

use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::Span;
use std::cell::RefCell;

#[derive(Default)]
pub(crate) struct Errors(RefCell<Vec<syn::Error>>);

impl Errors {
    /// A broken rule, at the smallest thing that is at fault.
    pub(crate) fn refuse(&self, span: Span, refusal: &Refusal) {
        self.push(syn::Error::new(span, format!("{refusal}\nsee {}", refusal.rule().page())));
    }

    /// A broken rule whose own words say all.
    pub(crate) fn break_rule(&self, span: Span, rule: Rule) {
        self.refuse(span, &Refusal::new(rule));
    }

    /// What syn could not parse.
    pub(crate) fn push(&self, error: syn::Error) {
        self.0.borrow_mut().push(error);
    }

    pub(crate) fn into_result(self) -> syn::Result<()> {
        let combined = self.0.into_inner().into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        combined.map_or(Ok(()), Err)
    }
}
