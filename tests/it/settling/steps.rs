//! What can happen next in a world.

use super::books::Books;
use super::rows::{Answer, Call, LATER, NOW, What};
use super::world::{Fate, Picked, Process, Rule, Site, Work, World};

/// The worlds that can come next, each with what happened.
pub(super) struct Steps<'a> {
    pub(super) site: Site,
    pub(super) broken: Option<Rule>,
    pub(super) books: &'a mut Books,
    next: Vec<(String, World)>,
}

impl<'a> Steps<'a> {
    pub(super) async fn of(
        world: &World,
        site: Site,
        broken: Option<Rule>,
        books: &'a mut Books,
    ) -> Vec<(String, World)> {
        let mut steps = Self {
            site,
            broken,
            books,
            next: Vec::new(),
        };
        steps.outside(world).await;
        for nth in 0..world.processes.len() {
            steps.lease(world, nth).await;
            steps.intake(world, nth).await;
            steps.read(world, nth).await;
            steps.send(world, nth).await;
            steps.settle(world, nth).await;
        }
        steps.next
    }

    pub(super) fn add(&mut self, what: impl Into<String>, world: World) {
        self.next.push((what.into(), world.in_order()));
    }

    /// What the site, the platform, time and people do.
    async fn outside(&mut self, world: &World) {
        if world.changes < self.site.script.len() {
            let mut next = world.clone();
            next.changes += 1;
            let row = World::row(self.site, next.changes).unwrap_or('-');
            self.add(format!("the row changes to {row}"), next);
        }
        if world.waits() {
            let mut next = world.clone();
            next.tick();
            self.add("time passes, open requests die", next);
        }
        for nth in 0..world.orphans.len() {
            let mut next = world.clone();
            let request = next.orphans.remove(nth);
            next.apply(&request);
            self.add(
                format!("the platform applies {}, late", request.content),
                next,
            );
        }
        let may_expire =
            !world.has_open(world.books.fence) || self.broken == Some(Rule::LateTakeover);
        if world.books.leased && may_expire {
            // A holder that lives stood still for so long.
            let stalled = world.holder_lives();
            let next = if stalled {
                world.fault()
            } else {
                Some(world.clone())
            };
            if let Some(mut next) = next {
                next.books.leased = false;
                self.add("the lease runs out", next);
            }
        }
        if world.books.delivery.is_some()
            && let Some(mut next) = world.fault()
        {
            next.books = self.books.call(&world.books, Call::Retry).await.0;
            self.add("a person asks for a retry", next);
        }
    }

    /// Processes come and go.
    async fn lease(&mut self, world: &World, nth: usize) {
        let Some(fence) = world.processes[nth].fence else {
            if !world.books.leased {
                self.acquire(world, nth).await;
            }
            return;
        };
        if let Some(mut next) = world.fault() {
            let killed = std::mem::replace(&mut next.processes[nth], Process::NEW);
            if let Work::Sent {
                request,
                fate: Fate::Open,
                ..
            } = killed.work
            {
                next.orphans.push(request);
            }
            self.add(format!("{fence} is killed"), next);
        }
    }

    async fn acquire(&mut self, world: &World, nth: usize) {
        let (books, answer) = self.books.call(&world.books, Call::Acquire).await;
        let Answer::Fence(fence) = answer else {
            unreachable!("a free lease is granted")
        };
        let mut next = World {
            books,
            ..world.clone()
        };
        next.processes[nth].fence = Some(fence);
        // Leases go by the ledger's clock, but a flight is over when the process's own clock says so.
        if next.books.waits()
            && let Some(mut ahead) = next.fault()
        {
            ahead.books.tick();
            self.add(
                format!("lease {fence} is granted, to one whose clock is ahead"),
                ahead,
            );
        }
        self.add(format!("lease {fence} is granted"), next);
    }

    /// Changes are taken in, whatever the process is at.
    async fn intake(&mut self, world: &World, nth: usize) {
        let Some(fence) = world.processes[nth].fence else {
            return;
        };
        let mut next = world.clone();
        if world.books.position == world.changes {
            let seen_again = self.site.candidates && world.changes > 0;
            match world.fault() {
                Some(world) if seen_again => next = world,
                _ => return,
            }
        }
        let candidates = self.site.candidates;
        let call = Call::Intake {
            fence,
            to: world.changes,
            candidates,
        };
        let (books, answer) = self.books.call(&world.books, call).await;
        next.books = books;
        if self.broken == Some(Rule::CandidateVersion)
            && let (Some(before), Some(after)) = (&world.books.delivery, &mut next.books.delivery)
        {
            after.version = before.version;
        }
        self.conclude(
            world,
            next,
            nth,
            answer,
            format!("{fence} takes changes in"),
        );
    }

    /// The key is picked with its version, then the row is read.
    async fn read(&mut self, world: &World, nth: usize) {
        let Some(fence) = world.processes[nth].fence else {
            return;
        };
        let mut next = world.clone();
        let work = &mut next.processes[nth].work;
        match &world.processes[nth].work {
            Work::Idle if self.broken == Some(Rule::VersionFirst) => {
                *work = Work::Peeked {
                    changes: world.changes,
                };
                self.add(format!("{fence} reads the row"), next);
            }
            Work::Idle | Work::Peeked { .. } => {
                let Some(picked) = self.pick(world).await else {
                    return;
                };
                *work = match world.processes[nth].work {
                    Work::Peeked { changes } => self.judge(picked, changes),
                    _ => Work::Picked(picked),
                };
                self.add(format!("{fence} picks the key"), next);
            }
            Work::Picked(picked) => {
                *work = self.judge(picked.clone(), world.changes);
                self.add(format!("{fence} reads the row"), next);
            }
            _ => {}
        }
    }

    async fn pick(&mut self, world: &World) -> Option<Picked> {
        let in_flight_too = self.broken == Some(Rule::OneRequest);
        let now = if in_flight_too { LATER } else { NOW };
        match self.books.call(&world.books, Call::Due { now }).await.1 {
            Answer::Due(due) => due.map(Picked::from),
            other => unreachable!("{other:?}"),
        }
    }

    /// What a process does with a row: the pipeline's part of the rules.
    fn judge(&self, picked: Picked, changes: usize) -> Work {
        let version = picked.version;
        let what = match World::row(self.site, changes) {
            None => What::NoRow {
                reached: picked.reached,
            },
            Some(content) if picked.suspect && picked.tried == Some(content) => What::Same,
            Some(content) if picked.digest == Some(content) => What::Unchanged(content),
            Some('X') => What::Refused('X'),
            Some(content) => {
                return Work::Ready {
                    version,
                    content,
                    rank: changes,
                };
            }
        };
        Work::Settling { version, what }
    }

    /// Whoever is refused has lost its lease, and knows it now.
    pub(super) fn conclude(
        &mut self,
        world: &World,
        mut next: World,
        nth: usize,
        answer: Answer,
        what: String,
    ) {
        let lost = answer == Answer::Refused;
        if lost {
            let process = &mut next.processes[nth];
            process.fence = None;
            // What it waits for is not awaited any more.
            if let Work::Sent {
                request,
                fate: Fate::Open,
                ..
            } = std::mem::replace(&mut process.work, Work::Idle)
            {
                next.orphans.push(request);
            }
        }
        if next != *world {
            let note = if lost { ", is refused" } else { "" };
            self.add(format!("{what}{note}"), next);
        }
    }
}
