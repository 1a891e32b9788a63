//! What the pages say, in the language of the buyer's region.

mod de;
mod en;
mod ja;

use crate::database::{PaymentState, Product};
use amazonpay_update::payload::{Change, StoredPermission};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;

/// All texts of one language.
#[derive(Debug)]
pub struct Texts {
    /// For the attribute `lang`.
    pub lang: &'static str,
    pub(super) buyer: &'static str,
    pub(super) country: &'static str,
    pub(super) log_in: &'static str,
    pub(super) log_out: &'static str,
    pub(super) demo: &'static str,
    pub(super) account: &'static str,
    pub(super) greeting: &'static str,
    pub(super) products: [Item; 3],
    pub(super) a_month: &'static str,
    pub(super) paid_with: &'static str,
    pub(super) sent_to: &'static str,
    pub(super) by_email: &'static str,
    /// In the order of [`ChargePermissionStep`].
    pub(super) steps: [&'static str; 5],
    pub(super) payment: &'static str,
    pub(super) paid: &'static str,
    pub(super) due: &'static str,
    pub(super) pending: &'static str,
    pub(super) refused: &'static str,
    pub(super) charge_again: &'static str,
    pub(super) change_payment_method: &'static str,
    pub(super) change_address: &'static str,
    pub(super) add_address: &'static str,
    pub(super) at_amazon: &'static str,
    pub(super) to_amazon: &'static str,
    pub(super) back: &'static str,
    pub(super) result: &'static str,
    pub(super) start_again: &'static str,
    pub(super) look_again: &'static str,
    pub(super) not_found: &'static str,
    pub(super) failed: &'static str,
}

/// A product, and what it costs.
#[derive(Debug)]
pub struct Item {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// As it is written.
    pub(super) price: &'static str,
    /// As Amazon Pay takes it.
    pub(super) amount: &'static str,
}

impl Texts {
    /// Those of a region.
    #[must_use]
    pub const fn of(region: RegionName) -> &'static Texts {
        match region {
            RegionName::Us => &en::US,
            RegionName::Eu => &de::DE,
            RegionName::Uk => &en::GB,
            RegionName::Jp => &ja::JA,
        }
    }

    /// A product.
    #[must_use]
    pub const fn item(&self, product: Product) -> &Item {
        &self.products[product as usize]
    }

    /// What a product costs, as Amazon Pay takes it.
    #[must_use]
    pub const fn amount(&self, product: Product) -> &'static str {
        self.item(product).amount
    }

    pub(super) const fn step(&self, step: ChargePermissionStep) -> &'static str {
        self.steps[step as usize]
    }

    pub(super) const fn payment(&self, state: PaymentState) -> &'static str {
        match state {
            PaymentState::Paid => self.paid,
            PaymentState::Due => self.due,
            PaymentState::Pending => self.pending,
            PaymentState::Refused => self.refused,
        }
    }

    pub(super) const fn change(&self, change: Change, stored: StoredPermission) -> &'static str {
        match (change, stored) {
            (Change::PaymentMethod, _) => self.change_payment_method,
            (_, StoredPermission::WithAddress) => self.change_address,
            (_, StoredPermission::WithoutAddress) => self.add_address,
        }
    }
}
