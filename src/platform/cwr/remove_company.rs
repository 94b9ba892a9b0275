//! `cwr.remove_company`: companies that are no longer of a project, one a call.

use crate::platform::Section;
use crate::platform::field::{Empty, Field, Form, GoneDefault, Kind, Need, Target};

use Need::Required;

const SECTION: Section = Section::Cwr("3.2.6");

/// `cwr.remove_company`.
pub const REMOVE_COMPANY: Target = Target {
    name: "cwr.remove_company",
    title: "项目下移除企业信息",
    section: SECTION,
    path: "/CWRService/ProjectRemoveCompany",
    form: Form::Single,
    fields: FIELDS,
    identity: &["Project_ID", "Company_Name"],
    empty: Empty::Omit,
    gone: GoneDefault::Ignore,
    undoes: Some("cwr.add_company"),
    // 单位下还有未离场人员: its workers leave before it does.
    after: &["cwr.leave_project"],
    ..Target::PLAIN
};

const FIELDS: &[Field] = &[
    Field::new("Project_ID", "同步编号", Required, Kind::Text, SECTION).identifier(),
    Field::new("Company_Name", "企业名称", Required, Kind::Text, SECTION),
    Field::new(
        "SUID",
        "社会统一信用代码（组织机构代码）",
        Required,
        Kind::Text,
        SECTION,
    ),
];
