//! The const functions that check the host and the port of a URL.
//!
//! The URL Standard rewrites some hosts: to a browser `017.1` is `15.0.0.1`. A server that does not
//! rewrite them reads another host. So these functions accept a host only if the Standard leaves it as
//! it is, apart from the case of letters, and only if it can be a host's name or address.

use crate::catalogue::Rule;
use crate::text::has_space_or_control;

/// Characters at most in a DNS name, without the dot that may end it.
const NAME_CHARS: usize = 253;
/// Characters at most between the dots of a DNS name.
const LABEL_CHARS: usize = 63;
/// Groups of 16 bits in an IPv6 address.
const IPV6_GROUPS: usize = 8;

/// The rule that a host with an optional port breaks.
///
/// White space and control characters are left to the check of the whole URL: one fault is one rule.
pub(crate) const fn host_and_port(text: &[u8]) -> Option<Rule> {
    let (host, port) = split_port(text);
    if host.is_empty() {
        return Some(Rule::ReturnUrlMalformed);
    }
    let host_is_fine = is_host(host) || has_space_or_control(host);
    let port_is_fine = is_port(port) || has_space_or_control(port);
    if host_is_fine && port_is_fine { None } else { Some(Rule::ReturnUrlHost) }
}

/// The host, and the port with its colon. The colons in brackets belong to the host.
const fn split_port(text: &[u8]) -> (&[u8], &[u8]) {
    let mut at = text.len();
    while at > 0 {
        at -= 1;
        match text[at] {
            b':' => return text.split_at(at),
            b']' => return text.split_at(at + 1),
            _ => {}
        }
    }
    (text, &[])
}

/// Nothing, or a colon and a number from 1 to 65535.
const fn is_port(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b':', b'0'] => false,
        [b':', number @ ..] => is_decimal(number, 65_535),
        _ => false,
    }
}

const fn is_host(text: &[u8]) -> bool {
    match text {
        [b'[', address @ .., b']'] => is_ipv6(address),
        _ => is_name(text) || is_ipv4(text),
    }
}

/// A DNS name (RFC 1123, section 2.1). A dot may end it.
const fn is_name(text: &[u8]) -> bool {
    let name = match text {
        [name @ .., b'.'] => name,
        _ => text,
    };
    let mut last = name;
    let mut rest = Some(name);
    while let Some(labels) = rest {
        (last, rest) = split(labels, b'.');
        if !is_label(last) {
            return false;
        }
    }
    name.len() <= NAME_CHARS && !is_ipv4_number(last)
}

const fn is_label(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_alphanumeric() && text[at] != b'-' {
            return false;
        }
        at += 1;
    }
    !matches!(text, [] | [b'-', ..] | [.., b'-']) && text.len() <= LABEL_CHARS
}

/// Whether a last label makes the URL Standard read the whole host as an IPv4 address. Such a label is all digits, or
/// `0x` with or without hexadecimal digits.
const fn is_ipv4_number(label: &[u8]) -> bool {
    let (digits, hexadecimal) = match label {
        [b'0', b'x' | b'X', digits @ ..] => (digits, true),
        _ => (label, false),
    };
    let mut at = 0;
    while at < digits.len() {
        if !(digits[at].is_ascii_digit() || hexadecimal && digits[at].is_ascii_hexdigit()) {
            return false;
        }
        at += 1;
    }
    true
}

/// Four numbers up to 255.
const fn is_ipv4(text: &[u8]) -> bool {
    let mut count = 0;
    let mut rest = Some(text);
    while let Some(numbers) = rest {
        let number;
        (number, rest) = split(numbers, b'.');
        if !is_decimal(number, 255) {
            return false;
        }
        count += 1;
    }
    count == 4
}

/// A number without leading zeros, at most `most`.
const fn is_decimal(text: &[u8], most: u32) -> bool {
    let mut number = 0;
    let mut at = 0;
    while at < text.len() {
        let leading_zero = at > 0 && number == 0;
        if !text[at].is_ascii_digit() || leading_zero {
            return false;
        }
        number = number * 10 + (text[at] - b'0') as u32;
        if number > most {
            return false;
        }
        at += 1;
    }
    !text.is_empty()
}

/// The shortest form of an IPv6 address (RFC 5952, section 4): `::` stands for the longest row of zero groups, or for
/// the first of several longest rows, and not for a single group. The last 32 bits are not written as an IPv4 address,
/// because the URL Standard rewrites that form.
const fn is_ipv6(text: &[u8]) -> bool {
    let Some(gap) = find_gap(text) else {
        return match groups(text) {
            Some(all) => all.count == IPV6_GROUPS && all.zero_row < 2,
            None => false,
        };
    };
    let (before, after) = (text.split_at(gap).0, text.split_at(gap + 2).1);
    let (Some(left), Some(right)) = (groups(before), groups(after)) else {
        return false;
    };
    let longer_row = matches!(before, [b'0'] | [.., b':', b'0']) || matches!(after, [b'0', ..]);
    let gone = IPV6_GROUPS.saturating_sub(left.count + right.count);
    gone >= 2 && !longer_row && left.zero_row < gone && right.zero_row <= gone
}

/// Where `::` stands.
const fn find_gap(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    while at < text.len() {
        if text[at - 1] == b':' && text[at] == b':' {
            return Some(at - 1);
        }
        at += 1;
    }
    None
}

/// Groups of an IPv6 address that follow one another.
struct Groups {
    count: usize,
    /// The length of the longest row of zero groups.
    zero_row: usize,
}

/// The groups of a part of an IPv6 address without `::`. An empty text has no groups.
const fn groups(text: &[u8]) -> Option<Groups> {
    let mut found = Groups { count: 0, zero_row: 0 };
    let mut zeros = 0;
    let mut rest = if text.is_empty() { None } else { Some(text) };
    while let Some(several) = rest {
        let group;
        (group, rest) = split(several, b':');
        if !is_group(group) {
            return None;
        }
        zeros = if group[0] == b'0' { zeros + 1 } else { 0 };
        if zeros > found.zero_row {
            found.zero_row = zeros;
        }
        found.count += 1;
    }
    Some(found)
}

/// One to four hexadecimal digits without leading zeros.
const fn is_group(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_hexdigit() {
            return false;
        }
        at += 1;
    }
    matches!(text, [b'0'] | [b'1'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]) && text.len() <= 4
}

/// The text before the first `byte`, and the text behind it.
const fn split(text: &[u8], byte: u8) -> (&[u8], Option<&[u8]>) {
    let mut at = 0;
    while at < text.len() {
        if text[at] == byte {
            return (text.split_at(at).0, Some(text.split_at(at + 1).1));
        }
        at += 1;
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::net::Ipv6Addr;

    fn is_fine(text: &str) -> bool {
        host_and_port(text.as_bytes()).is_none()
    }

    #[test]
    fn hosts_that_shops_have() {
        let long_label = "a".repeat(63);
        let long_name = format!("{0}.{0}.{0}.{1}", long_label, "a".repeat(61));
        let dotted = format!("{long_name}.");
        for host in [
            "a.com",
            "WWW.Shop.Example",
            "shop.example.",
            "shop-1.example",
            "localhost",
            "localhost:8443",
            "1.example",
            "1.2.3.a",
            "1.2.3.0xg",
            "0x1.com",
            "a--b.com",
            "xn--r8jz45g.jp",
            "a.xn--p1ai",
            "a.com:1",
            "a.com:443",
            "a.com:65535",
            "192.0.2.1",
            "0.0.0.0",
            "255.255.255.255:8443",
            "[::]",
            "[::1]:443",
            "[2001:DB8::1]",
            "[1:2:3:4:5:6:7:8]",
            "[1:0:3:4:5:6:7:8]",
            &long_label,
            &long_name,
            &dotted,
        ] {
            assert!(is_fine(host), "{host}");
        }
    }

    #[test]
    fn hosts_and_ports_that_are_read_as_others() {
        let long_label = "a".repeat(64);
        let long_name = format!("{0}.{0}.{0}.{1}", "a".repeat(63), "a".repeat(62));
        for host in [
            // Names.
            ".",
            ".a.com",
            "a..com",
            "a.com..",
            "-a.com",
            "a-.com",
            "a.-",
            "shop_1.example",
            "a%2Ecom",
            "a*.com",
            "a,b.com",
            "\u{E9}.com",
            "a.\u{FF11}",
            "a\u{AD}b.com",
            &long_label,
            &long_name,
            // Last labels that are numbers.
            "1",
            "a.1",
            "a.1.",
            "a.09",
            "a.0x",
            "a.0X1f",
            "0x7f.1",
            "127.1",
            "1.2.3",
            "1.2.3.4.",
            "1.2.3.4.5",
            "017.0.0.1",
            "1.2.3.04",
            "1.2.3.256",
            "4294967296",
            // IPv6.
            "[]",
            "[",
            "]",
            "[::1",
            "::1",
            "::1]",
            "[:]",
            "[:::]",
            "[1:2]",
            "[:1:2:3:4:5:6:7]",
            "[1:2:3:4:5:6:7:]",
            "[1:2:3:4:5:6:7:8:9]",
            "[1:2:3:4::5:6:7:8]",
            "[1:2:3:4:5::6:7:8:9]",
            "[1::2::3]",
            "[12345::]",
            "[01::]",
            "[00::1]",
            "[g::]",
            "[::ffff:1.2.3.4]",
            "[fe80::1%25eth0]",
            "[fe80::1%eth0]",
            "[::1]a",
            "a[::1]",
            // Ports.
            "a.com:",
            "a.com:0",
            "a.com:0443",
            "a.com:+80",
            "a.com:-1",
            "a.com:8a",
            "a.com:65536",
            "a.com:4294967297",
            "a.com:80:80",
            "[::1]:",
            "[::1]:0",
        ] {
            assert_eq!(host_and_port(host.as_bytes()), Some(Rule::ReturnUrlHost), "{host}");
        }
    }

    /// Every address of groups that are zero or not, in every way to shorten it.
    #[test]
    fn of_the_ways_to_write_an_ipv6_address_only_the_shortest_is_accepted() {
        let mut accepted = BTreeSet::new();
        for pattern in 0..256u32 {
            let groups: [u16; 8] = std::array::from_fn(|nth| if pattern >> nth & 1 == 1 { 0xdb8 } else { 0 });
            let shortest = Ipv6Addr::from(groups).to_string();
            let text = |from, to| {
                let group = |group: &u16| format!("{group:x}");
                groups[from..to].iter().map(group).collect::<Vec<_>>().join(":")
            };
            let mut ways = vec![text(0, 8)];
            for from in 0..8 {
                let zeros = groups[from..].iter().take_while(|group| **group == 0).count();
                ways.extend((1..=zeros).map(|row| format!("{}::{}", text(0, from), text(from + row, 8))));
            }
            for way in ways {
                assert_eq!(way.parse(), Ok(Ipv6Addr::from(groups)));
                assert_eq!(is_fine(&format!("[{way}]")), way == shortest, "{way}, not {shortest}");
                accepted.extend((way == shortest).then_some(way));
            }
        }
        // Every pattern has a shortest form.
        assert_eq!(accepted.len(), 256);
    }
}
