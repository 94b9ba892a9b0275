//! An address in parts, as the configuration may give it.

use super::address::bare;
use super::url::{escaped, split};
use crate::sql::Dialect;

/// The parts of an address that the configuration gives one by one. They are written into a URL as they are.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    /// The account.
    pub(crate) user: Option<String>,
    /// Its password.
    pub(crate) password: Option<String>,
    /// The server.
    pub(crate) host: Option<String>,
    /// Its port.
    pub(crate) port: Option<u16>,
    /// The database there.
    pub(crate) database: Option<String>,
}

impl Parts {
    /// Whether none is given.
    pub(crate) fn is_empty(&self) -> bool {
        self.given().is_empty()
    }

    /// The URL with these parts written into it.
    ///
    /// # Errors
    /// The name of a part that stands in both, or for a URL that has no such parts, the first that is given.
    pub(crate) fn write_into(&self, url: &str) -> Result<String, &'static str> {
        // A URL that ends before its password does has no parts that can be told apart.
        if self.is_empty() || bare(url).is_some() {
            return Ok(url.to_owned());
        }
        let Some(split) = server(url).and_then(|_| split(url)) else {
            return self
                .given()
                .first()
                .map_or_else(|| Ok(url.to_owned()), |name| Err(*name));
        };
        let in_url = [
            ("user", !split.user.is_empty()),
            ("password", split.password.is_some()),
            ("host", !split.host.is_empty()),
            ("port", split.port.is_some()),
            ("database", !split.database.is_empty()),
        ];
        let given = self.given();
        if let Some((name, _)) = in_url.iter().find(|(name, is)| *is && given.contains(name)) {
            return Err(name);
        }
        let or = |part: &Option<String>, there: &str| match part {
            Some(part) => escaped(part),
            None => there.to_owned(),
        };
        let mut out = format!("{}://{}", split.scheme, or(&self.user, split.user));
        match (&self.password, split.password) {
            (Some(password), _) => out += &format!(":{}", escaped(password)),
            (None, Some(password)) => out += &format!(":{password}"),
            (None, None) => {}
        }
        if out.len() > split.scheme.len() + 3 {
            out.push('@');
        }
        // The colons of an IPv6 address would begin a port.
        out += &match &self.host {
            Some(host) if host.contains(':') && !host.starts_with('[') => format!("[{host}]"),
            Some(host) if host.starts_with('/') => escaped(host),
            Some(host) => host.clone(),
            None => split.host.to_owned(),
        };
        let port = self.port.map(|port| port.to_string());
        if let Some(port) = port.as_deref().or(split.port) {
            out += &format!(":{port}");
        }
        out += &format!("/{}", or(&self.database, split.database));
        if !split.query.is_empty() {
            out += &format!("?{}", split.query);
        }
        Ok(out)
    }

    /// The same URL for another account, without the first one's password. `None` for a URL without accounts.
    pub(crate) fn of_other(&self, url: &str) -> Option<String> {
        let split = server(url).and_then(|_| split(url))?;
        let user = self.user.as_deref().map_or_else(String::new, escaped);
        let password = self.password.as_deref().map(escaped);
        let password = password.map_or_else(String::new, |password| format!(":{password}"));
        let port = split
            .port
            .map_or_else(String::new, |port| format!(":{port}"));
        let query = match split.query {
            "" => String::new(),
            query => format!("?{query}"),
        };
        Some(format!(
            "{}://{user}{password}@{}{port}/{}{query}",
            split.scheme, split.host, split.database
        ))
    }

    fn given(&self) -> Vec<&'static str> {
        [
            ("user", self.user.is_some()),
            ("password", self.password.is_some()),
            ("host", self.host.is_some()),
            ("port", self.port.is_some()),
            ("database", self.database.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, is)| is.then_some(name))
        .collect()
    }
}

/// The dialect of a URL that names a server.
fn server(url: &str) -> Option<Dialect> {
    Dialect::of_url(url).filter(|dialect| *dialect != Dialect::Sqlite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::wrong;

    #[test]
    fn parts_are_written_into_a_url() {
        let parts = Parts {
            user: Some("报 送".into()),
            password: Some("p@s/s?#:%".into()),
            host: Some("::1".into()),
            port: Some(3307),
            database: Some("d".into()),
        };
        let url = parts.write_into("mysql://?ssl-mode=DISABLED").unwrap();
        assert_eq!(
            url,
            "mysql://%E6%8A%A5%20%E9%80%81:p%40s%2Fs%3F%23%3A%25@[::1]:3307/d?ssl-mode=DISABLED"
        );
        assert_eq!(wrong(&url), None);
        let writer = Parts {
            user: Some("写".into()),
            password: Some("g@h".into()),
            ..Parts::default()
        };
        assert_eq!(
            writer.of_other(&url).as_deref(),
            Some("mysql://%E5%86%99:g%40h@[::1]:3307/d?ssl-mode=DISABLED")
        );
        assert_eq!(writer.of_other("sqlite://a.db"), None);
        let password = Parts {
            password: Some("x".into()),
            ..Parts::default()
        };
        assert_eq!(
            password.write_into("mysql://u@h/d").unwrap(),
            "mysql://u:x@h/d"
        );
        assert_eq!(password.write_into("mysql://u:y@h/d"), Err("password"));
        assert_eq!(password.write_into("sqlite://a.db"), Err("password"));
        assert_eq!(
            Parts::default().write_into("sqlite://a.db").unwrap(),
            "sqlite://a.db"
        );
    }
}
