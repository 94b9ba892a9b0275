//! Values that several tables hold: texts, numbers within bounds, durations, zones.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono_tz::Tz;

use crate::document::{Fields, Problem, nearest, quantity};
use crate::language::text;

/// A text that must be there and not be blank.
pub(super) fn required_text(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    fields.require(key);
    let (text, at) = fields.text(key)?;
    if text.trim().is_empty() {
        fields.problem(Problem::at(at.clone(), text!("config-empty", key = key)));
        return None;
    }
    Some(text.to_owned())
}

/// A whole number within bounds.
pub(super) fn bounded(
    fields: &mut Fields<'_>,
    key: &'static str,
    default: i64,
    bounds: RangeInclusive<i64>,
) -> Option<i64> {
    if fields.node(key).is_none() {
        return Some(default);
    }
    let (number, at) = fields.integer(key)?;
    if bounds.contains(&number) {
        return Some(number);
    }
    let message = text!(
        "config-bounds",
        key = key,
        least = bounds.start().to_string(),
        most = bounds.end().to_string(),
    );
    fields.problem(Problem::at(at.clone(), message));
    None
}

/// A duration.
pub(super) fn duration_of(
    fields: &mut Fields<'_>,
    key: &'static str,
    default: Duration,
) -> Option<Duration> {
    if fields.node(key).is_none() {
        return Some(default);
    }
    let (text, at) = fields.text(key)?;
    match quantity::duration(text) {
        Ok(duration) if !duration.is_zero() => Some(duration),
        Ok(_) => {
            fields.problem(Problem::at(
                at.clone(),
                text!("config-zero-duration", key = key),
            ));
            None
        }
        Err(message) => {
            fields.problem(Problem::at(at.clone(), format!("`{key}`: {message}")));
            None
        }
    }
}

/// A time zone by its name in the IANA database.
pub(super) fn timezone_of(fields: &mut Fields<'_>, key: &'static str) -> Option<Tz> {
    let (name, at) = fields.text(key)?;
    let zone = name.parse::<Tz>().ok();
    if zone.is_none() {
        let near = nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let problem = Problem::at(at.clone(), text!("config-no-zone", name = name));
        fields.problem(problem.did_you_mean(near));
    }
    zone
}
