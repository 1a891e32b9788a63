//! Where the buyer comes back to.

use super::text_value::text_value;
use amazonpay_update_rules::url;

text_value! { $
    /// The page the buyer returns to after the update: an absolute https URL with a host, without
    /// user info or fragment, and without the query parameter `amazonCheckoutSessionId`, which
    /// Amazon appends. A query string of the shop's own stays as it is.
    ReturnUrl is "checkoutResultReturnUrl", checked by url::return_url,
    literal return_url!("https://a.com/merchant-result-page"), not "http://a.com/merchant-result-page"
}

text_value! { $
    /// The page a buyer who cancels is sent to: an absolute https URL with a host, without user
    /// info or fragment.
    CancelUrl is "checkoutCancelUrl", checked by url::cancel_url,
    literal cancel_url!("https://a.com/account"), not "/account"
}
