//! `[[changes]]`: where changes are seen.

use super::identifier;
use super::statement::Statement;
use super::stream_options::{filter, flag, op, schedule, txid, unit, window};
use crate::document::{Document, Entry, Fields, Node, Place, Problem, nearest};
use crate::language::text;
use crate::mapping::Context;
use crate::schedule::Cron;
use crate::source::{Param, Query, Stream, StreamKind};

/// The kinds of streams, by their names.
const KINDS: [(&str, StreamKind); 4] = [
    ("log", StreamKind::Log),
    ("updated", StreamKind::Updated),
    ("flag", StreamKind::Flag),
    ("scan", StreamKind::Scan),
];

/// Options of every stream.
const OPTIONS: &[&str] = &["kind", "table", "key", "where", "expand", "schedule"];
/// Options of streams of some kinds alone.
const OPTIONS_OF: [(&str, &[&str]); 8] = [
    ("cursor", &["log", "updated"]),
    ("op", &["log"]),
    ("txid", &["log"]),
    ("at", &["log"]),
    ("lookback", &["log", "updated"]),
    ("unit", &["log", "updated"]),
    ("flag", &["flag"]),
    ("sql", &["scan"]),
];
/// What a scan by its own query is called, and that query in the statements.
const QUERY: &str = "scan";

/// The kinds of streams, as mappings name them.
pub fn stream_kinds() -> [&'static str; 4] {
    KINDS.map(|(name, _)| name)
}

/// The options of a stream of this kind.
pub fn stream_options(kind: &str) -> Vec<&'static str> {
    let own = OPTIONS_OF.iter().filter(|(_, kinds)| kinds.contains(&kind));
    let own = own.map(|(option, _)| *option);
    OPTIONS.iter().copied().chain(own).collect()
}

/// A stream as declared.
#[derive(Debug)]
pub(super) struct Declared {
    /// The stream.
    pub(super) stream: Stream,
    /// The kind that it was declared as.
    pub(super) kind: StreamKind,
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
        let base = declared.base();
        let count = list.iter().filter(|other| other.base() == base).count();
        if count > 0 {
            declared.stream.name = format!("{base}#{}", count + 1);
        }
        list.push(declared);
    }
    list
}

impl Declared {
    /// What the stream is called where its table has no other one.
    fn base(&self) -> &str {
        let stream = &self.stream;
        if stream.is_query() {
            QUERY
        } else {
            &stream.table
        }
    }
}

/// What a stream's statements read from.
struct ReadFrom {
    /// What the stream is called.
    name: String,
    table: String,
    /// The parameters that its own query names.
    params: Vec<(String, Param)>,
}

struct StreamReader<'a> {
    document: &'a Document,
    node: &'a Node,
    context: &'a Context,
}

impl StreamReader<'_> {
    fn read(&self, problems: &mut Vec<Problem>) -> Option<Declared> {
        let before = problems.len();
        let kind = self.kind(problems);
        self.known_options(kind, problems);
        let dialect = self.context.dialect;
        let mut options = Fields::of(self.node, "`[[changes]]`", problems)?;
        self.require(kind, &mut options);
        let from = self.from(&mut options);
        let cursor = identifier::read(&mut options, "cursor", dialect);
        let key = identifier::read_list(&mut options, "key", dialect);
        let filter = filter(&mut options);
        let op = op(&mut options, dialect);
        let txid = txid(&mut options, dialect);
        let at = identifier::read(&mut options, "at", dialect);
        let lookback = window(&mut options);
        let unit = unit(&mut options);
        let flag = flag(&mut options, dialect);
        let schedule = schedule(&mut options);
        let expand = options.text("expand");
        let place = options.at();
        let key_columns = key.as_ref().map_or(1, Vec::len);
        let expand =
            expand.and_then(|(text, at)| self.expand(text, at, key_columns, options.problems()));
        let (declared, from, key) = (kind?, from?, key?);
        // A log that is read with a lookback is read by its time: its ids say nothing of what still comes.
        let (kind, cursor) = match self.looks_back(kind) {
            true => (StreamKind::Updated, at.clone()),
            false => (declared, cursor),
        };
        let stream = Stream {
            name: from.name,
            kind,
            table: from.table,
            cursor: cursor.unwrap_or_default(),
            key,
            filter,
            op,
            txid,
            at,
            lookback,
            unit,
            flag,
            params: from.params,
            expand,
        };
        (problems.len() == before).then_some(Declared {
            stream,
            kind: declared,
            schedule,
            at: place,
        })
    }

    fn kind(&self, problems: &mut Vec<Problem>) -> Option<StreamKind> {
        let mut options = Fields::of(self.node, "`[[changes]]`", problems)?;
        options.require("kind");
        let (kind, at) = options.text("kind")?;
        if let Some((_, known)) = KINDS.iter().find(|(name, _)| *name == kind) {
            return Some(*known);
        }
        let problem = Problem::at(at.clone(), text!("mapping-unknown-kind", kind = kind));
        options.problem(problem.among(kind, &stream_kinds()));
        None
    }

    /// Notes unknown options, and those of other kinds.
    fn known_options(&self, kind: Option<StreamKind>, problems: &mut Vec<Problem>) {
        let kind = KINDS.iter().find(|(_, known)| Some(*known) == kind);
        let every = || OPTIONS_OF.iter().map(|(option, _)| *option);
        let own = match kind {
            Some((name, _)) => stream_options(name),
            None => OPTIONS.iter().copied().chain(every()).collect(),
        };
        for Entry { key, at, .. } in self.node.entries() {
            let foreign = OPTIONS_OF.iter().find(|(option, _)| option == key);
            let known = own.contains(&key.as_str());
            problems.extend(match foreign {
                _ if known => None,
                Some((_, kinds)) => {
                    let kinds = kinds.join("`, `");
                    let message = text!("mapping-foreign-option", option = key, kinds = kinds);
                    Some(Problem::at(at.clone(), message))
                }
                None => {
                    let message = text!(
                        "config-unknown-option",
                        table = "`[[changes]]`",
                        option = key
                    );
                    let near = nearest(key, own.iter().copied());
                    Some(Problem::at(at.clone(), message).did_you_mean(near))
                }
            });
        }
    }

    fn looks_back(&self, kind: Option<StreamKind>) -> bool {
        kind == Some(StreamKind::Log) && self.node.get("lookback").is_some()
    }

    fn require(&self, kind: Option<StreamKind>, options: &mut Fields<'_>) {
        options.require("key");
        if self.looks_back(kind) {
            options.require("at");
        }
        match kind {
            Some(StreamKind::Scan) if self.node.get("sql").is_some() => {}
            _ => options.require("table"),
        }
        match kind {
            Some(StreamKind::Log | StreamKind::Updated) => options.require("cursor"),
            Some(StreamKind::Flag) => options.require("flag"),
            Some(StreamKind::Scan) | None => {}
        }
    }

    /// The table, or the query in its place.
    fn from(&self, options: &mut Fields<'_>) -> Option<ReadFrom> {
        let table = identifier::read(options, "table", self.context.dialect);
        let Some((text, at)) = options.text("sql") else {
            return table.map(|table| ReadFrom {
                name: table.clone(),
                table,
                params: Vec::new(),
            });
        };
        if self.node.get("table").is_some() {
            let message = text!("mapping-exclude", first = "table", second = "sql");
            let message = format!("`[[changes]]`: {message}");
            options.problem(Problem::at(at.clone(), message));
            return None;
        }
        let statement = Statement {
            document: self.document,
            option: "sql",
            at,
            text: text.to_owned(),
            key_columns: 1,
        };
        let query = statement.list(self.context, options.problems())?;
        // The line break ends a comment that the query may end with.
        let table = format!("({}\n) AS shangbao_{QUERY}", query.text);
        Some(ReadFrom {
            name: QUERY.to_owned(),
            table,
            params: query.params,
        })
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
