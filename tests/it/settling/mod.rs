//! The proof of the ledger's rules: a search through everything that can happen to one key.
//!
//! A world holds the site's row, the platform's record, two processes, requests on their way, and the ledger. From each
//! world every step that could come next is taken: the site changes the row, a process takes changes in, picks the key, reads
//! the row, departs, settles; the platform applies a request, early or late; replies get lost, processes are killed or stall
//! and lose their lease, a person asks for a retry. Each step of the ledger is the real function on a real database.
//!
//! What must hold (see [`search`]): a request never puts older content over newer; and from every world, once nothing fails
//! any more, the platform ends with what the row holds, or the record is listed as failed.
//!
//! So that the search is known to find what it looks for, it is run again with one rule broken at a time ([`Rule`]): each
//! must lead to a lost or stale record.

mod books;
mod search;
mod steps;
mod world;

use books::Books;
use search::{Found, search};
use world::{Limits, Rule, Site};

/// What the row holds over time (`-`: no row; `X`: what the mapping rejects), and how changes are seen.
fn sites() -> Vec<Site> {
    let mut sites = Vec::new();
    for candidates in [false, true] {
        for script in ["ABA", "A-A", "AXA", "AB-"] {
            sites.push(Site {
                script,
                candidates,
                limits: Limits::SEARCH,
            });
        }
    }
    sites
}

#[tokio::test]
async fn no_order_of_events_loses_a_record_or_leaves_it_stale() {
    let mut books = Books::new().await;
    let mut states = 0;
    for site in sites() {
        let found = search(&mut books, site, None).await;
        match found {
            Found::Nothing { states: some } => states += some,
            Found::Violation { .. } => panic!("{site:?}\n{found}"),
        }
    }
    let calls = books.calls();
    eprintln!("{states} states, {calls} different calls of the ledger");
    // A search that goes nowhere proves nothing.
    assert!(states > 50_000, "only {states} states");
}

/// Searches with one rule broken; a violation must be found.
async fn breaks(rule: Rule, script: &'static str, candidates: bool) {
    let mut books = Books::new().await;
    let site = Site {
        script,
        candidates,
        limits: Limits::SEARCH,
    };
    let found = search(&mut books, site, Some(rule)).await;
    eprintln!("without {rule:?}:\n{found}");
    assert!(
        matches!(found, Found::Violation { .. }),
        "nothing goes wrong without {rule:?}: it is no rule, or the search cannot see it"
    );
}

#[tokio::test]
async fn a_settlement_must_name_the_version_that_was_read() {
    breaks(Rule::VersionRead, "AB", false).await;
}

#[tokio::test]
async fn the_version_must_be_read_before_the_row() {
    breaks(Rule::VersionFirst, "AB", false).await;
}

#[tokio::test]
async fn digests_must_be_cleared_before_a_request_goes_out() {
    breaks(Rule::Clearing, "ABA", false).await;
}

#[tokio::test]
async fn a_key_in_flight_must_not_be_picked() {
    breaks(Rule::OneRequest, "AB", false).await;
}

#[tokio::test]
async fn after_a_lost_reply_the_request_must_be_dead() {
    breaks(Rule::WaitForTheDead, "AB", false).await;
}

#[tokio::test]
async fn a_takeover_must_wait_until_the_requests_are_dead() {
    breaks(Rule::LateTakeover, "AB", false).await;
}

#[tokio::test]
async fn a_settlement_must_carry_its_own_fence() {
    breaks(Rule::Fence, "ABA", false).await;
}

#[tokio::test]
async fn a_candidate_must_raise_the_version() {
    breaks(Rule::CandidateVersion, "AB", true).await;
}

#[tokio::test]
async fn a_suspect_that_departs_must_become_waiting() {
    breaks(Rule::SuspectDeparts, "AB", true).await;
}

#[tokio::test]
async fn a_gone_record_must_stay_known_to_the_platform() {
    breaks(Rule::GoneIsKnown, "A-A-", false).await;
}

#[tokio::test]
async fn a_refusal_must_not_clear_the_doubt_of_an_earlier_request() {
    breaks(Rule::DoubtStays, "AB-", false).await;
}
