//! Wrong tokens: each address has a few, and waits longer after each further one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tracing::warn;

/// So many wrong tokens of an address cost nothing: a person mistypes.
const FREE: u32 = 5;
/// The wait after the next one. Each further one doubles it.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait.
const MOST: Duration = Duration::from_secs(300);
/// After so long without a wrong token the address begins anew.
const FORGOTTEN: Duration = Duration::from_secs(3600);
/// So many addresses are remembered.
const ADDRESSES: usize = 4096;

/// The wrong tokens of all addresses.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    of: Mutex<HashMap<IpAddr, Guessed>>,
}

#[derive(Clone, Copy, Debug)]
struct Guessed {
    wrong: u32,
    last: Instant,
    /// What was guessed last, as its digest: a browser that goes on with an old session guesses nothing.
    what: [u8; 32],
}

impl Guessed {
    /// How long this address waits after its last wrong token.
    fn wait(&self) -> Duration {
        let Some(over) = self.wrong.checked_sub(FREE + 1) else {
            return Duration::ZERO;
        };
        MOST.min(FIRST.saturating_mul(1 << over.min(16)))
    }
}

impl Guesses {
    /// How long an address must wait before its next token is looked at; `None` where it need not.
    pub(super) fn wait(&self, from: IpAddr) -> Option<Duration> {
        let of = self.of.lock().ok()?;
        let guessed = of.get(&network(from))?;
        let left = guessed.wait().checked_sub(guessed.last.elapsed())?;
        (!left.is_zero()).then_some(left)
    }

    /// Notes a wrong token.
    pub(super) fn note(&self, from: IpAddr, what: [u8; 32]) {
        let Ok(mut of) = self.of.lock() else { return };
        of.retain(|_, guessed| guessed.last.elapsed() < FORGOTTEN);
        if of.len() >= ADDRESSES {
            let oldest = of.iter().min_by_key(|(_, guessed)| guessed.last);
            if let Some(oldest) = oldest.map(|(address, _)| *address) {
                of.remove(&oldest);
            }
        }
        let now = Instant::now();
        let guessed = of.entry(network(from)).or_insert(Guessed {
            wrong: 0,
            last: now,
            what: [0; 32],
        });
        if guessed.what == what {
            return;
        }
        *guessed = Guessed {
            wrong: guessed.wrong.saturating_add(1),
            last: now,
            what,
        };
        if guessed.wrong > FREE {
            warn!(
                address = %from, wrong = guessed.wrong, wait_s = guessed.wait().as_secs(),
                "wrong tokens for the status page; this address has to wait"
            );
        }
    }

    /// Forgets the wrong tokens of an address that has shown the right one.
    pub(super) fn forgive(&self, from: IpAddr) {
        if let Ok(mut of) = self.of.lock() {
            of.remove(&network(from));
        }
    }
}

/// A host has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            IpAddr::V6(network.into())
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_waits_longer_after_each_wrong_token() {
        let guesses = Guesses::default();
        let address = IpAddr::from([10, 0, 0, 7]);
        for guess in 0..FREE {
            guesses.note(address, [u8::try_from(guess).unwrap() + 1; 32]);
        }
        assert_eq!(guesses.wait(address), None);
        let mut longest = Duration::ZERO;
        for guess in 0..12 {
            guesses.note(address, [100 + guess; 32]);
            let wait = guesses.wait(address).unwrap();
            let at_most = longest > Duration::from_secs(250);
            assert!(
                (wait > longest || at_most) && wait <= MOST,
                "{guess}: {wait:?}"
            );
            longest = wait;
        }
        assert!(longest > Duration::from_secs(250));
        assert_eq!(guesses.wait(IpAddr::from([10, 0, 0, 8])), None);
        guesses.forgive(address);
        assert_eq!(guesses.wait(address), None);
    }

    #[test]
    fn an_old_session_that_is_shown_again_and_again_is_one_guess() {
        let guesses = Guesses::default();
        let address = IpAddr::from([10, 0, 0, 7]);
        (0..100).for_each(|_| guesses.note(address, [1; 32]));
        assert_eq!(guesses.wait(address), None);
    }

    #[test]
    fn a_host_of_ipv6_has_many_addresses() {
        let guesses = Guesses::default();
        for guess in 0..=FREE {
            let address: IpAddr = format!("2001:db8::{guess:x}").parse().unwrap();
            guesses.note(address, [u8::try_from(guess).unwrap() + 1; 32]);
        }
        assert!(guesses.wait("2001:db8::ffff".parse().unwrap()).is_some());
        assert_eq!(guesses.wait("2001:db9::1".parse().unwrap()), None);
    }
}
