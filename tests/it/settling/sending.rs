//! A request: departure, reply, settlement.

use super::rows::{Call, LATER, NOW, What};
use super::steps::Steps;
use super::world::{Fate, Process, Request, Rule, Work, World};

impl Steps<'_> {
    /// Departure, and what becomes of the request.
    pub(super) async fn send(&mut self, world: &World, nth: usize) {
        match world.processes[nth].work.clone() {
            Work::Ready {
                version,
                content,
                rank,
            } => self.depart(world, nth, version, content, rank).await,
            Work::Sent {
                version,
                request,
                fate,
                until,
            } => self.reply(world, nth, version, request, fate, until),
            _ => {}
        }
    }

    async fn depart(
        &mut self,
        world: &World,
        nth: usize,
        version: i64,
        content: char,
        rank: usize,
    ) {
        let Some(fence) = world.processes[nth].fence else {
            return;
        };
        // The process knows its own deadline, which comes before the lease runs out.
        if fence != world.books.fence || !world.books.leased {
            return;
        }
        let call = Call::Depart {
            fence,
            tried: content,
        };
        let (books, _) = self.books.call(&world.books, call).await;
        let mut next = world.clone();
        next.books = books;
        if let (Some(before), Some(after)) = (&world.books.delivery, &mut next.books.delivery) {
            if self.broken == Some(Rule::Clearing) {
                after.digest = before.digest;
            }
            if self.broken == Some(Rule::SuspectDeparts) {
                (after.state, after.suspect) = (before.state, before.suspect);
            }
        }
        let request = Request {
            content,
            rank,
            fence,
        };
        next.processes[nth].work = Work::Sent {
            version,
            request,
            fate: Fate::Open,
            until: LATER,
        };
        self.add(format!("{fence} sends {content}"), next);
    }

    fn reply(
        &mut self,
        world: &World,
        nth: usize,
        version: i64,
        request: Request,
        fate: Fate,
        until: i64,
    ) {
        let content = request.content;
        let settling = |world: &World, what| {
            let mut next = world.clone();
            next.processes[nth].work = Work::Settling { version, what };
            next
        };
        if fate == Fate::Open {
            let mut next = world.clone();
            next.apply(&request);
            next.processes[nth].work = Work::Sent {
                version,
                request: request.clone(),
                fate: Fate::Applied,
                until,
            };
            self.add(format!("the platform applies {content}"), next);
            if let Some(world) = world.fault() {
                let next = settling(&world, What::Refused(content));
                self.add(format!("the platform refuses {content}"), next);
            }
        }
        if fate == Fate::Applied {
            self.add(
                format!("it says that it stored {content}"),
                settling(world, What::Stored(content)),
            );
        }
        // A dead request has no reply; that of another can get lost.
        let dead = fate == Fate::Dead;
        let unanswered = if dead {
            Some(world.clone())
        } else {
            world.fault()
        };
        if let Some(world) = unanswered {
            let at_once = self.broken == Some(Rule::WaitForTheDead);
            let at = if at_once { NOW } else { until };
            let mut next = settling(&world, What::Again(at));
            if fate == Fate::Open {
                next.orphans.push(request);
            }
            self.add(format!("no reply comes for {content}"), next);
        }
    }

    /// The outcome is written.
    pub(super) async fn settle(&mut self, world: &World, nth: usize) {
        let Process {
            fence: Some(fence),
            work: Work::Settling { version, what },
        } = world.processes[nth]
        else {
            return;
        };
        let newest = world
            .books
            .delivery
            .as_ref()
            .map(|delivery| delivery.version);
        let call = Call::Settle {
            fence: match self.broken {
                Some(Rule::Fence) => world.books.fence,
                _ => fence,
            },
            version: match self.broken {
                Some(Rule::VersionRead) => newest.unwrap_or(version),
                _ => version,
            },
            what,
        };
        let (books, answer) = self.books.call(&world.books, call).await;
        let mut next = world.clone();
        next.books = books;
        next.processes[nth].work = Work::Idle;
        if let Some(delivery) = &mut next.books.delivery {
            let gone = self.broken == Some(Rule::GoneIsKnown) && delivery.state == "gone";
            let refused = self.broken == Some(Rule::DoubtStays)
                && matches!(what, What::Refused(_))
                && delivery.reached == "doubt";
            if gone || refused {
                delivery.reached = "never";
            }
        }
        self.conclude(
            world,
            next,
            nth,
            answer,
            format!("{fence} settles {what:?}"),
        );
    }
}
