//! Which faults hit a request.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::cwr::Listing;
use super::endpoint::Endpoint;
use super::fault::{Effect, Stage};
use super::hazchem::Wording;
use super::script::{FaultScript, Scope, Scripted};

/// The faults in force.
pub(super) struct Faults(Mutex<InForce>);

struct InForce {
    faults: Vec<Scripted>,
    dice: fastrand::Rng,
}

/// What hits one request.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// The fault that takes the request, with its name.
    pub(super) taken: Option<(&'static str, Effect)>,
    pub(super) delay: Option<Duration>,
    /// Ids that are refused, with the reason.
    pub(super) rejected: Vec<(String, String)>,
    pub(super) count_only: bool,
    pub(super) lists_disagree: bool,
    pub(super) forget_one: bool,
    pub(super) wording: Wording,
    pub(super) listing: Listing,
    pub(super) number_code: bool,
    pub(super) boolean_result: bool,
    pub(super) text_status: bool,
    pub(super) no_result_data: bool,
    pub(super) refuse_repeats: bool,
    pub(super) company_exists: bool,
    /// The request's project is not under construction.
    pub(super) suspended: bool,
}

impl Faults {
    pub(super) fn new(script: FaultScript) -> Self {
        Self(Mutex::new(InForce::of(script)))
    }

    /// Replaces all faults, with the dice.
    pub(super) fn replace(&self, script: FaultScript) {
        *self.lock() = InForce::of(script);
    }

    /// Draws the faults that hit a request to `endpoint` which holds the records `ids`, and counts them down.
    pub(super) fn draw(&self, endpoint: Endpoint, ids: &[String]) -> Drawn {
        let mut drawn = Drawn::default();
        let mut guard = self.lock();
        let InForce { faults, dice } = &mut *guard;
        for fault in faults.iter_mut() {
            let taken = fault.effect.stage() != Stage::Shape && drawn.taken.is_some();
            if !taken && fault.fits(endpoint, ids) && fault.falls(dice) {
                drawn.add(fault);
            }
        }
        drawn
    }

    fn lock(&self) -> MutexGuard<'_, InForce> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InForce {
    fn of(script: FaultScript) -> Self {
        Self {
            faults: script.faults,
            dice: fastrand::Rng::with_seed(script.seed),
        }
    }
}

impl Scripted {
    fn fits(&self, endpoint: Endpoint, ids: &[String]) -> bool {
        let here = match self.scope {
            Scope::Any => true,
            Scope::Uploads => endpoint.is_upload(),
            Scope::One(one) => endpoint == one,
        };
        let holds = |id: &str| ids.iter().any(|held| held == id);
        here && self.ground.admits(endpoint)
            && self.left != Some(0)
            && self.effect.id().is_none_or(holds)
    }

    /// Throws the dice and counts down.
    fn falls(&mut self, dice: &mut fastrand::Rng) -> bool {
        let falls = self.probability.is_none_or(|p| dice.f64() < p);
        if falls && let Some(left) = &mut self.left {
            *left -= 1;
        }
        falls
    }
}

impl Drawn {
    fn add(&mut self, fault: &Scripted) {
        match &fault.effect {
            Effect::Slow(delay) => self.delay = Some(*delay),
            Effect::RejectId(id, reason) => self.rejected.push((id.clone(), reason.clone())),
            Effect::CountOnly => self.count_only = true,
            Effect::ListsDisagree => self.lists_disagree = true,
            Effect::ForgetOne => self.forget_one = true,
            Effect::Punctuation(wording) => self.wording = *wording,
            Effect::Partial(listing) => self.listing = *listing,
            Effect::NumberCode => self.number_code = true,
            Effect::BooleanResult => self.boolean_result = true,
            Effect::TextStatus => self.text_status = true,
            Effect::NoResultData => self.no_result_data = true,
            Effect::RefuseRepeats => self.refuse_repeats = true,
            Effect::CompanyExists => self.company_exists = true,
            Effect::Suspended(_) => self.suspended = true,
            effect => self.taken = Some((fault.name, effect.clone())),
        }
    }
}
