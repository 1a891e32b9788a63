//! The verb `button`.

use crate::input::Input;
use crate::output::{Failure, Output};
use crate::shared::{EnvironmentArguments, KeyArguments};
use amazonpay_update::button::{EntryPoint, Nonce};
use amazonpay_update::payload::NeededProductType;
use amazonpay_update::region::{Language, RegionName};
use amazonpay_update::rules::Rule;
use amazonpay_update::signing::Algorithm;
use amazonpay_update::{Account, Button, CheckedPayload, MerchantId};
use clap::ValueEnum;

#[derive(clap::Args)]
pub(crate) struct ButtonArguments {
    #[command(flatten)]
    input: Input,
    /// The region of the account: us, eu, uk or jp.
    #[arg(long)]
    region: RegionName,
    /// The merchant's id from Seller Central.
    #[arg(long, value_name = "ID")]
    merchant_id: MerchantId,
    #[command(flatten)]
    key: KeyArguments,
    /// Whether the buyer's address is part of the update: `PayAndShip` or `PayOnly`.
    #[arg(long)]
    product_type: NeededProductType,
    #[command(flatten)]
    environment: EnvironmentArguments,
    /// AMZN-PAY-RSASSA-PSS-V2, or the older AMZN-PAY-RSASSA-PSS.
    #[arg(long, default_value_t)]
    algorithm: Algorithm,
    /// The function the click calls: initCheckout, or initUpdate, which Amazon says is not available yet.
    #[arg(long, default_value_t)]
    entry_point: EntryPoint,
    /// The language of Amazon's page, like `en_GB`; by default the region's first.
    #[arg(long)]
    language: Option<String>,
    /// The element's text; by default "Update" in the language.
    #[arg(long)]
    label: Option<String>,
    /// The nonce of the page's Content-Security-Policy. With it, no inline handler is written.
    #[arg(long)]
    nonce: Option<Nonce>,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = Format::Html, conflicts_with = "page")]
    format: Format,
    /// Prints a whole page, to try the button.
    #[arg(long)]
    page: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Html,
    Data,
    Json,
}

/// The words of the rule name a remedy that only a program has.
#[derive(Debug, thiserror::Error)]
#[error(
    "`--language` is no language of the region `{region}`: write `{}` [{}]",
    region.languages().join("` or `"),
    rule.slug()
)]
struct NoLanguage {
    region: RegionName,
    rule: Rule,
}

pub(crate) fn run(arguments: &ButtonArguments) -> Result<Output, Failure> {
    // A wrong argument is reported before the payload is read.
    if let Some(language) = &arguments.language {
        Language::of(arguments.region, language).map_err(|broken| {
            Failure::unusable(NoLanguage { region: arguments.region, rule: broken.rule() })
        })?;
    }
    let account = Account::in_region(
        arguments.region,
        arguments.merchant_id.clone(),
        arguments.key.public_key_id.clone(),
        arguments.key.read()?,
        arguments.environment.named(),
    );
    let account = account.map_err(Failure::unusable)?.with_algorithm(arguments.algorithm);
    let payload = CheckedPayload::check_for(&arguments.input.read()?, arguments.product_type)
        .map_err(Failure::refused)?;
    let signed = account.sign(&payload).map_err(Failure::refused)?;
    let mut button = signed.button().entry_point(arguments.entry_point);
    if let Some(language) = &arguments.language {
        button = button.try_language(language).map_err(Failure::unusable)?;
    }
    if let Some(label) = &arguments.label {
        button = button.label(label);
    }
    let output = Output::passed(text(&button, arguments));
    Ok(output.with_warnings(payload.warnings()).with_warnings(&signed.warnings()))
}

fn text(button: &Button<'_, RegionName>, arguments: &ButtonArguments) -> String {
    let mut text = match (arguments.page, &arguments.nonce, arguments.format) {
        (true, None, _) => button.to_page(),
        (true, Some(nonce), _) => button.to_page_with_nonce(nonce),
        (false, _, Format::Json) => button.to_json(),
        (false, None, Format::Data) => format!("{}\n{}", button.script_tag(), button.to_html_with_data()),
        (false, Some(nonce), Format::Data) => {
            format!("{}\n{}", button.script_tag_with_nonce(nonce), button.to_html_with_data())
        }
        (false, None, Format::Html) => format!("{}\n{}", button.script_tag(), button.to_html()),
        (false, Some(nonce), Format::Html) => {
            format!("{}\n{}", button.script_tag_with_nonce(nonce), button.to_html_with_nonce(nonce))
        }
    };
    text.push('\n');
    text
}
