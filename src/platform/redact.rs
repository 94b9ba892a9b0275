//! The platform's words without what the records hold: they are kept, shown and logged, and may quote a person's data.
//!
//! A quotation need not look like what was sent: platforms answer with `%E5%BC%A0`, `\u5f20` and `&#24352;`, put blanks into
//! numbers and write digits in full width. So the words are read as [`units`] first, each with its place in the words.

mod numbers;
mod units;

use std::collections::HashSet;
use std::ops::Range;

use crate::platform::{Answer, Fault, Record, Verdict};
use numbers::numbers;
use units::{Unit, fold, is_separator, units};

/// Stands for what is left out.
const LEFT_OUT: &str = "***";

/// The shortest value that is looked for, in characters: shorter ones are codes.
const SHORTEST: usize = 2;
/// The longest, in bytes: longer ones are photos.
const LONGEST: usize = 300;
/// A value of fewer ASCII characters is looked for as it stands: with blanks in between it is met by chance.
const SPACED: usize = 6;
/// What separates the parts of a list that is sent as one value.
const LISTS: [char; 8] = [',', '，', ';', '；', '、', '|', '/', ' '];

/// The words without the values of these records, and without any identity card's or telephone's number.
pub(super) fn redact(words: &str, batch: &[&Record]) -> String {
    let units = units(words);
    let there: HashSet<char> = units.iter().map(|unit| unit.character).collect();
    let mut quoted = numbers(&units);
    for (_, value) in batch.iter().flat_map(|record| record.members()) {
        if value.len() > LONGEST {
            continue;
        }
        if value.chars().count() >= SHORTEST && !is_code(value) {
            quoted.extend(places(&units, &there, value));
        }
        if value.contains(LISTS) {
            let parts = value.split(LISTS).filter(|part| is_personal(part));
            quoted.extend(parts.flat_map(|part| places(&units, &there, part)));
        }
    }
    without(words, quoted)
}

/// The same of an answer: whatever it came of, nothing that its records hold goes on from here.
pub(super) fn redact_answer(answer: Answer, batch: &[&Record]) -> Answer {
    let told = |words: String| redact(&words, batch);
    let verdict = |verdict| match verdict {
        Verdict::Rejected { code, message } => Verdict::Rejected {
            code,
            message: told(message),
        },
        Verdict::Held { code, message } => Verdict::Held {
            code,
            message: told(message),
        },
        Verdict::Unknown { message } => Verdict::Unknown {
            message: told(message),
        },
        Verdict::Delivered => Verdict::Delivered,
    };
    match answer {
        Answer::Verdicts {
            upload,
            verdicts,
            facts,
        } => Answer::Verdicts {
            upload,
            verdicts: verdicts.into_iter().map(verdict).collect(),
            facts,
        },
        Answer::Refused {
            code,
            message,
            alone,
        } => Answer::Refused {
            code,
            message: told(message),
            alone,
        },
        Answer::Fault(fault) => Answer::Fault(Fault {
            message: told(fault.message),
            ..fault
        }),
        Answer::Pause { reason } => Answer::Pause {
            reason: told(reason),
        },
    }
}

/// Codes and the words in and out say nothing of a person.
fn is_code(value: &str) -> bool {
    value.len() <= 3 && value.is_ascii()
}

/// Whether a part of a list may be a name or a number of a person, and not a piece of a time.
fn is_personal(part: &str) -> bool {
    let is_number = part.len() >= SPACED && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number || (!part.is_ascii() && part.chars().count() >= SHORTEST)
}

/// Where a value is quoted.
fn places(units: &[Unit], there: &HashSet<char>, value: &str) -> Vec<Range<usize>> {
    let wanted = || value.chars().map(fold).filter(|c| !is_separator(*c));
    let Some(first) = wanted().next().filter(|first| there.contains(first)) else {
        return Vec::new();
    };
    let spaced = !value.is_ascii() || wanted().count() >= SPACED;
    let starts = (0..units.len()).filter(|at| units[*at].character == first);
    let place = |at: usize| {
        let mut end = at;
        for character in wanted() {
            while spaced && end > at && units.get(end).is_some_and(Unit::is_separator) {
                end += 1;
            }
            // A separator that the value has itself may stand in a short one.
            while !spaced
                && units.get(end).is_some_and(Unit::is_separator)
                && value.contains(units[end].character)
            {
                end += 1;
            }
            if units.get(end)?.character != character {
                return None;
            }
            end += 1;
        }
        Some(units[at].place.start..units[end - 1].place.end)
    };
    starts.filter_map(place).collect()
}

/// The words with these places left out.
fn without(words: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    let mut shown_to = 0;
    for place in places {
        if place.start >= at {
            out.push_str(&words[shown_to..place.start]);
            out.push_str(LEFT_OUT);
        }
        at = at.max(place.end);
        shown_to = at;
    }
    out.push_str(&words[shown_to..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, fields: &[(&'static str, &str)]) -> String {
        let fields = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        let record = Record::new(String::new(), fields.collect(), Vec::new());
        redact(words, &[&record])
    }

    const WORKER: [(&str, &str); 4] = [
        ("worker_name", "张三丰,李四"),
        ("id_num", "11010519491231002X"),
        ("phone", "13800001234"),
        ("workType", "01"),
    ];

    #[test]
    fn a_value_is_left_out_however_it_is_written() {
        for words in [
            "人员张三丰不存在",
            "人员 张 三 丰 不存在",
            "人员%E5%BC%A0%E4%B8%89%E4%B8%B0不存在",
            "人员%e5%bc%a0%e4%b8%89%e4%b8%b0不存在",
            "人员%25E5%25BC%25A0%25E4%25B8%2589%25E4%25B8%25B0不存在",
            "人员%D5%C5%C8%FD%B7%E1不存在",
            "人员\\u5f20\\u4e09\\u4e30不存在",
            "人员&#24352;&#x4e09;&#20016;不存在",
            "人员李四不存在",
        ] {
            let shown = said(words, &WORKER);
            assert!(
                shown.starts_with("人员") && shown.contains("***") && shown.ends_with("不存在"),
                "{words}: {shown}"
            );
            assert_eq!(
                shown.replace("***", "").replace(' ', ""),
                "人员不存在",
                "{words}"
            );
        }
    }

    #[test]
    fn numbers_of_people_are_left_out_whoever_they_are_of() {
        for words in [
            "card 110105194912310021 twice",
            "card 11010519491231002x twice",
            "card 110105 19491231 0021 twice",
            "card 110105-19491231-002X twice",
            "card １１０１０５１９４９１２３１００２１ twice",
            "card 1%31%30105194912310021 twice",
            "card 13800000000 twice",
            "card 138 0000 0000 twice",
            "card 138-0000-0000 twice",
            "card +86 138 0000 0000 twice",
            "card 8613800000000 twice",
        ] {
            let shown = said(words, &[]);
            assert!(
                shown.starts_with("card ") && shown.ends_with("*** twice"),
                "{words}: {shown}"
            );
            assert!(
                !shown.contains("0000") && !shown.contains("0021") && !shown.contains("002"),
                "{words}: {shown}"
            );
        }
    }

    #[test]
    fn what_is_nobodys_stays() {
        for words in [
            "第 01 条：字段 ticket_type 的值不在字典中",
            "2026-03-01 08:30:00.123 request 4711 refused: 100% wrong, %zz, \\uZZZZ, &#x; &#;",
            "12345678901 20260301083000123 123456789012345678901",
            "500 records, 12 of 138 failed",
            "",
        ] {
            assert_eq!(said(words, &WORKER), words);
        }
    }

    #[test]
    fn a_value_with_separators_of_its_own_is_met_in_any_form() {
        let fields = [
            ("company", "北京 建工-二局"),
            ("at", "2026-03-01 08:00:00"),
            ("plate", "A-123"),
        ];
        assert_eq!(said("单位北京建工二局未登记", &fields), "单位***未登记");
        assert_eq!(
            said("at 2026-03-01+08%3A00%3A00 late", &fields),
            "at *** late"
        );
        assert_eq!(said("plate A-123, a 123", &fields), "plate ***, a 123");
    }
}
