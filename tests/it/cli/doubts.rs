//! What looks wrong: `check` and `preview` say so, and a run sends it all the same.

use serde_json::json;
use shangbao::sql::Dialect;
use shangbao_sandbox::Upload;

use super::{json, shangbao, stdout};
use crate::bed::{Bed, each_dialect, permit};

#[tokio::test]
async fn a_permit_that_looks_wrong_is_sent_and_told_of() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping(
            "lng           = { value = \"120.38\" }\nlat           = { value = \"36.06\" }\nsupervisor_name = { value = \"冯立新\" }\n",
            "lng           = { value = \"0\" }\nlat           = { value = \"0\" }\nsupervisor_name = { value = \"冯立新\" }\nworker = { value = \"22;33\" }\n",
        );
        bed.save(&[permit(1), permit(2)]).await;
        let checked = shangbao(&bed, &["check"]).await;
        let said = stdout(&checked);
        assert_eq!(checked.status.code(), Some(0), "{said}");
        for note in [
            "worth a look, 2 of 2: `lng`: is 0, as is `lat`",
            "worth a look, 2 of 2: `worker`: holds `;` and goes out as one text",
        ] {
            assert!(said.contains(note), "{note}: {said}");
        }
        let shown = json(&shangbao(&bed, &["preview", "work_ticket", "--json"]).await);
        let warned = shown["records"][0]["warnings"].as_array().unwrap();
        let fields: Vec<_> = warned.iter().map(|warning| &warning[0]).collect();
        assert_eq!(fields, ["lng", "worker"]);
        let shown = shangbao(&bed, &["preview", "work_ticket"]).await;
        assert_eq!(shown.status.code(), Some(0));
        assert!(stdout(&shown).contains("key 1: note: lng: is 0"), "{}", stdout(&shown));
        assert_eq!(bed.run().await.delivered, 2);
    })
    .await;
}

const ALARMS: &str = r#"
target = "hazchem.gas_alarm"
[[changes]]
kind = "scan"
table = "alarms"
key = "id"
[fields]
id = { template = "G{id}" }
ticket_id = { template = "DH-{id}" }
alarm_time = { value = "2026-03-01 08:00:00" }
alarm_type = { value = "3" }
handle_time = "handled"
handle_result = "remark"
"#;

/// A site whose permits 1 to 3 have an alarm each: handled with a time alone, with words alone, with both.
async fn alarmed(dialect: Dialect, mapping: &str) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.write("mappings/gas.toml", mapping);
    bed.job = "\n[jobs.gas]\nmapping = \"gas\"\nsource = \"site\"\nplatform = \"hazchem\"\n".into();
    bed.site
        .run(
            "CREATE TABLE alarms (id integer PRIMARY KEY, handled varchar(40), remark varchar(40));\n\
             INSERT INTO alarms VALUES (1, '2026-03-01 08:30:00', NULL);\n\
             INSERT INTO alarms VALUES (2, NULL, '已复测合格');\n\
             INSERT INTO alarms VALUES (3, '2026-03-01 08:30:00', '已复测合格')",
        )
        .await;
    bed.save(&[permit(1), permit(2), permit(3)]).await;
    bed
}

#[tokio::test]
async fn half_a_handling_reaches_the_platform_and_check_says_that_it_does_not_clear() {
    each_dialect(async |dialect| {
        let bed = alarmed(dialect, ALARMS).await;
        let said = stdout(&shangbao(&bed, &["check"]).await);
        for note in [
            "worth a look, 1 of 3: `handle_time`: does not clear the alarm alone",
            "worth a look, 1 of 3: `handle_result`: does not clear the alarm alone",
        ] {
            assert!(said.contains(note), "{note}: {said}");
        }
        let shown = stdout(&shangbao(&bed, &["preview", "gas"]).await);
        assert!(
            shown.contains("key 1: note: handle_time: does not clear"),
            "{shown}"
        );
        let ran = json(&shangbao(&bed, &["run", "--once", "--json"]).await);
        let gas = ran
            .as_array()
            .unwrap()
            .iter()
            .find(|run| run["job"] == "gas")
            .unwrap();
        assert_eq!(gas["delivered"], 3, "{ran}");
        let alarms = bed.sandbox.state().records(Upload::GasAlarm);
        let handling = |id: &str| {
            (
                alarms[id]["handle_time"].clone(),
                alarms[id]["handle_result"].clone(),
            )
        };
        assert_eq!(handling("G1"), (json!("2026-03-01 08:30:00"), json!("")));
        assert_eq!(handling("G2"), (json!(""), json!("已复测合格")));
        assert_eq!(
            handling("G3"),
            (json!("2026-03-01 08:30:00"), json!("已复测合格"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_mapping_that_clears_no_alarm_is_told_of_without_a_connection() {
    let half = ALARMS.replace("handle_result = \"remark\"\n", "");
    for (mapping, told) in [(half.as_str(), true), (ALARMS, false)] {
        let bed = alarmed(Dialect::Sqlite, mapping).await;
        let said = stdout(&shangbao(&bed, &["check", "gas", "--offline"]).await);
        let note = "`handle_time` is mapped and `handle_result` is not: the platform counts an alarm as cleared only when both have a value";
        assert_eq!(said.contains(note), told, "{said}");
    }
}
