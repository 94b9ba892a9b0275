//! Numbers that are people's, whoever they are: of identity cards and of telephones.

use std::ops::Range;

use super::units::Unit;

/// Where the numbers of identity cards (17 digits and a check digit) and of telephones (11 digits) stand, also in groups.
pub(super) fn numbers(units: &[Unit]) -> Vec<Range<usize>> {
    let groups = groups(units);
    let mut found = Vec::new();
    for first in 0..groups.len() {
        let mut digits = String::new();
        let mut sizes = Vec::new();
        for last in first..groups.len() {
            let group = &groups[last];
            // Groups stand apart by one separator; by anything else they are numbers of their own.
            let apart = last > first && {
                let end = groups[last - 1].end;
                group.start != end + 1 || !units[end].is_separator()
            };
            if apart {
                break;
            }
            digits.extend(units[group.clone()].iter().map(|unit| unit.character));
            sizes.push(group.len());
            if digits.len() > 18 {
                break;
            }
            if is_personal_number(&digits, &sizes) {
                found.push(units[groups[first].start].place.start..units[group.end - 1].place.end);
            }
        }
    }
    found
}

/// Runs of digits; the check digit X of an identity card's number belongs to its run.
fn groups(units: &[Unit]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let behind = groups.last().filter(|group| group.end == at);
        let is_check = unit.character == 'x'
            && behind.is_some()
            && !units
                .get(at + 1)
                .is_some_and(|next| next.character.is_ascii_alphanumeric());
        if !unit.character.is_ascii_digit() && !is_check {
            continue;
        }
        match groups.last_mut() {
            Some(group) if group.end == at => group.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

fn is_personal_number(digits: &str, sizes: &[usize]) -> bool {
    let whole = sizes.len() == 1;
    let is_mobile = |digits: &str| {
        digits.len() == 11
            && digits.starts_with('1')
            && matches!(digits.as_bytes()[1], b'3'..=b'9')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    match digits.len() {
        18 => whole || has_birthday(digits),
        13 => digits
            .strip_prefix("86")
            .is_some_and(|rest| is_mobile(rest) && whole),
        11 => is_mobile(digits) && (whole || [3, 4, 4] == sizes || [3, 8] == sizes),
        _ => false,
    }
}

/// Whether the date stands in a number where an identity card has its holder's birthday.
fn has_birthday(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    matches!(
        (part(6..10), part(10..12), part(12..14)),
        (Some(1900..=2100), Some(1..=12), Some(1..=31))
    )
}
