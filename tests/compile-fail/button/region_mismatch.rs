//! What was signed for one region is not for another region's account.

use amazonpay_update::{Account, Eu, PayOnly, Signed, Us};

fn main() {}

fn verify(account: &Account<Us>, signed: &Signed<Eu, PayOnly>) {
    let _ = account.verify(signed);
}
