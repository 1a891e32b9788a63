//! The claims of a token.

use super::error::StateError;
use crate::payload::{NeededProductType, ProductType};
use crate::value::{ChargePermissionId, StoreId};
use amazonpay_update_rules::text::STORE_ID_PREFIX;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The update to which a return must belong: its store, its charge permission and its product type.
///
/// With serde it is an object of three texts, so that the buyer's session can remember it. A page that is made again
/// belongs to the same update, so remember the update once.
///
/// # Examples
///
/// ```
/// use amazonpay_update::return_state::UpdateState;
/// use amazonpay_update::{PayAndShip, charge_permission_id, store_id};
///
/// let state = UpdateState::new(
///     store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"),
///     charge_permission_id!("B01-0000000-0000000"),
///     PayAndShip,
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateState {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    product_type: &'static str,
}

/// The serde form of an [`UpdateState`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Remembered {
    store_id: StoreId,
    charge_permission_id: ChargePermissionId,
    product_type: NeededProductType,
}

// By hand, because a derive would take the static text for a borrowed text.
impl<'de> Deserialize<'de> for UpdateState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Remembered { store_id, charge_permission_id, product_type } =
            Remembered::deserialize(deserializer)?;
        Ok(UpdateState::new(store_id, charge_permission_id, product_type))
    }
}

impl UpdateState {
    /// The state of an update. A product type known only while the program runs is a
    /// [`NeededProductType`](crate::payload::NeededProductType).
    pub fn new<P: ProductType>(
        store_id: StoreId,
        charge_permission_id: ChargePermissionId,
        product_type: P,
    ) -> UpdateState {
        UpdateState { store_id, charge_permission_id, product_type: product_type.name() }
    }

    /// The store.
    #[must_use]
    pub fn store_id(&self) -> &StoreId {
        &self.store_id
    }

    /// The charge permission that is to be updated.
    #[must_use]
    pub fn charge_permission_id(&self) -> &ChargePermissionId {
        &self.charge_permission_id
    }

    /// The product type, in Amazon's spelling. A [`NeededProductType`] can be parsed from it.
    #[must_use]
    pub fn product_type(&self) -> &'static str {
        self.product_type
    }

    /// The claims as JSON, in the order of their names. The expiry is in seconds since 1970.
    pub(super) fn to_claims(&self, expiry: Option<u64>) -> String {
        let exp = expiry.map(|at| format!(r#""exp":{at},"#)).unwrap_or_default();
        // No id has a character that JSON escapes.
        format!(
            r#"{{"aud":"{}",{exp}"pt":"{}","sub":"{}"}}"#,
            self.audience(),
            self.product_type,
            self.charge_permission_id,
        )
    }

    /// The store id without the prefix of all store ids, which would make every URL longer.
    fn audience(&self) -> &str {
        let id = self.store_id.as_str();
        id.strip_prefix(STORE_ID_PREFIX).unwrap_or(id)
    }
}

/// The claims of a token, with the registered names (RFC 7519, section 4.1) where there are any.
pub(super) struct Claims {
    /// The store.
    aud: String,
    /// When the token expires, in seconds since 1970.
    exp: Option<u64>,
    /// The product type.
    pt: String,
    /// The charge permission.
    sub: String,
}

impl Claims {
    pub(super) fn from_json(json: &[u8]) -> Result<Claims, StateError> {
        let mut reader = serde_json::Deserializer::from_slice(json);
        let claims = reader.deserialize_map(ClaimsVisitor);
        claims.and_then(|claims| reader.end().map(|()| claims)).map_err(|_| StateError::Unreadable)
    }

    /// The update among these that has these claims. Otherwise the difference to the nearest update.
    pub(super) fn find<'u>(
        &self,
        updates: &[&'u UpdateState],
        now: SystemTime,
    ) -> Result<&'u UpdateState, StateError> {
        let mut nearest = StateError::NothingStarted;
        for update in updates {
            match self.check(update, now) {
                Ok(()) => return Ok(update),
                Err(error) if nearness(&error) > nearness(&nearest) => nearest = error,
                Err(_) => {}
            }
        }
        Err(nearest)
    }

    /// Compares the claims with an update that the shop expects: the charge permission first, then the rest.
    fn check(&self, expected: &UpdateState, now: SystemTime) -> Result<(), StateError> {
        if self.sub != expected.charge_permission_id.as_str() {
            return Err(StateError::OtherChargePermission);
        }
        if self.aud != expected.audience() {
            return Err(StateError::OtherStore);
        }
        if self.pt != expected.product_type {
            return Err(StateError::OtherProductType);
        }
        let since_1970 = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let over = self.exp.and_then(|exp| since_1970.checked_sub(Duration::from_secs(exp)));
        over.map_or(Ok(()), |ago| Err(StateError::Expired { ago }))
    }
}

/// Reads an object with each of these members once and no others. By hand, because serde's derive also accepts a list
/// of the values, and null for an optional value.
struct ClaimsVisitor;

impl<'de> Visitor<'de> for ClaimsVisitor {
    type Value = Claims;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a state token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Claims, A::Error> {
        let (mut aud, mut exp, mut pt, mut sub) = (None, None, None, None);
        while let Some(name) = object.next_key::<String>()? {
            match name.as_str() {
                "aud" => once(&mut aud, object.next_value()?)?,
                "exp" => once(&mut exp, object.next_value()?)?,
                "pt" => once(&mut pt, object.next_value()?)?,
                "sub" => once(&mut sub, object.next_value()?)?,
                _ => return Err(A::Error::custom("a claim that no state token has")),
            }
        }
        match (aud, pt, sub) {
            (Some(aud), Some(pt), Some(sub)) => Ok(Claims { aud, exp, pt, sub }),
            _ => Err(A::Error::custom("a claim is missing")),
        }
    }
}

fn once<T, E: Error>(claim: &mut Option<T>, value: T) -> Result<(), E> {
    if claim.replace(value).is_some() { Err(E::custom("a claim stands there twice")) } else { Ok(()) }
}

/// How many comparisons the update has passed.
fn nearness(error: &StateError) -> u8 {
    match error {
        StateError::OtherChargePermission => 1,
        StateError::OtherStore => 2,
        StateError::OtherProductType => 3,
        StateError::Expired { .. } => 4,
        _ => 0,
    }
}
