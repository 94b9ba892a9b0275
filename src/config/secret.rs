//! Secrets: from the file, the environment or a file of their own; never shown.

use std::fmt;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};

use crate::document::{Fields, Problem};
use crate::language::text;

/// A secret: it prints as `***`.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The secret itself.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The secret, for who keeps it.
    pub fn hand_over(&self) -> SecretString {
        self.0.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A secret under `key`, or in the file that `key_file` names (without the newline at its end).
pub(super) fn secret(
    fields: &mut Fields<'_>,
    key: &'static str,
    key_file: &'static str,
    folder: &Path,
) -> Option<Secret> {
    let direct = fields.text(key);
    let file = fields.text(key_file);
    match (direct, file) {
        (Some(_), Some((_, at))) => {
            fields.problem(
                Problem::at(
                    at.clone(),
                    text!("config-secret-twice", key = key, file = key_file),
                )
                .hint(text!("config-keep-one")),
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
                    text!("config-secret-empty", key = key_file),
                ));
                None
            }
            Err(error) => {
                let message = text!(
                    "config-secret-unread",
                    key = key_file,
                    error = error.to_string(),
                );
                fields.problem(Problem::at(at.clone(), message));
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
) -> Option<Secret> {
    if fields.node(key).is_none() && fields.node(key_file).is_none() {
        fields.require(key);
        return None;
    }
    secret(fields, key, key_file, folder)
}
