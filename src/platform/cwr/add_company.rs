//! `cwr.add_company`: companies of a project, one a call; the same company again is an update.

use super::dictionary::COMPANY_TYPE;
use crate::platform::Section;
use crate::platform::field::{
    Advice, Dependency, Empty, Field, Form, GoneDefault, Kind, Need, Target,
};

use Need::{Optional, Required};

const SECTION: Section = Section::Cwr("3.2.5");

/// `cwr.add_company`.
pub const ADD_COMPANY: Target = Target {
    name: "cwr.add_company",
    title: "添加企业信息",
    section: SECTION,
    path: "/CWRService/AddCompany",
    form: Form::Single,
    fields: FIELDS,
    identity: &["Project_ID", "Company_Name"],
    alias: &["Project_ID", "SUID"],
    is_upsert: true,
    empty: Empty::Omit,
    gone: GoneDefault::Ignore,
    needs: &[SUPERIOR],
    undoes: Some("cwr.remove_company"),
    ..Target::PLAIN
};

/// The company above it, where that is added by a job too.
const SUPERIOR: Dependency = Dependency {
    target: "cwr.add_company",
    identity: &["Project_ID", "Suid_Superior"],
    by_alias: true,
    when: None,
    fact: None,
};

const FIELDS: &[Field] = &[
    Field::new("Project_ID", "同步编号", Required, Kind::Text, SECTION).identifier(),
    Field::new("Company_Name", "企业名称", Required, Kind::Text, SECTION).name(),
    Field::new("Short_Name", "企业简称", Optional, Kind::Text, SECTION),
    Field::new("Capital", "注册资金（万元）", Optional, Kind::Text, SECTION),
    Field::new("Legal_Person", "法定代表人", Required, Kind::Text, SECTION),
    Field::new(
        "SUID",
        "社会统一信用代码（组织机构代码）",
        Required,
        Kind::Text,
        SECTION,
    )
    .identifier(),
    Field::new(
        "Bank_Open",
        "基本账户开户银行",
        Optional,
        Kind::Text,
        SECTION,
    ),
    Field::new(
        "Bank_Num",
        "基本账户银行账号",
        Optional,
        Kind::Text,
        SECTION,
    )
    .identifier(),
    Field::new("Address", "单位详细地址", Optional, Kind::Text, SECTION),
    Field::new("Contacts", "单位联系人", Optional, Kind::Text, SECTION),
    Field::new("Mobile_Phone", "电话", Optional, Kind::Text, SECTION)
        .identifier()
        .advise(&[Advice::Telephone]),
    Field::new("Email", "电子邮箱", Optional, Kind::Text, SECTION),
    Field::new("Postcode", "邮编", Optional, Kind::Text, SECTION).identifier(),
    Field::new(
        "Suid_Superior",
        "上级单位社会统一信用代码（须已添加在该项目下）",
        Optional,
        Kind::Text,
        SECTION,
    )
    .identifier(),
    Field::new(
        "Type",
        "单位类型",
        Optional,
        Kind::Dictionary(&COMPANY_TYPE),
        SECTION,
    ),
];
