//! `hazchem.departure_alarm`

use crate::platform::field::{Empty, Form, GoneDefault, Target};

/// `hazchem.departure_alarm`.
pub const DEPARTURE_ALARM: Target = Target {
    name: "hazchem.departure_alarm",
    title: "",
    section: "",
    path: "/data/workorder/departureAlarm",
    form: Form::Envelope,
    fields: &[],
    identity: &["id"],
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
};
