//! Which faults hit a request.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;

use super::connection::Cut;
use super::cwr::{Code, Listing};
use super::endpoint::Endpoint;
use super::fault::{Effect, Repeats, Stage};
use super::gateway::{Charset, Gateway};
use super::hazchem::Wording;
use super::script::{FaultScript, Scope, Scripted};
use super::words::Words;

/// The faults in force, and the platform's words.
pub(super) struct ActiveFaults {
    in_force: Mutex<InForce>,
    words: Words,
}

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
    /// As the platform words it, where no fault says how.
    pub(super) wording: Option<Wording>,
    pub(super) listing: Option<Listing>,
    pub(super) number_code: bool,
    pub(super) boolean_result: bool,
    pub(super) text_status: bool,
    pub(super) no_result_data: bool,
    pub(super) refuse_repeats: Option<Repeats>,
    pub(super) company_exists: bool,
    /// The request's project is not under construction.
    pub(super) suspended: bool,
    pub(super) status: Option<StatusCode>,
    pub(super) says_code: Option<Code>,
    pub(super) says_result: Option<String>,
    pub(super) charset: Option<Charset>,
    pub(super) gateway: Option<Gateway>,
    pub(super) words: Words,
}

impl ActiveFaults {
    pub(super) fn new(script: FaultScript, words: Words) -> Self {
        Self {
            in_force: Mutex::new(InForce::of(script)),
            words,
        }
    }

    /// Replaces all faults, with the dice.
    pub(super) fn replace(&self, script: FaultScript) {
        *self.lock() = InForce::of(script);
    }

    /// None, in the platform's words.
    pub(super) fn none(&self) -> Drawn {
        Drawn {
            words: self.words,
            ..Drawn::default()
        }
    }

    /// Draws the faults that hit a request to `endpoint` which holds the records `ids`, and counts them down.
    pub(super) fn draw(&self, endpoint: Endpoint, ids: &[String], cut: &Cut) -> Drawn {
        let mut drawn = self.none();
        let mut guard = self.lock();
        let InForce { faults, dice } = &mut *guard;
        for fault in faults.iter_mut() {
            let taken = fault.effect.stage() != Stage::Shape && drawn.taken.is_some();
            let hidden = fault.effect == Effect::HeaderCase && !cut.is_misspelt();
            if !taken && !hidden && fault.fits(endpoint, ids) && fault.falls(dice) {
                drawn.add(fault);
            }
        }
        drawn
    }

    fn lock(&self) -> MutexGuard<'_, InForce> {
        self.in_force.lock().unwrap_or_else(PoisonError::into_inner)
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
            Effect::Punctuation(wording) => self.wording = Some(*wording),
            Effect::Partial(listing) => self.listing = Some(*listing),
            Effect::NumberCode => self.number_code = true,
            Effect::BooleanResult => self.boolean_result = true,
            Effect::TextStatus => self.text_status = true,
            Effect::NoResultData => self.no_result_data = true,
            Effect::RefuseRepeats(repeats) => self.refuse_repeats = Some(*repeats),
            Effect::CompanyExists => self.company_exists = true,
            Effect::Suspended(_) => self.suspended = true,
            Effect::Status(status) => {
                let status = u16::try_from(*status).ok();
                self.status = status.and_then(|status| StatusCode::from_u16(status).ok());
            }
            Effect::SaysCode(code) => self.says_code = Some(*code),
            Effect::SaysResult(result) => self.says_result = Some(result.clone()),
            Effect::Charset(charset) => self.charset = Some(*charset),
            Effect::Gateway(gateway) => self.gateway = Some(*gateway),
            Effect::Words(seed) => self.words = Words(*seed),
            effect => self.taken = Some((fault.name, effect.clone())),
        }
    }
}
