//! Recognizes this machine's own addresses.

use http::uri::Authority;
use http::{HeaderMap, Uri, header};
use url::{Host, Url};

/// Whether a request names this machine and this port as its host. A web page whose name resolves to this machine has
/// that name in its requests.
pub(crate) fn is_own_host(uri: &Uri, headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Some(host) = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()) else { return false };
    // A request can have a whole URL in place of the path.
    [Some(&host), uri.authority()].into_iter().flatten().all(|authority| is_own(authority, port))
}

fn is_own(authority: &Authority, port: u16) -> bool {
    let own_name =
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| authority.host().eq_ignore_ascii_case(own));
    own_name && !authority.as_str().contains('@') && authority.port_u16().unwrap_or(80) == port
}

/// Whether an address is one of this machine's own.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
