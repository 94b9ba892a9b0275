//! The targets' field tables against the document.

use shangbao::platform::TARGETS;
use shangbao::platform::field::{Kind, Need, Target};

/// The platform's own targets.
fn targets() -> impl Iterator<Item = &'static Target> {
    let all = TARGETS.iter().copied();
    all.filter(|target| target.kind() == "hazchem")
}

fn names(target: &Target) -> String {
    let marks = target.fields.iter().map(|field| match field.need {
        Need::Required => format!("{}!", field.name),
        Need::Optional => field.name.to_owned(),
        Need::When {
            field: other,
            values,
        } => format!("{}?{other}={}", field.name, values.join("/")),
    });
    marks.collect::<Vec<_>>().join(" ")
}

#[test]
fn fields_stand_in_the_documents_order() {
    let all: Vec<String> = targets()
        .map(|target| format!("{}: {}", target.name, names(target)))
        .collect();
    insta::assert_snapshot!(all.join("\n"), @"
    hazchem.work_ticket: id! ticket_type! ticket_level?ticket_type=01/04/05 start_time! end_time! ticket_position! ticket_content! harm_type company_social_code! gas_analyse! safe_measure! ticket_status! lng! lat! supervisor supervisor_name! worker worker_name! workDept workDept_name! video_code is_contractor_task! major_person! major_person_mobile! is_changed! changed_reason is_cancelled! cancelled_reason
    hazchem.ticket_file: wid! file!
    hazchem.gas_alarm: id! ticket_id! alarm_time! alarm_type! handle_time handle_result
    hazchem.departure_alarm: id! ticket_id! alarm_time! alarm_type! person_name! person_type card_no! alarm_lng! alarm_lat! handle_time handle_remark
    ");
}

#[test]
fn every_field_says_what_it_is_and_where() {
    for target in targets() {
        let section = target.section.to_string();
        assert!(section.starts_with("hazchem document, section 2."));
        for identity in target.identity {
            assert_eq!(target.field(identity).unwrap().need, Need::Required);
        }
        for field in target.fields {
            assert!(!field.title.is_empty() && field.section.to_string().starts_with(&section));
            if let Need::When { field: other, .. } = field.need {
                assert!(target.field(other).is_some(), "{other}");
            }
            if let Kind::Code(codes) = field.kind {
                let mut list: Vec<&str> = codes.iter().map(|code| code.code).collect();
                list.dedup();
                assert_eq!(list.len(), codes.len());
                assert!(list.is_sorted(), "{}", field.name);
            }
        }
    }
}
