//! A name that is not ASCII. It is written as `xn--r8jz45g.jp`.

use amazonpay_update::return_url;

fn main() {
    let _ = return_url!("https://例え.jp/merchant-result-page");
}
