//! Whether each stream can be read, what a first run would take in, and what no poll can save.

use super::Finding;
use crate::app::App;
use crate::language::text;
use crate::pipeline::Job;
use crate::source::{self, Bounds, Concern, Severity, SourceError, Stream};

/// Looks at the streams of a job.
pub(super) async fn look(app: &App, job: &Job, finding: &mut Finding) {
    let streams = &job.mapping.streams;
    let config = app
        .config
        .jobs
        .iter()
        .find(|config| config.name == job.name);
    let site = config.and_then(|config| app.config.sources.get(&config.source));
    let zone = site.map_or(app.config.timezone, |site| site.timezone);
    let concerns = match source::check(job.source.as_ref(), job.dialect, zone, streams).await {
        Ok(concerns) => concerns,
        Err(error) => return finding.failed(&text!("cli-check-source"), error),
    };
    for stream in streams {
        let refused = |concern: &Concern| {
            concern.severity == Severity::Wrong && concern.stream.as_ref() == Some(&stream.name)
        };
        if !concerns.iter().any(refused) {
            first(job, stream, finding).await;
        }
        if stream.flag.is_some() {
            flag(job, stream, finding).await;
        }
    }
    for concern in concerns {
        let (what, remedy) = (concern.what, concern.remedy);
        let line = match concern.stream {
            Some(stream) => {
                text!(
                    "cli-check-stream-concern",
                    stream = stream,
                    what = what,
                    remedy = remedy
                )
            }
            None => text!("cli-check-concern", what = what, remedy = remedy),
        };
        match concern.severity {
            Severity::Note => finding.notes.push(line),
            Severity::Wrong => finding.wrong.push(line),
        }
    }
}

/// Reads the first page of a stream, and tries the statement that leads on from it.
async fn first(job: &Job, stream: &Stream, finding: &mut Finding) {
    let page = async {
        let begin = job.source.begin(stream, &job.begin).await?;
        job.source.page(stream, &begin, 1000).await
    };
    let page: Result<_, SourceError> = page.await;
    let name = stream.name.as_str();
    match page {
        Ok(page) => {
            let count = page.keys.len().to_string();
            finding.fine.push(if page.end {
                text!("cli-check-first-run", stream = name, count = count)
            } else {
                text!("cli-check-first-run-more", stream = name, count = count)
            });
        }
        Err(error) => finding.failed(&text!("cli-check-stream", stream = name), error),
    }
    if let Some(expand) = &stream.expand
        && let Err(error) = job.source.rows(expand, &[], Bounds::OWN).await
    {
        finding.failed(&text!("cli-check-stream", stream = name), error);
    }
}

/// Whether the flag can be written back.
async fn flag(job: &Job, stream: &Stream, finding: &mut Finding) {
    let name = stream.name.as_str();
    let Some(writer) = &job.writer else {
        let note = text!("cli-check-flag-kept", stream = name);
        return finding.notes.push(note);
    };
    match writer.may_write(stream).await {
        Ok(()) => {
            let fine = text!("cli-check-flag-written", stream = name);
            finding.fine.push(fine);
        }
        Err(error) => {
            let refused = text!("cli-check-flag-refused", stream = name);
            let error = error.to_string();
            let wrong = text!("cli-check-failed", what = refused, error = error);
            finding.wrong.push(wrong);
        }
    }
}
