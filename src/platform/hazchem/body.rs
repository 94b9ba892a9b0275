//! The JSON object that every answer of the platform is: `{"code", "msg", "data"}`.

use serde_json::Value;

use crate::language::text;
use crate::platform::words::{coded, cut};

/// An answer's body.
#[derive(Debug)]
pub(super) struct Body {
    /// The code, as text; it comes as a number or as text.
    pub(super) code: Option<String>,
    /// The platform's words, cut.
    pub(super) msg: String,
    /// What came with it.
    pub(super) data: Value,
}

impl Body {
    /// Reads a body; `None` when it is no JSON object.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let Ok(Value::Object(mut object)) = serde_json::from_str(text) else {
            return None;
        };
        let code = match object.get("code") {
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::String(text)) => Some(text.trim().to_owned()),
            _ => None,
        };
        let msg = object
            .get("msg")
            .and_then(Value::as_str)
            .unwrap_or_default();
        Some(Self {
            code,
            msg: cut(msg),
            data: object.remove("data").unwrap_or_default(),
        })
    }

    /// Whether the code is this one.
    pub(super) fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }

    /// The code and the platform's words, for a message.
    pub(super) fn words(&self) -> String {
        let code = self.code.clone();
        coded(
            &code.unwrap_or_else(|| text!("platform-no-code")),
            &self.msg,
        )
    }

    /// The texts in `data`, wherever they stand, each on a line.
    pub(super) fn data_text(&self) -> String {
        let mut lines = Vec::new();
        collect(&self.data, &mut lines);
        lines.join("\n")
    }
}

fn collect<'a>(value: &'a Value, lines: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => lines.push(text),
        Value::Array(list) => list.iter().for_each(|value| collect(value, lines)),
        Value::Object(object) => object.values().for_each(|value| collect(value, lines)),
        _ => {}
    }
}
