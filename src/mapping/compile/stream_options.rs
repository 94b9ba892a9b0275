//! The options of one `[[changes]]` entry that are more than a name. Problems are noted; what is wrong reads as absent.

use std::time::Duration;

use super::identifier;
use super::lookback::lookback;
use crate::document::{Fields, Item, Node, Problem};
use crate::language::text;
use crate::schedule::Cron;
use crate::source::{Flag, Op, TimeUnit};
use crate::sql::Dialect;

/// How far an `updated` stream re-reads unless it says so.
const LOOKBACK: Duration = Duration::from_secs(600);

/// The DBA's own condition.
pub(super) fn filter(options: &mut Fields<'_>) -> Option<String> {
    let (text, at) = options.text("where")?;
    if text.trim().is_empty() {
        options.problem(Problem::at(at.clone(), text!("mapping-blank-where")));
        return None;
    }
    Some(text.to_owned())
}

/// The column of the writing transaction.
pub(super) fn txid(options: &mut Fields<'_>, dialect: Dialect) -> Option<String> {
    let at = options.node("txid").map(|node| node.at.clone())?;
    let txid = identifier::read(options, "txid", dialect);
    if dialect != Dialect::Postgres {
        options.problem(Problem::at(at, text!("mapping-txid-postgres")));
    }
    txid
}

/// What happened.
pub(super) fn op(options: &mut Fields<'_>, dialect: Dialect) -> Option<Op> {
    let node = options.node("op")?;
    let mut op = Fields::of(node, "`op`", options.problems())?;
    op.require("column");
    op.require("delete");
    let column = identifier::read(&mut op, "column", dialect);
    let delete = match op.node("delete").map(|node| (&node.item, node)) {
        Some((Item::Array(nodes), _)) => nodes.iter().map(op_value).collect::<Option<Vec<_>>>(),
        Some((_, node)) => op_value(node).map(|value| vec![value]),
        None => Some(Vec::new()),
    };
    if delete.is_none() {
        op.problem(Problem::at(node.at.clone(), text!("mapping-op-delete")));
    }
    op.finish();
    Some(Op {
        column: column?,
        delete: delete?,
    })
}

/// The not-yet-sent flag.
pub(super) fn flag(options: &mut Fields<'_>, dialect: Dialect) -> Option<Flag> {
    let node = options.node("flag")?;
    let mut flag = Fields::of(node, "`flag`", options.problems())?;
    let null = node.get("null_is_due").map(|null| &null.item);
    let required: &[_] = match null {
        Some(Item::Bool(true)) => &["column", "delivered"],
        _ => &["column", "due", "delivered"],
    };
    required.iter().for_each(|key| flag.require(key));
    let column = identifier::read(&mut flag, "column", dialect);
    let due = flag_values(&mut flag);
    let [delivered, rejected] = ["delivered", "rejected"].map(|key| flag_value(&mut flag, key));
    let null_is_due = flag.bool("null_is_due").is_some_and(|(value, _)| value);
    let is_written = |due: &String| [&delivered, &rejected].contains(&&Some(due.clone()));
    if due.iter().flatten().any(is_written) {
        flag.problem(Problem::at(
            node.at.clone(),
            text!("mapping-flag-stays-due"),
        ));
    }
    flag.finish();
    Some(Flag {
        column: column?,
        due: due?,
        null_is_due,
        delivered: delivered?,
        rejected,
    })
}

/// The values of `due`: one, or several in a list.
fn flag_values(flag: &mut Fields<'_>) -> Option<Vec<String>> {
    let Some(node) = flag.node("due") else {
        return Some(Vec::new());
    };
    let single = std::slice::from_ref(node);
    let nodes = match &node.item {
        Item::Array(nodes) => nodes,
        _ => single,
    };
    let values: Option<Vec<String>> = nodes.iter().map(text_form).collect();
    if values.as_ref().is_none_or(Vec::is_empty) {
        let message = text!("mapping-flag-due");
        flag.problem(Problem::at(node.at.clone(), message));
        return None;
    }
    values
}

/// A value of a flag in its text form.
fn flag_value(flag: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let node = flag.node(key)?;
    let value = text_form(node);
    if value.is_none() {
        let message = text!("mapping-flag-value", option = key);
        flag.problem(Problem::at(node.at.clone(), message));
    }
    value
}

fn text_form(node: &Node) -> Option<String> {
    match &node.item {
        Item::Bool(value) => Some(u8::from(*value).to_string()),
        _ => op_value(node),
    }
}

fn op_value(node: &Node) -> Option<String> {
    match &node.item {
        Item::Text(text) => Some(text.clone()),
        Item::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// How far an `updated` stream re-reads.
pub(super) fn window(options: &mut Fields<'_>) -> Duration {
    let Some((text, at)) = options.text("lookback") else {
        return LOOKBACK;
    };
    lookback(text).unwrap_or_else(|| {
        let problem = Problem::at(at.clone(), text!("mapping-lookback"));
        options.problem(problem.hint(text!("mapping-lookback-hint")));
        LOOKBACK
    })
}

/// The unit of a time column that holds numbers.
pub(super) fn unit(options: &mut Fields<'_>) -> Option<TimeUnit> {
    let (text, at) = options.text("unit")?;
    match text {
        "s" => Some(TimeUnit::Seconds),
        "ms" => Some(TimeUnit::Milliseconds),
        _ => {
            let problem = Problem::at(at.clone(), text!("mapping-unit"));
            options.problem(problem.hint(text!("mapping-unit-hint")));
            None
        }
    }
}

/// The stream's own schedule.
pub(super) fn schedule(options: &mut Fields<'_>) -> Option<Cron> {
    let (text, at) = options.text("schedule")?;
    let cron = Cron::parse(text);
    if let Err(wrong) = &cron {
        let message = text!("mapping-schedule", wrong = wrong.to_string());
        let problem = Problem::at(at.clone(), message);
        options.problem(problem.hint(text!("mapping-schedule-hint")));
    }
    cron.ok()
}
