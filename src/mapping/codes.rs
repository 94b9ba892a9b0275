//! Values of a column and what they become: `codes`, and `yes`/`no`.

use std::collections::HashMap;

use super::refusal::{Refusal, named};
use super::text::text_of;
use crate::source::Value;

/// What listed values become. Values are compared by their text form, so that 1, "1" and true are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    by_value: HashMap<String, String>,
    listed: Vec<String>,
    otherwise: Option<String>,
}

impl Codes {
    /// Lists a value; `false` when it is listed already.
    pub(super) fn list(&mut self, value: &str, becomes: String) -> bool {
        if self.by_value.contains_key(value) {
            return false;
        }
        self.by_value.insert(value.to_owned(), becomes);
        self.listed.push(value.to_owned());
        true
    }

    /// Sets what every value that is not listed becomes.
    pub(super) fn otherwise(&mut self, becomes: String) {
        self.otherwise = Some(becomes);
    }

    /// What a value becomes.
    ///
    /// # Errors
    /// A value that is not listed, and no `otherwise`.
    pub(super) fn look_up(&self, value: &Value) -> Result<String, Refusal> {
        let text = text_of(value)?;
        let becomes = self.by_value.get(text.as_ref()).or_else(|| match value {
            // A bare key `true` in `codes` is text to TOML.
            Value::Bool(value) => self.by_value.get(if *value { "true" } else { "false" }),
            _ => None,
        });
        match becomes.or(self.otherwise.as_ref()) {
            Some(becomes) => Ok(becomes.clone()),
            None => Err(Refusal::Unlisted(named(
                self.listed.iter().map(String::as_str),
            ))),
        }
    }
}
