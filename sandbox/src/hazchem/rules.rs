//! The uploads, and the fields of those that are JSON, as the document's tables list them.

use Form::{CommaList, Latitude, Longitude, Minute, OneOf, Second, Text};
use Need::{May, Must, OfTypes};

/// Where one logs in (section 二, 1).
pub(crate) const LOGIN_PATH: &str = "/auth/login";

/// An upload (sections 二, 2 to 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Upload {
    /// 作业票.
    WorkTicket,
    /// 作业票气体采样分析报警.
    GasAlarm,
    /// 作业票人员离场报警.
    DepartureAlarm,
    /// 作业票附件: one file, not JSON.
    TicketFile,
}

impl Upload {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::WorkTicket,
        Self::GasAlarm,
        Self::DepartureAlarm,
        Self::TicketFile,
    ];

    /// Those that are JSON.
    pub const JSON: [Self; 3] = [Self::WorkTicket, Self::GasAlarm, Self::DepartureAlarm];

    /// The last part of its path: `workTicket`.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkTicket => "workTicket",
            Self::GasAlarm => "gasAlarm",
            Self::DepartureAlarm => "departureAlarm",
            Self::TicketFile => "ticketFile",
        }
    }

    /// The upload of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upload| upload.name() == name)
    }

    /// Its path on the platform.
    pub const fn path(self) -> &'static str {
        match self {
            Self::WorkTicket => "/data/workorder/workTicket",
            Self::GasAlarm => "/data/workorder/gasAlarm",
            Self::DepartureAlarm => "/data/workorder/departureAlarm",
            Self::TicketFile => "/data/workorder/ticketFile",
        }
    }

    /// The fields of its records, where it is JSON.
    pub(super) fn rules(self) -> &'static [Rule] {
        match self {
            Self::WorkTicket => WORK_TICKET,
            Self::GasAlarm => GAS_ALARM,
            Self::DepartureAlarm => DEPARTURE_ALARM,
            Self::TicketFile => &[],
        }
    }
}

/// One field.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) form: Form,
}

/// Whether a field must have a value.
#[derive(Clone, Copy)]
pub(super) enum Need {
    Must,
    May,
    /// For these values of `ticket_type`.
    OfTypes(&'static [&'static str]),
}

/// What a value looks like.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Text,
    /// 通过英文逗号隔开.
    CommaList,
    OneOf(&'static [&'static str]),
    /// `yyyy-MM-dd HH:mm`: what the sample shows where the table has a slip (`yyyy-mm-dd HH:ss`).
    Minute,
    /// `yyyy-MM-dd HH:mm:ss`.
    Second,
    Longitude,
    Latitude,
}

const fn rule(name: &'static str, need: Need, form: Form) -> Rule {
    Rule { name, need, form }
}

/// 0 是、1 否.
const YES_NO: Form = OneOf(&["0", "1"]);

/// Q&A 3.
const TICKET_TYPES: &[&str] = &[
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12",
];

/// 动火作业, 高处作业, 吊装作业.
const TYPES_WITH_LEVEL: &[&str] = &["01", "04", "05"];

/// The field's own list. Q&A 3 has a shorter one for each type, which the document's own sample does not keep to.
const TICKET_LEVELS: &[&str] = &["00", "01", "02", "03", "04"];

/// Q&A 2.
const HARM_TYPES: &[&str] = &[
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20",
];

const WORK_TICKET: &[Rule] = &[
    rule("id", Must, Text),
    rule("ticket_type", Must, OneOf(TICKET_TYPES)),
    rule(
        "ticket_level",
        OfTypes(TYPES_WITH_LEVEL),
        OneOf(TICKET_LEVELS),
    ),
    rule("start_time", Must, Minute),
    rule("end_time", Must, Minute),
    rule("ticket_position", Must, Text),
    rule("ticket_content", Must, Text),
    rule("harm_type", May, OneOf(HARM_TYPES)),
    rule("company_social_code", Must, Text),
    rule("gas_analyse", Must, YES_NO),
    rule("safe_measure", Must, YES_NO),
    rule("ticket_status", Must, OneOf(&["0", "1", "3", "4", "5"])),
    rule("lng", Must, Longitude),
    rule("lat", Must, Latitude),
    rule("supervisor", May, CommaList),
    rule("supervisor_name", Must, CommaList),
    rule("worker", May, CommaList),
    rule("worker_name", Must, CommaList),
    rule("workDept", May, CommaList),
    rule("workDept_name", Must, CommaList),
    rule("video_code", May, CommaList),
    rule("is_contractor_task", Must, YES_NO),
    rule("major_person", Must, Text),
    rule("major_person_mobile", Must, Text),
    rule("is_changed", Must, YES_NO),
    rule("changed_reason", May, Text),
    rule("is_cancelled", Must, YES_NO),
    rule("cancelled_reason", May, Text),
];

const GAS_ALARM: &[Rule] = &[
    rule("id", Must, Text),
    rule("ticket_id", Must, Text),
    rule("alarm_time", Must, Second),
    rule("alarm_type", Must, OneOf(&["1", "2", "3"])),
    rule("handle_time", May, Second),
    rule("handle_result", May, Text),
];

const DEPARTURE_ALARM: &[Rule] = &[
    rule("id", Must, Text),
    rule("ticket_id", Must, Text),
    rule("alarm_time", Must, Second),
    rule("alarm_type", Must, OneOf(&["0", "1", "2"])),
    rule("person_name", Must, Text),
    rule("person_type", May, OneOf(&["1", "2"])),
    rule("card_no", Must, Text),
    rule("alarm_lng", Must, Longitude),
    rule("alarm_lat", Must, Latitude),
    rule("handle_time", May, Second),
    rule("handle_remark", May, Text),
];
