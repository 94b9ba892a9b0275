//! The tables of the docs list what the code has.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use shangbao::document::Document;
use shangbao::mapping::{Mapping, stream_kinds, stream_options};
use shangbao::schema;
use shangbao::sql::Dialect;

use super::markdown::{Cell, Doc};

const MAPPINGS: &[&str] = &["docs/MAPPING.md", "docs/MAPPING.zh-CN.md"];
const OPERATING: &[&str] = &["docs/OPERATING.md", "docs/OPERATING.zh-CN.md"];

fn names(part: &Value) -> BTreeSet<String> {
    match part {
        Value::Array(names) => names
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect(),
        part => part.as_object().unwrap().keys().cloned().collect(),
    }
}

/// The option that a cell's code names: without the table that stands before it.
fn options(cell: &Cell) -> impl Iterator<Item = String> {
    let names = cell.codes.iter();
    names.map(|code| code.rsplit(' ').next().unwrap().to_owned())
}

/// What the mapping's reader says of a text, but for fields that are left out.
fn problems(text: &str, kind: &'static str) -> Vec<String> {
    let (document, _) = Document::parse(Path::new("m.toml"), text);
    let mut context = crate::draft::context(Dialect::Postgres, kind);
    context.files.root = Some("/data".into());
    let Err(problems) = Mapping::compile(&document, &context) else {
        return Vec::new();
    };
    let messages = problems.iter().map(|problem| problem.message.clone());
    messages
        .filter(|message| !message.contains("is not mapped"))
        .collect()
}

#[test]
fn streams_have_the_options_that_are_listed() {
    for name in MAPPINGS {
        let doc = Doc::read(name);
        let [kinds, listed] = &doc.section("[[changes]]").tables[..] else {
            panic!("{name}");
        };
        let documented: Vec<&str> = kinds.iter().map(|row| row[1].codes[0].as_str()).collect();
        assert_eq!(documented.len(), stream_kinds().len(), "{name}");
        for kind in stream_kinds() {
            let own = kinds.iter().filter(|row| row[1].codes == [kind]);
            let own = own.flat_map(|row| row[2].codes.clone());
            let others = listed
                .iter()
                .filter(|row| row[1].codes.is_empty() || row[1].codes.iter().any(|of| of == kind));
            let others = others.flat_map(|row| row[0].codes.clone());
            let documented: BTreeSet<String> = own.chain(others).chain(["kind".into()]).collect();
            let known = stream_options(kind).into_iter().map(str::to_owned);
            assert_eq!(documented, known.collect(), "{name}: {kind}");
        }
        for row in listed {
            let [option, of, meaning] = &row[..] else {
                panic!("{name}");
            };
            for sample in meaning.codes.iter().filter(|code| code.starts_with('{')) {
                let (option, of) = (&option.codes[0], &of.codes[0]);
                let cursor = if of == "log" { "cursor = \"id\"\n" } else { "" };
                let text = format!(
                    "target = \"hazchem.gas_alarm\"\n[[changes]]\nkind = \"{of}\"\ntable = \"t\"\nkey = \"k\"\n{cursor}\
                     {option} = {sample}\n[fields]\n"
                );
                let found = problems(&text, "hazchem");
                assert!(found.is_empty(), "{name}: {option}: {found:?}");
            }
        }
    }
}

/// A field of each kind that the table of fields speaks of, in both languages.
#[rustfmt::skip]
const FIELDS: &[(&str, &str, &str, &str)] = &[
    ("all", "全部", "hazchem.gas_alarm", "id"),
    ("codes, texts", "代码、文本", "hazchem.work_ticket", "harm_type"),
    ("codes, texts", "代码、文本", "hazchem.work_ticket", "changed_reason"),
    ("yes or no", "是否", "hazchem.work_ticket", "is_changed"),
    ("times", "时间", "hazchem.gas_alarm", "alarm_time"),
    ("lists", "列表", "hazchem.work_ticket", "worker_name"),
    ("texts, lists", "文本、列表", "cwr.add_company", "Address"),
    ("texts, times", "文本、时间", "cwr.register_employee", "pass_period"),
    ("degrees", "经纬度", "hazchem.work_ticket", "lng"),
    ("dictionary codes", "字典代码", "cwr.register_employee", "job_name"),
    ("texts", "文本", "cwr.passed_log", "person_id"),
    ("photos", "照片", "cwr.passed_log", "site_photo"),
    ("files", "文件", "hazchem.ticket_file", "file"),
];

#[test]
fn fields_take_the_options_that_are_listed() {
    let schema = schema::mapping();
    let known = names(&schema["definitions"]["field"]["properties"]);
    for name in MAPPINGS {
        let doc = Doc::read(name);
        let mut documented = BTreeSet::new();
        for row in &doc.section("[fields]").tables[0] {
            let (sample, of) = (&row[0].codes[0], &row[1].text);
            let fields: Vec<_> = FIELDS
                .iter()
                .filter(|field| [field.0, field.1].contains(&of.as_str()))
                .collect();
            assert!(!fields.is_empty(), "{name}: of what kind are {of}?");
            // Further options stand in the last cell.
            let more = row[2].codes.iter().filter(|code| code.contains(" = "));
            let samples = more.map(|more| format!("{}, {more} }}", sample.trim_end_matches(" }")));
            for sample in samples.chain([sample.clone()]) {
                let table: toml::Table = toml::from_str(&format!("f = {sample}")).unwrap();
                documented.extend(table["f"].as_table().unwrap().keys().cloned());
                for (_, _, target, field) in &fields {
                    let (kind, _) = target.split_once('.').unwrap();
                    let text = format!(
                        "target = \"{target}\"\n[[changes]]\nkind = \"scan\"\ntable = \"t\"\nkey = \"k\"\n[fields]\n{field} = {sample}\n"
                    );
                    let found = problems(&text, if kind == "cwr" { "cwr" } else { "hazchem" });
                    let found = found
                        .iter()
                        .filter(|text| text.contains(&format!("`{field}`")));
                    let found: Vec<_> = found.filter(|text| !text.contains("is shifted")).collect();
                    assert!(found.is_empty(), "{name}: {field} = {sample}: {found:?}");
                }
            }
        }
        assert_eq!(documented, known, "{name}");
    }
}

#[test]
fn every_option_of_a_mapping_is_spoken_of() {
    let schema = schema::mapping();
    let parts = ["rows", "gone", "example"].map(|part| &schema["definitions"][part]["properties"]);
    for name in MAPPINGS {
        let doc = Doc::read(name);
        let blocks = doc.blocks("toml").map(|block| block.text.clone());
        let spoken: String = doc
            .spans()
            .cloned()
            .chain(blocks)
            .collect::<Vec<_>>()
            .join("\n");
        let words: BTreeSet<&str> = spoken
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        for option in parts
            .iter()
            .chain([&&schema["properties"]])
            .flat_map(|part| names(part))
        {
            assert!(words.contains(option.as_str()), "{name}: {option}");
        }
    }
}

#[test]
fn the_configuration_has_the_options_that_are_listed() {
    let schema = schema::jobs();
    let parts =
        ["source", "platform", "job"].map(|part| &schema["definitions"][part]["properties"]);
    for name in OPERATING {
        let doc = Doc::read(name);
        let section = doc.section("jobs.toml");
        let [top, tables @ ..] = &section.tables[..] else {
            panic!("{name}");
        };
        let mut known = names(&schema["properties"]);
        for table in ["state", "web"] {
            known.remove(table);
            known.extend(names(&schema["properties"][table]["properties"]));
        }
        for table in ["sources", "platforms", "jobs"] {
            known.remove(table);
        }
        let listed: BTreeSet<String> = top.iter().flat_map(|row| options(&row[0])).collect();
        assert_eq!(listed, known, "{name}");
        assert_eq!(tables.len(), parts.len(), "{name}");
        for (table, part) in tables.iter().zip(parts) {
            let listed: BTreeSet<String> = table.iter().flat_map(|row| options(&row[0])).collect();
            assert_eq!(listed, names(part), "{name}");
            for (option, rules) in part.as_object().unwrap() {
                let Some(inner) = rules.get("properties") else {
                    continue;
                };
                let row = table
                    .iter()
                    .find(|row| row[0].codes.contains(option))
                    .unwrap();
                for inner in names(inner) {
                    assert!(row[1].codes.contains(&inner), "{name}: {option}: {inner}");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_command_is_spoken_of() {
    for name in ["README.md", "README.zh-CN.md"] {
        let doc = Doc::read(name);
        let spoken: BTreeSet<&str> = doc
            .spans()
            .filter_map(|span| {
                let span = span.trim_start_matches("shangbao ");
                span.split_whitespace().next()
            })
            .collect();
        for command in super::commands::subcommands().await {
            assert!(
                command == "help" || spoken.contains(command.as_str()),
                "{name}: {command}"
            );
        }
    }
}
