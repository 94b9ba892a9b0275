//! Degrees, and Chinese map coordinates back to WGS84.

use std::f64::consts::PI;

use shangbao::source::Value;

use super::site::{Site, text};

#[test]
fn degrees_are_plain_decimals_within_bounds() {
    let lng = |value| Site::of_column("lng", "\"c\"", value);
    for (value, sent) in [
        (text(" 120.17930673061386 "), "120.17930673061386"),
        (text("-0.5"), "-0.5"),
        (Value::Float(120.179_306_730_613_86), "120.17930673061386"),
        (Value::Float(1e-7), "0.0000001"),
        (Value::Decimal("120.170000".into()), "120.17"),
        (Value::Int(-180), "-180"),
    ] {
        assert_eq!(lng(value), sent);
    }
    for value in [
        text("120,5"),
        text("1.2e2"),
        text("+120"),
        text(".5"),
        text("5."),
        text("120°"),
        Value::Bool(true),
    ] {
        assert_eq!(
            lng(value),
            "x lng: column `c`: value is not plain decimal degrees"
        );
    }
    for value in [text("180.01"), Value::Int(-181), text(&"9".repeat(400))] {
        assert_eq!(
            lng(value),
            "x lng: column `c`: degrees are not between -180 and 180"
        );
    }
    assert_eq!(
        Site::of_column("lat", "\"c\"", Value::Float(-120.0)),
        "x lat: column `c`: degrees are not between -90 and 90"
    );
}

/// A permit whose coordinates are shifted, and what is sent for a point.
fn unshifted(datum: &str, lng: Value, lat: Value) -> (String, String) {
    let site = Site::permit()
        .field(
            "lng",
            &format!("{{ column = \"x\", coordinates = \"{datum}\", with = \"y\" }}"),
        )
        .field(
            "lat",
            &format!("{{ column = \"y\", coordinates = \"{datum}\", with = \"x\" }}"),
        );
    let cells = [("x", lng), ("y", lat)];
    (site.sent("lng", &cells), site.sent("lat", &cells))
}

/// Points all over China, some at the edge of the box.
const POINTS: &[(f64, f64)] = &[
    (120.179_306, 36.043_850),
    (116.404, 39.915),
    (105.0, 35.0),
    (87.6, 43.8),
    (113.9, 22.5),
    (73.0, 39.5),
    (134.7, 48.3),
];

#[test]
fn shifting_what_was_unshifted_gives_the_point_again() {
    for (datum, shift) in [
        ("gcj02", gcj02 as fn(f64, f64) -> (f64, f64)),
        ("bd09", bd09),
    ] {
        for (lng, lat) in POINTS {
            let (sent_lng, sent_lat) = unshifted(datum, Value::Float(*lng), text(&lat.to_string()));
            let decimals = |sent: &str| {
                sent.split_once('.')
                    .map_or(0, |(_, decimals)| decimals.len())
            };
            assert!(
                decimals(&sent_lng) <= 8 && decimals(&sent_lat) <= 8,
                "{sent_lng} {sent_lat}"
            );
            let (wgs_lng, wgs_lat): (f64, f64) =
                (sent_lng.parse().unwrap(), sent_lat.parse().unwrap());
            let again = shift(wgs_lng, wgs_lat);
            assert!(
                (again.0 - lng).abs() < 1e-7 && (again.1 - lat).abs() < 1e-7,
                "{datum} {lng} {lat}"
            );
            let metres = ((wgs_lng - lng) * 111_000.0 * lat.to_radians().cos())
                .hypot((wgs_lat - lat) * 111_000.0);
            assert!(
                (50.0..2_000.0).contains(&metres),
                "{datum} {lng} {lat}: {metres} m"
            );
        }
    }
}

#[test]
fn known_points_come_out_where_others_have_them() {
    // Pairs that converters in the open print for themselves: WGS84 116.404, 39.915 as GCJ-02, and GCJ-02 116.404, 39.915 as BD-09.
    let point = |datum, lng, lat| {
        let (lng, lat) = unshifted(datum, Value::Float(lng), Value::Float(lat));
        (lng.parse::<f64>().unwrap(), lat.parse::<f64>().unwrap())
    };
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 2e-8 && (a.1 - b.1).abs() < 2e-8;
    let wgs = point("gcj02", 116.410_244_499_169_38, 39.916_404_281_501_64);
    assert!(near(wgs, (116.404, 39.915)), "{wgs:?}");
    let through_baidu = point("bd09", 116.410_369_493_710_29, 39.921_336_993_510_21);
    let direct = point("gcj02", 116.404, 39.915);
    assert!(near(through_baidu, direct), "{through_baidu:?} {direct:?}");
}

#[test]
fn outside_china_nothing_is_shifted() {
    for datum in ["gcj02", "bd09"] {
        let sent = unshifted(datum, Value::Float(2.3522), Value::Float(48.8566));
        assert_eq!(sent, ("2.3522".to_owned(), "48.8566".to_owned()));
    }
}

#[test]
fn a_pair_is_whole_or_nothing() {
    let (lng, _) = unshifted("gcj02", Value::Null, Value::Float(36.0));
    assert_eq!(
        lng,
        "x lng: columns `x`, `y`: one of the two coordinates is there without the other\n\
         x lat: columns `y`, `x`: one of the two coordinates is there without the other"
    );
    let (lng, _) = unshifted("gcj02", Value::Null, Value::Null);
    assert!(
        lng.starts_with("x lng: columns `x`, `y`: NULL or blank"),
        "{lng}"
    );
    let (lng, _) = unshifted("gcj02", Value::Int(120), text("north"));
    assert_eq!(
        lng,
        "x lng: column `y`: value is not plain decimal degrees\nx lat: column `y`: value is not plain decimal degrees"
    );
}

#[test]
fn half_shifted_pairs_are_problems() {
    let problems = Site::permit()
        .field(
            "lng",
            "{ column = \"x\", coordinates = \"gcj02\", with = \"y\" }",
        )
        .field("lat", "\"y\"")
        .problems();
    insta::assert_snapshot!(problems, @r##"
    30:7 field `lat`: `lng` is shifted by `coordinates`, and this field is not shifted with it | give both the same `coordinates`, each `with` the other's column
    "##);
    let problems = Site::permit()
        .field(
            "lng",
            "{ column = \"x\", coordinates = \"gcj20\", with = \"y\" }",
        )
        .field("lat", "{ column = \"y\", coordinates = \"bd09\" }")
        .field(
            "worker",
            "{ column = \"y\", coordinates = \"bd09\", with = \"x\" }",
        )
        .problems();
    insta::assert_snapshot!(problems, @r##"
    29:37 field `lng`: `coordinates` is not known | did you mean `gcj02`?
    30:23 field `lat`: `coordinates` needs `with`
    31:40 field `worker`: `coordinates` is for degrees
    "##);
}

/// WGS84 to GCJ-02 in the form it is usually printed.
fn gcj02(lng: f64, lat: f64) -> (f64, f64) {
    let (a, ee) = (6_378_245.0, 0.006_693_421_622_965_943);
    let (x, y) = (lng - 105.0, lat - 35.0);
    let mut d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt();
    d_lat += (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    d_lat += (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0;
    d_lat += (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let mut d_lng = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt();
    d_lng += (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    d_lng += (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0;
    d_lng += (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let rad_lat = lat / 180.0 * PI;
    let magic = 1.0 - ee * rad_lat.sin() * rad_lat.sin();
    d_lat = d_lat * 180.0 / (a * (1.0 - ee) / (magic * magic.sqrt()) * PI);
    d_lng = d_lng * 180.0 / (a / magic.sqrt() * rad_lat.cos() * PI);
    (lng + d_lng, lat + d_lat)
}

/// WGS84 to BD-09.
fn bd09(lng: f64, lat: f64) -> (f64, f64) {
    let (x, y) = gcj02(lng, lat);
    let x_pi = PI * 3000.0 / 180.0;
    let z = (x * x + y * y).sqrt() + 0.000_02 * (y * x_pi).sin();
    let theta = y.atan2(x) + 0.000_003 * (x * x_pi).cos();
    (z * theta.cos() + 0.0065, z * theta.sin() + 0.006)
}
