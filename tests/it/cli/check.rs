//! `check`: what live rows would become.

use shangbao::sql::Dialect;

use super::{json, shangbao, shangbao_by, stderr, stdout};
use crate::bed::{Bed, Permit, each_dialect, permit};

#[tokio::test]
async fn check_tries_the_mapping_on_live_rows_and_says_what_would_be_refused() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.save(&[permit(1), permit(2)]).await;
        let sound = shangbao(&bed, &["check"]).await;
        let none = "ok        none of the first 2 records would be refused";
        assert!(stdout(&sound).contains(none), "{}", stdout(&sound));
        let mut wrong = permit(3);
        wrong.kind = "radiography";
        bed.save(&[wrong, Permit { id: 4, ..wrong }]).await;
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(checked.status.code(), Some(1), "as a run's: {said}");
        for note in [
            "note      2 of the first 4 records would be refused",
            "note      refused, 2 of 4: `ticket_type`: column `kind`",
        ] {
            assert!(said.contains(note), "{note}: {said}");
        }
        assert!(!said.contains("radiography"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn check_speaks_chinese_and_names_what_it_found_in_json_as_ever() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let mut wrong = permit(1);
    wrong.kind = "radiography";
    bed.save(&[wrong, permit(2)]).await;
    let checked = shangbao(&bed, &["check", "--lang", "zh"]).await;
    let said = stdout(&checked);
    for line in [
        "任务 work_ticket -> hazchem.work_ticket\n",
        "  正常   变更流 `change_log` 可以读取；首次运行会读入 2 个变化\n",
        "  注意   最先的 2 条记录中有 1 条会被拒绝；`shangbao preview work_ticket --limit 2` 会逐条列出\n",
        "  正常   登录成功\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("stream `"), "{said}");
    let found = json(&shangbao(&bed, &["check", "--lang", "zh", "--json"]).await);
    assert_eq!(found[0]["name"], "job work_ticket -> hazchem.work_ticket");
}

#[tokio::test]
async fn what_cannot_be_reached_is_named_in_chinese_with_the_servers_own_words() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let state = bed
        .jobs_toml()
        .replacen("sqlite://shangbao.db", "sqlite://none/a.db", 1);
    let jobs_toml = state.replacen(&bed.site.url, "sqlite://none/site.db", 1);
    let checked = shangbao_by(&bed, &jobs_toml, &["check", "--lang", "zh"]).await;
    let said = stdout(&checked);
    assert_eq!(checked.status.code(), Some(3), "{said}");
    for line in [
        "  不可用 映射的 SQL：数据源 `site`：无法打开 ",
        "  不可用 无法打开或创建状态文件 `",
        "none/a.db`：请建立其目录，并允许当前用户在那里写入\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[tokio::test]
async fn check_of_one_job_does_not_tell_the_faults_of_others() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let other =
        "\n[jobs.other]\nmapping = \"nowhere\"\nsource = \"site\"\nplatform = \"hazchem\"\n";
    let config = bed.jobs_toml() + other;
    let all = shangbao_by(&bed, &config, &["check"]).await;
    assert_eq!(all.status.code(), Some(2), "{}", stderr(&all));
    assert!(stderr(&all).contains("nowhere"), "{}", stderr(&all));
    let one = shangbao_by(&bed, &config, &["check", "work_ticket"]).await;
    assert_eq!(one.status.code(), Some(0), "{}", stderr(&one));
    assert_eq!(stderr(&one), "");
    let other = shangbao_by(&bed, &config, &["check", "other"]).await;
    assert_eq!(other.status.code(), Some(2), "{}", stderr(&other));
    assert!(stderr(&other).contains("nowhere"), "{}", stderr(&other));
    assert!(
        !stdout(&other).contains("job work_ticket ->"),
        "{}",
        stdout(&other)
    );
}

#[tokio::test]
async fn check_names_the_keys_that_are_one_record() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping(
            "id            = { template = \"DH-{id}\" }",
            "id = \"place\"",
        );
        let at = |id, place| Permit {
            place,
            ..permit(id)
        };
        bed.save(&[at(1, "A"), at(2, "B"), at(3, "A")]).await;
        // A row that would be refused is one of them all the same.
        let mut wrong = at(4, "B");
        wrong.kind = "radiography";
        bed.save(&[wrong]).await;
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(
            checked.status.code(),
            Some(1),
            "one would be refused: {said}"
        );
        for keys in [
            "keys 1, 3 are one record, by `id`",
            "keys 2, 4 are one record, by `id`",
        ] {
            assert!(said.contains(keys), "{keys}: {said}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_state_that_others_can_read_is_mended_and_told() {
    use std::os::unix::fs::PermissionsExt;

    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    shangbao(&bed, &["run", "--once"]).await;
    let state = bed.folder.path().join("shangbao.db");
    let mode = |path: &std::path::Path, mode: u32| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let said = stdout(&shangbao(&bed, &["check"]).await);
    assert!(!said.contains("others c"), "{said}");
    mode(&state, 0o644);
    mode(bed.folder.path(), 0o777);
    let said = stdout(&shangbao(&bed, &["check"]).await);
    for line in [
        "shangbao.db (mode 644); it is its owner's alone now",
        "(mode 777), and so put another file in the state's place",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let found = std::fs::metadata(&state).unwrap().permissions().mode();
    assert_eq!(found & 0o777, 0o600);
}
