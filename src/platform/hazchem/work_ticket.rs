//! `hazchem.work_ticket`: work permits, sent when one is added or changed.

use crate::platform::Section;
use crate::platform::field::{
    Advice, Code, Dependency, Empty, FactRule, FactSource, Field, Form, GoneDefault, Kind, Need,
    Target,
};

use Need::{Optional, Required};

const SECTION: Section = Section::Hazchem("2.2");
const HARMS: Section = Section::HazchemAnswer("2.2", "2");
const TYPES: Section = Section::HazchemAnswer("2.2", "3");
const CHANGES: Section = Section::HazchemAnswer("2.2", "4");
const POSITIONS: Section = Section::HazchemAnswer("2.2", "6");

/// The document prints `HH:ss`; its sample shows hours and minutes.
const MINUTE: Kind = Kind::Time("%Y-%m-%d %H:%M");
/// Yes is 0 throughout.
const YES_NO: Kind = Kind::YesNo { yes: "0", no: "1" };
const LNG: Kind = Kind::Degrees {
    min: -180.0,
    max: 180.0,
};
const LAT: Kind = Kind::Degrees {
    min: -90.0,
    max: 90.0,
};

/// `hazchem.work_ticket`.
pub const WORK_TICKET: Target = Target {
    name: "hazchem.work_ticket",
    title: "作业票信息",
    section: SECTION,
    path: "/data/workorder/workTicket",
    form: Form::Envelope,
    fields: FIELDS,
    identity: &["id"],
    is_upsert: true,
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
    facts: &[FactRule {
        name: "ticket_status",
        from: FactSource::Field,
        fixed: false,
    }],
    ..Target::PLAIN
};

/// The permit of an alarm.
pub(super) const PERMIT: Dependency = Dependency {
    target: "hazchem.work_ticket",
    identity: &["ticket_id"],
    by_alias: false,
    when: None,
    fact: None,
};

const FIELDS: &[Field] = &[
    Field::new("id", "作业票id", Required, Kind::Text, SECTION).identifier(),
    Field::new("ticket_type", "作业票类型", Required, TICKET_TYPE, TYPES),
    Field::new("ticket_level", "作业票等级", LEVELED, TICKET_LEVEL, TYPES).advise(&[LEVELS]),
    Field::new("start_time", "作业开始时间", Required, MINUTE, SECTION),
    Field::new("end_time", "作业结束时间", Required, MINUTE, SECTION)
        .advise(&[Advice::NotBefore("start_time")]),
    Field::new("ticket_position", "作业地点", Required, Kind::Text, SECTION),
    Field::new("ticket_content", "作业内容", Required, Kind::Text, SECTION),
    Field::new("harm_type", "危害识别类型", Optional, HARM_TYPE, HARMS),
    Field::new(
        "company_social_code",
        "统一社会信用代码",
        Required,
        Kind::Text,
        SECTION,
    )
    .identifier()
    .advise(&[Advice::Length(18)]),
    Field::new("gas_analyse", "是否进行气体分析", Required, YES_NO, SECTION),
    Field::new(
        "safe_measure",
        "是否安全控制措施落实",
        Required,
        YES_NO,
        SECTION,
    ),
    Field::new(
        "ticket_status",
        "作业票实时状态",
        Required,
        TICKET_STATUS,
        SECTION,
    ),
    Field::new("lng", "作业地点经度", Required, LNG, POSITIONS)
        .advise(&[Advice::Place { latitude: "lat" }]),
    Field::new("lat", "作业地点纬度", Required, LAT, POSITIONS),
    Field::new("supervisor", "监护人员卡号", Optional, Kind::List, SECTION).identifier(),
    Field::new(
        "supervisor_name",
        "监护人员姓名",
        Required,
        Kind::List,
        SECTION,
    ),
    Field::new("worker", "施工人员卡号", Optional, Kind::List, SECTION).identifier(),
    Field::new("worker_name", "施工人员姓名", Required, Kind::List, SECTION),
    Field::new("workDept", "施工单位ID", Optional, Kind::List, SECTION).identifier(),
    Field::new(
        "workDept_name",
        "施工单位名称",
        Required,
        Kind::List,
        SECTION,
    ),
    Field::new("video_code", "视频编码", Optional, Kind::List, SECTION).identifier(),
    Field::new(
        "is_contractor_task",
        "是否是承包商作业",
        Required,
        YES_NO,
        SECTION,
    ),
    Field::new("major_person", "负责人姓名", Required, Kind::Text, SECTION),
    Field::new(
        "major_person_mobile",
        "负责人联系方式手机号",
        Required,
        Kind::Text,
        SECTION,
    )
    .identifier()
    .advise(&[Advice::Mobile]),
    Field::new("is_changed", "作业是否变更", Required, YES_NO, CHANGES).default_in_document("1"),
    Field::new(
        "changed_reason",
        "作业变更原因",
        Optional,
        Kind::Text,
        SECTION,
    ),
    Field::new("is_cancelled", "作业是否取消", Required, YES_NO, CHANGES).default_in_document("1"),
    Field::new(
        "cancelled_reason",
        "作业取消原因",
        Optional,
        Kind::Text,
        SECTION,
    ),
];

const LEVELED: Need = Need::When {
    field: "ticket_type",
    values: &["01", "04", "05"],
};

const TICKET_TYPE: Kind = Kind::Code(&[
    Code::new("01", "动火作业"),
    Code::new("02", "进入受限空间作业"),
    Code::new("03", "盲板抽堵作业"),
    Code::new("04", "高处作业"),
    Code::new("05", "吊装作业"),
    Code::new("06", "临时用电作业"),
    Code::new("07", "动土作业"),
    Code::new("08", "断路作业"),
    Code::new("09", "倒罐作业"),
    Code::new("10", "清罐作业"),
    Code::new("11", "切水作业"),
    Code::new("12", "检维修作业"),
]);

const TICKET_LEVEL: Kind = Kind::Code(&[
    Code::new("00", "特级"),
    Code::new("01", "一级"),
    Code::new("02", "二级"),
    Code::new("03", "三级"),
    Code::new("04", "其他"),
]);

/// The levels as the answer to question 3 has them. The document's own sample breaks this list (hot work of level 03), so
/// it is advice.
const LEVELS: Advice = Advice::By {
    field: "ticket_type",
    allowed: &[
        (
            "01",
            &[
                Code::new("00", "特级动火作业"),
                Code::new("01", "一级动火作业"),
                Code::new("02", "二级动火作业"),
            ],
        ),
        (
            "04",
            &[
                Code::new("01", "一级高处作业"),
                Code::new("02", "二级高处作业"),
                Code::new("03", "三级高处作业"),
                Code::new("04", "特殊高处作业"),
            ],
        ),
        (
            "05",
            &[
                Code::new("01", "一级吊装作业"),
                Code::new("02", "二级吊装作业"),
                Code::new("03", "三级吊装作业"),
            ],
        ),
    ],
};

/// There is no 2.
const TICKET_STATUS: Kind = Kind::Code(&[
    Code::new("0", "未签发"),
    Code::new("1", "已签发"),
    Code::new("3", "已验收"),
    Code::new("4", "作废"),
    Code::new("5", "撤销"),
]);

const HARM_TYPE: Kind = Kind::Code(&[
    Code::new("01", "物体打击"),
    Code::new("02", "触电"),
    Code::new("03", "车辆伤害"),
    Code::new("04", "机械伤害"),
    Code::new("05", "起重伤害"),
    Code::new("06", "淹溺"),
    Code::new("07", "灼烫"),
    Code::new("08", "火灾"),
    Code::new("09", "高处坠落"),
    Code::new("10", "坍塌"),
    Code::new("11", "冒顶片帮"),
    Code::new("12", "透水"),
    Code::new("13", "放炮"),
    Code::new("14", "火药爆炸"),
    Code::new("15", "瓦斯爆炸"),
    Code::new("16", "锅炉爆炸"),
    Code::new("17", "容器爆炸"),
    Code::new("18", "其他爆炸"),
    Code::new("19", "中毒和窒息"),
    Code::new("20", "其他伤害"),
]);
