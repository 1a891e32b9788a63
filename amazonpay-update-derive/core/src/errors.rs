//! Collects every error before any is reported: five broken rules are five errors in one compile.

use amazonpay_update_rules::{Refusal, Rule};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::cell::RefCell;

#[derive(Default)]
pub(crate) struct Errors(RefCell<Vec<syn::Error>>);

impl Errors {
    /// Reports a broken rule at the smallest wrong token.
    pub(crate) fn refuse(&self, span: Span, refusal: &Refusal) {
        self.push(refusal, &|words| syn::Error::new(span, words));
    }

    /// Reports a broken rule at all these tokens. On stable Rust, a span covers only one token.
    pub(crate) fn refuse_tokens(&self, tokens: &impl ToTokens, refusal: &Refusal) {
        self.push(refusal, &|words| syn::Error::new_spanned(tokens, words));
    }

    /// Reports a broken rule whose words need no addition.
    pub(crate) fn break_rule(&self, span: Span, rule: Rule) {
        self.refuse(span, &Refusal::new(rule));
    }

    fn push(&self, refusal: &Refusal, error: &dyn Fn(String) -> syn::Error) {
        let words = format!("{refusal}\nsee {}", refusal.rule().page());
        self.0.borrow_mut().push(error(words));
    }

    pub(crate) fn into_result(self) -> syn::Result<()> {
        let combined = self.0.into_inner().into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        combined.map_or(Ok(()), Err)
    }
}

/// A block that reports an error. The error's tokens point to the user's code, so they have the edition of that code. In
/// edition 2015, the path `::core` that syn writes does not exist, so `core` gets a name of its own. An `extern crate` is
/// known at once. After a `use`, rustc would come back to the errors later, in another order.
pub(crate) fn compile_errors(error: &syn::Error) -> TokenStream {
    let mut tokens: Vec<TokenTree> = Vec::new();
    for token in error.to_compile_error() {
        match token {
            TokenTree::Ident(core) if core == "core" => {
                // Without the `::` before it.
                tokens.truncate(tokens.len().saturating_sub(2));
                tokens.push(Ident::new("amazon_pay_core", core.span()).into());
            }
            other => tokens.push(other),
        }
    }
    quote!({ extern crate core as amazon_pay_core; #(#tokens)* })
}
