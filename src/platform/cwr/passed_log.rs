//! `cwr.passed_log`: gate passages, many of one device a call, within the window of the bureau's notice.

use crate::platform::Section;
use crate::platform::field::{
    Advice, Code, Dependency, Empty, Field, Form, GoneDefault, Kind, Need, Target,
};

use Need::{Optional, Required};

const SECTION: Section = Section::Cwr("3.2.3");

const SECOND: Kind = Kind::Time("%Y-%m-%d %H:%M:%S");
const LNG: Kind = Kind::Degrees {
    min: -180.0,
    max: 180.0,
};
const LAT: Kind = Kind::Degrees {
    min: -90.0,
    max: 90.0,
};

/// `cwr.passed_log`.
pub const PASSED_LOG: Target = Target {
    name: "cwr.passed_log",
    title: "上传考勤信息",
    section: SECTION,
    path: "/CWRService/UploadPassedLog",
    form: Form::List {
        shared: &["Project_ID", "Device_ID"],
        name: "passedlog_list",
    },
    fields: FIELDS,
    identity: &["Project_ID", "Device_ID", "person_id", "passed_time"],
    empty: Empty::Omit,
    gone: GoneDefault::Ignore,
    needs: &[EMPLOYEE],
    scope: Some("Project_ID"),
    starts: Some("passed_time"),
    window: Some("passed_time"),
    ..Target::PLAIN
};

/// The worker who passed; a visitor is not registered.
const EMPLOYEE: Dependency = Dependency {
    target: "cwr.register_employee",
    identity: &["Project_ID", "person_id"],
    by_alias: false,
    when: Some(("person_type", &["1"])),
    fact: None,
};

const FIELDS: &[Field] = &[
    Field::new("Project_ID", "同步编号", Required, Kind::Text, SECTION).identifier(),
    Field::new("Device_ID", "门禁设备序列号", Required, Kind::Text, SECTION).identifier(),
    Field::new("person_type", "人员类型", Required, PERSON_TYPE, SECTION),
    Field::new(
        "person_id",
        "人员编号（登记返回的员工编号）或身份证号",
        Required,
        Kind::IdentityNumber,
        SECTION,
    ),
    Field::new("person_name", "人员姓名", Required, Kind::Text, SECTION),
    Field::new("passed_time", "通过时间", Required, SECOND, SECTION),
    Field::new("direction", "通行方向", Required, DIRECTION, SECTION),
    Field::new("way", "通行方式", Required, WAY, SECTION),
    Field::new(
        "site_photo",
        "工地人脸照片，底部带过闸时间水印",
        Optional,
        Kind::Photo,
        SECTION,
    ),
    Field::new("longitude", "经度", Optional, LNG, SECTION).advise(&[Advice::Place {
        latitude: "latitude",
    }]),
    Field::new("latitude", "纬度", Optional, LAT, SECTION),
    Field::new(
        "address",
        "打考勤时所在的详细地址",
        Optional,
        Kind::Text,
        SECTION,
    ),
];

const PERSON_TYPE: Kind = Kind::Code(&[Code::new("0", "临时人员（访客）"), Code::new("1", "员工")]);

const DIRECTION: Kind = Kind::Code(&[Code::new("in", "进"), Code::new("out", "出")]);

const WAY: Kind = Kind::Code(&[
    Code::new("1", "人脸识别"),
    Code::new("2", "虹膜识别"),
    Code::new("3", "指纹识别"),
]);
