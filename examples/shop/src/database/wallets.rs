//! What the buyers pay with, and what they owe.

use super::pools::{Database, execute, query};
use amazonpay_update::ChargePermissionId;
use amazonpay_update::payload::StoredPermission;
use amazonpay_update::region::RegionName;
use amazonpay_update::session::{
    Address, ChargePermission, ChargePermissionReason, ChargePermissionStep, IdempotencyKey,
};
use sqlx::{Encode, FromRow, Type};

/// What a subscription is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Tea by post.
    BlackTea,
    /// Tea by post.
    GreenTea,
    /// A course by e-mail, until there is a box of samples with it.
    TeaSchool,
}

/// How it stands with the money for the next delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentState {
    /// Nobody has asked for it yet.
    Due,
    /// It is there.
    Paid,
    /// Amazon Pay has not decided yet.
    Pending,
    /// Amazon Pay refused the payment.
    Refused,
    /// Amazon Pay did not take the shop's request, so nobody has asked for the payment.
    OurFault,
}

/// A column that has one of these words.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ }) => {
        impl $name {
            /// The word in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownWord;

            fn try_from(text: String) -> Result<$name, UnknownWord> {
                match text.as_str() {
                    $($word => Ok($name::$variant),)+
                    _ => Err(UnknownWord(text)),
                }
            }
        }
    };
}

words! { Product { BlackTea = "black-tea", GreenTea = "green-tea", TeaSchool = "tea-school" } }
words! {
    PaymentState {
        Due = "due", Paid = "paid", Pending = "pending", Refused = "refused", OurFault = "our-fault"
    }
}

/// Another program has written into the shop's tables.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no word of this column")]
pub struct UnknownWord(String);

/// A subscription, the Charge Permission it is paid with, and its next payment.
#[derive(Clone, Debug, FromRow)]
pub struct Wallet {
    /// Amazon Pay's id of it.
    #[sqlx(try_from = "String")]
    pub charge_permission_id: ChargePermissionId,
    /// Whose it is.
    pub buyer_id: String,
    /// What it pays for.
    #[sqlx(try_from = "String")]
    pub product: Product,
    /// Whether it was made with an address.
    #[sqlx(try_from = "String")]
    pub stored: StoredPermission,
    /// What the shop does next about it, as the library reads Amazon Pay's last answer.
    #[sqlx(try_from = "String")]
    pub step: ChargePermissionStep,
    /// Why it cannot be charged, in Amazon Pay's words.
    pub reasons: String,
    /// The card, as Amazon Pay describes it.
    pub card: String,
    /// The address, as Amazon Pay's JSON.
    address: Option<String>,
    /// The next payment.
    #[sqlx(try_from = "String")]
    pub payment: PaymentState,
    /// The key under which it is charged.
    #[sqlx(try_from = "String")]
    pub idempotency_key: IdempotencyKey,
    /// Amazon Pay's id of the charge.
    pub charge_id: Option<String>,
    /// Why the charge was refused, in Amazon Pay's words.
    pub refusal: Option<String>,
}

impl Wallet {
    /// The address, of one that was made with an address.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        serde_json::from_str(self.address.as_deref()?).ok()
    }
}

/// A Charge Permission that the buyer has just set up.
#[derive(Clone, Debug)]
pub struct NewWallet {
    /// Amazon Pay's id of it.
    pub charge_permission_id: ChargePermissionId,
    /// What it pays for.
    pub product: Product,
    /// Whether it was made with an address.
    pub stored: StoredPermission,
    /// The next payment.
    pub payment: PaymentState,
}

/// All columns of a [`Wallet`].
macro_rules! select {
    () => {
        "SELECT wallet.*, payment.state AS payment, idempotency_key, charge_id, refusal \
            FROM wallet JOIN payment USING (charge_permission_id)"
    };
}

impl Database {
    /// Stores a new wallet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn insert_wallet(&self, buyer_id: &str, wallet: &NewWallet) -> sqlx::Result<()> {
        const WALLET: &str = "INSERT INTO wallet \
            (charge_permission_id, buyer_id, product, stored, step, reasons, card) \
            VALUES ($1, $2, $3, $4, $5, '', '')";
        const PAYMENT: &str =
            "INSERT INTO payment (charge_permission_id, state, idempotency_key) VALUES ($1, $2, $3)";
        let id = wallet.charge_permission_id.as_str();
        let (product, stored) = (wallet.product.as_str(), wallet.stored.as_str());
        let step = ChargePermissionStep::Unknown.as_str();
        execute!(self, sqlx::query(WALLET).bind(id).bind(buyer_id).bind(product).bind(stored).bind(step))?;
        let (state, key) = (wallet.payment.as_str(), IdempotencyKey::random());
        execute!(self, sqlx::query(PAYMENT).bind(id).bind(state).bind(key.as_str())).map(drop)
    }

    /// A buyer's wallets.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wallets(&self, buyer_id: &str) -> sqlx::Result<Vec<Wallet>> {
        const SQL: &str = concat!(select!(), " WHERE buyer_id = $1 ORDER BY product");
        query!(self, fetch_all, sqlx::query_as(SQL).bind(buyer_id))
    }

    /// One of a buyer's wallets. Another buyer's is not found.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wallet(&self, buyer_id: &str, id: &ChargePermissionId) -> sqlx::Result<Option<Wallet>> {
        const SQL: &str = concat!(select!(), " WHERE buyer_id = $1 AND charge_permission_id = $2");
        query!(self, fetch_optional, sqlx::query_as(SQL).bind(buyer_id).bind(id.as_str()))
    }

    /// All Charge Permissions of a region that the shop has, for the stand-in to learn of.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wallets_in(&self, region: RegionName) -> sqlx::Result<Vec<Wallet>> {
        const SQL: &str = concat!(select!(), " JOIN buyer ON buyer.id = buyer_id WHERE region = $1");
        query!(self, fetch_all, sqlx::query_as(SQL).bind(region.as_str()))
    }

    /// Whose a Charge Permission is.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn buyer_of(&self, id: &ChargePermissionId) -> sqlx::Result<Option<String>> {
        const SQL: &str = "SELECT buyer_id FROM wallet WHERE charge_permission_id = $1";
        query!(self, fetch_optional, sqlx::query_scalar(SQL).bind(id.as_str()))
    }

    /// Stores what came of a charge, unless it was stored before: the key is then another one.
    ///
    /// A charge that Amazon Pay refused gets a new key, because that refusal is Amazon Pay's answer to the old key for
    /// ever. After `OurFault` the key stays, because an earlier request under it may have charged. For the same reason
    /// `OurFault` replaces neither `Paid` nor `Pending`, which the first of two clicks may have stored. What is paid
    /// under a key stays paid.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn store_charge(
        &self,
        wallet: &Wallet,
        state: PaymentState,
        charge_id: Option<&str>,
        refusal: Option<&str>,
    ) -> sqlx::Result<()> {
        const SQL: &str = "UPDATE payment SET state = $3, charge_id = $4, refusal = $5, idempotency_key = $6 \
            WHERE charge_permission_id = $1 AND idempotency_key = $2 \
            AND (state <> 'paid' OR $3 = 'paid') AND (state <> 'pending' OR $3 <> 'our-fault')";
        let (id, key) = (wallet.charge_permission_id.as_str(), wallet.idempotency_key.as_str());
        let next_key = match state {
            PaymentState::Refused => IdempotencyKey::random(),
            PaymentState::Due | PaymentState::Paid | PaymentState::Pending | PaymentState::OurFault => {
                wallet.idempotency_key.clone()
            }
        };
        execute!(
            self,
            sqlx::query(SQL)
                .bind(id)
                .bind(key)
                .bind(state.as_str())
                .bind(charge_id)
                .bind(refusal)
                .bind(next_key.as_str())
        )
        .map(drop)
    }
}

/// The statement that stores Amazon Pay's answer about a Charge Permission, in whichever transaction.
pub(crate) fn store_answer<'q, DB>(
    id: &ChargePermissionId,
    answer: &ChargePermission,
) -> sqlx::query::Query<'q, DB, DB::Arguments>
where
    DB: sqlx::Database,
    String: Encode<'q, DB> + Type<DB>,
    Option<String>: Encode<'q, DB>,
{
    const SQL: &str = "UPDATE wallet SET stored = $2, step = $3, reasons = $4, card = $5, address = $6 \
        WHERE charge_permission_id = $1";
    let stored = match answer.shipping_address {
        Some(_) => StoredPermission::WithAddress,
        None => StoredPermission::WithoutAddress,
    };
    let reasons = answer.status_details.reasons.iter();
    let reasons: Vec<&str> = reasons
        .filter_map(|reason| reason.reason_code.as_ref().map(ChargePermissionReason::as_str))
        .collect();
    let card = answer.payment_preferences.iter().find_map(|preference| preference.payment_descriptor.clone());
    let address = answer.shipping_address.as_ref().and_then(|address| serde_json::to_string(address).ok());
    sqlx::query(SQL)
        .bind(id.to_string())
        .bind(stored.to_string())
        .bind(answer.next_step().to_string())
        .bind(reasons.join(", "))
        .bind(card.unwrap_or_default())
        .bind(address)
}
