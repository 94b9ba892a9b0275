//! Which reading a field gets: by its kind, and by `codes`, `yes`/`no`, `parse` or `split`.

use super::codes::Codes;
use super::dictionary::Lookup;
use super::moment::{Parse, TimeFormat};
use super::reading::{Bounds, Reading};
use super::workshop::Workshop;
use super::written::{Text, Written};
use crate::document::{Place, Problem};
use crate::platform::field::{Field, Kind};

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
            return shop.misplaced(field, "parse", "times", &parse.at);
        };
        let Some(format) = TimeFormat::new(format) else {
            return shop.refuse(field, "the target's time format cannot be read", at);
        };
        return time_reading(field, format, Some(parse), shop);
    }
    if let Some(Text {
        text: separator,
        at,
    }) = &written.split
    {
        if field.kind != Kind::List {
            return shop.misplaced(field, "split", "lists", at);
        }
        if separator.is_empty() {
            return shop.refuse(field, "`split` is empty", at);
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
        Kind::IdentityNumber => Reading::IdentityNumber,
        Kind::Period => Reading::Period,
        Kind::Degrees { min, max } => Reading::Degrees(Bounds { min, max }),
        Kind::Time(format) => match TimeFormat::new(format) {
            Some(format) => return time_reading(field, format, None, shop),
            None => return shop.refuse(field, "the target's time format cannot be read", at),
        },
        Kind::File => return nowhere(field, "content", at, shop),
        Kind::Photo => return nowhere(field, "photo", at, shop),
        Kind::Dictionary(dictionary) => {
            let message = format!(
                "field `{}`: how the column's values become codes of {} is not said",
                field.name, dictionary.name
            );
            let hint = format!(
                "{{ column = \"..\", dictionary = \"{}\" }} for names, with holds = \"code\" for codes; or codes = {{ .. }}",
                dictionary.name
            );
            shop.problems
                .push(Problem::at(at.clone(), message).hint(hint));
            return None;
        }
        Kind::YesNo { yes, no } => {
            let message = format!(
                "field `{}`: which values are yes and which are no is not said",
                field.name
            );
            let hint = format!(
                "{{ column = \"..\", yes = [1], no = [0] }}: the site's values; sent are {yes} for yes, {no} for no"
            );
            shop.problems
                .push(Problem::at(at.clone(), message).hint(hint));
            return None;
        }
    })
}

/// A file cannot be had by the name of its column alone.
fn nowhere<T>(field: &Field, option: &str, at: &Place, shop: &mut Workshop<'_>) -> Option<T> {
    let message = format!("field `{}`: where its bytes are is not said", field.name);
    let hint =
        format!("{{ column = \"..\", {option} = \"file\" }}; or \"blob\", \"base64\", \"url\"");
    shop.problems
        .push(Problem::at(at.clone(), message).hint(hint));
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
        "s" => Parse::Seconds,
        "ms" => Parse::Milliseconds,
        form => match TimeFormat::new(form).filter(|_| form.contains('%')) {
            Some(form) => Parse::Form(form),
            None => {
                let message =
                    "`parse` is no time format: \"s\", \"ms\", or letters such as %Y/%m/%d %H:%M";
                return shop.refuse(field, message, at);
            }
        },
    };
    if let Parse::Form(form) = &parse {
        match form.reads_back() {
            None => {
                return shop.refuse(
                    field,
                    "`parse` says too little to know the day and time",
                    at,
                );
            }
            Some(false) if format.has_clock() => {
                return shop.refuse(
                    field,
                    "`parse` has no time of day, which the field needs",
                    at,
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
