//! The JSON object that every answer of the platform is: `{"code", "msg", "data"}`.

use serde_json::Value;

use crate::language::text;
use crate::platform::claim::{Claims, counts, plain, whole};
use crate::platform::excerpt::{coded, cut};
use crate::platform::reply_object::reply_object;

/// An answer's body.
#[derive(Debug)]
pub(super) struct Body {
    /// The code, as text; it comes as a number or as text.
    pub(super) code: Option<String>,
    /// The platform's words, cut.
    pub(super) msg: String,
    /// What came with it.
    pub(super) data: Value,
    /// Something beside the sentence on the records says that they failed.
    denies: bool,
}

impl Body {
    /// Reads a body; `None` when it holds no JSON object.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut object = reply_object(text)?;
        let code = match object.remove("code") {
            Some(code @ (Value::Number(_) | Value::String(_))) => {
                plain(&code).map(|code| whole(&code))
            }
            _ => None,
        };
        let msg = object.get("msg").and_then(Value::as_str);
        let msg = cut(msg.unwrap_or_default());
        let denies = object.iter().any(|(name, value)| denies(name, value));
        Some(Self {
            code,
            msg,
            data: object.remove("data").unwrap_or_default(),
            denies,
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

    /// Whether it says beside its sentence that records failed: in `msg`, by a flag, or by a list's name.
    pub(super) fn denies(&self) -> bool {
        self.denies
    }

    /// Whether it says anywhere that something failed.
    pub(super) fn says_failure(&self) -> bool {
        self.denies || Claims::of_text(&self.data_text()).failed
    }

    /// The sentence on the records: the texts of `data`; of `msg` where there are none.
    pub(super) fn sentence(&self) -> String {
        let data = self.data_text();
        if data.trim().is_empty() {
            self.msg.clone()
        } else {
            data
        }
    }

    /// The texts in `data`, wherever they stand, each on a line.
    pub(super) fn data_text(&self) -> String {
        let mut lines = Vec::new();
        collect(&self.data, &mut lines);
        lines.join("\n")
    }
}

/// Whether a member says that records failed. A text with counts is the platform's sentence, which is read by itself.
fn denies(name: &str, value: &Value) -> bool {
    let is_sentence = |text: &str| counts(text) != (None, None);
    match value {
        Value::Array(list) => list.iter().any(|value| denies(name, value)),
        Value::Object(object) => object.iter().any(|(inner, value)| {
            denies(inner, value) || (Claims::of_name(name).failed && denies(name, value))
        }),
        Value::String(text) if is_sentence(text) => false,
        value => Claims::of_field(name, value, |_| Claims::NONE).failed,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const STORED: &str = "作业票同步结束,成功 2条,失败 0条。";
    const FAILED_NAMES: &[&str] = &[
        "failIds",
        "errors",
        "unsuccessList",
        "失败列表",
        "rejected",
        "errorMsg",
    ];
    const OTHER_NAMES: &[&str] = &["list", "successIds", "text", "rows", "成功"];

    /// What may stand below a name: an id, or a structure that holds one.
    fn below() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(json!("DH-7")),
            Just(json!(["DH-7", "DH-8"])),
            Just(json!(3))
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let name = prop::sample::select(OTHER_NAMES);
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(Value::Array),
                (name, inner).prop_map(|(name, inner)| json!({name: inner})),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_stands_below_a_name_of_failure_denies_the_sentence(
            below in below(), name in prop::sample::select(FAILED_NAMES), outer in prop::sample::select(OTHER_NAMES),
        ) {
            for data in [json!({"text": STORED, name: below}), json!([STORED, {outer: {name: below}}])] {
                let body = json!({"code": 200, "msg": "请求成功", "data": data}).to_string();
                prop_assert!(Body::parse(&body).unwrap().denies(), "{}", body);
            }
        }

        #[test]
        fn what_stands_below_other_names_does_not(below in below(), name in prop::sample::select(OTHER_NAMES)) {
            let body = json!({"code": 200, "msg": "请求成功", "data": {"text": STORED, name: below, "failIds": [], "errorMsg": ""}}).to_string();
            prop_assert!(!Body::parse(&body).unwrap().denies(), "{}", body);
        }
    }
}
