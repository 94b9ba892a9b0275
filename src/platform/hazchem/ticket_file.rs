//! `hazchem.ticket_file`: a permit's attachment, due once the permit is issued or accepted.

use crate::platform::field::{Empty, Field, Form, GoneDefault, Kind, Need, Target};

use Need::Required;

const SECTION: &str = "hazchem document, section 2.3";

/// `hazchem.ticket_file`.
pub const TICKET_FILE: Target = Target {
    name: "hazchem.ticket_file",
    title: "作业票附件",
    section: SECTION,
    path: "/data/workorder/ticketFile",
    form: Form::Multipart,
    fields: FIELDS,
    identity: &["wid"],
    empty: Empty::Omit,
    gone: GoneDefault::Fail,
};

const FIELDS: &[Field] = &[
    Field::new("wid", "作业票id", Required, Kind::Text, SECTION),
    Field::new("file", "作业票附件", Required, Kind::File, SECTION),
];
