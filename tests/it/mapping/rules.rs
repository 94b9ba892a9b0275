//! What a record must have, what is sent for what has no value, what only looks wrong.

use shangbao::source::Value;

use super::site::{Site, text};

#[test]
fn a_conditional_field_is_required_by_its_condition_alone() {
    let site = Site::permit()
        .field("ticket_type", "\"type\"")
        .field("ticket_level", "\"level\"");
    let sent =
        |kind: &str, level| site.sent("ticket_level", &[("type", text(kind)), ("level", level)]);
    assert_eq!(sent("01", text("02")), "02");
    assert_eq!(sent("02", Value::Null), "");
    assert_eq!(
        sent("01", Value::Null),
        "x ticket_level: column `level`: NULL or blank, and the field is required because ticket_type is 01"
    );
    let unmapped = Site::permit().field("ticket_type", "\"type\"");
    assert_eq!(unmapped.sent("ticket_level", &[("type", text("02"))]), "-");
    assert_eq!(
        unmapped.sent("ticket_level", &[("type", text("05"))]),
        "x ticket_level: the field is not mapped, and the field is required because ticket_type is 05"
    );
}

#[test]
fn a_condition_that_is_itself_wrong_adds_no_second_message() {
    let site = Site::permit()
        .field("ticket_type", "\"type\"")
        .field("ticket_level", "\"level\"");
    let rejection = site
        .apply(&[("type", text("fire")), ("level", Value::Null)])
        .unwrap_err();
    assert_eq!(rejection.fields.len(), 1);
}

#[test]
fn a_mapped_field_without_value_is_sent_blank_and_an_unmapped_one_not_at_all() {
    let record = Site::alarm()
        .field("handle_result", "\"how\"")
        .field("handle_time", "\"at\"")
        .apply(&[("how", Value::Null), ("at", Value::Null)])
        .unwrap();
    let names: Vec<&str> = record.fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "id",
            "ticket_id",
            "alarm_time",
            "alarm_type",
            "handle_time",
            "handle_result"
        ]
    );
    assert_eq!(record.field("handle_time"), Some(""));
    assert_eq!(Site::alarm().apply(&[]).unwrap().field("handle_time"), None);
}

#[test]
fn every_wrong_field_is_named_in_the_targets_order() {
    let rejection = Site::permit()
        .field("lat", "\"lat\"")
        .field("ticket_type", "\"type\"")
        .field("start_time", "\"start\"")
        .apply(&[
            ("lat", text("x")),
            ("type", text("x")),
            ("start", Value::Null),
        ])
        .unwrap_err();
    let fields: Vec<&str> = rejection.fields.iter().map(|wrong| wrong.field).collect();
    assert_eq!(fields, ["ticket_type", "start_time", "lat"]);
}

#[test]
fn the_identity_is_the_targets_and_must_be_there() {
    let site = Site::alarm().field("id", "\"no\"");
    assert_eq!(site.apply(&[("no", Value::Int(7))]).unwrap().identity, "7");
    assert_eq!(
        site.sent("id", &[("no", text("\u{3000}"))]),
        "x id: column `no`: NULL or blank, and the field is required"
    );
}
