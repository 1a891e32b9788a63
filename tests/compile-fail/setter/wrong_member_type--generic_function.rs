//! A function for any type of product, which does not say so.

use amazonpay_update::Update;

fn start<P>(product_type: P) {
    drop(Update::builder().product_type(product_type));
}

fn main() {}
