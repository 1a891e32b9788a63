//! The one line that other programs read.

use amazonpay_update_stand_in::StandIn;
use std::io::{self, Write};

/// Prints the line at once, even into a pipe. The help of `serve` and the README explain each member.
pub(crate) fn print(stand_in: &StandIn) -> io::Result<()> {
    let line = serde_json::to_string(&stand_in.whereabouts())?;
    let mut output = io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()
}
