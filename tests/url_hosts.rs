//! The host and the port of a return URL. The check accepts a host that is a DNS name or an address, if two parsers of
//! the URL Standard leave host and port as they are, apart from the case of letters and `:443`. The parsers are the
//! crate `url` and Node's.
//!
//! Names with `xn--` are left out. The Standard looks into such labels, but the check treats them like any other label.

use amazonpay_update_rules::{Rule, RuleSet, url};
use amazonpay_update_tests::node;
use fastrand::Rng;
use serde_json::Value;
use std::net::{Ipv4Addr, Ipv6Addr};

const HOW_MANY: usize = 20_000;

// Lists with spaces between the texts. If a list ends with a space, its last text is empty.
const USERINFOS: &str = "u@ u:p@ @ u@v@ [::1]@";
const TAILS: &str = "/ /x?y=z ?y=@ #x /a:0 ";
const PORTS: &str = "\
    : :0 :00 :1 :00443 :0443 :443 :8443 :65535 :65536 :065535 :99999999999 :+80 :-1 :8a :0x50 :80:80 \
    :\u{FF18}0 :%38 :: .:80 :1e3 :8. :443:443";

const LABELS: &str = "\
    a A1 com shop-1 a--b 1a - -a a- a_b 0 1 9 255 256 017 08 00 4294967295 4294967296 0x 0X 0x7f 0XfF 0xg \
    0x1- 1e3 127 e1 0b1 x %61 %2e %30 % %00 a%20b a+b a!b a* a,b a;b a=b a&b a'b a\"b a(b) a<b a|b a^b a`b \
    a~b a{b} a$b a@b a/b a?b a#b a[b a]b [ ] \u{E9} \u{4F8B}\u{3048} \u{FF11} a\u{3002}b a\u{AD}b \u{DF} \
    \u{212A} \u{FF05}61 a\u{200D} \u{FF0E} \u{1F4B3} \u{FF10}x7f ";
const GROUPS: &str = "0 0 0 1 db8 DB8 ffff FfFf 00 0db8 0000 12345 g 1.2.3.4 -1 \u{FF11} ";

/// Hosts that are only just right, or only just wrong.
const HOSTS: &str = "\
    a.1 a.0x1 a.0x 0x7f.1 1.2.3 127.1 017.0.0.1 1.2.3.4 1.2.3.4. 1.2.3.4.. 1.2.3.4.5 01.2.3.4 1.2.3.04 \
    1.2.3.255 1.2.3.256 0.0.0.0 255.255.255.255 0 1 4294967295 1.2.3.a 1.2.3.4a a.1. a.1.. a. a.. . .. .a \
    a.com. localhost [::] [::1] [1::] [0:0:0:0:0:0:0:1] [::0] [0::] [::ffff:1.2.3.4] [::ffff:102:304] \
    [::1.2.3.4] [2001:DB8::1] [2001:0db8::1] [1::2::3] [1:2:3:4:5:6:7:8] [1:2:3:4:5:6:7:8:9] \
    [1:2:3:4:5:6:7] [1:2:3:4:5:6:7::] [::2:3:4:5:6:7:8] [1:0:3:4:5:6:7:8] [1::3:4:5:6:7:8] \
    [1:0:0:4:5:0:0:8] [1::4:5:0:0:8] [1:0:0:4:5::8] [1::4:0:0:0:8] [1:0:0:4::8] [0:0:3::] [::3:0:0:0] \
    [fe80::1%25eth0] [fe80::1%eth0] [fe80::1%] [] [:] [:::] [::1 ::1] ::1 [::1]a a[::1] [[::1]] [v1.a] \
    [1.2.3.4] [::1]] [::%31]";

#[test]
fn the_check_accepts_the_hosts_that_browsers_leave_as_they_are() {
    let mut rng = Rng::with_seed(0x0DB8);
    let plain = HOSTS.split(' ').map(|host| format!("https://{host}/"));
    let ports =
        PORTS.split(' ').flat_map(|port| ["a.com", "[::1]"].map(|host| format!("https://{host}{port}")));
    let mut urls: Vec<String> = plain.chain(ports).collect();
    urls.extend((0..HOW_MANY).map(|_| a_url(&mut rng)));
    urls.retain(|url| !url.to_lowercase().contains("xn--"));
    let questions: Vec<Value> = urls.iter().map(|url| url.as_str().into()).collect();
    let by_node = node::ask("url.mjs", &[""; 0], &questions);
    assert_eq!(by_node.len(), urls.len());

    let (mut names, mut addresses, mut refused) = (0, 0, 0);
    for (url, by_node) in urls.iter().zip(&by_node) {
        let (host, port) = host_and_port(url);
        let written = format!("{host}{port}").to_ascii_lowercase();
        let expected = written.strip_suffix(":443").unwrap_or(&written);
        let kept = by_node == expected && by_crate(url).as_deref() == Some(expected);
        let accepted = keeps_the_rules(url::cancel_url(url));
        assert_eq!(accepted, keeps_the_rules(url::return_url(url)), "{url}");
        let right = kept && is_host(host) && port != ":0";
        assert_eq!(accepted, right, "{url}: Node reads {by_node}, the crate {:?}", by_crate(url));
        match accepted {
            true if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() => addresses += 1,
            true => names += 1,
            false => refused += 1,
        }
    }
    for (kind, count) in [("names", names), ("addresses", addresses), ("refused", refused)] {
        assert!(count > HOW_MANY / 10, "only {count} of {HOW_MANY} are {kind}");
    }
}

fn keeps_the_rules(broken: RuleSet) -> bool {
    !broken.contains(Rule::ReturnUrlHost) && !broken.contains(Rule::ReturnUrlMalformed)
}

/// The host and the port as they stand in the text.
fn host_and_port(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("https://").expect("the scheme");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let in_brackets = host_and_port.rfind(']').unwrap_or(0);
    match host_and_port[in_brackets..].find(':') {
        Some(colon) => host_and_port.split_at(in_brackets + colon),
        None => (host_and_port, ""),
    }
}

fn by_crate(text: &str) -> Option<String> {
    let url = ::url::Url::parse(text).ok()?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}{port}", url.host_str()?))
}

/// Whether a text is a name or an address. The Standard also leaves other texts as they are, such as `a_b` and `!`.
fn is_host(text: &str) -> bool {
    text.starts_with('[') || is_name(text)
}

/// A DNS name, or an IPv4 address, which looks like one.
fn is_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    name.len() <= 253
        && name.split('.').all(|label| {
            let inner = label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
            (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
        })
}

fn a_url(rng: &mut Rng) -> String {
    let userinfo = if rng.u8(..8) == 0 { pick(rng, USERINFOS) } else { "" };
    let host = host(rng);
    let port = match rng.u8(..8) {
        0 => pick(rng, PORTS).to_owned(),
        1 => format!(":{}", rng.u32(..70_000)),
        _ => String::new(),
    };
    format!("https://{userinfo}{host}{port}{}", pick(rng, TAILS))
}

fn host(rng: &mut Rng) -> String {
    match rng.u8(..8) {
        0 => pick(rng, HOSTS).to_owned(),
        1 => listed(rng, LABELS, 1..4, "."),
        2 | 3 => name(rng),
        4 => Ipv4Addr::from(rng.u32(..)).to_string(),
        5 => (0..rng.usize(3..6)).map(|_| rng.u32(..300).to_string()).collect::<Vec<_>>().join("."),
        6 => format!("[{}]", ipv6(rng)),
        _ => format!("[{}]", listed(rng, GROUPS, 1..10, ":").replacen(":0:", "::", rng.usize(..2))),
    }
}

fn pick<'a>(rng: &mut Rng, list: &'a str) -> &'a str {
    let count = list.split(' ').count();
    list.split(' ').nth(rng.usize(..count)).unwrap_or_default()
}

fn listed(rng: &mut Rng, from: &str, count: std::ops::Range<usize>, between: &str) -> String {
    let parts: Vec<&str> = (0..rng.usize(count)).map(|_| pick(rng, from)).collect();
    parts.join(between)
}

/// A name whose labels are mostly right. Some labels have the greatest length, or one character more.
fn name(rng: &mut Rng) -> String {
    let label = |rng: &mut Rng| {
        let length = if rng.u8(..4) == 0 { rng.usize(60..65) } else { rng.usize(1..6) };
        (0..length).map(|_| if rng.u8(..16) == 0 { '-' } else { rng.alphanumeric() }).collect::<String>()
    };
    let labels: Vec<String> = (0..rng.usize(1..6)).map(|_| label(rng)).collect();
    labels.join(".") + if rng.u8(..8) == 0 { "." } else { "" }
}

/// An address with rows of zeros in its shortest form, or in capital letters, or with one group written out.
fn ipv6(rng: &mut Rng) -> String {
    let groups: [u16; 8] = std::array::from_fn(|_| if rng.bool() { 0 } else { rng.u16(..) >> rng.u8(..16) });
    let text = Ipv6Addr::from(groups).to_string();
    match rng.u8(..4) {
        0 => text.to_uppercase(),
        1 => text.replacen("::", ":0:", 1),
        2 => text.replacen("::", "::0:", 1),
        _ => text,
    }
}
