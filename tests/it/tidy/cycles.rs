//! No two files need each other, directly or by others, but for a parent and its child. An import of what a `mod.rs` passes on
//! counts as one of the file that defines it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::sources;

/// Folders that are still being put in order.
const UNTIL_LATER: &[&str] = &["ledger", "pipeline"];

/// A module's path below its crate's root: `["source", "walk"]`.
type Module = Vec<String>;

/// What a file imports: where it stands, and the name that it has here.
struct Import {
    path: Vec<String>,
    name: String,
}

struct File {
    /// Without comments, tests and `use` lines.
    code: String,
    imports: Vec<Import>,
}

struct Crate(BTreeMap<Module, File>);

impl Crate {
    fn read(folder: &str) -> Self {
        let files = sources(folder).into_iter().map(|(name, text)| {
            let path = name.trim_start_matches(folder).trim_end_matches(".rs");
            let parts = path.split('/').filter(|part| !part.is_empty());
            let parts = parts.filter(|part| !["mod", "lib", "main"].contains(part));
            (parts.map(str::to_owned).collect(), File::read(&text))
        });
        Self(files.collect())
    }

    /// A path as it is seen from the crate's root; `None` for one that leads to another crate.
    fn absolute(&self, from: &Module, path: &[String]) -> Option<Vec<String>> {
        let mut base = from.clone();
        let mut path = path;
        match path.first()?.as_str() {
            "crate" => (base.clear(), path = &path[1..]).1,
            "self" => path = &path[1..],
            "super" => {
                while path.first().is_some_and(|part| part == "super") {
                    base.pop();
                    path = &path[1..];
                }
            }
            child => {
                base.push(child.to_owned());
                let is_child = self.0.contains_key(&base);
                base.pop();
                if !is_child {
                    return None;
                }
            }
        }
        base.extend_from_slice(path);
        Some(base)
    }

    /// The file that defines what stands at a path.
    fn home(&self, path: &[String], passed: usize) -> Module {
        let mut at = Module::new();
        for (nth, part) in path.iter().enumerate() {
            at.push(part.clone());
            if self.0.contains_key(&at) {
                continue;
            }
            at.pop();
            let imports = self.0.get(&at).map_or(&[][..], |file| &file.imports);
            let passed_on = imports.iter().find(|import| import.name == *part);
            let there = passed_on.and_then(|import| self.absolute(&at, &import.path));
            return match there.filter(|_| passed < 9) {
                Some(mut there) => {
                    there.extend_from_slice(&path[nth + 1..]);
                    self.home(&there, passed + 1)
                }
                None => at,
            };
        }
        at
    }

    /// The files that each file needs; parents, children and what comes later are left out.
    fn needs(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let later = |module: &Module| UNTIL_LATER.contains(&module[0].as_str());
        let files = self.0.iter().filter(|(module, _)| !module.is_empty());
        let needs = files.map(|(module, file)| {
            let written = paths(&file.code);
            let imported = file.imports.iter().map(|import| import.path.clone());
            let needed = written.chain(imported).filter_map(|path| {
                let home = self.home(&self.absolute(module, &path)?, 0);
                let is_kin = home.starts_with(module) || module.starts_with(&home);
                (!is_kin && !later(&home) && !later(module)).then_some(home)
            });
            (module, needed.collect())
        });
        needs.collect()
    }
}

impl File {
    fn read(text: &str) -> Self {
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = text.lines().map(|line| line.split("//").next().unwrap());
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        let (mut code, mut imports) = (String::new(), Vec::new());
        for (nth, part) in text.split("use ").enumerate() {
            let begins = nth > 0 && !code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            match part.split_once(';').filter(|_| begins) {
                Some((tree, rest)) => {
                    expand(
                        &tree.split_whitespace().collect::<Vec<_>>().join(" "),
                        &[],
                        &mut imports,
                    );
                    code += rest;
                }
                None => code += part,
            }
        }
        Self { code, imports }
    }
}

/// The imports of a `use` tree.
fn expand(tree: &str, before: &[String], imports: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some(list) = tree
        .strip_prefix('{')
        .and_then(|list| list.strip_suffix('}'))
    {
        let (mut depth, mut from) = (0, 0);
        for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&list[from..at], before, imports);
                    from = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let head = tree
        .split_once("::")
        .filter(|(head, _)| !head.contains('{'));
    let mut path = before.to_vec();
    if let Some((head, rest)) = head {
        path.push(head.trim().to_owned());
        return expand(rest, &path, imports);
    }
    let (own, name) = tree.split_once(" as ").unwrap_or((tree, tree));
    if !own.is_empty() && own != "*" && own != "self" {
        path.push(own.to_owned());
    }
    if !path.is_empty() && !tree.is_empty() {
        let name = if name == "self" {
            path.last().unwrap()
        } else {
            name
        };
        let name = name.to_owned();
        imports.push(Import { path, name });
    }
}

/// The paths that stand in code: `super::gap::Gap`.
fn paths(code: &str) -> impl Iterator<Item = Vec<String>> {
    let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let paths = words.filter(|word| word.contains("::") && !word.starts_with(':'));
    paths.map(|path| {
        let parts = path.split(':').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    })
}

/// The shortest way from a file back to itself.
fn way_back(needs: &BTreeMap<&Module, BTreeSet<Module>>, from: &Module) -> Option<Vec<Module>> {
    let mut ways = VecDeque::from([vec![from.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in needs.get(way.last()?).into_iter().flatten() {
            let mut way = way.clone();
            way.push(next.clone());
            if next == from {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back(way);
            }
        }
    }
    None
}

#[test]
fn no_two_files_need_each_other() {
    for folder in ["src", "sandbox/src"] {
        let all = Crate::read(folder);
        let needs = all.needs();
        let edges: usize = needs.values().map(BTreeSet::len).sum();
        assert!(edges > needs.len(), "{folder}: {edges} imports were read");
        let cycles = needs.keys().filter_map(|module| way_back(&needs, module));
        let cycles: BTreeSet<String> = cycles
            .map(|way| {
                let files = way.iter().map(|module| module.join("/"));
                files.collect::<Vec<_>>().join(" -> ")
            })
            .collect();
        assert!(cycles.is_empty(), "{folder}: {cycles:#?}");
    }
}

#[test]
fn imports_are_read_as_they_are_written() {
    let file = File::read(
        "use super::{A, b::{self, C}, d::E as F}; // use x::Y;\nfn f() { super::g::h(); c::D::new() }",
    );
    let imports = file.imports.iter();
    let imports: Vec<String> = imports
        .map(|import| format!("{} = {}", import.name, import.path.join("::")))
        .collect();
    let wanted = [
        "A = super::A",
        "b = super::b",
        "C = super::b::C",
        "F = super::d::E",
    ];
    assert_eq!(imports, wanted);
    let paths: Vec<String> = paths(&file.code).map(|path| path.join("::")).collect();
    assert_eq!(paths, ["super::g::h", "c::D::new"]);
}
