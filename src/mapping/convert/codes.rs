//! Values of a column and what they become: `codes`, and `yes`/`no`.

use std::collections::HashMap;

use crate::mapping::error::{ValueError, named};
use crate::mapping::text::text_of;
use crate::source::Value;

/// What listed values become. Values are compared by their text form, so that 1, "1" and true are the same.
#[derive(Clone, Debug, Default)]
pub(in crate::mapping) struct Codes {
    by_value: HashMap<String, String>,
    listed: Vec<String>,
    otherwise: Option<String>,
}

impl Codes {
    /// Lists a value; `false` when it is listed already.
    pub(in crate::mapping) fn list(&mut self, value: &str, becomes: String) -> bool {
        if self.by_value.contains_key(value) {
            return false;
        }
        self.by_value.insert(value.to_owned(), becomes);
        self.listed.push(value.to_owned());
        true
    }

    /// Sets what every value that is not listed becomes.
    pub(in crate::mapping) fn otherwise(&mut self, becomes: String) {
        self.otherwise = Some(becomes);
    }

    /// Everything that a value may become, each once.
    pub(in crate::mapping) fn becoming(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.by_value.values().cloned().collect();
        texts.extend(self.otherwise.clone());
        texts.sort();
        texts.dedup();
        texts
    }

    /// What a value becomes.
    ///
    /// # Errors
    /// A value that is not listed, and no `otherwise`.
    pub(in crate::mapping) fn look_up(&self, value: &Value) -> Result<String, ValueError> {
        let text = text_of(value)?;
        let becomes = self.by_value.get(text.as_ref()).or_else(|| {
            // A bare key `true` in `codes` is text to TOML, and only some databases have booleans.
            match text.as_ref() {
                "1" => self.by_value.get("true"),
                "0" => self.by_value.get("false"),
                _ => None,
            }
        });
        match becomes.or(self.otherwise.as_ref()) {
            Some(becomes) => Ok(becomes.clone()),
            None => Err(ValueError::Unlisted(named(
                self.listed.iter().map(String::as_str),
            ))),
        }
    }
}
