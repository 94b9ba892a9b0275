//! The texts for people: each stands in every language with the same values, each that is said is there with the values it
//! wants, each that is there is said, and no sentence stands anywhere else.

mod code;
mod files;

use std::collections::{BTreeMap, BTreeSet};

use code::{calls, literals, sources};
use files::{File, files, variables};

/// Every text of one language: its values, by its name.
fn texts(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    for File {
        name: file, text, ..
    } in files(language)
    {
        for (name, body) in files::messages(&text) {
            let own = file == "page" || name.starts_with(&format!("{file}-"));
            assert!(
                own,
                "{language}/{file}.ftl: `{name}` does not begin with `{file}-`"
            );
            let before = texts.insert(name.clone(), variables(&body));
            assert!(
                before.is_none(),
                "{language}/{file}.ftl: `{name}` is there twice"
            );
        }
    }
    texts
}

#[test]
fn every_text_has_its_twin_with_the_same_values() {
    let (english, chinese) = (texts("en"), texts("zh-CN"));
    let names = |texts: &BTreeMap<String, _>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let lonely: Vec<_> = names(&english)
        .symmetric_difference(&names(&chinese))
        .cloned()
        .collect();
    assert!(lonely.is_empty(), "without a twin: {lonely:#?}");
    let differ: Vec<_> = english
        .iter()
        .filter(|(name, values)| chinese[*name] != **values)
        .collect();
    assert!(
        differ.is_empty(),
        "with other values in Chinese: {differ:#?}"
    );
}

#[test]
fn every_file_is_there_in_every_language() {
    let names = |language| {
        files(language)
            .into_iter()
            .map(|file| file.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("en"), names("zh-CN"));
}

#[test]
fn what_is_said_is_there_with_its_values() {
    let texts = texts("en");
    let mut wrong = Vec::new();
    for (file, code) in sources(&["src"]) {
        for call in calls(&code) {
            match texts.get(&call.name) {
                None => wrong.push(format!("{file}: there is no text `{}`", call.name)),
                Some(wanted) if *wanted != call.values => wrong.push(format!(
                    "{file}: `{}` wants {wanted:?} and is given {:?}",
                    call.name, call.values
                )),
                Some(_) => {}
            }
        }
    }
    for (file, code) in sources(&["src/web", "templates"]) {
        for call in [".say(\"", ".with(\"", ".count(\"", ".frame(\"", "at(\""] {
            for said in code.split(call).skip(1) {
                let name = said.split('"').next().unwrap();
                if !name.contains('{') && !texts.contains_key(name) {
                    wrong.push(format!("{file}: there is no text `{name}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_there_is_said() {
    let code: String = sources(&["src", "templates"])
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    let mut silent = Vec::new();
    for File {
        name: file, text, ..
    } in files("en")
    {
        // The names of helps are put together from commands and their options; a test of the commands knows them.
        if file == "help" {
            continue;
        }
        for (name, _) in files::messages(&text) {
            let whole = code.contains(&format!("\"{name}\""));
            // Put together: `cli-state-{}`, `{}-title`.
            let parts = name.match_indices('-').any(|(at, _)| {
                code.contains(&format!("\"{}-{{", &name[..at]))
                    || (file == "page" && code.contains(&format!("}}{}\"", &name[at..])))
            });
            if !whole && !parts {
                silent.push(name);
            }
        }
    }
    assert!(silent.is_empty(), "nobody says {silent:#?}");
}

#[test]
fn every_fault_of_the_sandbox_is_told() {
    let texts = texts("en");
    let names = shangbao_sandbox::FAULTS.iter().map(|fault| fault.name());
    let silent: Vec<&str> = names
        .filter(|name| !texts.contains_key(&format!("sandbox-{name}")))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_sentence_stands_in_the_code() {
    let mut found = Vec::new();
    for (file, code) in sources(&["src"]) {
        for literal in literals(&code) {
            if literal.is_sentence() {
                found.push(format!("{file}:{}: {:?}", literal.line, literal.text));
            }
        }
    }
    assert!(found.is_empty(), "{} sentences: {found:#?}", found.len());
}
