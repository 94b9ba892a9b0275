//! The layers of the configuration: defaults, then the file, then the environment.

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use figment::value::{Dict, Value};

use crate::document::{Document, Entry, Item, Node, Place, Problem, Problems};

/// What holds where nothing else is said.
const DEFAULTS: &str = r#"
timezone = "Asia/Shanghai"
mappings = "mappings"
[state]
url = "sqlite://shangbao.db"
"#;

/// What the name of every variable starts with.
const PREFIX: &str = "SHANGBAO_";

/// The merged tree; every value knows the line or the variable it came from.
///
/// # Errors
/// When the layers cannot be merged, such as a table where the environment gives a text.
pub(super) fn merged(
    document: &Document,
    mut problems: Problems,
) -> Result<(Node, Problems), Problems> {
    let figment = Figment::new()
        .merge(Toml::string(DEFAULTS))
        .merge(Toml::string(&document.text))
        .merge(Env::prefixed(PREFIX).split("__"));
    match figment.extract::<Dict>() {
        Ok(tree) => {
            let layers = Layers { figment: &figment };
            let root = layers.table(&tree, Some(&document.root), &mut Vec::new());
            Ok((root, problems))
        }
        Err(error) => {
            problems.extend(error.into_iter().map(|error| {
                let path = error.path.join("__").to_uppercase();
                let place = Place::Environment(format!("{PREFIX}{path}"));
                Problem::at(place, error.kind.to_string())
            }));
            Err(problems)
        }
    }
}

struct Layers<'a> {
    figment: &'a Figment,
}

impl Layers<'_> {
    /// A table: what the file holds in its order, then what only the other layers hold.
    fn table(&self, tree: &Dict, written: Option<&Node>, path: &mut Vec<String>) -> Node {
        let order = |key: &String| {
            written.and_then(|node| node.entries().iter().position(|entry| entry.key == *key))
        };
        let mut keys: Vec<&String> = tree.keys().collect();
        keys.sort_by_key(|key| (order(key).unwrap_or(usize::MAX), (*key).clone()));
        let entries = keys.into_iter().map(|key| {
            path.push(key.clone());
            let entry =
                written.and_then(|node| node.entries().iter().find(|entry| entry.key == *key));
            let value = self.value(&tree[key], entry.map(|entry| &entry.value), path);
            path.pop();
            Entry {
                key: key.clone(),
                at: match &value.at {
                    place @ Place::Environment(_) => place.clone(),
                    _ => entry.map_or(Place::Nowhere, |entry| entry.at.clone()),
                },
                value,
            }
        });
        Node {
            item: Item::Table(entries.collect()),
            at: written.map_or(Place::Nowhere, |node| node.at.clone()),
        }
    }

    fn value(&self, value: &Value, written: Option<&Node>, path: &mut Vec<String>) -> Node {
        if let Value::Dict(_, tree) = value {
            return self.table(tree, written, path);
        }
        let from_environment = self
            .figment
            .get_metadata(value.tag())
            .is_some_and(|metadata| metadata.name.contains("environment variable"));
        if from_environment {
            return environment(path);
        }
        match written {
            Some(node) => node.clone(),
            None => Node {
                item: default_item(value),
                at: Place::Nowhere,
            },
        }
    }
}

/// A value of the environment, as its raw text: what is wanted as a number is read as one later.
fn environment(path: &[String]) -> Node {
    let name = format!("{PREFIX}{}", path.join("__").to_uppercase());
    let raw = std::env::vars().find(|(variable, _)| variable.eq_ignore_ascii_case(&name));
    Node {
        item: Item::Text(raw.map(|(_, text)| text).unwrap_or_default()),
        at: Place::Environment(name),
    }
}

fn default_item(value: &Value) -> Item {
    Item::Text(value.as_str().unwrap_or_default().to_owned())
}
