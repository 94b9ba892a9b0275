//! A URL of a database's server, in its parts.

use std::fmt::Write as _;

/// A URL of PostgreSQL or MySQL in its parts, as they stand in it: a password may hold anything but `/`, `?` and `#`.
pub(super) struct Split<'a> {
    pub(super) scheme: &'a str,
    pub(super) user: &'a str,
    pub(super) password: Option<&'a str>,
    pub(super) host: &'a str,
    pub(super) port: Option<&'a str>,
    pub(super) database: &'a str,
    pub(super) query: &'a str,
}

/// Takes a URL apart; `None` for one that names no server.
pub(super) fn split(url: &str) -> Option<Split<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
    // The last `@` ends the password: the ones before it are its own.
    let (login, address) = match authority.rsplit_once('@') {
        Some((login, address)) => (login, address),
        None => ("", authority),
    };
    let (user, password) = match login.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (login, None),
    };
    let bracket = address.rfind(']').unwrap_or(0);
    let (host, port) = match address[bracket..].rfind(':') {
        Some(colon) => (
            &address[..bracket + colon],
            Some(&address[bracket + colon + 1..]),
        ),
        None => (address, None),
    };
    Some(Split {
        scheme,
        user,
        password,
        host,
        port,
        database,
        query,
    })
}

/// Writes what is no letter, digit or `-._~` as %XX.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
