//! Judges a record, or what stands around a list of them, by its rules.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

use super::super::store::Content;
use super::super::value::{is_degrees, is_time};
use super::code::{Code, Refusal};
use super::rules::{Form, Need, Rule};
use super::{dictionary, photo};

/// The first rule that is broken: a field is unknown, missing, or has a wrong value.
pub(super) fn judge(
    rules: &[Rule],
    record: &Content,
    list: Option<&str>,
    now: NaiveDateTime,
) -> Result<(), Refusal> {
    let known = |name: &str| list == Some(name) || rules.iter().any(|rule| rule.name == name);
    if let Some(name) = record.keys().find(|name| !known(name)) {
        return Err(Code::ILLEGAL.because(format!("{name}不是接口字段")));
    }
    rules.iter().try_for_each(|rule| keeps(rule, record, now))
}

fn keeps(rule: &Rule, record: &Content, now: NaiveDateTime) -> Result<(), Refusal> {
    let name = rule.name;
    let value = match record.get(name) {
        None => "",
        Some(Value::String(value)) => value.as_str(),
        Some(_) => return Err(Code::ILLEGAL.because(format!("{name}须为字符串"))),
    };
    if value.trim().is_empty() {
        return match rule.need {
            Need::Must => Err(Code::MISSING.because(format!("{name}不能为空"))),
            Need::May => Ok(()),
        };
    }
    match wrong_form(rule.form, value, now) {
        Some(wrong) => Err(Code::ILLEGAL.because(format!("{name}{wrong}"))),
        None => Ok(()),
    }
}

fn wrong_form(form: Form, value: &str, now: NaiveDateTime) -> Option<&'static str> {
    match form {
        Form::Text => None,
        Form::OneOf(codes) => (!codes.contains(&value)).then_some("取值不在规定范围内"),
        Form::Dictionary(function) => (!dictionary::has(function, value)).then_some("不是字典编码"),
        Form::Second => {
            (!is_time(value, "%Y-%m-%d %H:%M:%S")).then_some("格式须为yyyy-MM-dd HH:mm:ss")
        }
        Form::Period => wrong_period(value, now.date()),
        Form::Validity => (!is_validity(value)).then_some("格式须为yyyy.MM.dd-yyyy.MM.dd"),
        Form::Photo => photo::wrong(value),
        Form::Longitude => (!is_degrees(value, 180.0)).then_some("不是有效经度"),
        Form::Latitude => (!is_degrees(value, 90.0)).then_some("不是有效纬度"),
    }
}

/// A real day in exactly this format.
fn day(text: &str, format: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, format).ok()?;
    (day.format(format).to_string() == text).then_some(day)
}

/// 通行时段开始日期小于等于上传日期,结束日期大于等于开始日期.
fn wrong_period(value: &str, today: NaiveDate) -> Option<&'static str> {
    const FORMAT: &str = "格式须为yyyy-MM-dd:yyyy-MM-dd";
    let Some((begin, end)) = value.split_once(':') else {
        return Some(FORMAT);
    };
    let Some(begin) = day(begin, "%Y-%m-%d") else {
        return Some(FORMAT);
    };
    if begin > today {
        return Some("开始日期大于上传日期");
    }
    match (end, day(end, "%Y-%m-%d")) {
        ("", _) => None,
        (_, None) => Some(FORMAT),
        (_, Some(end)) => (end < begin).then_some("结束日期小于开始日期"),
    }
}

fn is_validity(value: &str) -> bool {
    value.split_once('-').is_some_and(|(begin, end)| {
        day(begin, "%Y.%m.%d").is_some() && (end == "长期" || day(end, "%Y.%m.%d").is_some())
    })
}
