//! Every shape of the platforms' replies, against every number of records and of poisoned ones among them, through
//! the whole pipeline: nothing is delivered on a guess, and nothing that is stored is called refused.
//!
//! A cell is one shape, so many records, and so many of them poisoned. It fails if
//! - a key counts as delivered that the platform does not hold with this content;
//! - a key is rejected by a word of the platform that was not said of it. What the program itself gives up on, as it
//!   never learnt what became of it, is visible as failed with a code of the program's own;
//! - a record that is not poisoned is not delivered, though the shape tells what became of it ([`Tells`]);
//! - the first pass needs more requests than [`bound`] allows.

mod attachments;
mod ground;
mod passages;
mod permits;
mod refused;
mod repeats;
mod site;
mod verdicts;

use ground::Target;
use site::Site;

/// A number of records, and how many of them are poisoned.
type Cell = (i64, i64);

/// {1, 2, 50} records, of which none, one, some or all are poisoned.
const CELLS: [Cell; 9] = [
    (1, 0),
    (1, 1),
    (2, 0),
    (2, 1),
    (2, 2),
    (50, 0),
    (50, 1),
    (50, 6),
    (50, 50),
];

/// What a platform refuses a poisoned record for. The second has the word of success in it.
const REASONS: [&str; 2] = ["证件不符", "人员信息未核验成功"];

/// What a shape tells a reader who knows nothing but the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    /// Of a request without poisoned records that it was taken, and of one with some at least that it was not.
    Good,
    /// The same, but only where a request holds one record.
    Single,
    /// Nothing that can be relied on: the records wait, or are failed by a code of the program's own.
    Nothing,
}

/// A shape of the replies.
struct Shape {
    /// The faults that make it.
    script: String,
    tells: Tells,
}

impl Shape {
    fn new(script: impl Into<String>, tells: Tells) -> Self {
        Self {
            script: script.into(),
            tells,
        }
    }
}

/// Whether the record at this place of a cell is poisoned: they lie apart, the last one first.
fn is_poisoned((n, poisoned): Cell, at: i64) -> bool {
    ((n - 1 - at) * poisoned) % n < poisoned
}

/// Requests of a first pass. Where replies name nobody, k culprits of n are found within 2·k·(log2(n/k)+1), by
/// halving; a reply that names some of them leaves one more request for the rest. What tells of single records only,
/// or nothing, makes every record one that must be looked for.
fn bound((n, poisoned): Cell, tells: Tells) -> u64 {
    let culprits = if tells == Tells::Good { poisoned } else { n };
    if culprits == 0 {
        return 1;
    }
    let (n, k) = (n as f64, culprits as f64);
    (2.0 * k * ((n / k).log2() + 1.0)).ceil() as u64 + 1
}

/// Drives shapes through all cells, each at a site of its own; ends the test with all cells that failed.
async fn drive(target: Target, shapes: Vec<Shape>) {
    let mut wrong = Vec::new();
    for shape in shapes {
        wrong.extend(drive_one(&mut Site::new(target).await, &shape).await);
    }
    assert_none(&wrong);
}

async fn drive_one(site: &mut Site, shape: &Shape) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, cell) in CELLS.into_iter().enumerate() {
        let reason = REASONS[number % REASONS.len()];
        let found = try_cell(site, shape, cell, reason).await;
        if !found.is_empty() {
            let (n, poisoned) = cell;
            let replies = site.replies().join("\n      ");
            wrong.push(format!(
                "[{}] {n} records, {poisoned} refused for {reason}: {}\n      {replies}",
                shape.script,
                found.join("; "),
            ));
        }
        site.forget().await;
    }
    wrong
}

async fn try_cell(site: &mut Site, shape: &Shape, cell: Cell, reason: &str) -> Vec<String> {
    let (n, _) = cell;
    let ids = site.enter(n).await;
    let poisoned: Vec<i64> = ids
        .iter()
        .copied()
        .filter(|id| is_poisoned(cell, id - ids[0]))
        .collect();
    let poison = poisoned
        .iter()
        .map(|id| format!("reject-id:{}={reason}", site.subject(*id)));
    let script: Vec<String> = poison.chain([shape.script.clone()]).collect();
    site.script(&script.join(", "));
    site.pass().await;
    let mut found = Vec::new();
    let (needed, most) = (site.requests(), bound(cell, shape.tells));
    if needed > most {
        found.push(format!(
            "{needed} requests in the first pass, at most {most}"
        ));
    }
    site.settle().await;
    let standing = site.standing(&ids).await;
    found.extend(standing.false_verdicts(&poisoned));
    if shape.tells != Tells::Nothing {
        found.extend(standing.left_behind(&poisoned));
    }
    found
}

/// Ends the test with all that failed, cell by cell.
fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} cells failed:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The words that may stand behind a fault.
fn forms(fault: &str) -> Vec<&'static str> {
    let mut known = shangbao_sandbox::FAULTS.iter();
    known
        .find(|known| known.name() == fault)
        .unwrap_or_else(|| panic!("no fault {fault}"))
        .forms()
}
