//! How a column holds times, told from some of its values.

use chrono::NaiveDateTime;

use super::streams::epoch;
use crate::source::Value;

/// What is read without `parse`.
const ISO: &[&str] = &[
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S%.f%:z",
    "%Y-%m-%d %H:%M:%S%.f%:z",
];
/// What sites write besides.
const FORMS: &[&str] = &[
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y%m%d%H%M%S",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H时%M分",
    "%d/%m/%Y %H:%M:%S",
];

/// What no form reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Numbers that are no times since 1970.
    Numbers,
    /// Texts.
    Texts,
}

/// The `parse` that reads most of the values; `None` where none is needed.
///
/// # Errors
/// What no form reads.
pub(super) fn parse(values: &[Value]) -> Result<Option<&'static str>, Unread> {
    let texts: Vec<&str> = values
        .iter()
        .filter_map(|value| match value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        })
        .collect();
    if texts.is_empty() {
        let is_number = values.iter().any(|value| matches!(value, Value::Int(_)));
        return match epoch(values) {
            None if is_number => Err(Unread::Numbers),
            unit => Ok(unit),
        };
    }
    let reads = |form: &str| {
        let read = |text: &&&str| NaiveDateTime::parse_from_str(text, form).is_ok();
        texts.iter().filter(read).count()
    };
    let iso: usize = ISO.iter().map(|form| reads(form)).sum();
    let best = FORMS.iter().map(|form| (reads(form), *form));
    match best.rev().max_by_key(|(count, _)| *count) {
        Some((count, form)) if count > iso => Ok(Some(form)),
        _ if iso > 0 => Ok(None),
        _ => Err(Unread::Texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_from_values() {
        let of = |texts: &[&str]| {
            let values: Vec<Value> = texts
                .iter()
                .map(|text| Value::Text((*text).into()))
                .collect();
            parse(&values)
        };
        assert_eq!(of(&["2026-03-01 08:00:00", "待定"]), Ok(None));
        assert_eq!(of(&["2026-03-01T08:00:00+08:00"]), Ok(None));
        assert_eq!(of(&["2026/3/1 8:00"]), Ok(Some("%Y/%m/%d %H:%M")));
        assert_eq!(of(&["20260301080000"]), Ok(Some("%Y%m%d%H%M%S")));
        assert!(of(&["待定"]).is_err());
        assert_eq!(parse(&[]), Ok(None));
        assert_eq!(parse(&[Value::Int(1_772_323_200)]), Ok(Some("s")));
        assert_eq!(parse(&[Value::Int(1_772_323_200_000)]), Ok(Some("ms")));
        assert!(parse(&[Value::Int(7)]).is_err());
    }
}
