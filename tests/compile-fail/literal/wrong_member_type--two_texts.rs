//! Two texts where one belongs, with a comma between them and without.
// breaks: wrong_member_type, wrong_member_type

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://a.com/", "result");
    let _ = return_url!("https://a.com/" "result");
}
