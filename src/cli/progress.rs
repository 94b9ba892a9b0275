//! How far a long command is: a bar on a terminal, else a line now and then.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

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
        bar.set_prefix(name.to_owned());
        set_style(&bar, "{prefix} {pos} {msg}");
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
            self.bar.set_position(at.passed);
            self.bar.reset_eta();
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
            set_style(
                &self.bar,
                "{prefix} {wide_bar} {pos}/{len} {msg}, {eta} left",
            );
            self.bar.set_length(total);
        }
        self.bar
            .set_message(format!("{:.0} a second", rate(at, first)));
        self.bar.set_position(at.passed);
    }

    fn text(&self, at: Progress, first: Option<(u64, Instant)>) -> String {
        let rate = rate(at, first);
        let of = at
            .total
            .map_or_else(String::new, |total| format!(" of {total}"));
        let left = at.total.filter(|_| rate > 0.0).map(|total| {
            let left = total.saturating_sub(at.passed) as f64 / rate;
            format!(", {} left", HumanDuration(Duration::from_secs_f64(left)))
        });
        format!(
            "{}: {}{of} passed, {rate:.0} a second{}",
            self.name,
            at.passed,
            left.unwrap_or_default()
        )
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
