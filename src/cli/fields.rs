//! `fields`: the reference of a target.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::language::text;
use crate::platform::field::{Advice, Code, Dependency, FactRule, FactSource, Field, Kind, Target};
use crate::platform::{TARGETS, TargetLookup, target};
use crate::report::{CommandError, Exit};

/// Options of `fields`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    target: Option<String>,
    #[arg(long)]
    json: bool,
}

/// A code, and its name.
type Named = (&'static str, &'static str);

/// A field's codes by the value of another field.
#[derive(Serialize)]
struct CodesBy {
    field: &'static str,
    codes: Vec<(Named, Vec<Named>)>,
}

/// A field as shown.
#[derive(Serialize)]
struct Shown {
    field: &'static str,
    title: &'static str,
    required: String,
    holds: String,
    codes: Vec<Named>,
    /// Which of its codes the document lists for which value of another field.
    #[serde(skip_serializing_if = "Option::is_none")]
    codes_by: Option<CodesBy>,
    document_default: Option<&'static str>,
    section: String,
}

pub(super) fn run(options: Arguments) -> Result<Exit, CommandError> {
    let Some(name) = &options.target else {
        return list(options.json);
    };
    let TargetLookup::Known(target) = target(name) else {
        return Err(unknown(name));
    };
    let fields: Vec<Shown> = target
        .fields
        .iter()
        .map(|field| of(target, field))
        .collect();
    if options.json {
        print_json(&fields)?;
    } else {
        show(target, &fields);
    }
    Ok(Exit::Done)
}

/// A name that no target has.
pub(super) fn unknown(name: &str) -> CommandError {
    let hint = match target(name) {
        TargetLookup::Closed(closed) => closed.said(),
        TargetLookup::Unknown(Some(near)) => text!("cli-did-you-mean", near = near),
        _ => text!("cli-fields-no-target-hint"),
    };
    CommandError::Usage {
        message: text!("cli-fields-no-target", name = name),
        hint,
    }
}

fn list(json: bool) -> Result<Exit, CommandError> {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    if json {
        print_json(&names)?;
    } else {
        let rows: Vec<Vec<String>> = TARGETS
            .iter()
            .map(|target| {
                vec![
                    target.name.into(),
                    target.title.into(),
                    target.section.to_string(),
                ]
            })
            .collect();
        let heading = [
            text!("cli-column-target"),
            text!("cli-column-title"),
            text!("cli-column-described-in"),
        ];
        table::print(&heading, &rows);
    }
    Ok(Exit::Done)
}

fn of(target: &Target, field: &Field) -> Shown {
    Shown {
        field: field.name,
        title: field.title,
        required: field.need.describe(),
        holds: field.kind.describe(),
        codes: codes(field),
        codes_by: codes_by(target, field),
        document_default: field.document_default,
        section: field.section.to_string(),
    }
}

fn codes(field: &Field) -> Vec<Named> {
    match field.kind {
        Kind::Code(codes) => names(codes),
        Kind::Dictionary(dictionary) => names(dictionary.stated),
        _ => Vec::new(),
    }
}

/// The codes that the document lists for each value of another field, where it does.
fn codes_by(target: &Target, field: &Field) -> Option<CodesBy> {
    let mut advice = field.advice.iter();
    let (other, allowed) = advice.find_map(|advice| match advice {
        Advice::By { field, allowed } => Some((*field, *allowed)),
        _ => None,
    })?;
    let others = target.field(other).map(codes).unwrap_or_default();
    let named = |value: &str| others.iter().find(|(code, _)| *code == value).copied();
    let by = allowed
        .iter()
        .filter_map(|(value, codes)| Some((named(value)?, names(codes))));
    Some(CodesBy {
        field: other,
        codes: by.collect(),
    })
}

fn names(codes: &[Code]) -> Vec<Named> {
    codes.iter().map(|code| (code.code, code.name)).collect()
}

fn show(target: &Target, fields: &[Shown]) {
    let heading = text!(
        "cli-fields-heading",
        target = target.name,
        title = target.title,
        section = target.section.to_string(),
    );
    say!("{heading}\n");
    let rows: Vec<Vec<String>> = fields
        .iter()
        .map(|field| {
            vec![
                field.field.into(),
                field.title.into(),
                field.required.clone(),
                field.holds.clone(),
            ]
        })
        .collect();
    let heading = [
        text!("cli-column-field"),
        text!("cli-column-meaning"),
        text!("cli-column-required"),
        text!("cli-column-holds"),
    ];
    table::print(&heading, &rows);
    for field in fields.iter().filter(|field| !field.codes.is_empty()) {
        say!("\n{}: {}", field.field, listed(&field.codes));
        if let Some(by) = &field.codes_by {
            let heading = text!("cli-fields-by", other = by.field);
            say!("{heading}");
            for ((code, name), codes) in &by.codes {
                say!("  {code} {name}: {}", listed(codes));
            }
        }
    }
    say!(
        "\n{}",
        text!("cli-fields-identity", fields = target.identity.join(", "))
    );
    for tie in ties(target) {
        say!("{tie}");
    }
}

fn listed(codes: &[Named]) -> String {
    let codes = codes.iter().map(|(code, name)| format!("{code} {name}"));
    codes.collect::<Vec<_>>().join(", ")
}

/// What a target's records have to do with others, and with time.
fn ties(target: &Target) -> Vec<String> {
    let mut ties: Vec<String> = target.needs.iter().map(waits).collect();
    ties.extend(
        target
            .after
            .iter()
            .map(|other| text!("cli-fields-after", target = *other)),
    );
    ties.extend(target.facts.iter().map(kept));
    ties.extend(target.fields.iter().flat_map(clears));
    ties.extend(
        target
            .starts
            .map(|field| text!("cli-fields-starts", field = field)),
    );
    ties.extend(
        target
            .window
            .map(|field| text!("cli-fields-window", field = field)),
    );
    ties.extend(
        target
            .pace
            .map(|pace| text!("cli-fields-pace", seconds = pace.as_secs())),
    );
    ties
}

/// The field beside which alone a field clears an alarm.
fn clears(field: &Field) -> impl Iterator<Item = String> {
    field.advice.iter().filter_map(|advice| match advice {
        Advice::ClearsWith(other) => Some(text!(
            "cli-fields-clears",
            field = field.name,
            other = *other
        )),
        _ => None,
    })
}

fn waits(need: &Dependency) -> String {
    let (target, fields) = (need.target, need.identity.join(", "));
    if let (true, Some(field)) = (need.by_alias, need.identity.last()) {
        return text!("cli-fields-waits-named", target = target, field = *field);
    }
    let one_of = |values: &[&str]| values.join(&text!("cli-fields-or"));
    match (need.fact, need.when) {
        (None, None) => text!("cli-fields-waits", target = target, fields = fields),
        (Some((fact, values)), None) => text!(
            "cli-fields-waits-fact",
            target = target,
            fields = fields,
            fact = fact,
            values = one_of(values),
        ),
        (None, Some((when, ones))) => text!(
            "cli-fields-waits-when",
            target = target,
            fields = fields,
            when = when,
            ones = one_of(ones),
        ),
        (Some((fact, values)), Some((when, ones))) => text!(
            "cli-fields-waits-fact-when",
            target = target,
            fields = fields,
            fact = fact,
            values = one_of(values),
            when = when,
            ones = one_of(ones),
        ),
    }
}

/// What is remembered of a delivered record.
fn kept(rule: &FactRule) -> String {
    match (rule.from, rule.fixed) {
        (FactSource::Field, false) => text!("cli-fields-fact", name = rule.name),
        (FactSource::Field, true) => text!("cli-fields-fact-fixed", name = rule.name),
        (FactSource::Reply, false) => text!("cli-fields-fact-of-reply", name = rule.name),
        (FactSource::Reply, true) => text!("cli-fields-fact-of-reply-fixed", name = rule.name),
    }
}
