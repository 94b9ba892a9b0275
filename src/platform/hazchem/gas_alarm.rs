//! `hazchem.gas_alarm`: gas sampling alarms, sent when one is raised or cleared.

use super::work_ticket::PERMIT;
use crate::platform::Section;
use crate::platform::field::{Advice, Code, Empty, Field, Form, GoneDefault, Kind, Need, Target};

use Need::{Optional, Required};

const SECTION: Section = Section::Hazchem("2.4");
const CLEARING: Section = Section::HazchemAnswer("2.4", "5");

const SECOND: Kind = Kind::Time("%Y-%m-%d %H:%M:%S");

/// `hazchem.gas_alarm`.
pub const GAS_ALARM: Target = Target {
    name: "hazchem.gas_alarm",
    title: "作业票气体采样分析报警",
    section: SECTION,
    path: "/data/workorder/gasAlarm",
    form: Form::Envelope,
    fields: FIELDS,
    identity: &["id"],
    is_upsert: true,
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
    needs: &[PERMIT],
    ..Target::PLAIN
};

/// An alarm counts as cleared only when both its time and its result of handling are there; one alone is sent.
const FIELDS: &[Field] = &[
    Field::new("id", "报警id", Required, Kind::Text, SECTION).identifier(),
    Field::new("ticket_id", "作业票id", Required, Kind::Text, SECTION).identifier(),
    Field::new("alarm_time", "报警时间", Required, SECOND, SECTION),
    Field::new("alarm_type", "报警类型", Required, ALARM_TYPE, SECTION),
    Field::new("handle_time", "处理时间", Optional, SECOND, CLEARING).advise(&[
        Advice::ClearsWith("handle_result"),
        Advice::NotBefore("alarm_time"),
    ]),
    Field::new("handle_result", "处理结果", Optional, Kind::Text, CLEARING)
        .advise(&[Advice::ClearsWith("handle_time")]),
];

const ALARM_TYPE: Kind = Kind::Code(&[
    Code::new("1", "未作采样分析"),
    Code::new("2", "采样分析超过时间限制"),
    Code::new("3", "采样分析超阈值"),
]);
