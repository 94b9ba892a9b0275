//! Which of its words a platform uses. Authorities' contractors write their replies by hand, so two districts that
//! run by the same document answer in different words.

/// A platform's words, by their seed: of each reply that has several forms, always the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(pub(super) u64);

impl Words {
    /// One of these forms; seed 0 takes the first, which is the document's own where it has one. Seeds from 0 to
    /// the number of forms take each of them.
    pub(super) fn of<T: Copy>(self, forms: &[T]) -> T {
        let number = forms.len() as u64;
        forms[usize::try_from(self.0 % number).unwrap_or_default()]
    }
}
