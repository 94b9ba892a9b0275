//! `fields`: what a target waits for, keeps and limits.

use serde_json::{Value, json};
use shangbao::sql::Dialect;

use super::{json, shangbao, stderr, stdout};
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
        (
            "hazchem.departure_alarm",
            "handle_remark: the alarm counts as cleared only when handle_time has a value too",
        ),
    ] {
        let said = stdout(&shangbao(&bed, &["fields", target]).await);
        assert!(said.contains(tie), "{said}");
    }
}

#[tokio::test]
async fn levels_are_listed_by_type_as_the_documents_answer_has_them() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let said = stdout(&shangbao(&bed, &["fields", "hazchem.work_ticket"]).await);
    let levels = "\
ticket_level: 00 特级, 01 一级, 02 二级, 03 三级, 04 其他
of these, by ticket_type:
  01 动火作业: 00 特级动火作业, 01 一级动火作业, 02 二级动火作业
  04 高处作业: 01 一级高处作业, 02 二级高处作业, 03 三级高处作业, 04 特殊高处作业
  05 吊装作业: 01 一级吊装作业, 02 二级吊装作业, 03 三级吊装作业
";
    assert!(said.contains(levels), "{said}");
    let fields = json(&shangbao(&bed, &["fields", "hazchem.work_ticket", "--json"]).await);
    let of = |name: &str| {
        let mut fields = fields.as_array().unwrap().iter();
        fields.find(|field| field["field"] == name).unwrap()["codes_by"].clone()
    };
    assert_eq!(of("ticket_level")["field"], "ticket_type");
    assert_eq!(
        of("ticket_level")["codes"][0],
        json!([
            ["01", "动火作业"],
            [
                ["00", "特级动火作业"],
                ["01", "一级动火作业"],
                ["02", "二级动火作业"]
            ]
        ])
    );
    assert_eq!(of("ticket_type"), Value::Null);
}

#[tokio::test]
async fn a_name_of_the_document_leads_to_the_target_or_to_why_there_is_none() {
    let bed = Bed::new(Dialect::Sqlite).await;
    for (name, hint) in [
        ("cwr.UploadPassedLog", "did you mean `cwr.passed_log`?"),
        ("hazchem.workTicket", "did you mean `hazchem.work_ticket`?"),
        (
            "cwr.UploadSafetyEducation",
            "the platform has closed it (CWR document, section 1.7; V2.2.2 of 2019-07-19)",
        ),
        (
            "cwr.UploadContract",
            "the platform has closed it (CWR document, table of revisions; V2.2 of 2019-03-11)",
        ),
    ] {
        let asked = shangbao(&bed, &["fields", name]).await;
        assert_eq!(asked.status.code(), Some(2));
        assert!(stderr(&asked).contains(hint), "{}", stderr(&asked));
    }
}
