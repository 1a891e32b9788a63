//! English.

use super::words::{Item, Texts};

/// As in the United States.
pub(super) const US: Texts = Texts {
    lang: "en-US",
    buyer: "Emma",
    country: "United States",
    log_in: "Log in as Emma",
    log_out: "Log out",
    demo: "This is a demo on your machine. Nothing is sold, and a stand-in takes the place of Amazon Pay.",
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
    by_email: "By e-mail only. We do not know your address yet.",
    works: "Your payment method works.",
    needs_change: "Amazon Pay cannot charge your payment method. Please change it.",
    in_progress: "Amazon Pay is processing a payment.",
    is_closed: "Your saved payment method can no longer be used here. Please set up Amazon Pay again.",
    is_unknown: "We are asking Amazon Pay about your payment method.",
    payment: "This month",
    paid: "Paid",
    due: "Not paid yet",
    pending: "Amazon Pay is checking the payment",
    refused: "Amazon Pay refused the payment",
    our_fault: "Not paid yet because of a mistake on our side. Your payment method was not refused. Please try again later.",
    charge_again: "Try the payment again",
    change_payment_method: "Change payment method",
    change_address: "Change address",
    add_address: "Add an address",
    at_amazon: "You make this change on a page of Amazon Pay. Then you come back here.",
    to_amazon: "Continue to Amazon Pay",
    back: "Back to your subscriptions",
    result: "Your change",
    start_again: "Start again",
    look_again: "Check again",
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
