//! What the platform answered to one record, in another.

use shangbao::ledger::State;

use crate::bed::{Building, PROJECT, each_dialect, id_code};

/// A site whose passages name workers by the number that the platform gave them.
async fn numbered(dialect: shangbao::sql::Dialect) -> Building {
    let bed = Building::new(dialect).await;
    let fact = "{ fact = \"emp_id\", of = \"cwr.register_employee\", record = \"id_code\", column = \"id_code\" }";
    let line = format!("person_id   = {fact}");
    bed.bend_mapping("passed_log", "person_id   = \"id_code\"", &line);
    bed.add_company(1).await;
    bed
}

/// The numbers under which passages arrived.
fn numbers(bed: &Building) -> Vec<String> {
    let passages = bed.sandbox.roster().passages(PROJECT);
    let number = |content: &serde_json::Map<String, serde_json::Value>| {
        content["person_id"].as_str().unwrap().to_owned()
    };
    passages
        .iter()
        .map(|passage| number(&passage.content))
        .collect()
}

fn emp_id(bed: &Building, worker: i64) -> String {
    bed.sandbox.roster().workers(PROJECT)[&id_code(worker)]
        .emp_id
        .clone()
}

#[tokio::test]
async fn a_passage_names_its_worker_by_the_number_of_the_registration() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.hire(1, 1).await;
        bed.pass(1, 5).await;
        bed.run().await;
        assert_eq!(numbers(&bed), [emp_id(&bed, 1)]);
        assert_ne!(emp_id(&bed, 1), id_code(1));
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn a_passage_waits_for_the_registration_that_gives_the_number() {
    each_dialect(async |dialect| {
        let bed = numbered(dialect).await;
        bed.hire(1, 1).await;
        bed.site
            .run("UPDATE workers SET trade = '木匠' WHERE id = 1")
            .await;
        bed.pass(1, 5).await;
        bed.run().await;
        let failures = bed.failures().await;
        let passage = &failures[&("passed_log", "1".to_owned())];
        assert_eq!(passage.state, State::Held, "{failures:#?}");
        let update = "UPDATE workers SET trade = '钢筋工' WHERE id = 1";
        bed.change("worker", 1, update).await;
        bed.run().await;
        assert_eq!(numbers(&bed), [emp_id(&bed, 1)]);
        assert!(bed.failures().await.is_empty());
    })
    .await;
}
