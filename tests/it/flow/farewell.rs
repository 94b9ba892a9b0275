//! Records whose row is no more, reported with what `[gone] fields` says: a deleted permit as a voided one.

use shangbao::ledger::State;
use shangbao_sandbox::Upload;

use crate::bed::{Bed, each_dialect, permit};

/// The rest of a permit, as the row that is no more cannot tell it.
pub(super) const CONSTANTS: &str = r#"
[gone]
fields = { id = { template = "DH-{id}" }, ticket_type = { value = "02" }, start_time = { value = "2026-03-01 08:00" }, end_time = { value = "2026-03-01 10:00" }, ticket_position = { value = "-" }, ticket_content = { value = "-" }, company_social_code = { value = "91370200163569824H" }, gas_analyse = { value = "0" }, safe_measure = { value = "0" }, ticket_status = { value = "4" }, lng = { value = "120.38" }, lat = { value = "36.06" }, supervisor_name = { value = "-" }, worker_name = { value = "-" }, workDept_name = { value = "-" }, is_contractor_task = { value = "1" }, major_person = { value = "-" }, major_person_mobile = { value = "-" }, is_changed = { value = "1" }, is_cancelled = { value = "0" } }
"#;

const LAST_LINE: &str = "is_cancelled  = { value = \"1\" }\n";

#[tokio::test]
async fn a_record_that_is_gone_is_reported_once_and_may_come_back() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        bed.bend_mapping(LAST_LINE, &format!("{LAST_LINE}{CONSTANTS}"));
        let mut draft = permit(3);
        draft.status = 9;
        bed.save(&[permit(1), permit(2), draft]).await;
        assert_eq!(bed.run().await.delivered, 2);

        bed.delete(1).await;
        bed.delete(3).await;
        let report = bed.run().await;
        assert_eq!((report.gone, report.ignored, report.requests), (1, 1, 1));
        assert!(!report.left_something(), "it was reported: no failure");
        let at_platform = bed.sandbox.state().records(Upload::WorkTicket);
        assert_eq!(at_platform["DH-1"]["ticket_status"], "4");
        assert_eq!(at_platform["DH-2"]["ticket_status"], "1");
        assert!(!at_platform.contains_key("DH-3"), "never delivered");
        assert!(bed.failures(true).await.is_empty());
        assert_eq!(bed.run().await.requests, 0, "once");

        bed.save(&[permit(1)]).await;
        assert_eq!(bed.run().await.delivered, 1);
        let back = bed.sandbox.state().records(Upload::WorkTicket);
        assert_eq!(back["DH-1"]["ticket_status"], "1");
    })
    .await;
}

#[tokio::test]
async fn a_farewell_that_is_wrong_is_a_failure() {
    each_dialect(async |dialect| {
        let bed = Bed::new(dialect).await;
        // Hot work needs a level.
        let odd = CONSTANTS.replace("value = \"02\"", "value = \"01\"");
        bed.bend_mapping(LAST_LINE, &format!("{LAST_LINE}{odd}"));
        bed.save(&[permit(1)]).await;
        bed.run().await;
        bed.delete(1).await;
        assert_eq!(bed.run().await.rejected, 1);
        let failures = bed.failures(false).await;
        let (state, field) = (failures["1"].state, failures["1"].field.as_deref());
        assert_eq!((state, field), (State::Rejected, Some("ticket_level")));
    })
    .await;
}
