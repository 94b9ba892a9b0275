//! `hazchem.gas_alarm`

use crate::platform::field::{Empty, Form, GoneDefault, Target};

/// `hazchem.gas_alarm`.
pub const GAS_ALARM: Target = Target {
    name: "hazchem.gas_alarm",
    title: "",
    section: "",
    path: "/data/workorder/gasAlarm",
    form: Form::Envelope,
    fields: &[],
    identity: &["id"],
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
};
