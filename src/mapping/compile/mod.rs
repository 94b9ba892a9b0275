//! From a document to a plan: everything that can be checked without a database, all problems in one answer.

mod changes;
mod codes;
mod constant;
mod converter;
mod examples;
mod fact;
mod field;
mod field_compiler;
mod field_options;
mod fields;
mod file;
mod identifier;
mod lookback;
mod rows;
mod statement;
mod stream_options;

use std::path::Path;

use crate::document::{Document, Fields, Node, Place, Problem, Problems};
use crate::language::text;
use crate::mapping::Context;
use crate::mapping::plan::{GoneRule, Mapping};
use crate::platform::field::{GoneDefault, Target};
use crate::platform::{TARGETS, TargetLookup, target};
use crate::source::StreamKind;
use changes::{Declared, changes};
use examples::examples;
use fields::fields;
use rows::{Rows, rows};

pub use changes::{stream_kinds, stream_options};

impl Mapping {
    /// Reads and compiles a mapping file.
    ///
    /// # Errors
    /// All problems of the file, with their places. Mistakes of TOML's syntax come alone: what
    /// they hide cannot be judged.
    pub fn load(path: &Path, context: &Context) -> Result<Self, Problems> {
        let (document, syntax) =
            Document::read(path).map_err(|problems| problems.titled(title(path)))?;
        if !syntax.is_empty() {
            return Err(titled(&document, syntax));
        }
        Self::compile(&document, context)
    }

    /// Compiles a mapping. Reads the file of `[rows] file`, and nothing else.
    ///
    /// # Errors
    /// All problems of the document, with their places.
    pub fn compile(document: &Document, context: &Context) -> Result<Self, Problems> {
        let mut found = Vec::new();
        let mapping = sections(document, context, &mut found);
        match mapping {
            Some(mapping) if found.is_empty() => Ok(mapping),
            _ => {
                let mut problems =
                    titled(document, Problems::of_file(&document.path, &document.text));
                problems.extend(found);
                Err(problems)
            }
        }
    }
}

/// The problems under the title of a mapping file.
fn titled(document: &Document, problems: Problems) -> Problems {
    problems.titled(title(&document.path))
}

/// What a mapping's file is called.
fn title(path: &Path) -> String {
    text!("mapping-title", path = path.display().to_string())
}

fn sections(
    document: &Document,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Option<Mapping> {
    let mut root = Fields::of(&document.root, &text!("mapping-itself"), problems)?;
    for key in ["target", "changes", "fields"] {
        root.require(key);
    }
    let target = root.text("target");
    let rows_node = root.node("rows");
    let fields_node = root.node("fields");
    let gone_node = root.node("gone");
    let requires = root.bool("requires").is_none_or(|(value, _)| value);
    let example_nodes = root.list("example").map_or(&[][..], |(nodes, _)| nodes);
    let target = target.and_then(|(name, at)| find(name, at, context.kind, root.problems()));
    let declared = streams(document, context, &mut root);
    let sound: Vec<_> = declared
        .iter()
        .map(|declared| declared.stream.clone())
        .collect();
    let rows = rows(document, rows_node, &sound, context, root.problems());
    if let Some(rows) = &rows {
        key_widths(&declared, rows, root.problems());
    }
    let for_target = target.map(|target| {
        let plans = fields_node.map(|node| fields(target, node, context, root.problems()));
        let gone = gone(target, gone_node, root.problems());
        let farewell = farewell(target, gone_node, rows.as_ref(), context, root.problems());
        let examples = examples(target, example_nodes, root.problems());
        (target, plans, gone, farewell, examples)
    });
    root.finish();
    let (target, plans, gone, farewell, examples) = for_target?;
    let (rows, plans) = (rows?, plans?);
    Some(Mapping {
        target,
        schedules: declared
            .into_iter()
            .map(|declared| declared.schedule)
            .collect(),
        streams: sound,
        rows: rows.query,
        key: rows.key,
        gone: if farewell.is_some() {
            GoneRule::Report
        } else {
            gone
        },
        farewell: farewell.map(Box::new),
        requires,
        plans,
        examples,
    })
}

fn streams(document: &Document, context: &Context, root: &mut Fields<'_>) -> Vec<Declared> {
    let Some((nodes, at)) = root.list("changes") else {
        return Vec::new();
    };
    if nodes.is_empty() {
        root.problem(Problem::at(at.clone(), text!("mapping-no-streams")));
    }
    changes(document, nodes, context, root.problems())
}

fn find(
    name: &str,
    at: &Place,
    kind: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'static Target> {
    match target(name) {
        TargetLookup::Known(target) if target.kind() != kind => {
            let message = text!(
                "mapping-foreign-target",
                target = name,
                kind = target.kind()
            );
            let hint = text!("mapping-foreign-target-hint", kind = kind);
            problems.push(Problem::at(at.clone(), message).hint(hint));
            None
        }
        TargetLookup::Known(target) => Some(target),
        TargetLookup::Closed(closed) => {
            let message = text!("mapping-closed-target", target = name);
            problems.push(Problem::at(at.clone(), message).hint(closed.said()));
            None
        }
        TargetLookup::Unknown(near) => {
            let problem = Problem::at(at.clone(), text!("mapping-no-target", target = name));
            let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            problems.push(match near {
                None => problem.among(name, &known),
                near => problem.did_you_mean(near),
            });
            None
        }
    }
}

/// A stream without `expand` names records by as many columns as the rows do; a log may hold all of them in one,
/// as the list that `shangbao changes` has it write.
fn key_widths(declared: &[Declared], rows: &Rows, problems: &mut Vec<Problem>) {
    for Declared {
        stream, at, kind, ..
    } in declared
    {
        let (own, wanted) = (stream.key.len(), rows.key.len());
        let list = *kind == StreamKind::Log && own == 1;
        if stream.expand.is_none() && own != wanted && !list {
            let message = text!(
                "mapping-key-widths",
                stream = &stream.name,
                own = own.to_string(),
                wanted = wanted.to_string()
            );
            let problem = Problem::at(at.clone(), message);
            problems.push(problem.hint(text!("mapping-key-widths-hint")));
        }
    }
}

/// `[gone] fields`: a mapping of its own, whose rows hold the key and nothing else.
fn farewell(
    target: &'static Target,
    gone: Option<&Node>,
    rows: Option<&Rows>,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Option<Mapping> {
    let (node, rows) = (gone?.get("fields")?, rows?);
    let before = problems.len();
    let mapping = Mapping {
        target,
        schedules: Vec::new(),
        streams: Vec::new(),
        rows: rows.query.clone(),
        key: rows.key.clone(),
        gone: GoneRule::Ignore,
        farewell: None,
        requires: false,
        plans: fields(target, node, context, problems),
        examples: Vec::new(),
    };
    for problem in mapping
        .bind(&mapping.key_columns())
        .err()
        .into_iter()
        .flatten()
    {
        let message = format!("`[gone]`: {problem}");
        let hint = text!("mapping-gone-hint", key = rows.key.join(", "));
        problems.push(Problem::at(node.at.clone(), message).hint(hint));
    }
    (problems.len() == before).then_some(mapping)
}

fn gone(target: &Target, node: Option<&Node>, problems: &mut Vec<Problem>) -> GoneRule {
    let default = match target.gone {
        GoneDefault::Fail => GoneRule::Fail,
        GoneDefault::Ignore => GoneRule::Ignore,
    };
    let Some(mut options) = node.and_then(|node| Fields::of(node, "`[gone]`", problems)) else {
        return default;
    };
    let rule = match options.text("report") {
        Some(("fail", _)) => GoneRule::Fail,
        Some(("ignore", _)) => GoneRule::Ignore,
        Some((word, at)) => {
            let problem = Problem::at(at.clone(), text!("mapping-gone-report", report = word));
            options.problem(problem.among(word, &["fail", "ignore"]));
            default
        }
        None => default,
    };
    if let (Some((_, at)), Some(_)) = (options.text("report"), options.node("fields")) {
        let problem = Problem::at(at.clone(), text!("mapping-gone-both"));
        options.problem(problem.hint(text!("mapping-gone-both-hint")));
    }
    options.finish();
    rule
}
