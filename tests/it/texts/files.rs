//! The files of `locales/`.

use std::collections::BTreeSet;
use std::path::Path;

/// One file of texts.
pub(super) struct File {
    /// Its name without the ending.
    pub(super) name: String,
    pub(super) text: String,
}

/// The files of a language, by name.
pub(super) fn files(language: &str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(language);
    let mut files: Vec<File> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            File {
                name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
                text: std::fs::read_to_string(path).unwrap(),
            }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The texts of a file: name and body.
pub(super) fn messages(text: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
        match (line.split_once('='), messages.last_mut()) {
            (Some((name, body)), _) if begins => {
                messages.push((name.trim().to_owned(), body.to_owned()));
            }
            (_, Some((_, body))) if !line.starts_with('#') => {
                body.push('\n');
                body.push_str(line);
            }
            _ => {}
        }
    }
    messages
}

/// The values that a text has.
pub(super) fn variables(body: &str) -> BTreeSet<String> {
    let named = body.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect::<String>()
    });
    named.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_text_is_read_with_its_values() {
    let found = messages(
        "# a\nfirst = one { $a } {\"{\"}\n    and { $b }\n\nsecond = { $a ->\n    [one] x\n   *[other] { $n }\n}\n",
    );
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["first", "second"]);
    assert_eq!(variables(&found[0].1), ["a".into(), "b".into()].into());
    assert_eq!(variables(&found[1].1), ["a".into(), "n".into()].into());
}
