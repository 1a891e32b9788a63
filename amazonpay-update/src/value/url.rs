//! The URLs that the buyer comes back to.

use super::text_value::text_value;
use amazonpay_update_rules::url;

text_value! { $
    /// The page the buyer returns to after the update: an absolute https URL without user info or fragment, and
    /// without the query parameter `amazonCheckoutSessionId`, which Amazon appends. The shop's own query string is
    /// kept.
    ///
    /// The host is a DNS name, an IPv4 address, or an IPv6 address in its shortest form, as
    /// `[2001:db8::1]`. A name that is not ASCII is written as `xn--...`. A port is 1 to 65535.
    ///
    /// What follows `xn--` is not decoded. So `https://xn--a/` is a `ReturnUrl`, although no name has that form and
    /// browsers refuse it.
    ReturnUrl is "checkoutResultReturnUrl", checked by url::return_url,
    literal return_url!("https://a.com/merchant-result-page"), not "http://a.com/merchant-result-page"
}

text_value! { $
    /// The page for a buyer who cancels: an absolute https URL without user info or fragment. Its host and port have
    /// the same form as in a [`ReturnUrl`].
    CancelUrl is "checkoutCancelUrl", checked by url::cancel_url,
    literal cancel_url!("https://a.com/account"), not "/account"
}
