//! Two services on one ledger: each takes over from the other, and never do both work on a job.

use std::time::Duration;

use fastrand::Rng;
use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use sqlx::AnyPool;
use tokio_util::sync::CancellationToken;

use crate::bed::{Bed, Permit, each_dialect, permit};

use super::hosts::Host;
use super::terms::{assert_leased, terms, watch_leases};
use super::{arrives, until};

/// A site whose leases live as short as they can: 5 seconds, and for as long as a request may take.
async fn bed(dialect: Dialect) -> Bed {
    let mut bed = Bed::new(dialect).await;
    bed.sandbox = Sandbox::start(Options::default()).await.unwrap();
    bed.source = "statement_timeout = \"2s\"".into();
    bed.job = "every = \"200ms\"\nretry = { first = \"1s\", most = \"1s\" }".into();
    bed
}

/// Permits change, one transaction after another.
async fn write(bed: &Bed, mut rng: Rng, stop: &CancellationToken) {
    let mut count = 0;
    while !stop.is_cancelled() {
        count += 1;
        let place = count.to_string();
        let changed = Permit {
            place: &place,
            ..permit(rng.i64(1..=30))
        };
        bed.save(&[changed]).await;
        tokio::time::sleep(Duration::from_millis(rng.u64(0..100))).await;
    }
}

#[tokio::test]
async fn whichever_is_killed_every_change_arrives_and_no_job_runs_twice_at_once() {
    each_dialect(async |dialect| {
        let seed = fastrand::u64(..);
        eprintln!("two services on {dialect}: seed {seed}");
        let mut rng = Rng::with_seed(seed);
        let mut bed = bed(dialect).await;
        watch_leases(&bed).await;
        bed.sandbox.script("slow:300ms p=0.5".parse().unwrap());
        let mut hosts = [
            Host::start(&mut bed, "first", "127.0.0.2"),
            Host::start(&mut bed, "second", "127.0.0.3"),
        ];
        let stop = CancellationToken::new();
        tokio::join!(write(&bed, rng.fork(), &stop), async {
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_millis(rng.u64(500..3000))).await;
                hosts[rng.usize(0..2)].crash(&bed).await;
            }
            until("both have worked", async || {
                hosts.iter().all(|host| sent_by(&bed, host) > 0)
            })
            .await;
            stop.cancel();
        });
        let site = bed.site_permits().await;
        until("every change arrives", async || bed.platform() == site).await;
        for host in &mut hosts {
            host.stop(&bed).await;
        }
        let terms = terms(&bed).await;
        assert_leased(&bed.sandbox.state().requests(), &terms, &hosts);
        bed.assert_platform_equals_source().await;
    })
    .await;
}

#[tokio::test]
async fn one_that_stalls_past_its_lease_settles_nothing_when_it_wakes() {
    each_dialect(async |dialect| {
        let mut bed = bed(dialect).await;
        let mut stalled = Host::start(&mut bed, "first", "127.0.0.2");
        stall_in_flight(&bed, &stalled).await;
        let mut other = Host::start(&mut bed, "second", "127.0.0.3");
        until("the other takes over", async || {
            let requests = bed.sandbox.state().requests();
            let taken = requests.iter().any(|request| request.from == other.address);
            taken && delivered(&bed).await == bed.platform().len()
        })
        .await;
        let (settled, sent) = (settlements(&bed).await, sent_by(&bed, &stalled));
        stalled.signal("-CONT").await;
        until("it sees that its lease is lost", async || {
            stalled.said(&bed).contains("the lease was lost")
        })
        .await;
        assert_eq!(settlements(&bed).await, settled);
        assert_eq!(sent_by(&bed, &stalled), sent);
        stalled.stop(&bed).await;
        other.stop(&bed).await;
        bed.assert_platform_equals_source().await;
    })
    .await;
}

/// Stops a service (SIGSTOP) while the platform has taken a request and not yet answered it.
async fn stall_in_flight(bed: &Bed, host: &Host) {
    for id in 1..10 {
        bed.sandbox.script("slow:60m x1".parse().unwrap());
        bed.save(&[permit(id)]).await;
        arrives(bed, id).await;
        host.signal("-STOP").await;
        if delivered(bed).await < bed.platform().len() && in_flight(bed).await {
            return;
        }
        // This host is slow: the request was given up before.
        host.signal("-CONT").await;
    }
    panic!("no request could be caught in flight");
}

async fn in_flight(bed: &Bed) -> bool {
    let open = "SELECT COUNT(*) FROM shangbao_delivery WHERE state = 'waiting' AND due_at <= flight_until AND code IS NULL";
    count(bed, open).await > 0
}

/// How many records are delivered, and not under way again.
async fn delivered(bed: &Bed) -> usize {
    let sql =
        "SELECT COUNT(*) FROM shangbao_delivery WHERE state = 'delivered' AND flight_until IS NULL";
    usize::try_from(count(bed, sql).await).unwrap()
}

async fn count(bed: &Bed, sql: &'static str) -> i64 {
    let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
    let count = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
    pool.close().await;
    count
}

/// What is settled, by key: version, state, upload, since when.
type Settlement = (i64, String, Option<String>, i64);

async fn settlements(bed: &Bed) -> Vec<Settlement> {
    let pool = AnyPool::connect(&bed.state_url()).await.unwrap();
    let sql = "SELECT version, state, upload, since FROM shangbao_delivery ORDER BY record_key";
    let rows = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows
}

fn sent_by(bed: &Bed, host: &Host) -> usize {
    let requests = bed.sandbox.state().requests();
    let sent = requests.iter().filter(|seen| seen.from == host.address);
    sent.count()
}
