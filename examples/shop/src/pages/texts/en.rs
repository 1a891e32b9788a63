//! English.

use super::words::{Item, Texts};

/// As in the United States.
pub(super) const US: Texts = Texts {
    lang: "en-US",
    buyer: "Emma",
    country: "United States",
    log_in: "Log in as Emma",
    log_out: "Log out",
    demo: "A demo on your machine: nothing is sold, and a stand-in takes the place of Amazon Pay.",
    account: "Your subscriptions",
    greeting: "Good to see you, Emma.",
    products: [
        Item {
            name: "Morning black",
            about: "100 g of Assam, every month",
            price: "$18.00",
            amount: "18.00",
        },
        Item { name: "Spring green", about: "80 g of Sencha, every month", price: "$22.00", amount: "22.00" },
        Item {
            name: "Tea school",
            about: "A lesson every week, now with a box of samples",
            price: "$9.00",
            amount: "9.00",
        },
    ],
    a_month: "a month",
    paid_with: "Paid with",
    sent_to: "Sent to",
    by_email: "By e-mail only: we do not know your address yet.",
    steps: [
        "All is well.",
        "Please change your payment method.",
        "A payment is under way.",
        "Please set up Amazon Pay again.",
        "We are asking Amazon Pay.",
    ],
    payment: "This month",
    paid: "Paid",
    due: "Not paid yet",
    pending: "Being checked",
    refused: "Payment refused",
    our_fault: "Not paid yet. The fault is ours, and not your payment method’s. Please try again later.",
    charge_again: "Try the payment again",
    change_payment_method: "Change payment method",
    change_address: "Change address",
    add_address: "Send it to my address",
    at_amazon: "You make this change on a page of Amazon Pay, and come back here.",
    to_amazon: "Continue to Amazon Pay",
    back: "Back to your subscriptions",
    result: "Your change",
    start_again: "Start again",
    look_again: "Look again",
    failed: "Something went wrong on our side.",
    try_later: "Please try again later.",
    to_the_shop: "Go to the shop",
};

/// As in the United Kingdom.
pub(super) const GB: Texts = Texts {
    lang: "en-GB",
    buyer: "Oliver",
    country: "United Kingdom",
    log_in: "Log in as Oliver",
    greeting: "Good to see you, Oliver.",
    products: [
        Item {
            name: "Morning black",
            about: "100 g of Assam, every month",
            price: "£14.00",
            amount: "14.00",
        },
        Item {
            name: "Spring green", about: "80 g of Sencha, every month", price: "£17.00", amount: "17.00"
        },
        Item {
            name: "Tea school",
            about: "A lesson every week, now with a box of samples",
            price: "£7.00",
            amount: "7.00",
        },
    ],
    ..US
};
