//! How far a long command is: a bar on a terminal, else a line now and then.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::language::{spoken, text};
use crate::pipeline::Progress;

/// How long it is between two lines.
const APART: Duration = Duration::from_secs(10);

/// Shows how far a command is, on standard error.
pub(super) struct Shown {
    name: String,
    bar: ProgressBar,
    line: Mutex<Line>,
}

/// What the lines go by.
struct Line {
    /// Where it began, and when: what lay behind it then counts for no speed.
    first: Option<(u64, Instant)>,
    /// When the last one was written.
    last: Instant,
}

impl Shown {
    /// Nothing is shown yet.
    pub(super) fn new(name: &str) -> Self {
        let bar = ProgressBar::no_length();
        set_style(&bar, "{msg}");
        Self {
            name: name.to_owned(),
            bar,
            line: Mutex::new(Line {
                first: None,
                last: Instant::now(),
            }),
        }
    }

    /// Shows how far it is now.
    pub(super) fn tell(&self, at: Progress) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.first.is_none() {
            line.first = Some((at.passed, Instant::now()));
        }
        if !self.bar.is_hidden() {
            self.draw(at, line.first);
        } else if line.last.elapsed() >= APART {
            line.last = Instant::now();
            eprintln!("{}", self.text(at, line.first));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn draw(&self, at: Progress, first: Option<(u64, Instant)>) {
        if let Some(total) = at.total.filter(|_| self.bar.length().is_none()) {
            set_style(&self.bar, "{msg} {wide_bar}");
            self.bar.set_length(total);
        }
        self.bar.set_message(self.text(at, first));
        self.bar.set_position(at.passed);
    }

    fn text(&self, at: Progress, first: Option<(u64, Instant)>) -> String {
        let (job, passed, pace) = (&self.name, at.passed, pace(at, first));
        match at.total {
            None => text!(
                "cli-progress-passed",
                job = job,
                passed = passed,
                pace = pace
            ),
            Some(total) => text!(
                "cli-progress-passed-of",
                job = job,
                passed = passed,
                total = total,
                pace = pace,
            ),
        }
    }
}

/// How fast it is, and how long that takes to the end, where it is known.
fn pace(at: Progress, first: Option<(u64, Instant)>) -> String {
    let rate = rate(at, first);
    let shown = format!("{rate:.0}");
    match at.total.filter(|_| rate > 0.0) {
        None => text!("cli-progress-pace", rate = shown),
        Some(total) => {
            let left = total.saturating_sub(at.passed) as f64 / rate;
            let left = spoken().age(Duration::from_secs_f64(left).as_secs().cast_signed());
            text!("cli-progress-pace-left", rate = shown, left = left)
        }
    }
}

/// How many a second, since it began.
fn rate(at: Progress, first: Option<(u64, Instant)>) -> f64 {
    first.map_or(0.0, |(before, began)| {
        let seconds = began.elapsed().as_secs_f64().max(0.001);
        at.passed.saturating_sub(before) as f64 / seconds
    })
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
