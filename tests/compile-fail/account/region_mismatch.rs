//! What was signed for the EU given to the account of the US.

use amazonpay_update::signing::VerifyError;
use amazonpay_update::{Account, Eu, PayOnly, Signed, Us};

fn verify(account: &Account<Us>, signed: &Signed<Eu, PayOnly>) -> Result<(), VerifyError> {
    account.verify(signed)
}

fn main() {}
