//! A literal that breaks three rules.
// breaks: return_url_https, return_url_no_userinfo, return_url_no_fragment

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("http://user@a.com/#done");
}
