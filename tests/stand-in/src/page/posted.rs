//! The form that a script posts, by its fields.

use crate::refused::Refused;
use serde_json::Value;
use url::form_urlencoded;

/// The algorithm of a button that names none.
pub(super) const DEFAULT_ALGORITHM: &str = "AMZN-PAY-RSASSA-PSS";

/// The fields that `checkout.js` demands for `initCheckout`.
const NEEDED: [&str; 6] =
    ["merchantId", "ledgerCurrency", "placement", "payloadJSON", "signature", "publicKeyId"];

/// The fields of a form; none is there twice.
pub(crate) struct Posted {
    fields: Vec<(String, String)>,
}

impl Posted {
    /// Reads any bytes. A text that is not UTF-8 no longer fits its signature.
    pub(crate) fn read(body: &[u8]) -> Result<Posted, Refused> {
        let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(Posted { fields }),
            Some(pair) => Err(Refused::new(
                "InvalidRequestFormat",
                "the field is posted twice",
                "post it once, as checkout.js does",
            )
            .of(pair[0])),
        }
    }

    /// The form that `initCheckout` posts for these options.
    pub(crate) fn by_script(options: &Value) -> Result<Posted, Refused> {
        let config = options.get("createCheckoutSessionConfig").unwrap_or(&Value::Null);
        let mut fields = Vec::new();
        for (from, at, name) in [
            (config, "createCheckoutSessionConfig.", "payloadJSON"),
            (config, "createCheckoutSessionConfig.", "signature"),
            (config, "createCheckoutSessionConfig.", "publicKeyId"),
            (config, "createCheckoutSessionConfig.", "algorithm"),
            (options, "", "merchantId"),
            (options, "", "ledgerCurrency"),
            (options, "", "checkoutLanguage"),
            (options, "", "productType"),
            (options, "", "placement"),
        ] {
            match from.get(name) {
                None | Some(Value::Null) => {}
                Some(Value::String(value)) => fields.push((name.to_owned(), value.clone())),
                Some(object @ Value::Object(_)) if name == "payloadJSON" => {
                    fields.push((name.to_owned(), object.to_string()));
                }
                Some(_) => return Err(not_text(&format!("{at}{name}"))),
            }
        }
        let has = |name: &str| fields.iter().any(|(known, _)| known == name);
        let empty = |name: &str| !fields.iter().any(|(known, value)| known == name && !value.is_empty());
        if let Some(name) = NEEDED.into_iter().find(|name| empty(name)) {
            return Err(missing(name));
        }
        let (typed, signed) = (has("productType"), has("algorithm"));
        let sandbox = match options.get("sandbox") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(sandbox)) => *sandbox,
            Some(_) => return Err(not_text("sandbox")),
        };
        let mut add = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
        add("environment", if sandbox { "SANDBOX" } else { "LIVE" });
        if !typed {
            add("productType", "PayAndShip");
        }
        if !signed {
            add("algorithm", DEFAULT_ALGORITHM);
        }
        Ok(Posted { fields })
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A field that must be there, and not empty.
    pub(super) fn needed(&self, name: &str) -> Result<&str, Refused> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| missing(name))
    }
}

fn missing(name: &str) -> Refused {
    Refused::new("MissingParameterValue", "it is missing or empty", "add it to the options of the button")
        .of(name)
}

fn not_text(member: &str) -> Refused {
    Refused::new(
        "InvalidParameterValue",
        "it has the wrong type",
        "pass `sandbox` as true or false, and everything else as a string. Pass `payloadJSON` exactly as it was signed",
    )
    .of(member)
}
