//! `hazchem.departure_alarm`: people who left or entered a place of work without leave, sent when an alarm is raised or cleared.

use super::work_ticket::PERMIT;
use crate::platform::Section;
use crate::platform::field::{Advice, Code, Empty, Field, Form, GoneDefault, Kind, Need, Target};

use Need::{Optional, Required};

const SECTION: Section = Section::Hazchem("2.5");
const CLEARING: Section = Section::HazchemAnswer("2.5", "5");
const POSITIONS: Section = Section::HazchemAnswer("2.5", "6");

const SECOND: Kind = Kind::Time("%Y-%m-%d %H:%M:%S");
const LNG: Kind = Kind::Degrees {
    min: -180.0,
    max: 180.0,
};
const LAT: Kind = Kind::Degrees {
    min: -90.0,
    max: 90.0,
};

/// `hazchem.departure_alarm`.
pub const DEPARTURE_ALARM: Target = Target {
    name: "hazchem.departure_alarm",
    title: "作业票人员离场报警",
    section: SECTION,
    path: "/data/workorder/departureAlarm",
    form: Form::Envelope,
    fields: FIELDS,
    identity: &["id"],
    is_upsert: true,
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
    needs: &[PERMIT],
    ..Target::PLAIN
};

/// An alarm counts as cleared only when both its time and its remark of handling are there; one alone is sent.
const FIELDS: &[Field] = &[
    Field::new("id", "报警ID", Required, Kind::Text, SECTION).identifier(),
    Field::new("ticket_id", "作业票id", Required, Kind::Text, SECTION).identifier(),
    Field::new("alarm_time", "报警时间", Required, SECOND, SECTION),
    Field::new("alarm_type", "报警类型", Required, ALARM_TYPE, SECTION),
    Field::new("person_name", "报警人员姓名", Required, Kind::Text, SECTION),
    Field::new(
        "person_type",
        "报警人员类型",
        Optional,
        PERSON_TYPE,
        SECTION,
    ),
    Field::new("card_no", "人员卡号", Required, Kind::Text, SECTION).identifier(),
    Field::new(
        "alarm_lng",
        "触发报警时人员所在位置经度",
        Required,
        LNG,
        POSITIONS,
    )
    .advise(&[Advice::Place {
        latitude: "alarm_lat",
    }]),
    Field::new(
        "alarm_lat",
        "触发报警时人员所在位置纬度",
        Required,
        LAT,
        POSITIONS,
    ),
    Field::new("handle_time", "处理时间", Optional, SECOND, CLEARING).advise(&[
        Advice::ClearsWith("handle_remark"),
        Advice::NotBefore("alarm_time"),
    ]),
    Field::new("handle_remark", "处理信息", Optional, Kind::Text, CLEARING)
        .advise(&[Advice::ClearsWith("handle_time")]),
];

/// A cleared alarm keeps its type, as the document's sample shows; 0 only where a mapping gives it.
const ALARM_TYPE: Kind = Kind::Code(&[
    Code::new("0", "销警"),
    Code::new("1", "作业人员擅自离场"),
    Code::new("2", "作业无关人员擅自进场"),
]);

const PERSON_TYPE: Kind = Kind::Code(&[Code::new("1", "作业人"), Code::new("2", "作业监护人")]);
