//! Which converter a field gets: by its kind, and by `codes`, `yes`/`no`, `parse` or `split`.

use super::codes::{lookup, table, yes_no};
use super::field_compiler::{FieldCompiler, of_field};
use super::field_options::{FieldOptions, Text};
use crate::document::Place;
use crate::language::text;
use crate::mapping::convert::converter::Converter;
use crate::mapping::convert::degrees::Bounds;
use crate::mapping::convert::time::{Parse, TimeFormat};
use crate::platform::field::{Field, Kind};
use crate::source::TimeUnit;

/// The converter that the options ask for; `None` with problems noted.
pub(super) fn converter(
    field: &Field,
    options: &FieldOptions,
    at: &Place,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Converter> {
    if let Some((entries, at)) = &options.codes {
        return table(field, entries, options.otherwise.as_ref(), at, compiler)
            .map(Converter::Codes);
    }
    if let (Some(yes), Some(no)) = (&options.yes, &options.no) {
        return yes_no(field, yes, no, compiler).map(Converter::Codes);
    }
    if let Some(name) = &options.dictionary {
        return lookup(field, name, options.holds.as_ref(), compiler).map(Converter::Dictionary);
    }
    if let Some(parse) = &options.parse {
        let Kind::Time(format) = field.kind else {
            return compiler.misplaced(field, "parse", text!("mapping-for-times"), &parse.at);
        };
        let Some(format) = TimeFormat::new(format) else {
            return compiler.refuse(field, text!("mapping-unreadable-format"), at);
        };
        return time_converter(field, format, Some(parse), compiler);
    }
    if let Some((separators, at)) = &options.split {
        if field.kind != Kind::List {
            return compiler.misplaced(field, "split", text!("mapping-for-lists"), at);
        }
        if separators.is_empty() || separators.iter().any(|separator| separator.text.is_empty()) {
            return compiler.refuse(field, text!("mapping-split"), at);
        }
        let separators = separators.iter();
        return Some(Converter::List {
            split: separators.map(|separator| separator.text.clone()).collect(),
        });
    }
    plain_converter(field, at, compiler)
}

/// The converter of a field by its kind alone; `None` with a problem noted where that says too little.
pub(super) fn plain_converter(
    field: &Field,
    at: &Place,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Converter> {
    Some(match field.kind {
        Kind::Text => Converter::Text,
        Kind::Code(codes) => Converter::Own(codes),
        Kind::List => Converter::List { split: Vec::new() },
        Kind::IdentityNumber => Converter::IdentityNumber,
        Kind::Period => Converter::Period,
        Kind::Degrees { min, max } => Converter::Degrees(Bounds { min, max }),
        Kind::Time(format) => match TimeFormat::new(format) {
            Some(format) => return time_converter(field, format, None, compiler),
            None => return compiler.refuse(field, text!("mapping-unreadable-format"), at),
        },
        Kind::File => return nowhere(field, "content", at, compiler),
        Kind::Photo => return nowhere(field, "photo", at, compiler),
        Kind::Dictionary(dictionary) => {
            let name = dictionary.name;
            let message = text!("mapping-dictionary-unsaid", dictionary = name);
            let line = format!("{{ column = \"..\", dictionary = \"{name}\" }}");
            let hint = text!("mapping-dictionary-hint", line = line);
            compiler
                .problems
                .push(of_field(field, message, at).hint(hint));
            return None;
        }
        Kind::YesNo { yes, no } => {
            let line = "{ column = \"..\", yes = [1], no = [0] }";
            let hint = text!("mapping-yes-no-hint", line = line, yes = yes, no = no);
            let problem = of_field(field, text!("mapping-yes-no-unsaid"), at);
            compiler.problems.push(problem.hint(hint));
            return None;
        }
    })
}

/// A file cannot be had by the name of its column alone.
fn nowhere<T>(
    field: &Field,
    option: &str,
    at: &Place,
    compiler: &mut FieldCompiler<'_>,
) -> Option<T> {
    let line = format!("{{ column = \"..\", {option} = \"file\" }}");
    let problem = of_field(field, text!("mapping-bytes-unsaid"), at);
    compiler
        .problems
        .push(problem.hint(text!("mapping-bytes-hint", line = line)));
    None
}

/// The converter of a time that is written in `format`, and that a column holds as `parse` says.
pub(super) fn time_converter(
    field: &Field,
    format: TimeFormat,
    parse: Option<&Text>,
    compiler: &mut FieldCompiler<'_>,
) -> Option<Converter> {
    let zones = compiler.zones();
    let Some(Text { text, at }) = parse else {
        return Some(Converter::Time {
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
            None => return compiler.refuse(field, text!("mapping-no-time-format"), at),
        },
    };
    if let Parse::Form(form) = &parse {
        match form.reads_back() {
            None => return compiler.refuse(field, text!("mapping-parse-too-little"), at),
            Some(false) if format.has_clock() => {
                return compiler.refuse(field, text!("mapping-parse-no-clock"), at);
            }
            Some(_) => {}
        }
    }
    Some(Converter::Time {
        format,
        parse: Some(parse),
        zones,
    })
}
