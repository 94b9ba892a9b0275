//! What mappings say, in Chinese.

use shangbao::language::{Language, Words};
use shangbao::source::Value;
use shangbao::sql::Dialect;

use super::site::{Site, text};
use crate::bed::Bed;
use crate::cli::{shangbao, stderr, stdout};

#[tokio::test]
async fn a_wrong_mapping_is_explained_with_place_and_remedy() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.bend_mapping(
        "ticket_type   = { column = \"kind\", codes = { confined_space = \"02\", blind_plate = \"03\" } }\n\
         start_time    = \"begins\"",
        "ticket_type   = { column = \"kind\", cod = 7 }\n\
         start_time    = { column = \"begins\", split = 4 }",
    );
    let checked = shangbao(&bed, &["--lang", "zh", "check", "--offline"]).await;
    assert_eq!(checked.status.code(), Some(2), "{}", stderr(&checked));
    let said = stdout(&checked) + &stderr(&checked);
    for line in [
        "work_ticket.toml` 有 2 个问题",
        "  16:36  字段 `ticket_type`：未知选项 `cod`                  是否指 `codes`？",
        "  17:46  字段 `start_time`：`split` 应为文本或文本列表，而不是整数",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[tokio::test]
async fn editors_are_given_descriptions() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let schema = shangbao(&bed, &["--lang", "zh", "schema", "mapping"]).await;
    let schema = stdout(&schema);
    assert!(schema.contains("\"NULL 变成什么。\""), "{schema}");
    assert!(!schema.contains("config-schema-"), "{schema}");
}

/// As the state database keeps them: each field with what is wrong, joined by semicolons.
#[test]
fn what_was_refused_in_english_is_told_in_chinese() {
    let site = Site::permit()
        .field(
            "ticket_type",
            "{ column = \"type\", codes = { hot = \"01\", high = \"04\" } }",
        )
        .field("start_time", "\"start\"")
        .field(
            "lat",
            "{ column = \"lat\", coordinates = \"gcj02\", with = \"lng\" }",
        )
        .field(
            "lng",
            "{ column = \"lng\", coordinates = \"gcj02\", with = \"lat\" }",
        );
    let rejection = site
        .apply(&[
            ("type", text("radiography")),
            ("start", Value::Null),
            ("lat", text("36.06")),
            ("lng", Value::Null),
        ])
        .unwrap_err();
    let noted: Vec<String> = rejection
        .fields
        .iter()
        .map(|wrong| format!("{}: {}", wrong.field, wrong.message))
        .collect();
    assert_eq!(
        Words::of(Language::Chinese).retell(&noted.join("; ")),
        "ticket_type: 列 `type`：值未列出；已列出的有 hot, high; \
         start_time: 列 `start`：为 NULL 或空白，而该字段必填; \
         lng: 这几列 `lng`, `lat`：经纬度只有其一; \
         lat: 这几列 `lat`, `lng`：经纬度只有其一"
    );
}
