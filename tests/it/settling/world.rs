//! A world: the site, the platform, two processes and the ledger at one moment.

use shangbao::ledger::Due;

use super::rows::{LATER, NOW, Rows, What, content};

/// What the site does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// What the row holds after each of its changes; `-`: there is no row; `X`: the mapping rejects it.
    pub(super) script: &'static str,
    /// Whether changes are seen as candidates (a window that is read again), or as changes (a log).
    pub(super) candidates: bool,
    /// How many things may go wrong: a process is killed, or stands still until its lease is over, or has a clock ahead of
    /// the others'; a reply is lost; the platform refuses a request; a person asks for a retry; a candidate is seen
    /// that did not change.
    pub(super) faults: u8,
}

/// A rule that is broken, to see that the search finds what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Settlements name the version that was read, not the newest.
    VersionRead,
    /// The version is read before the row.
    VersionFirst,
    /// Departing clears the digest.
    Clearing,
    /// A key in flight is not picked.
    OneRequest,
    /// After a lost reply a key waits until its request must be dead.
    WaitForTheDead,
    /// A lease is taken over only when its holder's requests must be dead.
    LateTakeover,
    /// A settlement carries the fence of the lease it was worked on.
    Fence,
    /// A candidate raises the version.
    CandidateVersion,
    /// A suspect that departs is waiting from then on.
    SuspectDeparts,
    /// The platform still has a record that is gone.
    GoneIsKnown,
    /// A refusal says nothing about an earlier request.
    DoubtStays,
}

/// A request: what it puts at the platform.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Request {
    pub(super) content: char,
    /// After how many changes the row held this.
    pub(super) rank: usize,
    /// Under which lease it was sent.
    pub(super) fence: i64,
}

/// What became of a request that a process waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Fate {
    Open,
    Applied,
    Dead,
}

/// A key as a process picked it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Picked {
    pub(super) version: i64,
    pub(super) suspect: bool,
    pub(super) digest: Option<char>,
    pub(super) tried: Option<char>,
    pub(super) reached: bool,
}

impl From<Due> for Picked {
    fn from(due: Due) -> Self {
        Self {
            version: due.version,
            suspect: due.suspect,
            digest: content(due.digest),
            tried: content(due.tried),
            reached: due.reached,
        }
    }
}

/// What a process is at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Work {
    Idle,
    /// Has read the row before the version: only where that rule is broken.
    Peeked {
        changes: usize,
    },
    Picked(Picked),
    /// Has a record to send.
    Ready {
        version: i64,
        content: char,
        rank: usize,
    },
    Sent {
        version: i64,
        request: Request,
        fate: Fate,
        until: i64,
    },
    /// Knows what became of the key.
    Settling {
        version: i64,
        what: What,
    },
}

/// A process.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Process {
    pub(super) fence: Option<i64>,
    pub(super) work: Work,
}

impl Process {
    /// A process that was just started.
    pub(super) const NEW: Self = Self {
        fence: None,
        work: Work::Idle,
    };

    /// Whether a request of the process could still be applied.
    fn is_open(&self) -> bool {
        matches!(
            self.work,
            Work::Sent {
                fate: Fate::Open,
                ..
            }
        )
    }
}

/// Everything at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct World {
    /// How often the row has changed; also the length of the site's log.
    pub(super) changes: usize,
    /// What the platform holds, and after how many changes the row held that.
    pub(super) platform: Option<(char, usize)>,
    /// Requests on their way that nobody waits for any more.
    pub(super) orphans: Vec<Request>,
    pub(super) processes: [Process; 2],
    pub(super) books: Rows,
    /// How many things may still go wrong.
    pub(super) faults: u8,
    /// A request put older content over newer.
    pub(super) turned_back: bool,
}

impl World {
    pub(super) fn new(faults: u8) -> Self {
        Self {
            changes: 0,
            platform: None,
            orphans: Vec::new(),
            processes: [Process::NEW, Process::NEW],
            books: Rows::empty(),
            faults,
            turned_back: false,
        }
    }

    /// The same world, in which one thing more went wrong; `None` when no more may.
    pub(super) fn fault(&self) -> Option<Self> {
        let faults = self.faults.checked_sub(1)?;
        Some(Self {
            faults,
            ..self.clone()
        })
    }

    /// What the row holds after `changes` changes.
    pub(super) fn row(site: Site, changes: usize) -> Option<char> {
        let last = changes.checked_sub(1)?;
        site.script.chars().nth(last).filter(|held| *held != '-')
    }

    /// Whether a request sent under `fence` could still be applied.
    pub(super) fn has_open(&self, fence: i64) -> bool {
        let waited_for = self
            .processes
            .iter()
            .any(|process| process.fence == Some(fence) && process.is_open());
        waited_for || self.orphans.iter().any(|request| request.fence == fence)
    }

    /// Whether a process that was not killed holds the newest lease.
    pub(super) fn holder_lives(&self) -> bool {
        let fence = Some(self.books.fence);
        self.processes.iter().any(|process| process.fence == fence)
    }

    /// The platform applies a request.
    pub(super) fn apply(&mut self, request: &Request) {
        self.turned_back |= self.platform.is_some_and(|(_, rank)| rank > request.rank);
        self.platform = Some((request.content, request.rank));
    }

    /// Time passes: every request that is on its way is dead.
    pub(super) fn tick(&mut self) {
        self.orphans.clear();
        self.books.tick();
        for process in &mut self.processes {
            match &mut process.work {
                Work::Sent { fate, until, .. } => {
                    *until = NOW;
                    if *fate == Fate::Open {
                        *fate = Fate::Dead;
                    }
                }
                Work::Settling {
                    what: What::Again(at),
                    ..
                } => *at = NOW,
                _ => {}
            }
        }
    }

    /// Whether anything is to come later.
    pub(super) fn waits(&self) -> bool {
        let busy = self.processes.iter().any(|process| {
            matches!(process.work, Work::Sent { until: LATER, .. })
                || matches!(
                    process.work,
                    Work::Settling {
                        what: What::Again(LATER),
                        ..
                    }
                )
        });
        busy || !self.orphans.is_empty() || self.books.waits()
    }

    /// Two worlds that differ only in the order of things are one.
    pub(super) fn in_order(mut self) -> Self {
        self.processes.sort();
        self.orphans.sort();
        self
    }
}
