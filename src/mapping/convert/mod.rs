//! What becomes of a value: codes, times, degrees, lists, identity numbers, periods, entries of dictionaries, templates.

pub(super) mod codes;
pub(super) mod converter;
pub(super) mod degrees;
pub(super) mod designation;
pub(super) mod dictionary;
pub(super) mod id_number;
pub(super) mod iso;
pub(super) mod list;
pub(super) mod period;
pub(super) mod template;
pub(super) mod time;
