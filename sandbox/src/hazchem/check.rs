//! Judges one record by its upload's rules.

use serde_json::Value;

use super::super::store::Content;
use super::super::value::{is_degrees, is_time};
use super::rules::{Form, Need, Rule};

/// Why a record is refused, or nothing: the first rule it breaks, in the platform's language, without values.
pub(super) fn fault(rules: &[Rule], record: &Content) -> Option<String> {
    let unknown = record
        .keys()
        .find(|name| !rules.iter().any(|rule| rule.name == *name));
    if let Some(name) = unknown {
        return Some(format!("{name}不是接口字段"));
    }
    rules.iter().find_map(|rule| broken(rule, record))
}

fn broken(rule: &Rule, record: &Content) -> Option<String> {
    let name = rule.name;
    let value = match record.get(name) {
        None => "",
        Some(Value::String(value)) => value.as_str(),
        Some(_) => return Some(format!("{name}须为字符串")),
    };
    if value.trim().is_empty() {
        return is_needed(rule.need, record).then(|| format!("{name}不能为空"));
    }
    wrong_form(rule.form, value).map(|wrong| format!("{name}{wrong}"))
}

fn is_needed(need: Need, record: &Content) -> bool {
    match need {
        Need::Must => true,
        Need::May => false,
        Need::OfTypes(types) => types.contains(&text(record, "ticket_type")),
    }
}

fn text<'a>(record: &'a Content, name: &str) -> &'a str {
    record.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn wrong_form(form: Form, value: &str) -> Option<&'static str> {
    match form {
        Form::Text => None,
        Form::CommaList => value.contains('，').then_some("须以英文逗号隔开"),
        Form::OneOf(codes) => (!codes.contains(&value)).then_some("取值不在规定范围内"),
        Form::Minute => (!is_time(value, "%Y-%m-%d %H:%M")).then_some("格式须为yyyy-MM-dd HH:mm"),
        Form::Second => {
            (!is_time(value, "%Y-%m-%d %H:%M:%S")).then_some("格式须为yyyy-MM-dd HH:mm:ss")
        }
        Form::Longitude => (!is_degrees(value, 180.0)).then_some("不是有效经度"),
        Form::Latitude => (!is_degrees(value, 90.0)).then_some("不是有效纬度"),
    }
}
