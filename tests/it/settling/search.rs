//! The search: every world that can be reached, and how each would end.
//!
//! In every world:
//! - no request has put older content over newer.
//!
//! From every world, when all that is under way is lost and nothing fails from then on (one process takes everything in and
//! delivers until nothing is due), this is how it ends:
//! - the row is there: it is delivered and the platform holds its content, or it is rejected and that very content was tried;
//! - the row is not there: the platform has nothing, or the key is `gone` and listed as a failure.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::books::Books;
use super::rows::{Answer, Call, NOW, Rows, What};
use super::steps::Steps;
use super::world::{Picked, Rule, Site, World};

/// What a search found.
pub(super) enum Found {
    /// Nothing, in so many worlds.
    Nothing { states: usize },
    /// Something that must not be, and how it comes about.
    Violation { trail: Vec<String>, what: String },
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing { states } => write!(f, "nothing in {states} worlds"),
            Self::Violation { trail, what } => {
                for step in trail {
                    writeln!(f, "  {step}")?;
                }
                write!(f, "  => {what}")
            }
        }
    }
}

/// How a world was reached: from which one, by what.
struct Origin {
    from: usize,
    by: String,
}

/// Goes through all worlds, nearest first, so that what it finds is as short as can be.
pub(super) async fn search(books: &mut Books, site: Site, broken: Option<Rule>) -> Found {
    let first = World::new(site.faults);
    let mut origins = vec![Origin {
        from: 0,
        by: String::new(),
    }];
    let mut seen = HashSet::from([first.clone()]);
    let mut ends = HashMap::new();
    let mut layer = vec![(0, first)];
    while !layer.is_empty() {
        let mut next_layer = Vec::new();
        for (nth, world) in layer {
            if let Err(what) = judge(&world, site, books, &mut ends).await {
                return Found::Violation {
                    trail: trail(&origins, nth),
                    what,
                };
            }
            for (by, next) in Steps::of(&world, site, broken, books).await {
                let number = origins.len();
                if seen.insert(next.clone()) {
                    origins.push(Origin { from: nth, by });
                    next_layer.push((number, next));
                }
            }
        }
        layer = next_layer;
    }
    Found::Nothing { states: seen.len() }
}

fn trail(origins: &[Origin], mut nth: usize) -> Vec<String> {
    let mut trail = Vec::new();
    while nth != 0 {
        trail.push(origins[nth].by.clone());
        nth = origins[nth].from;
    }
    trail.reverse();
    trail
}

type Ends = HashMap<(Rows, usize, Option<char>), Result<(), String>>;

/// Whether a world is as it must be, and would end as it must.
async fn judge(
    world: &World,
    site: Site,
    books: &mut Books,
    ends: &mut Ends,
) -> Result<(), String> {
    if world.turned_back {
        return Err("older content was put over newer".into());
    }
    let mut rows = world.books;
    rows.tick();
    rows.leased = false;
    let platform = world.platform.map(|(content, _)| content);
    let question = (rows, world.changes, platform);
    if let Some(known) = ends.get(&question) {
        return known.clone();
    }
    let end = finish(&question.0, world.changes, platform, site, books).await;
    ends.insert(question, end.clone());
    end
}

/// One process without any failure, until nothing is due; then how it ended.
async fn finish(
    rows: &Rows,
    changes: usize,
    mut platform: Option<char>,
    site: Site,
    books: &mut Books,
) -> Result<(), String> {
    let (mut rows, Answer::Fence(fence)) = books.call(rows, Call::Acquire).await else {
        return Err("the lease is never free".into());
    };
    if rows.position < changes {
        let call = Call::Intake {
            fence,
            to: changes,
            candidates: site.candidates,
        };
        rows = books.call(&rows, call).await.0;
    }
    let row = World::row(site, changes);
    for _ in 0..5 {
        let due = books.call(&rows, Call::Due { now: NOW }).await.1;
        let Answer::Due(Some(due)) = due else {
            return verdict(&rows, row, platform);
        };
        let (version, due) = (due.version, Picked::from(due));
        let what = match row {
            None => What::NoRow {
                reached: due.reached,
            },
            Some(_) if due.suspect && due.tried == row => What::Same,
            Some(content) if due.digest == row => What::Unchanged(content),
            Some('X') => What::Refused('X'),
            Some(content) => {
                let depart = Call::Depart {
                    fence,
                    tried: content,
                };
                rows = books.call(&rows, depart).await.0;
                platform = Some(content);
                What::Stored(content)
            }
        };
        let settle = Call::Settle {
            fence,
            version,
            what,
        };
        rows = books.call(&rows, settle).await.0;
    }
    Err(format!("it never comes to an end: {:?}", rows.delivery))
}

fn verdict(rows: &Rows, row: Option<char>, platform: Option<char>) -> Result<(), String> {
    let delivery = rows.delivery.as_ref();
    let good = match (row, delivery.map(|delivery| delivery.state)) {
        (Some(_), Some("delivered")) => platform == row,
        (Some(_), Some("rejected")) => delivery.is_some_and(|delivery| delivery.tried == row),
        (None, Some("gone")) => delivery.is_some_and(|delivery| delivery.failure == 1),
        (None, None) => platform.is_none(),
        _ => false,
    };
    if good {
        return Ok(());
    }
    Err(format!(
        "at the end the row holds {row:?}, the platform {platform:?}, the ledger {delivery:?}"
    ))
}
