//! `fields`: the reference of a target.

use clap::Args;
use serde::Serialize;

use super::output::say;
use super::{print_json, table};
use crate::platform::field::{Code, Dependency, FactSource, Field, Kind, Target};
use crate::platform::{TARGETS, TargetLookup, target};
use crate::report::{CommandError, Exit};

/// Options of `fields`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A target, such as hazchem.work_ticket; without one, the targets are listed
    target: Option<String>,
    /// Print the reference as JSON
    #[arg(long)]
    json: bool,
}

/// A field as shown.
#[derive(Serialize)]
struct Shown {
    field: &'static str,
    title: &'static str,
    required: String,
    holds: String,
    codes: Vec<(&'static str, &'static str)>,
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
    let fields: Vec<Shown> = target.fields.iter().map(of).collect();
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
        TargetLookup::Closed(section) => section.closed(),
        TargetLookup::Unknown(Some(near)) => format!("did you mean `{near}`?"),
        _ => "run `shangbao fields` for the list".into(),
    };
    CommandError::Usage {
        message: format!("there is no target `{name}`"),
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
        table::print(&["target", "title", "described in"], &rows);
    }
    Ok(Exit::Done)
}

fn of(field: &Field) -> Shown {
    Shown {
        field: field.name,
        title: field.title,
        required: field.need.phrase(),
        holds: field.kind.phrase(),
        codes: match field.kind {
            Kind::Code(codes) => names(codes),
            Kind::Dictionary(dictionary) => names(dictionary.stated),
            _ => Vec::new(),
        },
        document_default: field.document_default,
        section: field.section.to_string(),
    }
}

fn names(codes: &[Code]) -> Vec<(&'static str, &'static str)> {
    codes.iter().map(|code| (code.code, code.name)).collect()
}

fn show(target: &Target, fields: &[Shown]) {
    say!("{} ({}), {}\n", target.name, target.title, target.section);
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
    table::print(&["field", "meaning", "required", "holds"], &rows);
    for field in fields.iter().filter(|field| !field.codes.is_empty()) {
        let codes: Vec<String> = field
            .codes
            .iter()
            .map(|(code, name)| format!("{code} {name}"))
            .collect();
        say!("\n{}: {}", field.field, codes.join(", "));
    }
    say!("\nthe same record: the same {}", target.identity.join(", "));
    for tie in ties(target) {
        say!("{tie}");
    }
}

/// What a target's records have to do with others, and with time.
fn ties(target: &Target) -> Vec<String> {
    let mut ties: Vec<String> = target.needs.iter().map(waits).collect();
    ties.extend(
        target
            .after
            .iter()
            .map(|other| format!("goes out after what is due of {other}")),
    );
    ties.extend(target.facts.iter().map(|rule| {
        let from = match rule.from {
            FactSource::Field => "kept of what was delivered",
            FactSource::Reply => "kept of the platform's reply, for `fact` in other mappings",
        };
        let fixed = if rule.fixed {
            "; it may never change"
        } else {
            ""
        };
        format!("{}: {from}{fixed}", rule.name)
    }));
    ties.extend(
        target
            .starts
            .map(|field| format!("{field}: held until it has come")),
    );
    ties.extend(
        target
            .window
            .map(|field| format!("{field}: `expired` when it is older than the platform's window")),
    );
    ties.extend(
        target
            .pace
            .map(|pace| format!("one upload of an account every {} s", pace.as_secs())),
    );
    ties
}

fn waits(need: &Dependency) -> String {
    let mut text = format!(
        "waits for {} with the same {}",
        need.target,
        need.identity.join(", ")
    );
    if let Some((fact, values)) = need.fact {
        text += &format!(", delivered with {fact} {}", values.join(" or "));
    }
    if let Some((field, values)) = need.when {
        text += &format!(", when {field} is {}", values.join(" or "));
    }
    text
}
