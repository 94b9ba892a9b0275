//! Identity card numbers.

use crate::language::text;

/// Weights of the first 17 digits (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check digit for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

/// An identity card's number as it is sent: its check digit in upper case. Other texts stay as they are.
pub(in crate::mapping) fn identity_number(text: &str) -> String {
    match text.strip_suffix('x') {
        Some(digits) if is_digits(digits, 17) => format!("{digits}X"),
        _ => text.to_owned(),
    }
}

/// What looks wrong about an identity card's number.
pub(in crate::mapping) fn doubt(number: &str) -> Option<String> {
    let bytes = number.as_bytes();
    let Some((digits, check)) = number.get(..17).zip(bytes.get(17)) else {
        return Some(text!("mapping-identity-length"));
    };
    if bytes.len() != 18 || !is_digits(digits, 17) {
        return Some(text!("mapping-identity-length"));
    }
    let digits = digits.bytes().map(|digit| u32::from(digit - b'0'));
    let sum: u32 = digits
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let right = CHECKS.get((sum % 11) as usize) == Some(check);
    (!right).then(|| text!("mapping-identity-check"))
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_digit_is_upper_case_and_other_papers_stay() {
        for (text, sent) in [
            ("11010519491231002x", "11010519491231002X"),
            ("11010519491231002X", "11010519491231002X"),
            ("110105194912310021", "110105194912310021"),
            ("e12345678x", "e12345678x"),
            ("x", "x"),
        ] {
            assert_eq!(identity_number(text), sent);
        }
    }

    #[test]
    fn a_check_digit_is_checked() {
        assert_eq!(doubt("11010519491231002X"), None);
        assert_eq!(doubt("440524188001010014"), None);
        assert!(doubt("440524188001010015").is_some_and(|doubt| doubt.contains("check digit")));
        for text in [
            "",
            "44052418800101001",
            "4405241880010100145",
            "E12345678",
            "四四〇五二四",
        ] {
            assert!(
                doubt(text).is_some_and(|doubt| doubt.contains("18")),
                "{text}"
            );
        }
    }
}
