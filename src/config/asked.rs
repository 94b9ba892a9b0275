//! What the tables under `[jobs]` ask for, problems or not.

use std::path::{Path, PathBuf};

use crate::document::{Entry, Item, Node};

/// What a table under `[jobs]` asks for, whether or not the job can start.
#[derive(Clone, Debug)]
pub struct AskedJob {
    /// The table's name.
    pub job: String,
    /// The mapping's file; `None` where the table does not say.
    pub mapping: Option<PathBuf>,
    /// The platforms; `None` where the table names none, or one that the configuration does not have.
    pub platforms: Option<Vec<String>>,
}

impl AskedJob {
    /// Reads as much of a job as its table says, in silence: its problems are told where it is read in full.
    pub(super) fn of(entry: &Entry, root: &Node, mappings: &Path) -> Self {
        let mapping = entry.value.get("mapping").and_then(Node::as_text);
        let is_known = |name: &&str| {
            root.get("platforms")
                .is_some_and(|all| all.get(name).is_some())
        };
        let platforms = entry.value.get("platform").map(|node| match &node.item {
            Item::Array(nodes) => nodes.iter().map(Node::as_text).collect(),
            _ => vec![node.as_text()],
        });
        let platforms = platforms.filter(|names| !names.is_empty());
        Self {
            job: entry.key.clone(),
            mapping: mapping.map(|mapping| mappings.join(format!("{mapping}.toml"))),
            platforms: platforms.and_then(|names| {
                let known = names
                    .into_iter()
                    .map(|name| name.filter(is_known).map(str::to_owned));
                known.collect()
            }),
        }
    }
}
