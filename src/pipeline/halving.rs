//! Which part of a batch to send next, until the culprits stand alone.
//!
//! A batch that was refused without saying why is cut in two. When the first half then passes as a whole, the
//! second must hold a culprit: it is cut again at once, unsent. For k culprits of n that takes at most
//! 2·k·(log2(n/k)+1) requests, the first included.

/// The parts of a batch that are still to be sent.
#[derive(Debug)]
pub(super) struct Halving<T> {
    parts: Vec<Part<T>>,
    splits: usize,
    passed: Option<usize>,
}

#[derive(Debug)]
struct Part<T> {
    items: Vec<T>,
    /// The split whose second half this is.
    second_of: Option<usize>,
    /// The split whose first half this is.
    first_of: Option<usize>,
}

/// A part to send.
#[derive(Debug)]
pub(super) struct Turn<T> {
    /// What to send.
    pub(super) items: Vec<T>,
    first_of: Option<usize>,
}

impl<T> Halving<T> {
    /// Starts with the whole batch.
    pub(super) fn of(items: Vec<T>) -> Self {
        Self {
            parts: vec![Part {
                items,
                second_of: None,
                first_of: None,
            }],
            splits: 0,
            passed: None,
        }
    }

    /// The next part to send.
    pub(super) fn next(&mut self) -> Option<Turn<T>> {
        loop {
            let part = self.parts.pop()?;
            let culprit_inside = part.second_of.is_some() && part.second_of == self.passed;
            if culprit_inside && part.items.len() > 1 {
                self.split(part.items);
                continue;
            }
            if part.items.is_empty() {
                continue;
            }
            return Some(Turn {
                items: part.items,
                first_of: part.first_of,
            });
        }
    }

    /// Notes that the part passed as a whole.
    pub(super) fn passed<U>(&mut self, turn: &Turn<U>) {
        self.passed = turn.first_of.or(self.passed);
    }

    /// Cuts a refused part of several in two.
    pub(super) fn split(&mut self, mut items: Vec<T>) {
        let second = items.split_off(items.len() / 2);
        self.splits += 1;
        self.parts.push(Part {
            items: second,
            second_of: Some(self.splits),
            first_of: None,
        });
        self.parts.push(Part {
            items,
            second_of: None,
            first_of: Some(self.splits),
        });
    }

    /// Sends these once more, without the others of their batch.
    pub(super) fn again(&mut self, items: Vec<T>) {
        self.parts.push(Part {
            items,
            second_of: None,
            first_of: None,
        });
    }

    /// What is still to be sent, all at once: nothing more will be.
    pub(super) fn rest(&mut self) -> Vec<T> {
        self.parts.drain(..).flat_map(|part| part.items).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requests needed to settle `n` records of which `bad` are refused, and the culprits found.
    fn search(n: usize, bad: &[usize]) -> (usize, Vec<usize>) {
        let mut halving = Halving::of((0..n).collect());
        let (mut requests, mut found, mut delivered) = (0, Vec::new(), 0);
        while let Some(turn) = halving.next() {
            requests += 1;
            if turn.items.iter().all(|item| !bad.contains(item)) {
                delivered += turn.items.len();
                halving.passed(&turn);
            } else if turn.items.len() == 1 {
                found.push(turn.items[0]);
            } else {
                halving.split(turn.items);
            }
        }
        assert_eq!(delivered + found.len(), n);
        found.sort_unstable();
        (requests, found)
    }

    fn bound(n: usize, k: usize) -> f64 {
        let (n, k) = (n as f64, k as f64);
        2.0 * k * ((n / k).log2() + 1.0)
    }

    #[test]
    fn a_single_culprit_is_found_within_the_bound_wherever_it_stands() {
        for n in 1..=300 {
            for culprit in 0..n {
                let (requests, found) = search(n, &[culprit]);
                assert_eq!(found, [culprit]);
                assert!(
                    requests as f64 <= bound(n, 1),
                    "{requests} of {n} at {culprit}"
                );
            }
        }
    }

    #[test]
    fn several_culprits_are_found_within_the_bound() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..20_000 {
            let n = random.usize(1..400);
            let k = random.usize(1..=n);
            let mut bad: Vec<usize> = random.choose_multiple(0..n, k);
            bad.sort_unstable();
            let (requests, found) = search(n, &bad);
            assert_eq!(found, bad);
            assert!(
                requests as f64 <= bound(n, k),
                "{requests} > {} for {k} of {n}",
                bound(n, k)
            );
        }
    }

    #[test]
    fn every_set_of_culprits_of_a_small_batch_is_found_within_the_bound() {
        for n in 1..=12usize {
            for set in 1u32..(1 << n) {
                let bad: Vec<usize> = (0..n).filter(|i| set & (1 << i) != 0).collect();
                let (requests, found) = search(n, &bad);
                assert_eq!(found, bad);
                assert!(
                    requests as f64 <= bound(n, bad.len()),
                    "{requests} for {bad:?} of {n}"
                );
            }
        }
    }
}
