//! The parameters of a URL: those that are known, and what stands for those of other programs.

use super::Wrong;
use super::parts::split;
use crate::language::text;
use crate::sql::Dialect;

const POSTGRES: &[&str] = &[
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];
const MYSQL: &[&str] = &[
    "ssl-mode",
    "sslmode",
    "ssl-ca",
    "sslca",
    "ssl-cert",
    "sslcert",
    "ssl-key",
    "sslkey",
    "charset",
    "collation",
    "statement-cache-capacity",
    "socket",
    "timezone",
    "time-zone",
];
const POSTGRES_TLS: &[&str] = &[
    "disable",
    "allow",
    "prefer",
    "require",
    "verify-ca",
    "verify-full",
];
const MYSQL_TLS: &[&str] = &[
    "DISABLED",
    "PREFERRED",
    "REQUIRED",
    "VERIFY_CA",
    "VERIFY_IDENTITY",
];

/// A parameter that is not known here, with what stands for it; one whose value is another database's.
pub(super) fn parameter(url: &str, dialect: Dialect) -> Option<Wrong> {
    let (known, values, tls) = match dialect {
        Dialect::Postgres => (POSTGRES, POSTGRES_TLS, text!("database-url-ssl-postgres")),
        _ => (MYSQL, MYSQL_TLS, text!("database-url-ssl-mysql")),
    };
    for pair in split(url)?.query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if ["sslmode", "ssl-mode"].contains(&name) {
            if !values.iter().any(|known| known.eq_ignore_ascii_case(value)) {
                let values = values.join(", ");
                return Some(Wrong {
                    message: text!("database-url-value", name = name, values = values),
                    hint: None,
                });
            }
        } else if !known.contains(&name) && !name.starts_with("options[") {
            let lower = name.to_ascii_lowercase();
            let hint = match lower.as_str() {
                "servertimezone" | "connectiontimezone" | "uselegacydatetimecode" => {
                    text!("database-url-zone")
                }
                "characterencoding" | "useunicode" | "connectioncollation" | "characterset" => {
                    text!("database-url-charset")
                }
                "user" | "username" | "password" => text!("database-url-login"),
                _ if lower.contains("ssl")
                    || lower.contains("tls")
                    || lower.contains("certificate") =>
                {
                    tls
                }
                _ => match nearest(name, known) {
                    Some(near) => text!("config-did-you-mean", name = near),
                    None => text!("database-url-java"),
                },
            };
            let message = text!("database-url-parameter", name = name);
            return Some(Wrong::new(message, hint));
        }
    }
    None
}

/// A known parameter that is written a little differently.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |name: &str| name.to_ascii_lowercase().replace(['-', '_'], "");
    known.iter().copied().find(|one| plain(one) == plain(name))
}
