//! The body of an upload: `{"systemName", "areaCode", "dataId", "data": [record, ..]}`.

use super::Settings;
use crate::platform::Record;
use crate::platform::json::{members, quote, size};

/// Writes the body of one upload.
pub(super) fn write(settings: &Settings, data_id: &str, batch: &[&Record]) -> String {
    let sizes = batch.iter().flat_map(|record| record.members().map(size));
    let mut out = String::with_capacity(128 + sizes.sum::<usize>());
    out.push_str("{\"systemName\":");
    quote(&mut out, &settings.system_name);
    out.push_str(",\"areaCode\":");
    quote(&mut out, &settings.area_code);
    out.push_str(",\"dataId\":");
    quote(&mut out, data_id);
    out.push_str(",\"data\":[");
    for (i, record) in batch.iter().enumerate() {
        out.push_str(if i == 0 { "{" } else { ",{" });
        members(&mut out, record.members());
        out.push('}');
    }
    out.push_str("]}");
    out
}
