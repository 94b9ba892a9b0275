//! `hazchem.work_ticket`

use crate::platform::field::{Empty, Form, GoneDefault, Target};

/// `hazchem.work_ticket`.
pub const WORK_TICKET: Target = Target {
    name: "hazchem.work_ticket",
    title: "",
    section: "",
    path: "/data/workorder/workTicket",
    form: Form::Envelope,
    fields: &[],
    identity: &["id"],
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
};
