//! Degrees of longitude and latitude; Chinese map coordinates (GCJ-02, BD-09) back to WGS84.
//!
//! GCJ-02 shifts a point by up to about 700 m, by a published formula without a closed inverse; BD-09
//! shifts that once more. Both are undone by iteration. Outside China nothing is shifted.

use std::f64::consts::PI;

use crate::mapping::error::ValueError;
use crate::mapping::text::text_of;
use crate::source::Value;

/// Where China lies, from its western to its eastern end, in whole degrees.
pub(in crate::mapping) const EAST: std::ops::RangeInclusive<f64> = 73.0..=136.0;

/// Bounds of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::mapping) struct Bounds {
    /// Smallest.
    pub(in crate::mapping) min: f64,
    /// Largest.
    pub(in crate::mapping) max: f64,
}

impl Bounds {
    /// Refuses what is out of bounds.
    pub(in crate::mapping) fn check(self, degrees: f64) -> Result<(), ValueError> {
        if (self.min..=self.max).contains(&degrees) {
            return Ok(());
        }
        if !self.is_longitude() && EAST.contains(&degrees) {
            return Err(ValueError::Exchanged);
        }
        Err(ValueError::Bounds {
            min: self.min.to_string(),
            max: self.max.to_string(),
        })
    }

    /// Whether these are bounds of a longitude.
    pub(in crate::mapping) fn is_longitude(self) -> bool {
        self.max > 90.0
    }
}

/// Degrees from a number or plain decimal text, with the text to send.
pub(in crate::mapping) fn degrees(value: &Value) -> Result<(f64, String), ValueError> {
    if !matches!(
        value,
        Value::Int(_) | Value::Float(_) | Value::Real(_) | Value::Decimal(_) | Value::Text(_)
    ) {
        return Err(ValueError::NoDegrees);
    }
    let text = text_of(value)?;
    if !is_plain_decimal(&text) {
        return Err(ValueError::NoDegrees);
    }
    let degrees = text.parse().map_err(|_| ValueError::NoDegrees)?;
    Ok((degrees, text.into_owned()))
}

/// Digits with at most one point between them and a minus before them: no exponent, no blanks, no plus.
pub(in crate::mapping) fn is_plain_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    }
}

/// How a site's coordinates are shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mapping) enum Datum {
    /// GCJ-02 (Amap, Tencent).
    Gcj02,
    /// BD-09 (Baidu).
    Bd09,
}

impl Datum {
    /// The names in mappings.
    pub(in crate::mapping) const NAMES: &'static [&'static str] = &["gcj02", "bd09"];

    /// The datum of this name.
    pub(in crate::mapping) fn of_name(name: &str) -> Option<Self> {
        match name {
            "gcj02" => Some(Self::Gcj02),
            "bd09" => Some(Self::Bd09),
            _ => None,
        }
    }

    /// The WGS84 longitude and latitude of a point, in degrees, to better than 1e-7.
    pub(in crate::mapping) fn to_wgs84(self, point: (f64, f64)) -> (f64, f64) {
        if !in_china(point) {
            return point;
        }
        match self {
            Self::Gcj02 => undo(gcj02_of_wgs84, point),
            Self::Bd09 => undo(gcj02_of_wgs84, undo(bd09_of_gcj02, point)),
        }
    }
}

/// The bounding box within which Chinese maps shift.
fn in_china((lng, lat): (f64, f64)) -> bool {
    (72.004..=137.8347).contains(&lng) && (0.8293..=55.8271).contains(&lat)
}

/// The point that `shift` takes to `to`. The shifts are small and smooth: each round gains about three digits.
fn undo(shift: fn((f64, f64)) -> (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let mut at = to;
    for _ in 0..20 {
        let there = shift(at);
        let off = (there.0 - to.0, there.1 - to.1);
        at = (at.0 - off.0, at.1 - off.1);
        // What is left after this correction is smaller still by those three digits.
        if off.0.abs() < 1e-8 && off.1.abs() < 1e-8 {
            break;
        }
    }
    at
}

/// The published GCJ-02 formula, on the Krasovsky 1940 ellipsoid.
fn gcj02_of_wgs84((lng, lat): (f64, f64)) -> (f64, f64) {
    const AXIS: f64 = 6_378_245.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (lng - 105.0, lat - 35.0);
    let ripple = 20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin();
    let wave = |t: f64, long: f64, longest: f64| {
        20.0 * (t * PI).sin()
            + 40.0 * (t / 3.0 * PI).sin()
            + long * (t / 12.0 * PI).sin()
            + longest * (t / 30.0 * PI).sin()
    };
    let root = x.abs().sqrt();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + (ripple + wave(y, 160.0, 320.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + (ripple + wave(x, 150.0, 300.0)) * 2.0 / 3.0;
    let radians = lat / 180.0 * PI;
    let magic = 1.0 - ECCENTRICITY_SQUARED * radians.sin().powi(2);
    let lat_metres = AXIS * (1.0 - ECCENTRICITY_SQUARED) / (magic * magic.sqrt()) * PI / 180.0;
    let lng_metres = AXIS / magic.sqrt() * radians.cos() * PI / 180.0;
    (lng + east / lng_metres, lat + north / lat_metres)
}

/// Baidu's own shift on top of GCJ-02.
fn bd09_of_gcj02((lng, lat): (f64, f64)) -> (f64, f64) {
    const WAVE: f64 = PI * 3000.0 / 180.0;
    let radius = lng.hypot(lat) + 0.000_02 * (lat * WAVE).sin();
    let angle = lat.atan2(lng) + 0.000_003 * (lng * WAVE).cos();
    (radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}
