//! The messages of `vectors/sns-cases.json`, right and wrong.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(crate) struct Vectors {
    pub(crate) certificates: BTreeMap<String, String>,
    pub(crate) root: String,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) strict: String,
    pub(crate) message: Value,
    pub(crate) certificate: String,
    pub(crate) status: u16,
    /// What is served in place of the certificate.
    #[allow(dead_code, reason = "the tool does not fetch")]
    pub(crate) body: Option<String>,
}

impl Vectors {
    pub(crate) fn read() -> Vectors {
        serde_json::from_str(include_str!("../vectors/sns-cases.json")).expect("the vectors")
    }
}

impl Case {
    pub(crate) fn text(&self) -> String {
        match &self.message {
            Value::String(text) => text.clone(),
            object => object.to_string(),
        }
    }
}
