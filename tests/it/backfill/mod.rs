//! Backfills: a range of records, looked at once more, beside the changes that come in.

mod beside;
mod commands;
mod ranges;
mod resume;

use shangbao::ledger::{Actor, StoredPosition};
use shangbao::pipeline::{BackfillRequest, Context, Range, RunReport, Undecided, backfill};
use shangbao::sql::Dialect;
use shangbao_sandbox::Upload;

use crate::bed::{Bed, Permit, permit};

/// A site with so many permits that were never reported: its job began behind them.
async fn unreported(dialect: Dialect, count: i64) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.job = "begin = \"now\"".into();
    let permits: Vec<Permit<'_>> = (1..=count).map(permit).collect();
    bed.save(&permits).await;
    assert_eq!(bed.run().await.seen, 0);
    bed
}

/// A backfill to its end.
async fn backfilled(bed: &Bed, range: Range) -> RunReport {
    ordered(bed, range, false).await.unwrap()
}

async fn ordered(bed: &Bed, range: Range, resend: bool) -> Result<RunReport, Undecided> {
    let (_, context) = bed.job().await;
    let request = BackfillRequest {
        range,
        resend,
        rate: None,
    };
    in_context(bed, &context, &request).await
}

async fn in_context(
    bed: &Bed,
    context: &Context,
    request: &BackfillRequest,
) -> Result<RunReport, Undecided> {
    let (job, _) = bed.job().await;
    let actor = Actor {
        user: "dba".into(),
        host: "here".into(),
    };
    backfill(&job, context, request, &actor, &|_| {}).await
}

fn keys(ids: impl IntoIterator<Item = i64>) -> Range {
    Range::Keys(ids.into_iter().map(|id| id.to_string()).collect())
}

/// Where the job's streams stand.
async fn positions(bed: &Bed) -> Vec<StoredPosition> {
    let (context, route) = bed.route().await;
    context.ledger.positions(route).await.unwrap()
}

/// How often the platform stored each permit.
fn stored(bed: &Bed, ids: impl IntoIterator<Item = i64>) -> Vec<usize> {
    let history = |id| {
        let record = format!("DH-{id}");
        bed.sandbox.state().history(Upload::WorkTicket, &record)
    };
    ids.into_iter().map(|id| history(id).len()).collect()
}
