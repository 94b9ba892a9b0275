//! Which reading a field gets: by its kind, and by `codes`, `yes`/`no`, `parse` or `split`.

use super::codes::Codes;
use super::dictionary::Lookup;
use super::moment::{Parse, TimeFormat};
use super::reading::{Bounds, Reading};
use super::workshop::{Workshop, of_field};
use super::written::{Text, Written};
use crate::document::Place;
use crate::language::text;
use crate::platform::field::{Field, Kind};
use crate::source::TimeUnit;

/// The reading that the options ask for; `None` with problems noted.
pub(super) fn reading(
    field: &Field,
    written: &Written,
    at: &Place,
    shop: &mut Workshop<'_>,
) -> Option<Reading> {
    if let Some((entries, at)) = &written.codes {
        return Codes::of_table(field, entries, written.otherwise.as_ref(), at, shop)
            .map(Reading::Codes);
    }
    if let (Some(yes), Some(no)) = (&written.yes, &written.no) {
        return Codes::of_yes_no(field, yes, no, shop).map(Reading::Codes);
    }
    if let Some(name) = &written.dictionary {
        return Lookup::of(field, name, written.holds.as_ref(), shop).map(Reading::Dictionary);
    }
    if let Some(parse) = &written.parse {
        let Kind::Time(format) = field.kind else {
            return shop.misplaced(field, "parse", text!("mapping-for-times"), &parse.at);
        };
        let Some(format) = TimeFormat::new(format) else {
            return shop.refuse(field, text!("mapping-unreadable-format"), at);
        };
        return time_reading(field, format, Some(parse), shop);
    }
    if let Some((separators, at)) = &written.split {
        if field.kind != Kind::List {
            return shop.misplaced(field, "split", text!("mapping-for-lists"), at);
        }
        if separators.is_empty() || separators.iter().any(|separator| separator.text.is_empty()) {
            return shop.refuse(field, text!("mapping-split"), at);
        }
        let separators = separators.iter();
        return Some(Reading::List {
            split: separators.map(|separator| separator.text.clone()).collect(),
        });
    }
    plain_reading(field, at, shop)
}

/// The reading of a field by its kind alone; `None` with a problem noted where that says too little.
pub(super) fn plain_reading(field: &Field, at: &Place, shop: &mut Workshop<'_>) -> Option<Reading> {
    Some(match field.kind {
        Kind::Text => Reading::Text,
        Kind::Code(codes) => Reading::Own(codes),
        Kind::List => Reading::List { split: Vec::new() },
        Kind::IdentityNumber => Reading::IdentityNumber,
        Kind::Period => Reading::Period,
        Kind::Degrees { min, max } => Reading::Degrees(Bounds { min, max }),
        Kind::Time(format) => match TimeFormat::new(format) {
            Some(format) => return time_reading(field, format, None, shop),
            None => return shop.refuse(field, text!("mapping-unreadable-format"), at),
        },
        Kind::File => return nowhere(field, "content", at, shop),
        Kind::Photo => return nowhere(field, "photo", at, shop),
        Kind::Dictionary(dictionary) => {
            let name = dictionary.name;
            let message = text!("mapping-dictionary-unsaid", dictionary = name);
            let line = format!("{{ column = \"..\", dictionary = \"{name}\" }}");
            let hint = text!("mapping-dictionary-hint", line = line);
            shop.problems.push(of_field(field, message, at).hint(hint));
            return None;
        }
        Kind::YesNo { yes, no } => {
            let line = "{ column = \"..\", yes = [1], no = [0] }";
            let hint = text!("mapping-yes-no-hint", line = line, yes = yes, no = no);
            let problem = of_field(field, text!("mapping-yes-no-unsaid"), at);
            shop.problems.push(problem.hint(hint));
            return None;
        }
    })
}

/// A file cannot be had by the name of its column alone.
fn nowhere<T>(field: &Field, option: &str, at: &Place, shop: &mut Workshop<'_>) -> Option<T> {
    let line = format!("{{ column = \"..\", {option} = \"file\" }}");
    let problem = of_field(field, text!("mapping-bytes-unsaid"), at);
    shop.problems
        .push(problem.hint(text!("mapping-bytes-hint", line = line)));
    None
}

/// The reading of a time that is written in `format`, and that a column holds as `parse` says.
pub(super) fn time_reading(
    field: &Field,
    format: TimeFormat,
    parse: Option<&Text>,
    shop: &mut Workshop<'_>,
) -> Option<Reading> {
    let zones = shop.zones();
    let Some(Text { text, at }) = parse else {
        return Some(Reading::Time {
            format,
            parse: None,
            zones,
        });
    };
    let parse = match text.as_str() {
        "s" => Parse::Epoch(TimeUnit::Seconds),
        "ms" => Parse::Epoch(TimeUnit::Milliseconds),
        form => match TimeFormat::new(form).filter(|_| form.contains('%')) {
            Some(form) => Parse::Form(form),
            None => return shop.refuse(field, text!("mapping-no-time-format"), at),
        },
    };
    if let Parse::Form(form) = &parse {
        match form.reads_back() {
            None => return shop.refuse(field, text!("mapping-parse-too-little"), at),
            Some(false) if format.has_clock() => {
                return shop.refuse(field, text!("mapping-parse-no-clock"), at);
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
