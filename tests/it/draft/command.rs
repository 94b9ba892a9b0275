//! The command as a person types it.

use shangbao::sql::Dialect;

use crate::bed::{Bed, each_dialect, permit};
use crate::cli::{shangbao, stderr, stdout};

#[tokio::test]
async fn a_draft_is_written_once_and_checked_like_any_mapping() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1)]).await;
        let file = bed.folder.path().join("mappings/work_ticket.toml");
        std::fs::remove_file(&file).unwrap();
        let new = [
            "new",
            "hazchem.work_ticket",
            "--source",
            "site",
            "--table",
            "permits",
            "--output",
            file.to_str().unwrap(),
        ];
        let drafted = shangbao(&bed, &new).await;
        assert_eq!(drafted.status.code(), Some(0), "{}", stderr(&drafted));
        assert!(
            stderr(&drafted).contains("open: ticket_level, ticket_content"),
            "{}",
            stderr(&drafted)
        );
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.contains("codes = { confined_space = \"02\" }"),
            "{text}"
        );

        let checked = shangbao(&bed, &["check"]).await;
        let said = stderr(&checked);
        assert_eq!(checked.status.code(), Some(2), "{said}");
        assert!(
            said.contains("required field `ticket_content` is not mapped"),
            "{said}"
        );

        let again = shangbao(&bed, &new).await;
        assert_eq!(again.status.code(), Some(2), "{}", stderr(&again));
        assert_eq!(
            std::fs::read_to_string(&file).unwrap(),
            text,
            "no file is written over"
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_drafted_is_said() {
    let bed = Bed::new(Dialect::Sqlite).await;
    for (target, source, table, hint) in [
        (
            "hazchem.work_tickets",
            "site",
            "permits",
            "did you mean `hazchem.work_ticket`?",
        ),
        (
            "hazchem.work_ticket",
            "sit",
            "permits",
            "did you mean `site`?",
        ),
        (
            "hazchem.work_ticket",
            "site",
            "permit",
            "shows no table `permit`",
        ),
        (
            "hazchem.work_ticket",
            "site",
            "permits; DROP",
            "is not a table's name",
        ),
    ] {
        let tried = shangbao(&bed, &["new", target, "--source", source, "--table", table]).await;
        assert_eq!(tried.status.code(), Some(2), "{}", stderr(&tried));
        assert!(stderr(&tried).contains(hint), "{}", stderr(&tried));
        assert_eq!(stdout(&tried), "");
    }
}

#[tokio::test]
async fn what_is_to_be_typed_can_be_typed() {
    let bed = Bed::new(Dialect::Postgres).await;
    let table = "CREATE TABLE \"GateEvent\" (\"eventId\" bigint PRIMARY KEY)";
    bed.site.run(table).await;
    let new = ["new", "cwr.passed_log", "--source", "site", "--table"];
    let drafted = shangbao(&bed, &[&new[..], &["\"GateEvent\""]].concat()).await;
    let line = "shangbao changes '\"GateEvent\"' --dialect postgres --key '\"eventId\"'";
    assert!(stdout(&drafted).contains(line), "{}", stdout(&drafted));
}

#[tokio::test]
async fn a_draft_speaks_chinese_to_who_does() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    let new = "--lang zh new hazchem.work_ticket --source site --table permits";
    let drafted = shangbao(&bed, &new.split(' ').collect::<Vec<_>>()).await;
    assert_eq!(drafted.status.code(), Some(0), "{}", stderr(&drafted));
    let text = stdout(&drafted);
    for line in [
        "由 `shangbao new` 按 permits 起草：使用前请逐行核对。",
        "#   未找到  可以不写的",
        "# guess：作业票类型；必填；",
        "confined_space = \"02\" 是进入受限空间作业",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.parse::<toml::Table>().is_ok(), "{text}");
}
