//! URLs of a payload, as the library and the stand-in judge them. Neither has the other's code, so each tests the other.

use crate::browser::{around, payload, stand_in};
use amazonpay_update::rules::Rule;
use amazonpay_update::{CancelUrl, ReturnUrl};
use serde_json::json;

/// Amazon's documents ask for https. Everything else is RFC 3986 and what browsers make of a URL.
const TAKEN: [&str; 39] = [
    "https://shop.example/",
    "https://shop.example",
    // A scheme has no case: RFC 3986, section 3.1.
    "HTTPS://shop.example/",
    "HttpS://SHOP.example",
    "hTTPS://shop.example?a=b",
    "https://shop.example/@",
    "https://shop.example/?a=me@b",
    "https://shop.example:443/",
    "https://shop.example:8443/a",
    "https://shop.example:1",
    "https://shop.example:65535",
    "https://localhost/",
    "https://shop-1.example/",
    "https://shop.example./",
    "https://1.a/",
    "https://xn--shp-una.example/",
    "https://ab--c.example/",
    "https://192.0.2.1/",
    "https://[::]/",
    "https://[::1]:443/",
    "https://[2001:db8::1]/",
    "https://[2001:DB8::1]/",
    "https://[2001:db8:0:1:1:1:1:1]/",
    "https://shop.example/\u{e9}",
    "https://shop.example/?\u{e9}=1",
    "https://shop.example/\u{200b}",
    "https://shop.example/\u{202e}",
    "https://shop.example/\u{feff}",
    "https://shop.example/%",
    "https://shop.example/%zz",
    "https://shop.example/%00",
    "https://shop.example/%20",
    "https://shop.example/\"<>'`{}|^",
    "https://shop.example/../a",
    "https://shop.example//a",
    "https://shop.example/?a?b",
    "https://shop.example/?a=https://shop.example/",
    "https://shop.example/?amazonCheckoutSessionIds=1",
    "https://shop.example/?AmazonCheckoutSessionId=1",
];

const REFUSED: [&str; 67] = [
    "",
    "/done",
    "//shop.example/",
    "://shop.example/",
    "shop.example/done",
    "http://shop.example/",
    "HTTP://shop.example/",
    "ftp://shop.example/",
    "httpss://shop.example/",
    "https+x://shop.example/",
    "javascript:alert(1)",
    "data:text/html,a",
    "/?a=https://shop.example/",
    "https",
    "https:",
    "https:shop.example",
    "https:/shop.example",
    "https//shop.example",
    "https:\\\\shop.example",
    "https://",
    "https:///",
    "https:///shop.example",
    "https://?a",
    "https://#a",
    "https://me@shop.example/",
    "https://me:word@shop.example/",
    "https://@shop.example/",
    "https://:@shop.example/",
    "https://shop.example%40me/",
    "https://:443/",
    "https://shop.example:/",
    "https://shop.example:x/",
    "https://shop.example:0x1/",
    "https://shop.example:+1/",
    "https://shop.example:1:2/",
    "https://shop.example:65536",
    "https://shop.example:99999999999/",
    "https://a_b/",
    "https://a,b/",
    "https://a;b/",
    "https://a%2eb/",
    "https://a.1/",
    "https://192.0.2.256/",
    "https://1.2.3.4.5/",
    "https://::1/",
    "https://[]/",
    "https://[1]/",
    "https://[:::1]/",
    "https://[g::1]/",
    "https://[::1",
    "https://[::1]x/",
    "https://[::1]:/",
    "https://[fe80::1%25eth0]/",
    " https://shop.example/",
    "https://shop.example/ ",
    "https://shop.example/a b",
    "https://sh op.example/",
    "https://sh\top.example/",
    "https://shop.example/a\r\nb",
    "https://shop.example/\u{0}",
    "https://shop.example/\u{85}",
    "https://shop.example/\u{3000}",
    "https://sh\u{f6}p.example/",
    "https://sh\u{ad}op.example/",
    "\u{ff48}ttps://shop.example/",
    "https://shop.example\\evil",
    "https://shop.example/\\evil",
];

/// Amazon documents no such rule, so the stand-in has none. The library has the rule for the reason that is said.
const REFUSED_BY_THE_LIBRARY_ALONE: [(&str, &str); 21] = [
    // Amazon appends its parameter, and a program may append it to the fragment.
    ("return_url_no_fragment", "https://shop.example/#a"),
    ("return_url_no_fragment", "https://shop.example#"),
    // Browsers rewrite the host or the port, so that it is another text than the signed one.
    ("return_url_host", "https://shop.example:080/"),
    ("return_url_host", "https://192.0.2/"),
    ("return_url_host", "https://192.0.2.01/"),
    ("return_url_host", "https://192.0.2.1./"),
    ("return_url_host", "https://3221225985/"),
    ("return_url_host", "https://0xc0000201/"),
    ("return_url_host", "https://017.1/"),
    ("return_url_host", "https://[2001:db8:0:0:0:0:0:1]/"),
    ("return_url_host", "https://[::192.0.2.1]/"),
    // Nothing answers there, although a browser takes the URL.
    ("return_url_host", "https://shop.example:0/"),
    ("return_url_host", "https://-shop.example/"),
    ("return_url_host", "https://shop-.example/"),
    ("return_url_host", "https://shop..example/"),
    ("return_url_host", "https://.shop.example/"),
    ("return_url_host", "https://shop.example../"),
    ("return_url_host", "https://./"),
    // Amazon appends it, so it would be there twice.
    ("return_url_reserved_parameter", "https://shop.example/?amazonCheckoutSessionId=1"),
    ("return_url_reserved_parameter", "https://shop.example/?a=1&amazonCheckoutSessionId"),
    ("return_url_reserved_parameter", "https://shop.example/?%61mazonCheckoutSessionId=1"),
];

/// A browser cannot go there, because no name has this Punycode. The stand-in reads URLs as a browser does.
const REFUSED_BY_THE_STAND_IN_ALONE: [&str; 1] = ["https://xn--a/"];

/// The rules of the library that a return URL breaks.
fn broken(url: &str) -> Vec<&'static str> {
    let broken = url.parse::<ReturnUrl>().err();
    broken.iter().flat_map(|error| error.rules().iter()).map(Rule::slug).collect()
}

#[tokio::test]
async fn a_url_that_the_library_takes_is_taken_and_the_differences_have_a_reason() {
    let stand_in = stand_in().await;
    let taken = |url: &str| {
        let by = ["checkoutResultReturnUrl", "checkoutCancelUrl"].map(|member| {
            let mut payload = payload();
            payload["webCheckoutDetails"][member] = json!(url);
            stand_in.open(&around(&payload.to_string())).is_ok()
        });
        assert_eq!(by[0], by[1], "the stand-in has one rule for both members: {url:?}");
        by[0]
    };
    let paths = [1, 2_000, 8_000].map(|length| format!("https://shop.example/{}", "a".repeat(length)));
    let label = |length: usize| format!("https://{}.example/", "a".repeat(length));
    let name = |length: usize| format!("https://{}{}/", "a.".repeat(126), "b".repeat(length - 252));
    let long = [label(63), name(253)].into_iter().chain(paths);
    for url in TAKEN.into_iter().map(str::to_owned).chain(long) {
        assert!(broken(&url).is_empty() && url.parse::<CancelUrl>().is_ok(), "the library: {url:?}");
        assert!(taken(&url), "the stand-in: {url:?}");
    }
    for url in REFUSED {
        assert!(!broken(url).is_empty() && url.parse::<CancelUrl>().is_err(), "the library: {url:?}");
        assert!(!taken(url), "the stand-in: {url:?}");
    }
    let alone = REFUSED_BY_THE_LIBRARY_ALONE.map(|(rule, url)| (rule, url.to_owned()));
    // DNS has no longer names.
    let too_long = [label(64), name(254)].map(|url| ("return_url_host", url));
    for (rule, url) in alone.into_iter().chain(too_long) {
        assert_eq!(broken(&url), [rule], "{url:?}");
        assert!(taken(&url), "the stand-in: {url:?}");
    }
    for url in REFUSED_BY_THE_STAND_IN_ALONE {
        assert!(broken(url).is_empty() && url.parse::<CancelUrl>().is_ok(), "the library: {url:?}");
        assert!(!taken(url), "the stand-in: {url:?}");
    }
}
