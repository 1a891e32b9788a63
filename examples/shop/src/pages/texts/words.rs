//! Which texts a language has.

/// All texts of one language.
#[derive(Debug)]
pub struct Texts {
    /// For the attribute `lang`.
    pub lang: &'static str,
    pub(in crate::pages) buyer: &'static str,
    pub(in crate::pages) country: &'static str,
    pub(in crate::pages) log_in: &'static str,
    pub(in crate::pages) log_out: &'static str,
    pub(in crate::pages) demo: &'static str,
    pub(in crate::pages) account: &'static str,
    pub(in crate::pages) greeting: &'static str,
    pub(in crate::pages) products: [Item; 3],
    pub(in crate::pages) a_month: &'static str,
    pub(in crate::pages) paid_with: &'static str,
    pub(in crate::pages) sent_to: &'static str,
    pub(in crate::pages) by_email: &'static str,
    pub(in crate::pages) works: &'static str,
    pub(in crate::pages) needs_change: &'static str,
    pub(in crate::pages) in_progress: &'static str,
    pub(in crate::pages) is_closed: &'static str,
    pub(in crate::pages) is_unknown: &'static str,
    pub(in crate::pages) payment: &'static str,
    pub(in crate::pages) paid: &'static str,
    pub(in crate::pages) due: &'static str,
    pub(in crate::pages) pending: &'static str,
    pub(in crate::pages) refused: &'static str,
    pub(in crate::pages) our_fault: &'static str,
    pub(in crate::pages) charge_again: &'static str,
    pub(in crate::pages) change_payment_method: &'static str,
    pub(in crate::pages) change_address: &'static str,
    pub(in crate::pages) add_address: &'static str,
    pub(in crate::pages) at_amazon: &'static str,
    pub(in crate::pages) to_amazon: &'static str,
    pub(in crate::pages) back: &'static str,
    pub(in crate::pages) result: &'static str,
    pub(in crate::pages) start_again: &'static str,
    pub(in crate::pages) look_again: &'static str,
    pub(in crate::pages) failed: &'static str,
    pub(in crate::pages) try_later: &'static str,
    pub(in crate::pages) to_the_shop: &'static str,
}

/// A product, and what it costs.
#[derive(Debug)]
pub struct Item {
    pub(in crate::pages) name: &'static str,
    pub(in crate::pages) about: &'static str,
    /// As it is written.
    pub(in crate::pages) price: &'static str,
    /// As Amazon Pay takes it.
    pub(in crate::pages) amount: &'static str,
}
