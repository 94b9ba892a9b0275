//! Durations and sizes, as people write them.

use std::time::Duration;

use crate::language::text;

/// A duration such as `500ms`, `30s`, `10m`, `2h` or `90d`.
///
/// # Errors
/// What is wrong, and how it is written.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || text!("config-no-duration", text = text);
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(milliseconds)
        .map(Duration::from_millis)
        .ok_or_else(wrong)
}

/// A size such as `2MiB`, `200KiB`, `500KB` or plain bytes.
///
/// # Errors
/// What is wrong, and how it is written.
pub fn bytes(text: &str) -> Result<usize, String> {
    let wrong = || text!("config-no-size", text = text);
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let factor = match unit.trim_end_matches('B') {
        "" => 1,
        "K" => 1000,
        "Ki" => 1 << 10,
        "M" => 1_000_000,
        "Mi" => 1 << 20,
        _ => return Err(wrong()),
    };
    let total = number.checked_mul(factor).ok_or_else(wrong)?;
    usize::try_from(total).map_err(|_| wrong())
}

fn split(text: &str) -> Option<(u64, &str)> {
    let text = text.trim();
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    Some((number.parse().ok()?, unit.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, milliseconds) in [
            ("500ms", 500),
            ("30s", 30_000),
            ("10 m", 600_000),
            ("2h", 7_200_000),
            ("90d", 7_776_000_000),
        ] {
            assert_eq!(
                duration(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
        for text in [
            "",
            "30",
            "s",
            "-1s",
            "1.5h",
            "1w",
            "99999999999999999999d",
            "18446744073709551615d",
        ] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes() {
        for (text, size) in [
            ("2MiB", 2 << 20),
            ("200KiB", 200 << 10),
            ("500KB", 500_000),
            ("4096", 4096),
            ("10 B", 10),
        ] {
            assert_eq!(bytes(text), Ok(size), "{text}");
        }
        for text in ["", "MiB", "2GiB?", "-1", "2mb"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }
}
