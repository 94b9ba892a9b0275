//! What a database's URL says, and what is wrong with it: named, and never quoted, for it may hold a password.

use std::str::FromStr;

use sqlx::mysql::MySqlConnectOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::url::{escaped, split};
use crate::language::text;
use crate::sql::Dialect;

/// The parameters that are known.
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

/// What is wrong with a URL, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What is wrong.
    pub(crate) message: String,
    /// The remedy, where there is one to name.
    pub(crate) hint: Option<String>,
}

/// What is wrong with a URL, if anything is.
pub(crate) fn wrong(url: &str) -> Option<Wrong> {
    if url.starts_with("jdbc:") {
        return Some(Wrong::new(
            text!("database-url-jdbc"),
            text!("database-url-jdbc-hint"),
        ));
    }
    let Some(dialect) = Dialect::of_url(url) else {
        return Some(Wrong {
            message: text!("database-url-scheme"),
            hint: None,
        });
    };
    let found = match dialect {
        Dialect::Sqlite => None,
        _ => bare(url)
            .or_else(|| place(url))
            .or_else(|| parameter(url, dialect)),
    };
    found.or_else(|| {
        let usable = match dialect {
            Dialect::Postgres => PgConnectOptions::from_str(url).is_ok(),
            Dialect::MySql => MySqlConnectOptions::from_str(url).is_ok(),
            Dialect::Sqlite => SqliteConnectOptions::from_str(url).is_ok(),
        };
        (!usable).then(|| {
            Wrong::new(
                text!("database-url-broken"),
                text!("database-url-host-hint"),
            )
        })
    })
}

/// A character of the password that ends it before its time.
pub(super) fn bare(url: &str) -> Option<Wrong> {
    let (_, rest) = url.split_once("://")?;
    let named = |character: char| {
        let escape = escaped(&character.to_string());
        Wrong::new(
            text!("database-url-raw", character = character.to_string()),
            text!("database-url-raw-hint", escape = escape),
        )
    };
    let end = rest.find(['/', '?', '#'])?;
    let (before, behind) = rest.split_at(end);
    let character = behind.chars().next()?;
    // In a parameter an `@` stands for itself; where no password can have begun, so it does here.
    let is_login = |until: &str| until.contains('@') && before.contains(':');
    let cut = match character {
        '/' => is_login(behind.split('?').next().unwrap_or_default()),
        _ => is_login(behind),
    };
    if !before.contains('@') && cut {
        return Some(named(character));
    }
    rest.contains('#').then(|| {
        let escape = text!("database-url-raw-hint", escape = "%23");
        Wrong::new(text!("database-url-hash"), escape)
    })
}

/// A host that is missing, a port that is none.
fn place(url: &str) -> Option<Wrong> {
    let split = split(url)?;
    if let Some(port) = split.port
        && !port.parse::<u16>().is_ok_and(|port| port > 0)
    {
        // It may be a part of a password.
        let port = if port.bytes().all(|byte| byte.is_ascii_digit()) {
            port
        } else {
            "***"
        };
        return Some(Wrong::new(
            text!("database-url-port", port = port),
            text!("database-url-port-hint"),
        ));
    }
    let elsewhere = ["host=", "hostaddr=", "socket="];
    let named = split
        .query
        .split('&')
        .any(|pair| elsewhere.iter().any(|name| pair.starts_with(name)));
    (split.host.is_empty() && !named)
        .then(|| Wrong::new(text!("database-url-host"), text!("database-url-host-hint")))
}

/// A parameter that is not known here, with what stands for it; one whose value is another database's.
fn parameter(url: &str, dialect: Dialect) -> Option<Wrong> {
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

impl Wrong {
    fn new(message: String, hint: String) -> Self {
        Self {
            message,
            hint: Some(hint),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        for (url, named) in [
            ("jdbc:mysql://h/d?useSSL=false", "`jdbc:`"),
            ("postgres://u:pa#ss@h/d", "`#`"),
            ("postgres://u:123#ss@h/d", "`#`"),
            ("mysql://u:pa?ss@h/d", "`?`"),
            ("mysql://u:pa/ss@h/d", "`/`"),
            ("mysql://u:p@h/d#x", "`#`"),
            ("mysql://u:p@h:33o6/d", "no port"),
            ("mysql://u:p@h:99999/d", "`99999`"),
            ("postgres://u:p@/d", "names no host"),
            ("mysql://u:p@h/d?sslmode=disable", "DISABLED"),
            ("postgres://u:p@h/d?ssl-mode=DISABLED", "disable"),
            ("mysql://u:p@h/d?useSSL=false", "`useSSL`"),
            (
                "mysql://u:p@h/d?characterEncoding=utf8",
                "`characterEncoding`",
            ),
            ("mysql://u:p@h/d?serverTimezone=GMT%2B8", "`serverTimezone`"),
            ("mysql://h/d?user=u&password=p", "`user`"),
            ("postgres://u:p@h/d?currentSchema=x", "`currentSchema`"),
            ("oracle://h/d", "postgres://"),
        ] {
            let wrong = wrong(url).unwrap_or_else(|| panic!("{url} is taken"));
            let said = format!("{} {}", wrong.message, wrong.hint.unwrap_or_default());
            assert!(said.contains(named), "{url}: {said}");
            assert!(!said.contains("ss@") && !said.contains("33o6"), "{said}");
        }
    }

    #[test]
    fn what_is_right_is_taken() {
        for url in [
            "postgres://u:p@ss@h/d",
            "postgres://u:p%23@h:5432/d?sslmode=require&application_name=a@b",
            "postgresql:///d?host=/run/postgresql&user=a@b",
            "mysql://u:p@[::1]:3306/d?ssl-mode=disabled&charset=utf8mb4",
            "mariadb://u@h/d",
            "sqlite://a.db?mode=ro",
            "sqlite::memory:",
        ] {
            assert_eq!(wrong(url), None, "{url}");
        }
    }
}
