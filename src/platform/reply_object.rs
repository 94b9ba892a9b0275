//! The JSON object of a reply, out of what gateways put around it.

use serde_json::{Map, Value};

/// How often an object may be wrapped.
const DEEPEST: usize = 4;

/// The object that a reply is: bare, as a JSON text that holds it, or as the text of one XML element
/// (`<string xmlns="..">{..}</string>`). `None` when there is none.
pub(super) fn reply_object(text: &str) -> Option<Map<String, Value>> {
    let mut text = text.trim_start_matches('\u{feff}').trim().to_owned();
    for _ in 0..DEEPEST {
        if let Some(inside) = element_text(&text) {
            text = inside;
        }
        match serde_json::from_str(&text) {
            Ok(Value::Object(object)) => return Some(object),
            Ok(Value::String(inside)) => text = inside.trim().to_owned(),
            _ => return None,
        }
    }
    None
}

/// The text of an XML document that is one element with text alone. A web page is none: it holds further elements.
fn element_text(text: &str) -> Option<String> {
    let mut rest = text.strip_prefix('<').map(|_| text)?;
    if rest.starts_with("<?") {
        rest = rest.split_once("?>")?.1.trim_start();
    }
    let (tag, rest) = rest.strip_prefix('<')?.split_once('>')?;
    let name = tag
        .split_whitespace()
        .next()
        .filter(|name| name.starts_with(char::is_alphabetic))?;
    let inside = rest.trim_end().strip_suffix(&format!("</{name}>"))?.trim();
    match inside.strip_prefix("<![CDATA[") {
        Some(data) => Some(data.strip_suffix("]]>")?.trim().to_owned()),
        None => (!inside.contains('<')).then(|| unescaped(inside)),
    }
}

/// A text of XML with its references resolved; those that are not known stay.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        out.push_str(before);
        match reference
            .split_once(';')
            .and_then(|(name, after)| Some((character(name)?, after)))
        {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = reference;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::reply_object;

    #[test]
    fn the_object_is_found_inside_what_gateways_put_around_it() {
        let object = json!({"code": "00", "message": "a & <b> \"c\""});
        let bare = object.to_string();
        let quoted = json!(bare).to_string();
        let escaped = bare
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&#34;");
        for text in [
            bare.clone(),
            format!("\u{feff} {bare}\n"),
            quoted.clone(),
            json!(quoted).to_string(),
            format!("<string xmlns=\"http://tempuri.org/\">{escaped}</string>"),
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<ns:return><![CDATA[{bare}]]></ns:return>"
            ),
            format!(
                "<string>{}</string>",
                quoted
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('"', "&quot;")
                    .replace('>', "&#x3E;")
            ),
        ] {
            assert_eq!(reply_object(&text), object.as_object().cloned(), "{text}");
        }
    }

    #[test]
    fn pages_and_other_values_hold_none() {
        for text in [
            "",
            "[]",
            "7",
            "\"x\"",
            "null",
            "{",
            "<html><body>{}</body></html>",
            "<html>登录</html>",
            "<string>{\"code\"</string>",
            "<>{}</>",
            "<string>{}",
            "<!DOCTYPE html><p>{}</p>",
        ] {
            assert_eq!(reply_object(text), None, "{text}");
        }
    }
}
