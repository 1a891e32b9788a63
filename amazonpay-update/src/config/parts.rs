//! A configuration member by member, even if some members are wrong.

use super::error::ConfigError;
use super::key_source::KeySource;
use super::members::Members;
use super::names::{ALGORITHM, ENVIRONMENT, MERCHANT_ID, PUBLIC_KEY_ID, REGION, RETURN_URL, STORE_ID};
use crate::region::{Environment, RegionName};
use crate::signing::Algorithm;
use crate::value::{MerchantId, PublicKeyId, ReturnUrl, StoreId};

/// The value or the error of each member.
pub(crate) struct Parts {
    /// Whether each member is there once.
    pub(crate) form: Result<(), ConfigError>,
    pub(crate) region: Result<RegionName, ConfigError>,
    pub(crate) environment: Result<Environment, ConfigError>,
    pub(crate) merchant_id: Result<MerchantId, ConfigError>,
    pub(crate) public_key_id: Result<PublicKeyId, ConfigError>,
    /// Whether the id of the key fits the environment.
    pub(crate) key_id_fits: Result<(), ConfigError>,
    pub(crate) algorithm: Result<Algorithm, ConfigError>,
    pub(crate) store_id: Result<Option<StoreId>, ConfigError>,
    pub(crate) return_url: Result<Option<ReturnUrl>, ConfigError>,
    pub(crate) key: Result<KeySource, ConfigError>,
    /// An error for each unknown name.
    pub(crate) unknown: Vec<ConfigError>,
}

impl Parts {
    pub(super) fn of(mut members: Members) -> Parts {
        let form = members.form();
        let environment: Result<Environment, _> = members.parse(ENVIRONMENT);
        let public_key_id: Result<PublicKeyId, _> = members.parse(PUBLIC_KEY_ID);
        let key_id_fits = match (&environment, &public_key_id) {
            (Ok(environment), Ok(id)) => id
                .check_environment(*environment)
                .map_err(|reason| ConfigError::Id { member: members.full_name(PUBLIC_KEY_ID), reason }),
            _ => Ok(()),
        };
        Parts {
            form,
            region: members.parse(REGION),
            environment,
            merchant_id: members.parse(MERCHANT_ID),
            public_key_id,
            key_id_fits,
            algorithm: members.parse_optional(ALGORITHM).map(Option::unwrap_or_default),
            store_id: members.parse_optional(STORE_ID),
            return_url: members.parse_optional(RETURN_URL),
            key: members.key(),
            unknown: members.unknown(),
        }
    }
}
