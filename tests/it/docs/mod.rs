//! The docs: what they show works, what they list is what there is, and both languages say the same.

mod commands;
mod lines;
mod markdown;
mod samples;
mod tables;
mod twins;

use markdown::Doc;

/// Everything that tells people what to type.
const DOCS: &[&str] = &[
    "README.md",
    "README.zh-CN.md",
    "CONTRIBUTING.md",
    "docs/ADD-AN-UPLOAD.md",
    "docs/ARCHITECTURE.md",
    "docs/MAPPING.md",
    "docs/MAPPING.zh-CN.md",
    "docs/OPERATING.md",
    "docs/OPERATING.zh-CN.md",
    "docs/RELIABILITY.md",
    "docs/RELIABILITY.zh-CN.md",
    "packaging/Containerfile",
    "packaging/shangbao.service",
    "jobs.toml",
];

fn docs() -> Vec<Doc> {
    DOCS.iter().map(|name| Doc::read(name)).collect()
}

#[test]
fn no_document_is_left_out() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["", "docs"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            // What once was may not be typed any more.
            let history = name == "CHANGELOG.md";
            assert!(
                history || !name.ends_with(".md") || DOCS.contains(&name),
                "{name} is not tested"
            );
        }
    }
}
