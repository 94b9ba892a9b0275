//! Writing JSON bodies. All values are text, so this is all of JSON that an upload needs, and unlike a serializer
//! it cannot fail.

/// Writes the members of an object, without its braces.
pub(super) fn members<'a>(out: &mut String, fields: impl Iterator<Item = (&'a str, &'a str)>) {
    for (i, (name, value)) in fields.enumerate() {
        if i > 0 {
            out.push(',');
        }
        quote(out, name);
        out.push(':');
        quote(out, value);
    }
}

/// About how many bytes a member takes.
pub(super) fn size((name, value): (&str, &str)) -> usize {
    name.len() + value.len() + 6
}

/// Writes a JSON string.
pub(super) fn quote(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut rest = text;
    while let Some(at) = first_escaped(rest.as_bytes()) {
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

/// Where the first byte stands that JSON wants escaped. Blocks are looked at as a whole, which the compiler turns into
/// a few instructions: a photo has hundreds of thousands of bytes, none of them such.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let escaped = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    for (i, block) in bytes.chunks(BLOCK).enumerate() {
        if block.iter().fold(false, |any, byte| any | escaped(byte)) {
            return block.iter().position(escaped).map(|at| i * BLOCK + at);
        }
    }
    None
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
