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
    for key in ["column", "due", "delivered"] {
        flag.require(key);
    }
    let column = identifier::read(&mut flag, "column", dialect);
    let [due, delivered, rejected] =
        ["due", "delivered", "rejected"].map(|key| flag_value(&mut flag, key));
    if due.is_some() && (due == delivered || due == rejected) {
        flag.problem(Problem::at(
            node.at.clone(),
            text!("mapping-flag-stays-due"),
        ));
    }
    flag.finish();
    Some(Flag {
        column: column?,
        due: due?,
        delivered: delivered?,
        rejected,
    })
}

/// A value of a flag in its text form.
fn flag_value(flag: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let node = flag.node(key)?;
    let value = match &node.item {
        Item::Bool(value) => Some(u8::from(*value).to_string()),
        _ => op_value(node),
    };
    if value.is_none() {
        let message = text!("mapping-flag-value", option = key);
        flag.problem(Problem::at(node.at.clone(), message));
    }
    value
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

/// The unit of an integer time column.
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
