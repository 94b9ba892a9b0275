//! `cwr.leave_project`: workers who leave a project, many a call.

use crate::platform::Section;
use crate::platform::field::{
    Advice, Dependency, Empty, Field, Form, GoneDefault, Kind, Need, Target,
};

use Need::Required;

const SECTION: Section = Section::Cwr("3.2.4");

/// `cwr.leave_project`.
pub const LEAVE_PROJECT: Target = Target {
    name: "cwr.leave_project",
    title: "人员离场",
    section: SECTION,
    path: "/CWRService/userLeaveProject",
    form: Form::List {
        shared: &["Project_ID"],
        name: "userLeaveProject_list",
    },
    fields: FIELDS,
    identity: &["Project_ID", "id_code"],
    empty: Empty::Omit,
    gone: GoneDefault::Ignore,
    needs: &[EMPLOYEE],
    undoes: Some("cwr.register_employee"),
    ..Target::PLAIN
};

/// The worker, registered before.
const EMPLOYEE: Dependency = Dependency {
    target: "cwr.register_employee",
    identity: &["Project_ID", "id_code"],
    by_alias: false,
    when: None,
    fact: None,
};

const FIELDS: &[Field] = &[
    Field::new("Project_ID", "同步编号", Required, Kind::Text, SECTION).identifier(),
    Field::new(
        "id_code",
        "身份证号码",
        Required,
        Kind::IdentityNumber,
        SECTION,
    )
    .advise(&[Advice::IdentityNumber]),
];
