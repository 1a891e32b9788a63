//! The verb `verify`: says whether the signature verifies, and if not, why.

use crate::input::Input;
use crate::output::{Failure, Output};
use crate::signed_file::SignedFile;
use amazonpay_update::VerifyingKey;
use amazonpay_update::signing::{AmazonMessage, VerifyError, explain_mismatch, string_to_sign};
use std::path::Path;

pub(crate) fn verify(input: &Input, public_key: &Path, explain: Option<&str>) -> Result<Output, Failure> {
    let key = VerifyingKey::from_pem_file(public_key).map_err(Failure::unusable)?;
    let message = explain.map(AmazonMessage::parse).transpose().map_err(Failure::unusable)?;
    let file = SignedFile::read(&input.read()?)?;
    let amazon = message
        .iter()
        .flat_map(|message| message.explain(file.algorithm, &file.payload_json, &file.signature))
        .map(|found| format!("what Amazon refused: {found}"));
    match key.verify(file.algorithm, &file.payload_json, &file.signature) {
        Ok(()) => Ok(Output::passed("").with_notes(amazon.collect())),
        Err(error) => {
            let notes = what_differs(&key, &file, error).into_iter().chain(amazon);
            Err(Failure::refused(error).with_notes(notes.collect()))
        }
    }
}

fn what_differs(key: &VerifyingKey, file: &SignedFile, error: VerifyError) -> Vec<String> {
    if error == VerifyError::NotBase64 {
        return Vec::new();
    }
    let string = string_to_sign(file.algorithm, &file.payload_json);
    let hash = string.lines().last().unwrap_or_default();
    let mut notes = vec![
        format!("the string to sign: {}", string.escape_debug()),
        format!("the SHA-256 of payloadJSON: {hash}"),
    ];
    notes.extend(
        explain_mismatch(key, file.algorithm, &file.payload_json, &file.signature)
            .map(|mismatch| format!("what is wrong: {mismatch}")),
    );
    notes
}
