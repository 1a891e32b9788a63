//! What the pages say, in the language of the buyer's region.

mod de;
mod en;
mod ja;
mod words;

use words::Item;
pub use words::Texts;

use crate::database::{PaymentState, Product};
use amazonpay_update::payload::{Change, StoredPermission};
use amazonpay_update::region::RegionName;
use amazonpay_update::session::ChargePermissionStep;

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

    pub(in crate::pages) const fn step(&self, step: ChargePermissionStep) -> &'static str {
        match step {
            ChargePermissionStep::NothingToDo => self.works,
            ChargePermissionStep::SendToUpdatePage => self.needs_change,
            ChargePermissionStep::Wait => self.in_progress,
            ChargePermissionStep::SendToSetupPage => self.is_closed,
            ChargePermissionStep::Unknown => self.is_unknown,
        }
    }

    pub(in crate::pages) const fn payment(&self, state: PaymentState) -> &'static str {
        match state {
            PaymentState::Paid => self.paid,
            PaymentState::Due => self.due,
            PaymentState::Pending => self.pending,
            PaymentState::Refused => self.refused,
            PaymentState::OurFault => self.our_fault,
        }
    }

    pub(in crate::pages) const fn change(&self, change: Change, stored: StoredPermission) -> &'static str {
        match (change, stored) {
            (Change::PaymentMethod, _) => self.change_payment_method,
            (_, StoredPermission::WithAddress) => self.change_address,
            (_, StoredPermission::WithoutAddress) => self.add_address,
        }
    }
}
