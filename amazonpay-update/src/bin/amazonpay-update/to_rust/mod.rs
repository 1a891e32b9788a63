//! The verb `to-rust`: prints a JSON payload as Rust.

mod call;
mod delivery;
mod derived;
mod name;
mod source;
mod style;

use crate::input::Input;
use crate::output::{Failure, Output};
use crate::places::Broken;
use crate::shared::{checked, word};
use amazonpay_update::payload::NeededProductType;
use amazonpay_update_rules::Word;
use amazonpay_update_rules::json::{Json, Key, Kind};
use amazonpay_update_rules::schema::{self, MEMBERS};
use name::StructName;
use source::Source;

#[derive(clap::Args)]
pub(crate) struct ToRustArguments {
    #[command(flatten)]
    input: Input,
    /// The product type, `PayAndShip` or `PayOnly`. It may be left out if the payload has `deliverySpecifications`,
    /// which need `PayAndShip`.
    #[arg(long)]
    product_type: Option<NeededProductType>,
    /// Prints a struct of that name with `#[derive(UpdatePayload)]`, and a value of it.
    #[arg(long, value_name = "NAME")]
    derive: Option<StructName>,
}

#[derive(Debug, thiserror::Error)]
#[error("no member of the payload tells the product type: state it with `--product-type`")]
struct ProductTypeMissing;

pub(crate) fn run(arguments: &ToRustArguments) -> Result<Output, Failure> {
    let text = arguments.input.read()?;
    let json = Json::read(&text).map_err(|why| Failure::refused(Broken::not_read(why).violation))?;
    let broken = Broken::rules(&json, arguments.product_type, usize::MAX);
    let Kind::Object(members) = &json.kind else {
        let violations: Vec<String> = broken.iter().map(|broken| broken.violation.to_string()).collect();
        return Err(Failure::refused(violations.join("\n")));
    };
    let product_type = arguments.product_type.and_then(word).or_else(|| needed(members));
    let product_type = product_type.ok_or_else(|| Failure::unusable(ProductTypeMissing))?;
    let source = Source::new(&text, &json, broken);
    let rust = match &arguments.derive {
        Some(name) => derived::payload(&source, members, product_type, name).map_err(Failure::unusable)?,
        None => call::payload(&source, product_type),
    };
    Ok(match checked(&text, arguments.product_type) {
        Ok(payload) => Output::passed(rust).with_warnings(payload.warnings()),
        Err(_) => Output::refused(rust),
    })
}

/// The product type that a member of the payload needs, if any.
fn needed(members: &[(Key, Json)]) -> Option<Word> {
    let stands = |name: &str| members.iter().any(|(key, _)| key.name == name);
    let rows = MEMBERS.iter().filter(|row| row.parent.is_empty() && stands(row.name));
    let needs = rows.flat_map(|row| row.needs);
    needs.filter(|need| !schema::needed(need).is_in_payload()).map(|need| need.value).next()
}
