//! A stretch of time as a person writes it: `90s`, `10m`, `2h`, `1d`.

use std::time::Duration;

/// Reads a whole number with its unit; `None` for anything else, and for nothing at all.
pub(super) fn lookback(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let seconds: u64 = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let seconds = number.parse::<u64>().ok()?.checked_mul(seconds)?;
    (seconds > 0).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_its_unit() {
        assert_eq!(lookback("10m"), Some(Duration::from_secs(600)));
        assert_eq!(lookback("90s"), Some(Duration::from_secs(90)));
        assert_eq!(lookback("2h"), Some(Duration::from_secs(7_200)));
        assert_eq!(lookback("1d"), Some(Duration::from_secs(86_400)));
        for text in [
            "",
            "10",
            "m",
            "0m",
            "10 m",
            "-1m",
            "1.5h",
            "10min",
            "99999999999999999999d",
        ] {
            assert_eq!(lookback(text), None, "{text}");
        }
    }
}
