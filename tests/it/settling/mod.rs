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

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a search says what it went through; a test that cannot go on says so by a panic, also outside the test function itself"
)]

mod base;
mod books;
mod rows;
mod search;
mod sending;
mod steps;
mod world;

use books::Books;
use search::{Found, search};
use world::{Rule, Site};

/// How many things go wrong in one life of a key.
const FAULTS: u8 = 2;

async fn holds(script: &'static str, candidates: bool, faults: u8) {
    let mut books = Books::new().await;
    let site = Site {
        script,
        candidates,
        faults,
    };
    let found = search(&mut books, site, None).await;
    let calls = books.calls();
    eprintln!("{site:?}: {found}, {calls} different calls of the ledger");
    match found {
        // A search that goes nowhere proves nothing.
        Found::Nothing { states } => assert!(states > 5_000, "only {states} worlds"),
        Found::Violation { .. } => panic!("{found}"),
    }
}

#[tokio::test]
async fn content_that_comes_back_is_not_taken_for_delivered() {
    for candidates in [false, true] {
        holds("ABA", candidates, FAULTS).await;
    }
}

#[tokio::test]
async fn a_row_that_comes_and_goes_is_not_forgotten() {
    for candidates in [false, true] {
        holds("A-A", candidates, FAULTS).await;
        holds("AB-", candidates, FAULTS).await;
    }
}

#[tokio::test]
async fn content_that_the_mapping_rejects_hides_nothing() {
    for candidates in [false, true] {
        holds("AXA", candidates, FAULTS).await;
    }
}

#[tokio::test]
async fn one_thing_more_may_go_wrong_with_a_shorter_life() {
    holds("AB", false, FAULTS + 1).await;
}

/// Searches with one rule broken; a violation must be found.
async fn breaks(rule: Rule, script: &'static str, candidates: bool) {
    let mut books = Books::new().await;
    let site = Site {
        script,
        candidates,
        faults: FAULTS,
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
