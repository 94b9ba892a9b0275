//! Secrets: from the file, the environment or a file of their own; never shown.

use std::path::Path;

use secrecy::SecretString;

use crate::document::{Fields, Problem};

/// A secret under `key`, or in the file that `key_file` names (without the newline at its end).
pub(super) fn secret(
    fields: &mut Fields<'_>,
    key: &'static str,
    key_file: &'static str,
    folder: &Path,
) -> Option<SecretString> {
    let direct = fields.text(key);
    let file = fields.text(key_file);
    match (direct, file) {
        (Some(_), Some((_, at))) => {
            fields.problem(
                Problem::at(
                    at.clone(),
                    format!("`{key}` and `{key_file}` are both given"),
                )
                .hint("keep one of them"),
            );
            None
        }
        (Some((text, _)), None) => Some(text.into()),
        (None, Some((path, at))) => match std::fs::read_to_string(folder.join(path)) {
            Ok(text) if !text.trim_end_matches(['\r', '\n']).is_empty() => {
                Some(text.trim_end_matches(['\r', '\n']).into())
            }
            Ok(_) => {
                fields.problem(Problem::at(
                    at.clone(),
                    format!("`{key_file}`: `{path}` is empty"),
                ));
                None
            }
            Err(error) => {
                fields.problem(Problem::at(
                    at.clone(),
                    format!("`{key_file}`: `{path}` cannot be read: {error}"),
                ));
                None
            }
        },
        (None, None) => None,
    }
}

/// The same, and a problem when it is missing.
pub(super) fn required_secret(
    fields: &mut Fields<'_>,
    key: &'static str,
    key_file: &'static str,
    folder: &Path,
) -> Option<SecretString> {
    if fields.node(key).is_none() && fields.node(key_file).is_none() {
        fields.require(key);
        return None;
    }
    secret(fields, key, key_file, folder)
}

/// A database URL with its password as `***`.
pub fn masked_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority
        .rsplit_once('@')
        .and_then(|(login, host)| Some((login.split_once(':')?.0, host)))
    {
        Some((user, host)) => format!("{scheme}://{user}:***@{host}{path}"),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::masked_url;

    #[test]
    fn passwords_of_urls_are_masked() {
        let cases = [
            (
                "postgres://reporter:geheim@127.0.0.1/permits",
                "postgres://reporter:***@127.0.0.1/permits",
            ),
            ("mysql://u:p@ss@h:3306/d?x=1", "mysql://u:***@h:3306/d?x=1"),
            ("postgres://reporter@h/d", "postgres://reporter@h/d"),
            ("sqlite://site.db", "sqlite://site.db"),
        ];
        for (url, masked) in cases {
            assert_eq!(masked_url(url), masked);
        }
    }
}
