//! `hazchem.ticket_file`

use crate::platform::field::{Empty, Form, GoneDefault, Target};

/// `hazchem.ticket_file`.
pub const TICKET_FILE: Target = Target {
    name: "hazchem.ticket_file",
    title: "",
    section: "",
    path: "/data/workorder/ticketFile",
    form: Form::Envelope,
    fields: &[],
    identity: &["id"],
    empty: Empty::Blank,
    gone: GoneDefault::Fail,
};
