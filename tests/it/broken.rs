//! Broken mappings: what is wrong is said at once, and stops nothing else.

use shangbao::sql::Dialect;

use super::cli::{json, shangbao, stderr};
use crate::bed::{Bed, permit};

#[tokio::test]
async fn five_mistakes_in_a_mapping_come_in_one_answer_and_nothing_is_sent() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    let mapping = include_str!("../data/work_ticket.toml")
        .replace("cursor = \"id\"", "cursr = \"id\"")
        .replace(
            "codes = { confined_space = \"02\"",
            "cods = { confined_space = \"02\"",
        )
        .replace("start_time    =", "start_tim     =")
        .replace("3 = \"3\"", "3 = \"2\"")
        .replace(
            "safe_measure  = { value = \"0\" }",
            "safe_measure  = { value = \"yes\" }",
        );
    bed.write("mappings/work_ticket.toml", &mapping);
    let ran = shangbao(&bed, &["run", "--once"]).await;
    let said = stderr(&ran);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    for (place, what) in [
        ("6:1", "did you mean `cursor`?"),
        ("16:36", "did you mean `codes`?"),
        ("17:1", "did you mean `start_time`?"),
        ("24:70", "`ticket_status`"),
        ("23:27", "safe_measure"),
    ] {
        let line = said
            .lines()
            .find(|line| line.trim_start().starts_with(place));
        assert!(
            line.is_some_and(|line| line.contains(what)),
            "{place} {what}:\n{said}"
        );
    }
    assert!(said.contains("job `work_ticket` is not started"), "{said}");
    assert!(
        bed.platform().is_empty() && bed.sandbox.state().logins() == 0,
        "nothing was sent"
    );
}

#[tokio::test]
async fn a_broken_job_does_not_stop_the_others() {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    bed.write("mappings/broken.toml", "target = \"hazchem.gas_alarm\"\n");
    bed.job =
        "\n[jobs.broken]\nmapping = \"broken\"\nsource = \"site\"\nplatform = \"hazchem\"".into();
    let ran = shangbao(&bed, &["run", "--once", "--json"]).await;
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(json(&ran)[0]["delivered"], 1);
    assert!(
        stderr(&ran).contains("job `broken` is not started"),
        "{}",
        stderr(&ran)
    );
}
