//! Reading a table key by key, gathering every problem on the way.

use super::{Entry, Item, Node, Place, Problem};
use crate::language::{spoken, text};

/// A table being read. Each read key is remembered; [`Fields::finish`] refuses what nobody asked for.
///
/// A key of the wrong kind is a problem and reads as absent.
pub struct Fields<'a> {
    what: String,
    at: Place,
    entries: &'a [Entry],
    known: Vec<&'static str>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Fields<'a> {
    /// Starts to read `node`, called `what` in messages (`` `[rows]` ``). `None`, with a problem noted, when it is no table.
    pub fn of(node: &'a Node, what: &str, problems: &'a mut Vec<Problem>) -> Option<Self> {
        let Item::Table(entries) = &node.item else {
            problems.push(Problem::at(
                node.at.clone(),
                text!("config-not-a-table", table = what, kind = node.item.kind()),
            ));
            return None;
        };
        Some(Self {
            what: what.to_owned(),
            at: node.at.clone(),
            entries,
            known: Vec::new(),
            problems,
        })
    }

    /// Notes a problem.
    pub fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The list problems are noted in, to read a table below this one.
    pub fn problems(&mut self) -> &mut Vec<Problem> {
        self.problems
    }

    /// The value of a key, whatever it is.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<(&'a str, &'a Place)> {
        self.read(key, "config-kind-text", |item, _| match item {
            Item::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<(i64, &'a Place)> {
        self.read(key, "config-kind-integer", |item, environment| match item {
            Item::Integer(number) => Some(*number),
            Item::Text(text) if environment => text.trim().parse().ok(),
            _ => None,
        })
    }

    /// true or false.
    pub fn bool(&mut self, key: &'static str) -> Option<(bool, &'a Place)> {
        self.read(key, "config-kind-bool", |item, environment| match item {
            Item::Bool(value) => Some(*value),
            Item::Text(text) if environment => text.trim().parse().ok(),
            _ => None,
        })
    }

    /// A text, or a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Option<(Vec<(&'a str, &'a Place)>, &'a Place)> {
        let node = self.node(key)?;
        let list = match &node.item {
            Item::Text(text) => Some(vec![(text.as_str(), &node.at)]),
            Item::Array(nodes) => nodes
                .iter()
                .map(|node| match &node.item {
                    Item::Text(text) => Some((text.as_str(), &node.at)),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        if list.is_none() {
            self.wrong_kind(key, "config-kind-texts", node);
        }
        Some((list?, &node.at))
    }

    /// A table's entries.
    pub fn table(&mut self, key: &'static str) -> Option<(&'a [Entry], &'a Place)> {
        self.read(key, "config-kind-table", |item, _| match item {
            Item::Table(entries) => Some(entries.as_slice()),
            _ => None,
        })
    }

    /// A list of values.
    pub fn list(&mut self, key: &'static str) -> Option<(&'a [Node], &'a Place)> {
        self.read(key, "config-kind-list", |item, _| match item {
            Item::Array(nodes) => Some(nodes.as_slice()),
            _ => None,
        })
    }

    /// Notes that `key` is missing, unless it is there.
    pub fn require(&mut self, key: &'static str) {
        if !self.entries.iter().any(|e| e.key == key) {
            let message = text!("config-lacks", table = &self.what, option = key);
            self.problems.push(Problem::at(self.at.clone(), message));
        }
    }

    /// Where the table stands.
    pub fn at(&self) -> Place {
        self.at.clone()
    }

    /// Refuses every key that nobody asked for.
    pub fn finish(self) {
        for entry in self.entries {
            if !self.known.contains(&entry.key.as_str()) {
                let message = text!(
                    "config-unknown-option",
                    table = &self.what,
                    option = &entry.key
                );
                let problem = Problem::at(entry.at.clone(), message);
                self.problems.push(problem.among(&entry.key, &self.known));
            }
        }
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        wanted: &'static str,
        take: impl Fn(&'a Item, bool) -> Option<T>,
    ) -> Option<(T, &'a Place)> {
        let node = self.node(key)?;
        // The environment holds only texts: they are read as what is wanted.
        match take(&node.item, matches!(node.at, Place::Environment(_))) {
            Some(value) => Some((value, &node.at)),
            None => {
                self.wrong_kind(key, wanted, node);
                None
            }
        }
    }

    /// Notes that a value is not what is wanted: `wanted` is the name of a text.
    fn wrong_kind(&mut self, key: &str, wanted: &'static str, node: &Node) {
        let message = text!(
            "config-must-be",
            table = &self.what,
            option = key,
            wanted = spoken().say(wanted),
            kind = node.item.kind()
        );
        self.problems.push(Problem::at(node.at.clone(), message));
    }
}
