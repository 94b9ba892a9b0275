//! The targets' field tables against the document.

use shangbao::platform::field::{Kind, Need, Target};
use shangbao::platform::{TARGETS, TargetLookup, target};

fn targets() -> impl Iterator<Item = &'static Target> {
    TARGETS
        .iter()
        .copied()
        .filter(|target| target.kind() == "cwr")
}

#[test]
fn fields_stand_in_the_documents_order() {
    let name = |field: &shangbao::platform::field::Field| match field.need {
        Need::Required => format!("{}!", field.name),
        _ => field.name.to_owned(),
    };
    let all: Vec<String> = targets()
        .map(|target| {
            let names: Vec<String> = target.fields.iter().map(name).collect();
            format!("{} {}: {}", target.name, target.path, names.join(" "))
        })
        .collect();
    insta::assert_snapshot!(all.join("\n"), @"
    cwr.register_employee /CWRService/RegisterEmployee: Project_ID! id_code! id_photo! emp_name! emp_phone! emp_nativeplace! emp_nation! pass_period! match_flag! facephoto! emp_company! emp_category! cwr_iskeypsn emp_dept job_typename! job_name! contract_status! id_agency! id_validdate! emp_bankname emp_cardnum job_dept idphoto_scan! idphoto_scan2!
    cwr.passed_log /CWRService/UploadPassedLog: Project_ID! Device_ID! person_type! person_id! person_name! passed_time! direction! way! site_photo longitude latitude address
    cwr.leave_project /CWRService/userLeaveProject: Project_ID! id_code!
    cwr.add_company /CWRService/AddCompany: Project_ID! Company_Name! Short_Name Capital Legal_Person! SUID! Bank_Open Bank_Num Address Contacts Mobile_Phone Email Postcode Suid_Superior Type
    cwr.remove_company /CWRService/ProjectRemoveCompany: Project_ID! Company_Name! SUID!
    ");
}

#[test]
fn ties_between_targets_hold_what_they_name() {
    for own in targets() {
        for need in own.needs {
            let TargetLookup::Known(other) = target(need.target) else {
                panic!("{}", need.target);
            };
            assert_eq!(need.identity.len(), other.identity.len());
            let when = need.when.map(|(field, _)| field);
            for field in need.identity.iter().copied().chain(when) {
                assert!(own.field(field).is_some(), "{field}");
            }
        }
        if let Some(undone) = own.undoes {
            let TargetLookup::Known(other) = target(undone) else {
                panic!("{undone}");
            };
            assert_eq!(
                (other.undoes, other.identity),
                (Some(own.name), own.identity)
            );
        }
        for field in [own.scope, own.starts, own.window].into_iter().flatten() {
            assert!(own.field(field).is_some(), "{field}");
        }
    }
}

#[test]
fn every_field_says_what_it_is_and_where() {
    for target in targets() {
        let section = target.section.to_string();
        assert!(section.starts_with("CWR document, section 3.2."));
        for identity in target.identity {
            assert_eq!(target.field(identity).unwrap().need, Need::Required);
        }
        for field in target.fields {
            assert!(!field.title.is_empty() && field.section.to_string().starts_with(&section));
            if let Kind::Dictionary(dictionary) = field.kind {
                let codes: Vec<&str> = dictionary.stated.iter().map(|code| code.code).collect();
                assert!(codes.is_sorted(), "{}", field.name);
            }
        }
        for (name, why) in target.unsent {
            assert!(target.field(name).is_none() && why().contains("the document's sample"));
        }
    }
}

/// Names that closed interfaces go by, and where the document says that they are closed.
const CLOSED: [(&[&str], &str); 4] = [
    (
        &[
            "cwr.upload_safety_education",
            "cwr.UploadSafetyEducation",
            "cwr.uploadSafetyEducation",
            "UploadSafetyEducation",
            "cwr.上传安全教育记录",
        ],
        "section 1.7; V2.2.2 of 2019-07-19",
    ),
    (
        &[
            "cwr.upload_payroll",
            "cwr.UploadPayroll",
            "cwr.UploadPayrol",
            "UploadPayroll",
            "cwr.工资发放",
        ],
        "section 1.8; V2.2 of 2019-03-11",
    ),
    (
        &["cwr.upload_contract", "cwr.UploadContract", "cwr.contracts"],
        "table of revisions; V2.2 of 2019-03-11",
    ),
    (
        &[
            "cwr.AddTeam",
            "cwr.teams",
            "cwr.DictListWorkTypeName",
            "cwr.班组",
        ],
        "table of revisions; V2.2.3 of 2019-08-20",
    ),
];

#[test]
fn closed_interfaces_are_refused_by_whatever_name_they_go() {
    for (names, place) in CLOSED {
        for name in names {
            match target(name) {
                TargetLookup::Closed(closed) => assert_eq!(
                    closed.said(),
                    format!("the platform has closed it (CWR document, {place})"),
                    "{name}"
                ),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
    // None of it is said of the other platform, nor of what is open.
    assert!(matches!(
        target("hazchem.payroll"),
        TargetLookup::Unknown(_)
    ));
    for open in TARGETS {
        assert!(matches!(target(open.name), TargetLookup::Known(_)));
    }
}

#[test]
fn a_target_is_suggested_for_the_name_in_its_document() {
    for (name, meant) in [
        ("cwr.RegisterEmployee", "cwr.register_employee"),
        ("RegisterEmployee", "cwr.register_employee"),
        ("cwr.UploadPassedLog", "cwr.passed_log"),
        ("cwr.userLeaveProject", "cwr.leave_project"),
        ("cwr.UserLeaveProject", "cwr.leave_project"),
        ("cwr.ProjectRemoveCompany", "cwr.remove_company"),
        ("CWR.add-company", "cwr.add_company"),
        ("hazchem.workTicket", "hazchem.work_ticket"),
        ("hazchem.work-ticket", "hazchem.work_ticket"),
        ("workTicket", "hazchem.work_ticket"),
        ("hazchem.departureAlarm", "hazchem.departure_alarm"),
        ("hazchem.作业票附件", "hazchem.ticket_file"),
    ] {
        match target(name) {
            TargetLookup::Unknown(near) => assert_eq!(near, Some(meant), "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    for name in ["cwr.workTicket", "cwr.Signin", "x", ""] {
        assert!(
            matches!(target(name), TargetLookup::Unknown(None)),
            "{name}"
        );
    }
}
