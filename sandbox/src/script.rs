//! Faults as they are written: `drop-after-accept:1, http-500:3@workTicket, slow:2s p=0.1`.

use std::str::FromStr;
use std::time::Duration;

use super::cwr::{Code, Listing};
use super::endpoint::Endpoint;
use super::fault::{Effect, FAULTS, Ground, Known, Make};
use super::gateway::{Charset, Gateway};
use super::hazchem::Wording;
use super::problem::{ScriptError, ScriptProblem};

/// Which faults hit which requests.
///
/// Faults are separated by commas. Each is a name of [`FAULTS`], with what must stand behind it, then, separated
/// by blanks, in any order:
/// - `@ENDPOINT`: an upload of hazchem (`workTicket`, `gasAlarm`, `departureAlarm`, `ticketFile`), its `login`,
///   a function of CWR (`RegisterEmployee`, .., `DictListJobName`), or `any`; without it every upload of both
///   platforms where the fault has a meaning (the login for `wrong-password`). It may also follow without a blank.
/// - `xN`: the first N requests it meets, or `always`. Without it: always for what is bound to a record or has a
///   probability, else once. Where nothing else stands behind the name, `name:N` is the same as `name xN`.
/// - `p=0.1`: only with this probability. `seed=N`, as an entry of its own, starts the dice elsewhere.
///
/// Records of hazchem are named by their `id` (attachments by `wid`); workers by `id_code`, companies by `SUID`,
/// passages by `person_id` and `passed_time` with a blank between them.
/// A reason may have blanks, but no comma, and must not end in a word that reads as one of these.
///
/// The first fault of the list that fits takes the request, so `drop-before, http-500:2` is three requests;
/// those that only delay or change an answer add up with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FaultScript {
    pub(super) faults: Vec<Scripted>,
    pub(super) seed: u64,
}

/// One fault of a script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scripted {
    pub(super) name: &'static str,
    pub(super) effect: Effect,
    pub(super) ground: Ground,
    pub(super) scope: Scope,
    /// How many requests it may still hit; `None` is all.
    pub(super) left: Option<u64>,
    pub(super) probability: Option<f64>,
}

/// Which requests a fault looks at, of those where it has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Any,
    Uploads,
    One(Endpoint),
}

impl FromStr for FaultScript {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let mut script = Self::default();
        let entries = text.split(',').map(str::trim);
        for (at, entry) in entries.filter(|entry| !entry.is_empty()).enumerate() {
            script.add(entry).map_err(|problem| ScriptError {
                entry: at + 1,
                name: name_of(entry).to_owned(),
                problem,
            })?;
        }
        Ok(script)
    }
}

impl FaultScript {
    fn add(&mut self, entry: &str) -> Result<(), ScriptProblem> {
        if let Some(seed) = entry.strip_prefix("seed=") {
            self.seed = seed.parse().map_err(|_| ScriptProblem::Seed)?;
            return Ok(());
        }
        self.faults.push(fault(entry)?);
        Ok(())
    }
}

fn name_of(entry: &str) -> &str {
    entry.split([':', '@', '=', ' ']).next().unwrap_or_default()
}

fn fault(entry: &str) -> Result<Scripted, ScriptProblem> {
    let name = name_of(entry);
    let known = FAULTS
        .iter()
        .find(|known| known.name() == name)
        .ok_or(ScriptProblem::UnknownName)?;
    let (head, mut options) = options(entry)?;
    let argument = head.strip_prefix(name).unwrap_or_default();
    let effect = effect(known, argument, &mut options)?;
    let always = effect.id().is_some() || options.probability.is_some();
    Ok(Scripted {
        name: known.name(),
        ground: known.ground,
        scope: scope(known.ground, options.scope)?,
        left: match options.count {
            Some(count) => count,
            None if always => None,
            None => Some(1),
        },
        probability: options.probability,
        effect,
    })
}

/// What may follow a fault.
#[derive(Default)]
struct Options {
    scope: Option<Scope>,
    /// `Some(None)` is `always`.
    count: Option<Option<u64>>,
    probability: Option<f64>,
}

/// Takes the options off the end of an entry. A word that is none ends them: reasons may have blanks.
fn options(entry: &str) -> Result<(&str, Options), ScriptProblem> {
    let mut head = entry;
    let mut options = Options::default();
    while let Some((before, word)) = head.rsplit_once(char::is_whitespace) {
        let unreadable = || ScriptProblem::Option(word.to_owned());
        if let Some(endpoint) = word.strip_prefix('@') {
            options.scope = Some(endpoint_of(endpoint)?);
        } else if let Some(probability) = word.strip_prefix("p=") {
            let probability = probability.parse().map_err(|_| unreadable())?;
            if !(0.0..=1.0).contains(&probability) {
                return Err(unreadable());
            }
            options.probability = Some(probability);
        } else if let Some(count) = count_of(word) {
            options.count = Some(count);
        } else {
            break;
        }
        head = before.trim_end();
    }
    if let Some((before, endpoint)) = head.rsplit_once('@') {
        options.scope = Some(endpoint_of(endpoint)?);
        head = before;
    }
    Ok((head, options))
}

fn count_of(word: &str) -> Option<Option<u64>> {
    match word {
        "always" => Some(None),
        _ => word.strip_prefix('x')?.parse().ok().map(Some),
    }
}

fn endpoint_of(name: &str) -> Result<Scope, ScriptProblem> {
    if name == "any" {
        return Ok(Scope::Any);
    }
    let found = Endpoint::all().find(|endpoint| endpoint.name() == name);
    found
        .map(Scope::One)
        .ok_or_else(|| ScriptProblem::Endpoint(name.to_owned()))
}

/// The names that may stand behind `@`.
pub fn endpoints() -> impl Iterator<Item = &'static str> {
    Endpoint::all().map(Endpoint::name).chain(["any"])
}

/// What the fault does; `rest` is all behind its name: `:ARGUMENT` or nothing.
fn effect(known: &Known, rest: &str, options: &mut Options) -> Result<Effect, ScriptProblem> {
    let wrong = || ScriptProblem::Argument(known.usage);
    let argument = rest.strip_prefix(':').map(str::trim);
    match known.make {
        Make::Plain(make) => {
            if let Some(count) = argument {
                let count = count.strip_prefix('x').unwrap_or(count);
                options.count = Some(match count {
                    "always" => None,
                    _ => Some(
                        count
                            .parse()
                            .map_err(|_| ScriptProblem::Count(known.usage))?,
                    ),
                });
            } else if !rest.is_empty() {
                return Err(ScriptProblem::Option(rest.trim().to_owned()));
            }
            Ok(make())
        }
        Make::Number(make) => Ok(make(
            argument.and_then(|a| a.parse().ok()).ok_or_else(wrong)?,
        )),
        Make::Duration(make) => Ok(make(argument.and_then(duration).ok_or_else(wrong)?)),
        Make::Wording(make) => Ok(make(argument.and_then(Wording::by_name).ok_or_else(wrong)?)),
        Make::Code(make) => Ok(make(argument.and_then(Code::by_text).ok_or_else(wrong)?)),
        Make::Listing(make) => Ok(make(argument.and_then(Listing::by_name).ok_or_else(wrong)?)),
        Make::Charset(make) => Ok(make(argument.and_then(Charset::by_name).ok_or_else(wrong)?)),
        Make::Gateway(make) => Ok(make(argument.and_then(Gateway::by_name).ok_or_else(wrong)?)),
        Make::Text(make) => {
            let id = argument.filter(|id| !id.is_empty()).ok_or_else(wrong)?;
            Ok(make(id.to_owned()))
        }
        Make::IdAndReason(make) => {
            let (id, reason) = argument.and_then(|a| a.split_once('=')).ok_or_else(wrong)?;
            if id.is_empty() || reason.is_empty() {
                return Err(wrong());
            }
            Ok(make(id.to_owned(), reason.to_owned()))
        }
    }
}

/// `200ms`, `2s`, `1m`.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    match unit {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_secs(number.checked_mul(60)?)),
        _ => None,
    }
}

fn scope(ground: Ground, asked: Option<Scope>) -> Result<Scope, ScriptProblem> {
    match asked {
        Some(Scope::One(endpoint)) if !ground.admits(endpoint) => Err(ScriptProblem::Ground),
        Some(scope) => Ok(scope),
        None if ground == Ground::Login => Ok(Scope::Any),
        None => Ok(Scope::Uploads),
    }
}
