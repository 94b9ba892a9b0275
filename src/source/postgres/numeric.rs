//! PostgreSQL's NUMERIC, with all its digits.

use std::fmt::Write;

use crate::language::text;
use sqlx::error::BoxDynError;

/// The digits of a NUMERIC: groups of four, `weight` groups and one more stand before the point.
pub(super) fn numeric(bytes: &[u8]) -> Result<String, BoxDynError> {
    let mut words = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let mut word = || words.next().ok_or_else(|| text!("source-numeric-short"));
    let (count, weight, sign, scale) = (word()?, word()?, word()?, word()?);
    let negative = match sign {
        0x0000 => false,
        0x4000 => true,
        0xc000 => return Ok("NaN".to_owned()),
        0xd000 => return Ok("Infinity".to_owned()),
        0xf000 => return Ok("-Infinity".to_owned()),
        _ => return Err(text!("source-numeric-sign").into()),
    };
    let groups: Vec<u16> = words.take(count.into()).collect();
    let weight = i32::from(weight.cast_signed());
    let group = |at: i32| {
        let at = usize::try_from(at).ok();
        at.and_then(|at| groups.get(at)).copied().unwrap_or(0)
    };
    let mut whole = String::new();
    for at in 0..=weight {
        write!(whole, "{:04}", group(at))?;
    }
    let mut fraction = String::new();
    for at in 0..i32::from(scale).div_euclid(4) + 1 {
        write!(fraction, "{:04}", group(weight + 1 + at))?;
    }
    fraction.truncate(scale.into());
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let sign = if negative { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Ok(format!("{sign}{whole}{point}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::numeric;

    fn of(words: &[u16]) -> String {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        numeric(&bytes).unwrap()
    }

    #[test]
    fn digits_are_all_there() {
        assert_eq!(of(&[0, 0, 0, 0]), "0");
        assert_eq!(of(&[0, 0, 0, 2]), "0.00");
        assert_eq!(of(&[1, 0, 0x4000, 0, 7]), "-7");
        assert_eq!(of(&[1, 1, 0, 0, 1]), "10000");
        assert_eq!(of(&[2, 0, 0, 1, 12, 5000]), "12.5");
        assert_eq!(of(&[1, 0xffff, 0, 6, 12]), "0.001200");
        assert_eq!(of(&[1, 0xfffe, 0, 8, 12]), "0.00000012");
        assert_eq!(of(&[0, 0, 0xc000, 0]), "NaN");
        assert!(numeric(&[0, 1]).is_err());
    }
}
