//! One line of `[fields]` as written.

use crate::document::{Entry, Fields, Node, Place, Problem};
use crate::language::text;

/// The options that say where a value comes from; a field has one of them.
const ORIGINS: &[&str] = &["column", "columns", "template", "value", "param"];
/// The options that say how a value is read; a field has at most one of them.
const READINGS: &[&str] = &[
    "photo",
    "content",
    "codes",
    "yes",
    "parse",
    "split",
    "coordinates",
    "dictionary",
];

/// Options, and what each needs beside it.
const NEEDED: &[(&str, &str)] = &[
    ("otherwise", "codes"),
    ("yes", "no"),
    ("no", "yes"),
    ("coordinates", "with"),
    ("with", "coordinates"),
    ("max_bytes", "photo"),
    ("band", "photo"),
    ("holds", "dictionary"),
    ("of", "fact"),
    ("record", "fact"),
];

/// A text, and its place.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The text.
    pub(super) text: String,
    /// Its place.
    pub(super) at: Place,
}

/// The options of a field, each as it was written.
#[derive(Debug, Default)]
pub(super) struct FieldOptions {
    pub(super) column: Option<Text>,
    pub(super) columns: Option<Vec<Text>>,
    pub(super) join: Option<Text>,
    pub(super) template: Option<Text>,
    pub(super) empty: Option<Vec<Text>>,
    pub(super) value: Option<Text>,
    pub(super) param: Option<Text>,
    pub(super) default: Option<Text>,
    pub(super) codes: Option<(Vec<Entry>, Place)>,
    pub(super) otherwise: Option<Text>,
    pub(super) yes: Option<Node>,
    pub(super) no: Option<Node>,
    pub(super) parse: Option<Text>,
    pub(super) split: Option<(Vec<Text>, Place)>,
    pub(super) coordinates: Option<Text>,
    pub(super) with: Option<Text>,
    pub(super) fact: Option<Text>,
    pub(super) of: Option<Text>,
    pub(super) record: Option<Vec<Text>>,
    pub(super) photo: Option<Text>,
    pub(super) content: Option<Text>,
    pub(super) max_bytes: Option<Text>,
    pub(super) band: Option<Text>,
    pub(super) missing: Option<Text>,
    pub(super) dictionary: Option<Text>,
    pub(super) holds: Option<Text>,
}

impl FieldOptions {
    /// Reads the options of field `name`. `None` when they contradict each other or cannot be read; the problems are noted.
    pub(super) fn read(name: &str, node: &Node, problems: &mut Vec<Problem>) -> Option<Self> {
        let before = problems.len();
        let mut options = Fields::of(node, &text!("mapping-field-named", field = name), problems)?;
        let text = |(text, at): (&str, &Place)| Text {
            text: text.to_owned(),
            at: at.clone(),
        };
        let written = Self {
            column: options.text("column").map(text),
            columns: options
                .texts("columns")
                .map(|(list, _)| list.into_iter().map(text).collect()),
            join: options.text("join").map(text),
            template: options.text("template").map(text),
            empty: options
                .texts("empty")
                .map(|(list, _)| list.into_iter().map(text).collect()),
            value: options.text("value").map(text),
            param: options.text("param").map(text),
            default: options.text("default").map(text),
            codes: options
                .table("codes")
                .map(|(entries, at)| (entries.to_vec(), at.clone())),
            otherwise: options.text("otherwise").map(text),
            yes: options.node("yes").cloned(),
            no: options.node("no").cloned(),
            parse: options.text("parse").map(text),
            split: options
                .texts("split")
                .map(|(list, at)| (list.into_iter().map(text).collect(), at.clone())),
            coordinates: options.text("coordinates").map(text),
            with: options.text("with").map(text),
            fact: options.text("fact").map(text),
            of: options.text("of").map(text),
            record: options
                .texts("record")
                .map(|(list, _)| list.into_iter().map(text).collect()),
            photo: options.text("photo").map(text),
            content: options.text("content").map(text),
            max_bytes: options.text("max_bytes").map(text),
            band: options.text("band").map(text),
            missing: options.text("missing").map(text),
            dictionary: options.text("dictionary").map(text),
            holds: options.text("holds").map(text),
        };
        options.finish();
        if problems.len() == before {
            contradictions(name, node, problems);
        }
        (problems.len() == before).then_some(written)
    }
}

/// Options that need another one, or do not go with one that is there.
fn contradictions(name: &str, node: &Node, problems: &mut Vec<Problem>) {
    let keys: Vec<&str> = node.entries().iter().map(|e| e.key.as_str()).collect();
    let of = |set: &[&'static str]| -> Vec<&'static str> {
        set.iter()
            .copied()
            .filter(|key| keys.contains(key))
            .collect()
    };
    let mut wrong = |key: &str, message: String| {
        let entry = node.entries().iter().find(|entry| entry.key == key);
        let at = entry.map_or(&node.at, |entry| &entry.at).clone();
        let message = text!("mapping-field", field = name, what = message);
        problems.push(Problem::at(at, message));
    };
    if keys.contains(&"fact") {
        return fact_options(&keys, wrong);
    }
    let origin = match of(ORIGINS)[..] {
        [origin] => origin,
        [] => return wrong("", text!("mapping-no-origin")),
        [first, second, ..] => {
            let message = text!("mapping-exclude", first = first, second = second);
            return wrong(second, message);
        }
    };
    let readings = of(READINGS);
    // How the time of the band is written.
    let of_band = readings[..] == ["photo", "parse"] && keys.contains(&"band");
    if let ([first, second, ..], false) = (&readings[..], of_band) {
        let message = text!("mapping-exclude", first = *first, second = *second);
        wrong(second, message);
    }
    for key in &keys {
        if !ORIGINS.contains(key) && !goes_with(key, origin) {
            let message = text!("mapping-goes-not-with", option = *key, other = origin);
            wrong(key, message);
        }
    }
    for (key, needed) in NEEDED {
        if keys.contains(key) && !keys.contains(needed) {
            let message = text!("mapping-needs-option", option = *key, needed = *needed);
            wrong(key, message);
        }
    }
}

/// A fact names a record and a column for where it is not known; nothing else goes with it.
fn fact_options(keys: &[&str], mut wrong: impl FnMut(&str, String)) {
    const OPTIONS: &[&str] = &["fact", "of", "record", "column", "default"];
    for key in keys.iter().filter(|key| !OPTIONS.contains(key)) {
        let message = text!("mapping-goes-not-with", option = *key, other = "fact");
        wrong(key, message);
    }
    for needed in ["of", "record", "column"] {
        if !keys.contains(&needed) {
            let message = text!("mapping-needs-option", option = "fact", needed = needed);
            wrong("fact", message);
        }
    }
}

fn goes_with(key: &str, origin: &str) -> bool {
    const OF_FILES: &[&str] = &["photo", "content", "max_bytes", "band", "missing"];
    match origin {
        _ if OF_FILES.contains(&key) => origin == "column",
        "column" => !matches!(key, "join" | "empty"),
        "columns" => matches!(key, "join" | "default"),
        "template" => !matches!(key, "join" | "coordinates" | "with"),
        _ => false,
    }
}
