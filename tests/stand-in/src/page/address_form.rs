//! The form for a new address.

use super::form::Form;
use crate::setup::Setup;
use crate::world::{Address, NotAllowed, is_country};
use maud::{Markup, html};

/// The values that the buyer entered, and the problems with them.
pub(super) struct AddressForm {
    values: Vec<String>,
    /// By the name of the field.
    problems: Vec<(&'static str, String)>,
}

struct Field {
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    needed: bool,
}

const fn field(name: &'static str, label: &'static str, autocomplete: &'static str, needed: bool) -> Field {
    Field { name, label, autocomplete, needed }
}

/// The longest value of a field, in characters.
const MAX_VALUE: usize = 200;

const FIELDS: [Field; 8] = [
    field("name", "Name", "name", true),
    field("addressLine1", "Address line 1", "address-line1", true),
    field("addressLine2", "Address line 2 (optional)", "address-line2", false),
    field("city", "City", "address-level2", true),
    field("stateOrRegion", "State or region (two letters in the US)", "address-level1", false),
    field("postalCode", "Postal code", "postal-code", true),
    field("countryCode", "Country (two letters, such as US)", "country", true),
    field("phoneNumber", "Phone number (optional)", "tel", false),
];

impl AddressForm {
    /// Nothing is entered yet.
    pub(super) fn empty(setup: &Setup) -> AddressForm {
        let country = |field: &Field| field.name == "countryCode";
        let preset = |field| if country(field) { setup.region.facts().country } else { "" };
        AddressForm {
            values: FIELDS.iter().map(|field| preset(field).to_owned()).collect(),
            problems: vec![],
        }
    }

    /// Whether there is more in it than the country, which is there from the beginning.
    pub(super) fn is_begun(form: &Form) -> bool {
        FIELDS.iter().any(|field| field.name != "countryCode" && form.get(field.name).is_some())
    }

    pub(super) fn of(form: &Form) -> AddressForm {
        let values: Vec<String> =
            FIELDS.iter().map(|field| form.get(field.name).unwrap_or_default().to_owned()).collect();
        let mut problems = Vec::new();
        for (field, value) in FIELDS.iter().zip(&values) {
            if field.needed && value.is_empty() {
                problems.push((field.name, "Enter a value.".to_owned()));
            } else if value.chars().count() > MAX_VALUE {
                problems.push((field.name, format!("Enter at most {MAX_VALUE} characters.")));
            } else if field.name == "countryCode" && !is_country(&value.to_ascii_uppercase()) {
                problems.push((field.name, "Enter the two letters of a country, such as US.".to_owned()));
            }
        }
        AddressForm { values, problems }
    }

    /// The address, when nothing is wrong with it by itself.
    pub(super) fn address(&self) -> Option<Address> {
        let [name, line1, line2, city, state, postal_code, country, phone] = self.values.as_slice() else {
            return None;
        };
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        self.problems.is_empty().then(|| Address {
            name: name.clone(),
            address_line1: line1.clone(),
            address_line2: some(line2),
            city: some(city),
            state_or_region: some(state),
            postal_code: some(postal_code),
            country_code: country.to_ascii_uppercase(),
            phone_number: some(phone),
            ..Address::default()
        })
    }

    /// The shop does not deliver there.
    pub(super) fn not_allowed(&mut self, reason: NotAllowed) {
        let field = match reason {
            NotAllowed::Country => "countryCode",
            NotAllowed::Place => "postalCode",
            NotAllowed::PostOfficeBox | NotAllowed::Packstation => "addressLine1",
        };
        self.problems.push((field, format!("This address cannot be used: {reason}.")));
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Each problem, with a link to its field.
    pub(super) fn summary(&self) -> Markup {
        html! {
            p { "The new address was not added." }
            ul {
                @for (field, problem) in &self.problems {
                    li { a href={ "#" (field) } { (label(field)) } ": " (problem) }
                }
            }
        }
    }

    pub(super) fn fields(&self) -> Markup {
        html! {
            @for (field, value) in FIELDS.iter().zip(&self.values) {
                @let problem = self.problems.iter().find(|(name, _)| *name == field.name);
                @let problem_id = problem.map(|_| format!("{}-problem", field.name));
                div .field {
                    label for=(field.name) { (field.label) }
                    input type="text" id=(field.name) name=(field.name) value=(value)
                        autocomplete=(field.autocomplete)
                        aria-required=[field.needed.then_some("true")]
                        aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[&problem_id];
                    @if let Some((_, problem)) = problem {
                        p .problem id=[&problem_id] { (problem) }
                    }
                }
            }
        }
    }
}

fn label(name: &str) -> &'static str {
    FIELDS.iter().find(|field| field.name == name).map_or("Address", |field| field.label)
}
