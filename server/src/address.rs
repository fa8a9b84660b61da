//! Who a visitor is, as far as the network tells: the peer, or what a trusted proxy says about it.

use axum::http::HeaderMap;
use std::{fmt, net::IpAddr, str::FromStr};

/// Addresses that share a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u8,
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        let same = |base: u128, address: u128, width: u8| {
            let drop = u32::from(width - self.prefix);
            base.checked_shr(drop).unwrap_or(0) == address.checked_shr(drop).unwrap_or(0)
        };
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => same(u32::from(base).into(), u32::from(address).into(), 32),
            (IpAddr::V6(base), IpAddr::V6(address)) => same(base.into(), address.into(), 128),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no address or network; use something like 10.0.0.0/8 or ::1");
        let (base, prefix) =
            text.trim().split_once('/').map_or((text.trim(), None), |(base, prefix)| (base, Some(prefix)));
        let base: IpAddr = base.parse().map_err(|_| wrong())?;
        let width = if base.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(width), |prefix| prefix.parse().map_err(|_| wrong()))?;
        if prefix > width { Err(wrong()) } else { Ok(Self { base, prefix }) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.prefix)
    }
}

/// The visitor's address.
///
/// `X-Forwarded-For` is read from the right, as long as each hop is one of our proxies: what a visitor wrote into it stands further
/// left and is never reached.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(peer) {
        return peer;
    }
    let mut seen = peer;
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    for hop in lines.iter().rev().flat_map(|line| line.to_str().unwrap_or_default().rsplit(',')) {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        seen = address.to_canonical();
        if !is_trusted(seen) {
            break;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &str) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.split_whitespace().map(|network| network.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn trust_48_forwarded_addresses_count_only_from_trusted_proxies() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], ""), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], "10.0.0.0/8"), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1"], "10.0.0.0/8"), "198.51.100.1");
    }

    #[test]
    fn trust_48_what_the_visitor_claims_is_never_reached() {
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, 198.51.100.1, 10.0.0.7"], "10.0.0.0/8"), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", &["1.1.1.1", "198.51.100.1"], "10.0.0.0/8"), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", &["1.1.1.1, rubbish"], "10.0.0.0/8"), "10.0.0.1");
    }

    #[test]
    fn networks_hold_their_own_kind_only() {
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("8.8.8.8".parse().unwrap()));
        assert!(!all.contains("::1".parse().unwrap()));
        assert_eq!(seen("::ffff:10.0.0.1", &["2001:db8::5"], "10.0.0.0/8"), "2001:db8::5");
        for wrong in ["", "10.0.0.0/33", "::1/129", "10.0.0.0/", "host"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
