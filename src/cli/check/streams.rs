//! Whether each stream can be read, what a first run would take in, and what no poll can save.

use super::Finding;
use crate::pipeline::Job;
use crate::source::{Concern, Severity, SourceError, Stream, examine};

/// Looks at the streams of a job.
pub(super) async fn look(job: &Job, finding: &mut Finding) {
    let streams = &job.mapping.streams;
    let concerns = match examine(job.source.as_ref(), job.dialect, streams).await {
        Ok(concerns) => concerns,
        Err(error) => return finding.failed("the source", error),
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
        let about = match &concern.stream {
            Some(stream) => format!("stream `{stream}`: "),
            None => String::new(),
        };
        let line = format!("{about}{}; {}", concern.what, concern.remedy);
        match concern.severity {
            Severity::Note => finding.notes.push(line),
            Severity::Wrong => finding.wrong.push(line),
        }
    }
}

/// Reads the first page of a stream.
async fn first(job: &Job, stream: &Stream, finding: &mut Finding) {
    let page = async {
        let begin = job.source.begin(stream, &job.begin).await?;
        job.source.page(stream, &begin, 1000).await
    };
    let page: Result<_, SourceError> = page.await;
    match page {
        Ok(page) => {
            let count = page.keys.len();
            let more = if page.end { "" } else { " or more" };
            finding.fine.push(format!(
                "stream `{}` can be read; a first run takes in {count}{more} changes",
                stream.name
            ));
        }
        Err(error) => finding.failed(&format!("stream `{}`", stream.name), error),
    }
}

/// Whether the flag can be written back.
async fn flag(job: &Job, stream: &Stream, finding: &mut Finding) {
    let name = &stream.name;
    let Some(writer) = &job.writer else {
        return finding.notes.push(format!(
            "stream `{name}`: its flag is not written back, as the source has no `writer_url`: due rows stay due, are looked \
             at each time, and sent again only when they differ"
        ));
    };
    match writer.may_write(stream).await {
        Ok(()) => finding
            .fine
            .push(format!("stream `{name}`: its flag can be written back")),
        Err(error) => finding.failed(
            &format!("stream `{name}`: its flag cannot be written through `writer_url`"),
            error,
        ),
    }
}
