//! A key given to a client, which takes the account's signer.

use amazonpay_update::SigningKey;
use amazonpay_update::session::Client;

fn client(key: SigningKey) {
    let _ = Client::new(key);
}

fn main() {}
