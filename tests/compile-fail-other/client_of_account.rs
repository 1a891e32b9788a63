//! An account given to a client, which takes the account's signer.

use amazonpay_update::session::Client;
use amazonpay_update::{Account, Us};

fn client(account: Account<Us>) {
    let _ = Client::new(account);
}

fn main() {}
