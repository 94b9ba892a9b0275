//! `photo` and `content` as they are written.

use super::converter::time_converter;
use super::field_compiler::{FieldCompiler, of_field};
use super::field_options::{FieldOptions, Text};
use crate::document::quantity;
use crate::language::text;
use crate::mapping::convert::time::TimeFormat;
use crate::mapping::expr::Origin;
use crate::mapping::file::{FilePlan, Held, Plan};
use crate::media;
use crate::platform::field::{Field, Kind, Need};

/// The most bytes of a photo, where the mapping does not say.
const MAX_BYTES: usize = 200 << 10;
/// The fewest that may be asked for.
const FEWEST: usize = 4 << 10;
/// How a band shows a time (CWR standard, `UploadPassedLog`).
const BAND: &str = "%Y-%m-%d %H:%M:%S";

/// Compiles a photo or an attachment; `None` where the line speaks of neither, `Some(None)` with problems noted.
pub(super) fn file(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    options: &FieldOptions,
) -> Option<Option<Origin>> {
    let (option, held, wanted, kind) = match (&options.photo, &options.content) {
        (Some(held), _) => ("photo", held, text!("mapping-for-photos"), Kind::Photo),
        (None, Some(held)) => ("content", held, text!("mapping-for-files"), Kind::File),
        (None, None) => {
            let missing = options.missing.as_ref()?;
            let message = text!("mapping-missing-alone");
            return Some(compiler.refuse(field, message, &missing.at));
        }
    };
    if field.kind != kind {
        return Some(compiler.misplaced(field, option, wanted, &held.at));
    }
    Some(file_plan(compiler, field, option, held, options))
}

fn file_plan(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    option: &str,
    held: &Text,
    options: &FieldOptions,
) -> Option<Origin> {
    if let Some(default) = &options.default {
        return compiler.refuse(field, text!("mapping-default-texts"), &default.at);
    }
    let at = &held.at;
    let held = one_of(compiler, field, option, held, &Held::NAMES);
    if let Some(lacking) = held.and_then(|held| lacks(held, &compiler.context.files)) {
        let problem = of_field(field, text!("mapping-no-files"), at);
        compiler.problems.push(problem.hint(lacking));
        return None;
    }
    let optional = match &options.missing {
        None => Some(false),
        Some(missing) => {
            let optional = one_of(
                compiler,
                field,
                "missing",
                missing,
                &[("reject", false), ("omit", true)],
            );
            if optional == Some(true) && field.need == Need::Required {
                let message = text!("mapping-omit-required");
                return compiler.refuse(field, message, &missing.at);
            }
            optional
        }
    };
    let make = match option {
        "photo" => photo(compiler, field, options),
        _ => Some(Plan::Attachment),
    };
    let slot = compiler
        .columns
        .slot(&options.column.as_ref()?.text, field.name);
    Some(Origin::File(FilePlan {
        slot,
        held: held?,
        make: make?,
        optional: optional?,
    }))
}

fn photo(
    compiler: &mut FieldCompiler<'_>,
    field: &'static Field,
    options: &FieldOptions,
) -> Option<Plan> {
    let max_bytes = match &options.max_bytes {
        None => MAX_BYTES,
        Some(Text { text, at }) => match quantity::bytes(text) {
            Ok(bytes) if bytes >= FEWEST => bytes,
            Ok(_) => return compiler.refuse(field, text!("mapping-max-bytes"), at),
            Err(message) => return compiler.refuse(field, format!("`max_bytes`: {message}"), at),
        },
    };
    let band = match &options.band {
        None => None,
        Some(column) => {
            let format = TimeFormat::new(BAND)?;
            let parse = options.parse.as_ref();
            let converter = time_converter(field, format, parse, compiler)?;
            Some((compiler.columns.slot(&column.text, field.name), converter))
        }
    };
    Some(Plan::Photo { max_bytes, band })
}

/// What a word stands for.
fn one_of<T: Copy>(
    compiler: &mut FieldCompiler<'_>,
    field: &Field,
    option: &str,
    Text { text, at }: &Text,
    known: &[(&str, T)],
) -> Option<T> {
    if let Some((_, meant)) = known.iter().find(|(name, _)| name == text) {
        return Some(*meant);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let problem = of_field(field, text!("mapping-unknown-word", option = option), at);
    compiler.problems.push(problem.among(text, &names));
    None
}

/// What the source's `files` would have to say.
fn lacks(held: Held, files: &media::Settings) -> Option<String> {
    match held {
        Held::File if files.root.is_none() => Some(text!("mapping-set-root")),
        Held::Url if files.base_url.is_none() && files.allowed_hosts.is_empty() => {
            Some(text!("mapping-set-hosts"))
        }
        _ => None,
    }
}
