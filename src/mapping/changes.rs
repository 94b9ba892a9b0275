//! `[[changes]]`: where changes are seen.

use super::Context;
use super::identifier;
use super::statement::Statement;
use super::stream_options::{filter, op, schedule, txid, unit, window};
use super::unsupported;
use crate::document::{Document, Entry, Fields, Item, Node, Place, Problem, nearest};
use crate::schedule::Cron;
use crate::source::{Query, Stream, StreamKind};

/// Every option of a stream.
const OPTIONS: &[&str] = &[
    "kind", "table", "cursor", "key", "where", "op", "txid", "at", "expand", "lookback", "unit",
    "schedule",
];
/// Options of `log` streams alone.
const OF_LOG: &[&str] = &["op", "txid", "at"];
/// Options of `updated` streams alone.
const OF_UPDATED: &[&str] = &["lookback", "unit"];

/// A stream as declared.
#[derive(Debug)]
pub(super) struct Declared {
    /// The stream.
    pub(super) stream: Stream,
    /// Its own schedule, where it has one.
    pub(super) schedule: Option<Cron>,
    /// Where it stands.
    pub(super) at: Place,
}

/// Compiles every stream. What could not be compiled is missing, and noted.
pub(super) fn changes(
    document: &Document,
    nodes: &[Node],
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Vec<Declared> {
    let mut list: Vec<Declared> = Vec::new();
    for node in nodes {
        let reader = StreamReader {
            document,
            node,
            context,
        };
        let Some(mut declared) = reader.read(problems) else {
            continue;
        };
        let table = &declared.stream.table;
        let before = list.iter().filter(|other| other.stream.table == *table);
        let count = before.count();
        if count > 0 {
            declared.stream.name = format!("{table}#{}", count + 1);
        }
        list.push(declared);
    }
    list
}

struct StreamReader<'a> {
    document: &'a Document,
    node: &'a Node,
    context: &'a Context,
}

impl StreamReader<'_> {
    fn read(&self, problems: &mut Vec<Problem>) -> Option<Declared> {
        let before = problems.len();
        if let Some(problem) = self.unsupported() {
            problems.push(problem);
            return None;
        }
        let kind = self.kind(problems);
        self.known_options(kind, problems);
        let dialect = self.context.dialect;
        let mut options = Fields::of(self.node, "`[[changes]]`", problems)?;
        for key in ["table", "cursor", "key"] {
            options.require(key);
        }
        let table = identifier::read(&mut options, "table", dialect);
        let cursor = identifier::read(&mut options, "cursor", dialect);
        let key = identifier::read_list(&mut options, "key", dialect);
        let filter = filter(&mut options);
        let op = op(&mut options, dialect);
        let txid = txid(&mut options, dialect);
        let at = identifier::read(&mut options, "at", dialect);
        let lookback = window(&mut options);
        let unit = unit(&mut options);
        let schedule = schedule(&mut options);
        let expand = options.text("expand");
        let place = options.at();
        let key_columns = key.as_ref().map_or(1, Vec::len);
        let expand =
            expand.and_then(|(text, at)| self.expand(text, at, key_columns, options.problems()));
        let (kind, table, cursor, key) = (kind?, table?, cursor?, key?);
        let stream = Stream {
            name: table.clone(),
            kind,
            table,
            cursor,
            key,
            filter,
            op,
            txid,
            at,
            lookback,
            unit,
            expand,
        };
        (problems.len() == before).then_some(Declared {
            stream,
            schedule,
            at: place,
        })
    }

    /// A stream of a kind that comes later: its other options are not judged.
    fn unsupported(&self) -> Option<Problem> {
        let node = self.node.get("kind")?;
        match &node.item {
            Item::Text(kind) => unsupported::stream_kind(kind, &node.at),
            _ => None,
        }
    }

    fn kind(&self, problems: &mut Vec<Problem>) -> Option<StreamKind> {
        let mut options = Fields::of(self.node, "`[[changes]]`", problems)?;
        options.require("kind");
        let (kind, at) = options.text("kind")?;
        match kind {
            "log" => return Some(StreamKind::Log),
            "updated" => return Some(StreamKind::Updated),
            _ => {}
        }
        let problem = Problem::at(at.clone(), format!("`[[changes]]`: unknown kind `{kind}`"));
        options.problem(match nearest(kind, ["log", "updated"]) {
            None => problem.hint("known: log, updated"),
            near => problem.did_you_mean(near),
        });
        None
    }

    /// Notes unknown options, and those of the other kind.
    fn known_options(&self, kind: Option<StreamKind>, problems: &mut Vec<Problem>) {
        let (others, of) = match kind {
            Some(StreamKind::Log) => (OF_UPDATED, "updated"),
            Some(StreamKind::Updated) => (OF_LOG, "log"),
            None => (&[][..], ""),
        };
        let own = |key: &&str| !others.contains(key);
        for Entry { key, at, .. } in self.node.entries() {
            let message = if others.contains(&key.as_str()) {
                format!("`[[changes]]`: `{key}` is for streams of kind `{of}`")
            } else if OPTIONS.contains(&key.as_str()) {
                continue;
            } else {
                format!("`[[changes]]`: unknown option `{key}`")
            };
            let problem = Problem::at(at.clone(), message);
            let near = nearest(key, OPTIONS.iter().copied().filter(own));
            problems.push(match near {
                Some(near) if !others.contains(&key.as_str()) => problem.did_you_mean(Some(near)),
                _ => problem,
            });
        }
    }

    fn expand(
        &self,
        text: &str,
        at: &Place,
        key_columns: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<Query> {
        let before = problems.len();
        let statement = Statement {
            document: self.document,
            option: "expand",
            at,
            text: text.to_owned(),
            key_columns,
        };
        let query = statement.query(self.context, problems);
        (problems.len() == before).then_some(query)
    }
}
