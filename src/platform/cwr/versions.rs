//! Which version of each function is called.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard};

/// The functions that are called, each with the version that the document's table of it names (sections 3.1 and 3.2).
const DOCUMENTED: &[(&str, &str)] = &[
    ("DictListEmpCategory", "1.0"),
    ("DictListJobTypeName", "1.1"),
    ("DictListJobName", "1.1"),
    ("GetCompanyType", "1.1"),
    ("RegisterEmployee", "1.1"),
    ("UploadPassedLog", "1.0"),
    ("userLeaveProject", "1.0"),
    ("AddCompany", "1.0"),
    ("ProjectRemoveCompany", "1.0"),
];

/// The functions that are called, for who names one.
pub fn functions() -> impl Iterator<Item = &'static str> + Clone {
    DOCUMENTED.iter().map(|(function, _)| *function)
}

/// The versions that are set, for all functions or for some; the others have the document's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    all: Option<String>,
    by_function: BTreeMap<String, String>,
}

impl Versions {
    /// One version for all functions.
    pub fn all(version: String) -> Self {
        Self {
            all: Some(version),
            ..Self::default()
        }
    }

    /// The versions of these functions; the document's for the others.
    pub fn by_function(by_function: BTreeMap<String, String>) -> Self {
        Self {
            by_function,
            ..Self::default()
        }
    }

    /// The version of a function.
    pub fn of(&self, function: &str) -> &str {
        let set = self.by_function.get(function).or(self.all.as_ref());
        let documented = || DOCUMENTED.iter().find(|(name, _)| *name == function);
        match set {
            Some(set) => set,
            None => documented().map_or("1.0", |(_, version)| version),
        }
    }
}

impl fmt::Display for Versions {
    /// Each function, and its version.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = functions().map(|function| format!("{function} {}", self.of(function)));
        f.write_str(&each.collect::<Vec<_>>().join(", "))
    }
}

/// The other of the two versions there are; `None` for one that is neither.
pub(super) fn other(version: &str) -> Option<&'static str> {
    match version {
        "1.0" => Some("1.1"),
        "1.1" => Some("1.0"),
        _ => None,
    }
}

/// A function that the platform answers with another version than is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherVersion {
    /// The function.
    pub function: String,
    /// The version that is set, or else the document's: it was refused.
    pub set: String,
    /// The version that was answered.
    pub answered: &'static str,
}

/// The functions that are called with another version than is set, as long as the process lives.
#[derive(Debug, Default)]
pub(super) struct OtherVersions(Mutex<Vec<OtherVersion>>);

impl OtherVersions {
    /// The version of a function that was answered.
    pub(super) fn of(&self, function: &str) -> Option<&'static str> {
        let known = self.lock();
        let mut known = known.iter();
        known
            .find(|it| it.function == function)
            .map(|it| it.answered)
    }

    /// Remembers the version that a function was answered with, where it is another than is set.
    pub(super) fn note(&self, function: &str, set: &str, answered: &'static str) {
        let mut known = self.lock();
        known.retain(|it| it.function != function);
        if answered != set {
            known.push(OtherVersion {
                function: function.to_owned(),
                set: set.to_owned(),
                answered,
            });
        }
    }

    /// All of them.
    pub(super) fn list(&self) -> Vec<OtherVersion> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<OtherVersion>> {
        // A thread that panicked with the lock in hand left a whole list behind.
        self.0
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
