//! axe-core: what it finds on a page.

use fantoccini::Client;
use serde_json::Value;

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../interop/node_modules/axe-core/axe.min.js");

const VIOLATIONS: &str = "
    const done = arguments[0];
    axe.run().then(
        ({ violations }) => done(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])),
        (error) => done(String(error)));";

/// What axe finds on the open page: the rules that the page breaks, each with the elements that break it.
///
/// # Panics
///
/// When axe is not installed, or cannot run.
pub async fn violations(client: &Client) -> Value {
    let axe = std::fs::read_to_string(AXE).expect("axe-core is installed; `tests/run` says how");
    client.execute(&axe, vec![]).await.expect("axe");
    client.execute_async(VIOLATIONS, vec![]).await.expect("axe")
}
