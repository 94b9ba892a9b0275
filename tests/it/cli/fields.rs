//! `fields`: what a target waits for, keeps and limits.

use shangbao::sql::Dialect;

use super::{shangbao, stdout};
use crate::bed::Bed;

#[tokio::test]
async fn the_reference_of_a_target_tells_what_it_has_to_do_with_others() {
    let bed = Bed::new(Dialect::Sqlite).await;
    for (target, tie) in [
        (
            "hazchem.ticket_file",
            "waits for hazchem.work_ticket with the same wid, delivered with ticket_status 1 or 3",
        ),
        ("hazchem.ticket_file", "one upload of an account every 61 s"),
        (
            "cwr.passed_log",
            "with the same Project_ID, person_id, when person_type is 1",
        ),
        (
            "cwr.register_employee",
            "emp_category: kept of what was delivered; it may never change",
        ),
        (
            "cwr.remove_company",
            "goes out after what is due of cwr.leave_project",
        ),
    ] {
        let said = stdout(&shangbao(&bed, &["fields", target]).await);
        assert!(said.contains(tie), "{said}");
    }
}
