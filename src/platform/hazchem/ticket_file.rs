//! `hazchem.ticket_file`: a permit's attachment, due once the permit is issued or accepted.

use std::time::Duration;

use crate::platform::Section;
use crate::platform::field::{Dependency, Empty, Field, Form, GoneDefault, Kind, Need, Target};

use Need::Required;

const SECTION: Section = Section::Hazchem("2.3");

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
    needs: &[ISSUED_PERMIT],
    pace: Some(Duration::from_secs(61)),
    ..Target::PLAIN
};

/// The permit, once it is issued or accepted.
const ISSUED_PERMIT: Dependency = Dependency {
    target: "hazchem.work_ticket",
    identity: &["wid"],
    by_alias: false,
    when: None,
    fact: Some(("ticket_status", &["1", "3"])),
};

const FIELDS: &[Field] = &[
    Field::new("wid", "作业票id", Required, Kind::Text, SECTION).identifier(),
    Field::new("file", "作业票附件", Required, Kind::File, SECTION),
];
