//! What stands between a platform and its clients: gateways that write JSON anew, and servers that mistake the
//! encoding of their own text.

use encoding_rs::{GBK, UTF_8};
use serde_json::{Number, Value};

/// A gateway that reads a JSON reply and writes it again in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gateway {
    /// Each number becomes one with a fraction: 200.0. So does Java's Gson where it does not know the type.
    Fractions,
    /// A code has three digits, as text: `"000"`, `"047"`.
    ThreeDigits,
    /// The reply is one JSON text, which holds the object.
    Text,
    /// The reply is the text of one XML element, as .NET's services write it.
    Xml,
    /// The last field comes first, on all levels.
    Reversed,
    /// Each field on a line of its own, behind a byte order mark.
    Pretty,
}

impl Gateway {
    const ALL: [(&'static str, Self); 6] = [
        ("fractions", Self::Fractions),
        ("three-digits", Self::ThreeDigits),
        ("text", Self::Text),
        ("xml", Self::Xml),
        ("reversed", Self::Reversed),
        ("pretty", Self::Pretty),
    ];

    /// The gateway of this name.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(own, _)| *own == name).map(|(_, one)| one)
    }

    /// The names of all.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(|(name, _)| name)
    }

    /// The reply as this gateway writes it, and its type where that changes. What is no JSON passes through.
    pub(super) fn rewrite(self, body: &str) -> (String, Option<&'static str>) {
        let Ok(value) = serde_json::from_str::<Value>(body) else {
            return (body.to_owned(), None);
        };
        match self {
            Self::Fractions => (fractions(value).to_string(), None),
            Self::ThreeDigits => (three_digits(value).to_string(), None),
            Self::Text => (Value::from(value.to_string()).to_string(), None),
            Self::Xml => (xml(&value.to_string()), Some("text/xml; charset=utf-8")),
            Self::Reversed => (reversed(value).to_string(), None),
            Self::Pretty => (format!("\u{feff}{value:#}"), None),
        }
    }
}

/// How the bytes of a reply and the charset that it announces do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Charset {
    name: &'static str,
    encoding: &'static encoding_rs::Encoding,
    announced: &'static str,
}

#[rustfmt::skip]
const CHARSETS: [Charset; 6] = [
    Charset { name: "gbk-unsaid", encoding: GBK, announced: "application/json" },
    Charset { name: "gbk-as-utf-8", encoding: GBK, announced: "application/json;charset=UTF-8" },
    Charset { name: "gbk-as-latin-1", encoding: GBK, announced: "application/json;charset=ISO-8859-1" },
    Charset { name: "gbk", encoding: GBK, announced: "application/json;charset=GBK" },
    Charset { name: "utf-8-as-gbk", encoding: UTF_8, announced: "text/html;charset=GBK" },
    Charset { name: "utf-8-as-latin-1", encoding: UTF_8, announced: "text/plain;charset=ISO-8859-1" },
];

impl Charset {
    /// The mistake of this name.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        CHARSETS.into_iter().find(|charset| charset.name == name)
    }

    /// The names of all.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        CHARSETS.into_iter().map(|charset| charset.name)
    }

    /// The bytes of a text, and the type that the reply announces.
    pub(super) fn encode(self, text: &str) -> (Vec<u8>, &'static str) {
        let (bytes, _, _) = self.encoding.encode(text);
        (bytes.into_owned(), self.announced)
    }
}

/// Changes each value that is neither list nor object.
fn each(value: Value, change: &dyn Fn(Value) -> Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(|item| each(item, change)).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            let changed = fields.map(|(name, value)| (name, each(value, change)));
            Value::Object(changed.collect())
        }
        other => change(other),
    }
}

fn fractions(value: Value) -> Value {
    each(value, &|value| match value.as_f64().map(Number::from_f64) {
        Some(Some(number)) => number.into(),
        _ => value,
    })
}

fn three_digits(mut value: Value) -> Value {
    let code = match &value["code"] {
        Value::String(text) => text.parse().ok(),
        number => number.as_u64(),
    };
    if let Some(code) = code {
        value["code"] = format!("{code:03}").into();
    }
    value
}

fn reversed(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(reversed).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().rev();
            let reversed = fields.map(|(name, value)| (name, reversed(value)));
            Value::Object(reversed.collect())
        }
        other => other,
    }
}

fn xml(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<string xmlns=\"http://tempuri.org/\">{text}</string>"
    )
}
