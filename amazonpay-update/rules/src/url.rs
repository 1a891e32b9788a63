//! The const functions that check a return URL.

use crate::catalogue::Rule;
use crate::host::host_and_port;
use crate::rule_set::RuleSet;
use crate::text::{has_space_or_control, matches_at};

/// The query parameter Amazon appends to `checkoutResultReturnUrl`.
pub const SESSION_ID_PARAMETER: &str = "amazonCheckoutSessionId";

/// `checkoutResultReturnUrl`: an absolute https URL to which Amazon can append its parameter.
pub const fn return_url(text: &str) -> RuleSet {
    cancel_url(text).with_if(names_reserved_parameter(text.as_bytes()), Rule::ReturnUrlReservedParameter)
}

/// `checkoutCancelUrl`: an absolute https URL, with any query parameters.
pub const fn cancel_url(text: &str) -> RuleSet {
    let bytes = text.as_bytes();
    let malformed = has_space_or_control(bytes) || find(bytes, 0, b"\\") < bytes.len();
    let found = RuleSet::EMPTY.with_if(malformed, Rule::ReturnUrlMalformed);
    let start = skip_blank(bytes);
    let Some(scheme_end) = scheme(bytes, start) else {
        return found.with(Rule::ReturnUrlAbsolute);
    };
    let https = scheme_end - start == 5 && starts_ignoring_case(bytes, start, b"https");
    let found = found
        .with_if(!https, Rule::ReturnUrlHttps)
        .with_if(find(bytes, 0, b"#") < bytes.len(), Rule::ReturnUrlNoFragment);
    if !matches_at(bytes, scheme_end, b"://") {
        return found.with_if(https, Rule::ReturnUrlMalformed);
    }
    let authority = scheme_end + 3;
    let end = find(bytes, authority, b"/?#\\");
    let at_sign = last(bytes, authority, end, b'@');
    let host = match at_sign {
        Some(at) => at + 1,
        None => authority,
    };
    let found = found.with_if(at_sign.is_some(), Rule::ReturnUrlNoUserinfo);
    match host_and_port(bytes.split_at(end).0.split_at(host).1) {
        Some(rule) => found.with(rule),
        None => found,
    }
}

/// Where the scheme ends (at its colon), if the text has a scheme. `localhost:3000/x` and `shop.example:443` have no
/// scheme: a host stands before the colon.
const fn scheme(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut dotted = false;
    while at < text.len() {
        match text[at] {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' if at > start => {}
            b'.' if at > start => dotted = true,
            b':' if at > start => {
                let slashes = matches_at(text, at, b"://");
                let port = at + 1 < text.len() && text[at + 1].is_ascii_digit();
                return if slashes || !(dotted || port) { Some(at) } else { None };
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Whether the query has Amazon's parameter, percent-encoded or not.
const fn names_reserved_parameter(text: &[u8]) -> bool {
    let name = SESSION_ID_PARAMETER.as_bytes();
    let query_end = find(text, 0, b"#");
    let mut at = find(text, 0, b"?");
    while at < query_end {
        let mut read = at + 1;
        let mut matched = 0;
        while read < query_end && matched < name.len() {
            let (byte, width) = percent_decoded(text, read);
            if byte != name[matched] {
                break;
            }
            matched += 1;
            read += width;
        }
        let ends = read >= query_end || matches!(text[read], b'=' | b'&' | b';');
        if matched == name.len() && ends {
            return true;
        }
        at = find(text, at + 1, b"&;");
    }
    false
}

const fn percent_decoded(text: &[u8], at: usize) -> (u8, usize) {
    if text[at] == b'%'
        && at + 2 < text.len()
        && let (Some(high), Some(low)) = (hex(text[at + 1]), hex(text[at + 2]))
    {
        return (high << 4 | low, 3);
    }
    (text[at], 1)
}

const fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

const fn skip_blank(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] <= b' ' {
        at += 1;
    }
    at
}

const fn starts_ignoring_case(text: &[u8], start: usize, lower: &[u8]) -> bool {
    let mut at = 0;
    while at < lower.len() {
        if start + at >= text.len() || text[start + at].to_ascii_lowercase() != lower[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The first place, from `start` on, that has one of `bytes`. The text's length if there is none.
const fn find(text: &[u8], start: usize, bytes: &[u8]) -> usize {
    let mut at = start;
    while at < text.len() {
        let mut one = 0;
        while one < bytes.len() {
            if text[at] == bytes[one] {
                return at;
            }
            one += 1;
        }
        at += 1;
    }
    text.len()
}

/// The last place between `start` and `end` that has `byte`.
const fn last(text: &[u8], start: usize, end: usize, byte: u8) -> Option<usize> {
    let mut at = end;
    while at > start {
        at -= 1;
        if text[at] == byte {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(text: &str) -> Vec<&'static str> {
        return_url(text).iter().map(Rule::slug).collect()
    }

    #[test]
    fn urls_a_shop_would_use() {
        for url in [
            "https://a.com/merchant-result-page",
            "HTTPS://A.COM",
            "https://a.com:8443/x?order=1&name=%20",
            "https://[::1]:443/",
            "https://localhost/",
            "https://shop.example./",
            "https://xn--r8jz45g.jp/\u{623B}\u{308B}",
            "https://a.com/?q=\"x\"&amazonCheckoutSession=1",
            "https://a.com/?xamazonCheckoutSessionId=1&amazonCheckoutSessionIds=2",
            "https://a.com/amazonCheckoutSessionId/?at=user@example.com",
        ] {
            assert_eq!(slugs(url), [""; 0], "{url}");
        }
    }

    #[test]
    fn one_rule_each() {
        for (url, slug) in [
            ("", "return_url_absolute"),
            ("/result", "return_url_absolute"),
            ("a.com/result", "return_url_absolute"),
            ("//a.com/result", "return_url_absolute"),
            ("localhost:3000/result", "return_url_absolute"),
            ("shop.example:8080", "return_url_absolute"),
            ("http://a.com/", "return_url_https"),
            ("ftp://a.com/", "return_url_https"),
            ("javascript:alert", "return_url_https"),
            ("https:/a.com", "return_url_malformed"),
            ("https://", "return_url_malformed"),
            ("https:///result", "return_url_malformed"),
            ("https://?x=1", "return_url_malformed"),
            ("https://a.com/a b", "return_url_malformed"),
            (" https://a.com/", "return_url_malformed"),
            ("https://a.com/\n", "return_url_malformed"),
            ("https://a.com/\u{3000}", "return_url_malformed"),
            ("https://a.com\\x", "return_url_malformed"),
            ("https://\\a.com", "return_url_malformed"),
            ("https://:443/", "return_url_malformed"),
            ("https://:/", "return_url_malformed"),
            ("https://a b/", "return_url_malformed"),
            ("https://a\u{3000}b/", "return_url_malformed"),
            ("https://a\tb/", "return_url_malformed"),
            ("https://[:: 1]/", "return_url_malformed"),
            ("https://a.com:4 43/", "return_url_malformed"),
            ("https://a..com", "return_url_host"),
            ("https://a.com:x/", "return_url_host"),
            ("https://a.com:65536/", "return_url_host"),
            ("https://a_b:0/", "return_url_host"),
            ("https://[::1/", "return_url_host"),
            ("https://::1/", "return_url_host"),
            ("https://a%20b/", "return_url_host"),
            ("https://\u{4F8B}\u{3048}.jp/", "return_url_host"),
            ("https://user@a.com/", "return_url_no_userinfo"),
            ("https://user:secret@a.com/", "return_url_no_userinfo"),
            ("https://a.com/#done", "return_url_no_fragment"),
            ("https://a.com#", "return_url_no_fragment"),
            ("https://a.com/?amazonCheckoutSessionId=1", "return_url_reserved_parameter"),
            ("https://a.com/?x=1&amazonCheckoutSessionId", "return_url_reserved_parameter"),
            ("https://a.com/?%61mazonCheckoutSessionId=1", "return_url_reserved_parameter"),
        ] {
            assert_eq!(slugs(url), [slug], "{url}");
        }
    }

    #[test]
    fn every_broken_rule_at_once() {
        assert_eq!(
            slugs("http://me@a b.com:0/?amazonCheckoutSessionId=1#x"),
            [
                "return_url_https",
                "return_url_malformed",
                "return_url_host",
                "return_url_no_userinfo",
                "return_url_no_fragment",
                "return_url_reserved_parameter"
            ]
        );
    }

    #[test]
    fn the_refusals_of_a_constant_are_those_of_every_broken_rule() {
        for text in ["https://a.com/", "http://a.com/", "http://u@ a.com:x/?amazonCheckoutSessionId=1#x"] {
            let broken = return_url(text);
            let (bytes, length) = broken.refusals();
            let words: Vec<&str> = broken.iter().map(Rule::refusal).collect();
            assert_eq!(str::from_utf8(&bytes[..length]), Ok(words.join("; ").as_str()), "{text}");
        }
    }

    #[test]
    fn no_text_makes_the_check_panic() {
        const PIECES: [&str; 18] = [
            "", "https", "://", ":", "/", "@", "[", "]", ".", "-", "%", "\\", " ", "#", "0x", "1", "a",
            "\u{3000}",
        ];
        for first in ["", "https://", "https://[", "https://a.com:"] {
            for number in 0..PIECES.len().pow(4) {
                let pieces = (0..4).map(|nth| PIECES[number / PIECES.len().pow(nth) % PIECES.len()]);
                let _ = return_url(&format!("{first}{}", pieces.collect::<String>()));
            }
        }
    }
}
