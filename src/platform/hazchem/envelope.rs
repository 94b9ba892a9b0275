//! The body of an upload: `{"systemName", "areaCode", "dataId", "data": [record, ..]}`.

use super::Settings;
use crate::platform::Record;

/// Writes the body of one upload.
pub(super) fn write(settings: &Settings, data_id: &str, batch: &[&Record]) -> String {
    let mut out = String::with_capacity(128 + batch.iter().copied().map(size).sum::<usize>());
    out.push_str("{\"systemName\":");
    quote(&mut out, &settings.system_name);
    out.push_str(",\"areaCode\":");
    quote(&mut out, &settings.area_code);
    out.push_str(",\"dataId\":");
    quote(&mut out, data_id);
    out.push_str(",\"data\":[");
    for (i, record) in batch.iter().enumerate() {
        out.push_str(if i == 0 { "{" } else { ",{" });
        for (j, (name, value)) in record.fields.iter().enumerate() {
            if j > 0 {
                out.push(',');
            }
            quote(&mut out, name);
            out.push(':');
            quote(&mut out, value);
        }
        out.push('}');
    }
    out.push_str("]}");
    out
}

/// About how many bytes a record takes.
fn size(record: &Record) -> usize {
    let fields = record.fields.iter();
    fields
        .map(|(name, value)| name.len() + value.len() + 6)
        .sum()
}

/// Writes a JSON string. All values are text, so this is all of JSON that an upload needs, and unlike a
/// serializer it cannot fail.
fn quote(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|b| b < 0x20 || b == b'"' || b == b'\\')
    {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte @ (b'"' | b'\\') => out.extend(['\\', char::from(byte)]),
            byte => {
                out.push_str("\\u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::quote;

    proptest! {
        #[test]
        fn a_quoted_text_reads_back_as_it_was(text in any::<String>()) {
            let mut out = String::new();
            quote(&mut out, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
