//! `cwr.register_employee`: workers, one a call; the same identity number again is an update.

use super::dictionary::{EMP_CATEGORY, JOB_NAME, JOB_TYPE_NAME};
use crate::language::text;
use crate::platform::Section;
use crate::platform::field::{
    Advice, Dependency, Empty, FactRule, FactSource, Field, Form, GoneDefault, Kind, Need, Target,
};

use Need::{Optional, Required};

const SECTION: Section = Section::Cwr("3.2.2");
/// The field stands in the document's sample, and not in its table.
const SAMPLE: Section = Section::CwrSample("3.2.2");

const MATCH: Kind = Kind::YesNo { yes: "Y", no: "N" };
const YES_NO: Kind = Kind::YesNo { yes: "1", no: "0" };

/// `cwr.register_employee`.
pub const REGISTER_EMPLOYEE: Target = Target {
    name: "cwr.register_employee",
    title: "上报人员实名制信息",
    section: SECTION,
    path: "/CWRService/RegisterEmployee",
    form: Form::Single,
    fields: FIELDS,
    identity: &["Project_ID", "id_code"],
    is_upsert: true,
    empty: Empty::Omit,
    gone: GoneDefault::Ignore,
    needs: &[COMPANY],
    undoes: Some("cwr.leave_project"),
    facts: &[
        FactRule {
            name: "emp_id",
            from: FactSource::Reply,
            fixed: false,
        },
        // 人员类型上传后不允许变更.
        FactRule {
            name: "emp_category",
            from: FactSource::Field,
            fixed: true,
        },
    ],
    starts: Some("pass_period"),
    unsent: &[
        // As clients write it, as the document's sample has it, and as siblings of the platform call it.
        ("work_typename", || text!("platform-unsent-team")),
        ("work_typername", || text!("platform-unsent-team")),
        ("team_name", || text!("platform-unsent-team")),
        ("emp_native_province", || text!("platform-unsent-province")),
    ],
    ..Target::PLAIN
};

/// The worker's company.
const COMPANY: Dependency = Dependency {
    target: "cwr.add_company",
    identity: &["Project_ID", "emp_company"],
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
    Field::new("id_photo", "身份证相片", Required, Kind::Photo, SECTION),
    Field::new("emp_name", "员工姓名", Required, Kind::Text, SECTION),
    Field::new("emp_phone", "手机号", Required, Kind::Text, SECTION)
        .identifier()
        .advise(&[Advice::Mobile]),
    Field::new(
        "emp_nativeplace",
        "身份证地址",
        Required,
        Kind::Text,
        SECTION,
    ),
    Field::new("emp_nation", "民族", Required, Kind::Text, SECTION),
    Field::new("pass_period", "通行时段", Required, Kind::Period, SECTION),
    Field::new("match_flag", "匹配标识", Required, MATCH, SECTION),
    Field::new(
        "facephoto",
        "工地现场采集的人脸照片",
        Required,
        Kind::Photo,
        SECTION,
    ),
    Field::new("emp_company", "所属单位全称", Required, Kind::Text, SECTION).name(),
    Field::new(
        "emp_category",
        "人员类型",
        Required,
        Kind::Dictionary(&EMP_CATEGORY),
        SECTION,
    ),
    Field::new("cwr_iskeypsn", "关键岗位人员", Optional, YES_NO, SAMPLE),
    Field::new("emp_dept", "所属部门", Optional, Kind::Text, SECTION),
    Field::new(
        "job_typename",
        "工种/岗位",
        Required,
        Kind::Dictionary(&JOB_TYPE_NAME),
        SECTION,
    ),
    Field::new(
        "job_name",
        "工种名称",
        Required,
        Kind::Dictionary(&JOB_NAME),
        SECTION,
    ),
    Field::new("contract_status", "合同办理", Required, YES_NO, SECTION),
    Field::new("id_agency", "签发机关", Required, Kind::Text, SECTION),
    Field::new(
        "id_validdate",
        "有效期限，按身份证上显示的格式，如 2008.02.14-2028.02.14",
        Required,
        Kind::Text,
        SECTION,
    ),
    Field::new("emp_bankname", "开户行", Optional, Kind::Text, SECTION),
    Field::new("emp_cardnum", "银行账号", Optional, Kind::Text, SECTION).identifier(),
    Field::new("job_dept", "现工作部门", Optional, Kind::Text, SECTION),
    Field::new(
        "idphoto_scan",
        "身份证扫描件正面",
        Required,
        Kind::Photo,
        SECTION,
    ),
    Field::new(
        "idphoto_scan2",
        "身份证扫描件反面",
        Required,
        Kind::Photo,
        SECTION,
    ),
];
