//! Ticks over simulated months: downtime, a clock that is set, zones with daylight saving.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use shangbao::schedule::{Cron, Schedule, next_tick};

fn cron(text: &str) -> Schedule {
    Schedule::Cron(Cron::parse(text).unwrap())
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The moments at which something ran, on a clock that goes on by `step` from `from` to `to` and was seen only while
/// `up`; as local times.
fn ran(
    schedule: &Schedule,
    zone: Tz,
    (from, to): (&str, &str),
    step: TimeDelta,
    up: impl Fn(DateTime<Utc>) -> bool,
) -> Vec<DateTime<Tz>> {
    let (mut now, to) = (at(from), at(to));
    let mut last = now;
    let mut ran = Vec::new();
    while now < to {
        if up(now) && next_tick(schedule, zone, last, now).is_some_and(|next| next <= now) {
            ran.push(now.with_timezone(&zone));
            last = now;
        }
        now += step;
    }
    ran
}

fn texts(times: &[DateTime<Tz>]) -> Vec<String> {
    let text = |time: &DateTime<Tz>| time.format("%d %H:%M %Z").to_string();
    times.iter().map(text).collect()
}

const MARCH: (&str, &str) = ("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[test]
fn a_month_of_nights_runs_once_a_night() {
    let nights = ran(
        &cron("30 2 * * *"),
        Tz::Asia__Shanghai,
        MARCH,
        MINUTE,
        |_| true,
    );
    assert_eq!(nights.len(), 31);
    for night in &nights {
        assert_eq!(night.format("%H:%M").to_string(), "02:30");
    }
}

#[test]
fn what_was_missed_while_the_service_was_down_runs_once_at_its_start() {
    let down = at("2026-03-10T12:00:00Z")..at("2026-03-14T04:15:00Z");
    for (schedule, expected) in [
        (cron("30 2 * * *"), 31 - 4 + 1),
        (cron("0 */6 * * *"), 31 * 4 - 15 + 1),
    ] {
        let ran = ran(&schedule, Tz::Asia__Shanghai, MARCH, MINUTE, |now| {
            !down.contains(&now)
        });
        assert!(ran.iter().any(|time| time.to_utc() == down.end));
        assert_eq!(ran.len(), expected, "{:?}", texts(&ran));
    }
}

#[test]
fn a_month_of_minutes_skips_and_doubles_none() {
    let ran = ran(
        &cron("* * * * *"),
        Tz::Europe__Berlin,
        MARCH,
        TimeDelta::seconds(20),
        |_| true,
    );
    assert_eq!(ran.len(), 31 * 24 * 60 - 1, "the first minute is the start");
    for two in ran.windows(2) {
        assert_eq!(two[1].to_utc() - two[0].to_utc(), MINUTE, "{two:?}");
    }
}

#[test]
fn six_fields_begin_with_seconds() {
    let from = ("2026-03-01T00:00:00Z", "2026-03-01T00:05:00Z");
    let second = TimeDelta::milliseconds(700);
    let ran = ran(&cron("15,45 * * * * *"), Tz::UTC, from, second, |_| true);
    assert_eq!(ran.len(), 10);
}

#[test]
fn what_a_clock_jumps_over_in_spring_runs_when_it_has_jumped() {
    let spring = ("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");
    let nights = ran(
        &cron("30 2 * * *"),
        Tz::Europe__Berlin,
        spring,
        MINUTE,
        |_| true,
    );
    assert_eq!(
        texts(&nights),
        ["28 02:30 CET", "29 03:00 CEST", "30 02:30 CEST"]
    );
    let hours = ran(
        &cron("0 * * * *"),
        Tz::Europe__Berlin,
        spring,
        MINUTE,
        |_| true,
    );
    assert_eq!(hours.len(), 71);
}

#[test]
fn what_a_clock_shows_twice_in_autumn_runs_once_but_what_runs_hourly_goes_on() {
    let autumn = ("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z");
    let nights = ran(
        &cron("30 2 * * *"),
        Tz::Europe__Berlin,
        autumn,
        MINUTE,
        |_| true,
    );
    assert_eq!(
        texts(&nights),
        ["24 02:30 CEST", "25 02:30 CEST", "26 02:30 CET"]
    );
    let often = ran(
        &cron("*/10 * * * *"),
        Tz::Europe__Berlin,
        autumn,
        MINUTE,
        |_| true,
    );
    for two in often.windows(2) {
        assert_eq!(two[1].to_utc() - two[0].to_utc(), TimeDelta::minutes(10));
    }
}

#[test]
fn a_clock_set_forward_makes_up_once_for_what_it_jumped_over() {
    let (schedule, zone) = (cron("30 2 * * *"), Tz::Asia__Shanghai);
    let last = at("2026-03-01T18:30:00Z");
    let now = at("2026-03-05T10:00:00Z");
    assert!(next_tick(&schedule, zone, last, now).unwrap() <= now);
    assert_eq!(
        next_tick(&schedule, zone, now, now),
        Some(at("2026-03-05T18:30:00Z"))
    );
}

#[test]
fn a_clock_set_back_a_little_repeats_nothing_and_far_back_rests_nothing_for_long() {
    let zone = Tz::Asia__Shanghai;
    let night = at("2026-03-01T18:30:00Z");
    let back = night - TimeDelta::minutes(10);
    assert_eq!(
        next_tick(&cron("30 2 * * *"), zone, night, back),
        Some(night + TimeDelta::days(1))
    );
    assert_eq!(
        next_tick(&cron("* * * * *"), zone, night, back),
        Some(back + MINUTE)
    );
    let year = night - TimeDelta::days(365);
    let every = Schedule::Every(Duration::from_secs(2));
    assert_eq!(
        next_tick(&every, zone, night, year),
        Some(year + TimeDelta::seconds(2))
    );
    assert_eq!(
        next_tick(&cron("30 2 * * *"), zone, night, year),
        Some(year + TimeDelta::days(1))
    );
}

#[test]
fn a_time_that_never_comes_is_refused() {
    for (text, wrong) in [
        ("0 0 30 2 *", "such a time never comes"),
        ("* * * *", "it has neither five nor six fields"),
    ] {
        assert_eq!(Cron::parse(text).unwrap_err(), wrong, "{text}");
    }
    assert!(Cron::parse("61 * * * *").is_err());
}
