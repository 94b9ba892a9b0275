//! Which reading a field gets: by its kind, and by `codes`, `yes`/`no`, `parse` or `split`.

use super::codes::Codes;
use super::declaration::Workshop;
use super::moment::{Parse, TimeFormat};
use super::reading::{Bounds, Reading};
use super::text::trimmed;
use super::written::{Text, Written};
use crate::document::{Entry, Item, Node, Place, Problem};
use crate::platform::field::{Field, Kind};

/// The reading that the options ask for; `None` with problems noted.
pub(super) fn reading(
    field: &Field,
    written: &Written,
    at: &Place,
    shop: &mut Workshop<'_>,
) -> Option<Reading> {
    if let Some((entries, at)) = &written.codes {
        return codes(field, entries, written.otherwise.as_ref(), at, shop);
    }
    if let (Some(yes), Some(no)) = (&written.yes, &written.no) {
        return yes_no(field, yes, no, shop);
    }
    if let Some(parse) = &written.parse {
        return time(field, parse, shop);
    }
    if let Some(Text {
        text: separator,
        at,
    }) = &written.split
    {
        if field.kind != Kind::List {
            return misplaced(field, "split", "lists", at, shop);
        }
        if separator.is_empty() {
            return refuse(field, "`split` is empty", at, shop);
        }
        return Some(Reading::List {
            split: Some(separator.to_owned()),
        });
    }
    plain_reading(field, at, shop)
}

/// The reading of a field by its kind alone; `None` with a problem noted where that says too little.
pub(super) fn plain_reading(field: &Field, at: &Place, shop: &mut Workshop<'_>) -> Option<Reading> {
    Some(match field.kind {
        Kind::Text => Reading::Text,
        Kind::Code(codes) => Reading::Own(codes),
        Kind::List => Reading::List { split: None },
        Kind::Degrees { min, max } => Reading::Degrees(Bounds { min, max }),
        Kind::Time(format) => match TimeFormat::new(format) {
            Some(format) => Reading::Time {
                format,
                parse: None,
                zones: shop.zones(),
            },
            None => return refuse(field, "the target's time format cannot be read", at, shop),
        },
        Kind::File => return refuse(field, "files are not supported yet", at, shop),
        Kind::YesNo { yes, no } => {
            let message = format!(
                "field `{}`: which values are yes and which are no is not said",
                field.name
            );
            let hint = format!(
                "{{ column = \"..\", yes = [1], no = [0] }}: the platform's own digits ({yes} yes, {no} no) are the reverse of most sites'"
            );
            shop.problems
                .push(Problem::at(at.clone(), message).hint(hint));
            return None;
        }
    })
}

fn codes(
    field: &Field,
    entries: &[Entry],
    otherwise: Option<&Text>,
    at: &Place,
    shop: &mut Workshop<'_>,
) -> Option<Reading> {
    if !matches!(field.kind, Kind::Text | Kind::Code(_) | Kind::YesNo { .. }) {
        return misplaced(field, "codes", "codes, texts and yes or no", at, shop);
    }
    let before = shop.problems.len();
    let mut codes = Codes::default();
    for entry in entries {
        let Item::Text(code) = &entry.value.item else {
            let message = format!("a code must be text, not {}", entry.value.item.kind());
            let _: Option<()> = refuse(field, &message, &entry.value.at, shop);
            continue;
        };
        let code = Text {
            text: code.clone(),
            at: entry.value.at.clone(),
        };
        let code = shop.constant(field, "codes", &code);
        let value = trimmed(&entry.key);
        if value.is_empty() {
            let message = "`codes`: blank counts as NULL, which is never looked up; use `default`";
            let _: Option<()> = refuse(field, message, &entry.at, shop);
        } else if let Some(code) = code
            && !codes.list(value, code)
        {
            let message = format!("`codes` lists `{value}` twice");
            let _: Option<()> = refuse(field, &message, &entry.at, shop);
        }
    }
    if let Some(text) = otherwise
        && let Some(code) = shop.constant(field, "otherwise", text)
    {
        codes.otherwise(code);
    }
    if entries.is_empty() {
        return refuse(field, "`codes` lists nothing", at, shop);
    }
    (shop.problems.len() == before).then_some(Reading::Codes(codes))
}

fn yes_no(field: &Field, yes: &Node, no: &Node, shop: &mut Workshop<'_>) -> Option<Reading> {
    let Kind::YesNo {
        yes: yes_digit,
        no: no_digit,
    } = field.kind
    else {
        return misplaced(field, "yes", "fields that are yes or no", &yes.at, shop);
    };
    let before = shop.problems.len();
    let mut codes = Codes::default();
    for (key, node, digit) in [("yes", yes, yes_digit), ("no", no, no_digit)] {
        let single = std::slice::from_ref(node);
        let entries = match &node.item {
            Item::Array(entries) => entries,
            _ => single,
        };
        if entries.is_empty() {
            let _: Option<()> = refuse(field, &format!("`{key}` lists nothing"), &node.at, shop);
        }
        for entry in entries {
            let wrong = match listed(entry) {
                None => format!(
                    "`{key}` must list texts, whole numbers or true and false, not {}",
                    entry.item.kind()
                ),
                Some(value) if value.is_empty() => {
                    format!(
                        "`{key}`: blank counts as NULL, which is never looked up; use `default`"
                    )
                }
                Some(value) if !codes.list(&value, digit.to_owned()) => {
                    format!("`{key}`: `{value}` is listed twice")
                }
                Some(_) => continue,
            };
            let _: Option<()> = refuse(field, &wrong, &entry.at, shop);
        }
    }
    (shop.problems.len() == before).then_some(Reading::Codes(codes))
}

/// The text form of an entry of `yes` or `no`.
fn listed(node: &Node) -> Option<String> {
    match &node.item {
        Item::Text(text) => Some(trimmed(text).to_owned()),
        Item::Integer(number) => Some(number.to_string()),
        Item::Bool(value) => Some(if *value { "1" } else { "0" }.to_owned()),
        _ => None,
    }
}

fn time(field: &Field, Text { text, at }: &Text, shop: &mut Workshop<'_>) -> Option<Reading> {
    if !matches!(field.kind, Kind::Time(_)) {
        return misplaced(field, "parse", "times", at, shop);
    }
    let Some(Reading::Time { format, zones, .. }) = plain_reading(field, at, shop) else {
        return None;
    };
    let parse = match text.as_str() {
        "s" => Parse::Seconds,
        "ms" => Parse::Milliseconds,
        form => match TimeFormat::new(form).filter(|_| form.contains('%')) {
            Some(form) => Parse::Form(form),
            None => {
                let message =
                    "`parse` is no time format: \"s\", \"ms\", or letters such as %Y/%m/%d %H:%M";
                return refuse(field, message, at, shop);
            }
        },
    };
    if let Parse::Form(form) = &parse {
        match form.reads_back() {
            None => {
                return refuse(
                    field,
                    "`parse` says too little to know the day and time",
                    at,
                    shop,
                );
            }
            Some(false) if format.has_clock() => {
                return refuse(
                    field,
                    "`parse` has no time of day, which the field needs",
                    at,
                    shop,
                );
            }
            Some(_) => {}
        }
    }
    Some(Reading::Time {
        format,
        parse: Some(parse),
        zones,
    })
}

fn misplaced<T>(
    field: &Field,
    option: &str,
    wanted: &str,
    at: &Place,
    shop: &mut Workshop<'_>,
) -> Option<T> {
    let message = format!(
        "`{option}` is for {wanted}, and this field is {}",
        name(&field.kind)
    );
    refuse(field, &message, at, shop)
}

fn refuse<T>(field: &Field, message: &str, at: &Place, shop: &mut Workshop<'_>) -> Option<T> {
    let message = format!("field `{}`: {message}", field.name);
    shop.problems.push(Problem::at(at.clone(), message));
    None
}

fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Time(_) => "a time",
        Kind::Code(_) => "a code",
        Kind::YesNo { .. } => "a yes or no",
        Kind::List => "a list",
        Kind::Degrees { .. } => "degrees",
        Kind::File => "a file",
    }
}
