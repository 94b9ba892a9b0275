//! The Chinese documents say what the English ones say: the same sections, tables, samples, and code in the text.

use std::collections::BTreeSet;

use super::commands::plain;
use super::markdown::{Doc, Section};

const TWINS: &[(&str, &str)] = &[
    ("README.md", "README.zh-CN.md"),
    ("docs/MAPPING.md", "docs/MAPPING.zh-CN.md"),
    ("docs/OPERATING.md", "docs/OPERATING.zh-CN.md"),
    ("docs/RELIABILITY.md", "docs/RELIABILITY.zh-CN.md"),
];

/// What a section holds besides words.
#[derive(Debug, PartialEq)]
struct Skeleton {
    level: u8,
    /// Languages and contents of blocks, without comments and names.
    blocks: Vec<(String, String)>,
    /// How many cells each row of each table has.
    tables: Vec<Vec<usize>>,
    spans: BTreeSet<String>,
}

fn skeleton(section: &Section) -> Skeleton {
    let content = |text: &str| -> String {
        let lines = text.lines().map(|line| match line.split_once(" # ") {
            Some((code, _)) => code.trim_end(),
            None => line,
        });
        let kept = lines.filter(|line| !["name", "#", "--"].iter().any(|no| line.starts_with(no)));
        kept.collect::<Vec<_>>().join("\n")
    };
    let blocks = section.blocks.iter();
    let tables = section.tables.iter();
    Skeleton {
        level: section.level,
        blocks: blocks
            .map(|block| (block.language.clone(), content(&block.text)))
            .collect(),
        tables: tables
            .map(|table| table.iter().map(Vec::len).collect())
            .collect(),
        spans: section.spans.iter().map(|span| plain(span)).collect(),
    }
}

#[test]
fn both_languages_say_the_same() {
    for (english, chinese) in TWINS {
        let [one, other] = [english, chinese].map(|name| Doc::read(name));
        assert_eq!(
            one.sections.len(),
            other.sections.len(),
            "{english}: sections"
        );
        for (section, twin) in one.sections.iter().zip(&other.sections) {
            let what = format!("{english}, `{}` and `{}`", section.title, twin.title);
            let (own, twins) = (skeleton(section), skeleton(twin));
            let lonely: Vec<_> = own.spans.symmetric_difference(&twins.spans).collect();
            assert!(lonely.is_empty(), "{what}: {lonely:#?}");
            assert_eq!(own, twins, "{what}");
        }
    }
}

/// What `failures` shows in Chinese stands in the Chinese table of failures, beside the state's own name.
#[test]
fn states_are_called_in_chinese_what_failures_calls_them() {
    let texts = include_str!("../../../locales/zh-CN/cli.ftl");
    let doc = Doc::read("docs/OPERATING.zh-CN.md");
    let table = &doc.section("各种失败的含义").tables[0];
    for state in ["rejected", "held", "expired", "gone"] {
        let start = format!("cli-state-{state} = ");
        let word = texts.lines().find_map(|line| line.strip_prefix(&start));
        let shown = format!("{}（{state}）", word.unwrap());
        assert!(
            table.iter().any(|row| row[0].text.contains(&shown)),
            "{shown}"
        );
    }
}
