//! The texts of pages: each that is said is there, and each that is there is said.

use std::collections::BTreeSet;
use std::path::Path;

fn read(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(root.join(folder)).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts.collect()
}

/// The names of texts in English; a test of `language` holds the others against them.
fn names() -> BTreeSet<String> {
    let texts = include_str!("../../../locales/en.ftl");
    let named = texts.lines().filter_map(|line| line.split_once(" ="));
    let own = named.filter(|(name, _)| name.starts_with(|c: char| c.is_ascii_lowercase()));
    own.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn what_is_said_is_there() {
    let code = read("src/web") + &read("templates");
    let names = names();
    for call in [".say(\"", ".with(\"", ".count(\"", ".frame(\"", "at(\""] {
        for said in code.split(call).skip(1) {
            let name = said.split('"').next().unwrap();
            if !name.contains('{') {
                assert!(names.contains(name), "{call}{name} has no text");
            }
        }
    }
}

#[test]
fn what_is_there_is_said() {
    let code = read("src/web") + &read("templates") + include_str!("../../../src/language.rs");
    for name in names() {
        let whole = code.contains(&format!("\"{name}\""));
        // Put together: `state-{}`, `{}-title`.
        let parts = name.split_once('-').is_some_and(|(first, rest)| {
            code.contains(&format!("\"{first}-{{")) || code.contains(&format!("}}-{rest}\""))
        });
        assert!(whole || parts, "nobody says {name}");
    }
}
