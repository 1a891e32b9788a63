//! A form of the page's own, by its fields.

use url::form_urlencoded;

/// The longest form that is read, in bytes.
pub(super) const MAX_BYTES: usize = 256 * 1024;

/// The fields that a browser posted; of two with a name the first counts.
pub(super) struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    pub(super) fn read(body: &[u8]) -> Form {
        Form { fields: form_urlencoded::parse(body).into_owned().collect() }
    }

    /// Without blanks around it; `None` when nothing is left.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }
}
