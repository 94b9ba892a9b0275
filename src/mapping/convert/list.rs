//! Lists of people, cards and departments: what a column holds becomes texts joined by the target's comma.

use serde_json::Value as Json;

use crate::mapping::error::ValueError;
use crate::mapping::text::{is_missing, text_of, trimmed};
use crate::source::Value;

/// What people separate the parts of a list by.
const SEPARATORS: [char; 13] = [
    ',', '，', '、', ';', '；', '|', '｜', '､', '﹑', '﹔', '\n', '\r', '\t',
];
/// What else stands between two names of people: in the name of a department it is part of it.
const BETWEEN_NAMES: [char; 4] = ['/', '／', '\\', '＼'];

/// The list that a value holds: an array of the database, a JSON list, a text that is split, or one text. `None` where nothing is in it.
///
/// # Errors
/// A part that is no text, or that is more than one.
pub(in crate::mapping) fn list(
    value: &Value,
    split: &[String],
) -> Result<Option<String>, ValueError> {
    if let Value::List(values) = value {
        return of_values(values);
    }
    let text = text_of(value)?;
    if let Some(values) = json(&text) {
        return of_values(&values?);
    }
    let mut parts = vec![text.as_ref()];
    for separator in split {
        let cut = parts.iter().flat_map(|part| part.split(separator.as_str()));
        parts = cut.collect();
    }
    let parts = parts.into_iter().map(trimmed);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    for part in &parts {
        one(part, !split.is_empty())?;
    }
    Ok((!parts.is_empty()).then(|| parts.join(",")))
}

/// The values of a list that says itself where its parts end: of what separates parts elsewhere only the target's comma matters.
fn of_values(values: &[Value]) -> Result<Option<String>, ValueError> {
    let mut parts = Vec::with_capacity(values.len());
    for value in values.iter().filter(|value| !is_missing(value)) {
        let part = match value {
            Value::List(_) => return Err(ValueError::Nested),
            value => text_of(value)?.into_owned(),
        };
        if part.contains(',') {
            return Err(ValueError::PartComma);
        }
        parts.push(part);
    }
    Ok((!parts.is_empty()).then(|| parts.join(",")))
}

/// The values of a JSON list; `None` for a text that is none.
fn json(text: &str) -> Option<Result<Vec<Value>, ValueError>> {
    if !text.starts_with('[') {
        return None;
    }
    let values: Vec<Json> = serde_json::from_str(text).ok()?;
    let value = |value: Json| match value {
        Json::Null => Ok(Value::Null),
        Json::String(text) => Ok(Value::Text(text)),
        Json::Number(number) => match number.as_i128() {
            Some(whole) => Ok(Value::Int(whole)),
            None => number.as_f64().map(Value::Float).ok_or(ValueError::Nested),
        },
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => Err(ValueError::Nested),
    };
    Some(values.into_iter().map(value).collect())
}

/// Refuses a part that is more than one, or a piece of a list that was written in brackets.
fn one(part: &str, is_split: bool) -> Result<(), ValueError> {
    let between = |sign: &char| BETWEEN_NAMES.contains(sign) && part.split(*sign).all(is_name);
    let sign = part
        .chars()
        .find(|sign| SEPARATORS.contains(sign) || between(sign));
    if let Some(sign) = sign {
        return Err(match is_split {
            true => ValueError::PartSeparator(sign),
            false => ValueError::Separator(sign),
        });
    }
    let quoted = part.len() > 1 && part.starts_with('"') && part.ends_with('"');
    if quoted || part.contains(['[', ']', '{', '}']) {
        return Err(ValueError::Bracket);
    }
    Ok(())
}

/// The most frequent surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭\
陆范汪廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟\
殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司\
卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟";

/// Whether a text may be the name of a Chinese person.
fn is_name(text: &str) -> bool {
    let is_hanzi =
        |character: char| matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    let text = trimmed(text);
    let has_surname = text
        .chars()
        .next()
        .is_some_and(|first| SURNAMES.contains(first));
    has_surname && (2..=4).contains(&text.chars().count()) && text.chars().all(is_hanzi)
}
