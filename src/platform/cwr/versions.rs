//! Which version of each function is called.

use std::collections::BTreeMap;
use std::fmt;

/// The version that clients in the open send throughout.
const USUAL: &str = "1.1";

/// The functions that are called, for who names one.
pub const FUNCTIONS: &[&str] = &[
    "DictListEmpCategory",
    "DictListJobTypeName",
    "DictListJobName",
    "GetCompanyType",
    "RegisterEmployee",
    "UploadPassedLog",
    "userLeaveProject",
    "AddCompany",
    "ProjectRemoveCompany",
];

/// The version of each function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    all: String,
    by_function: BTreeMap<String, String>,
}

impl Default for Versions {
    fn default() -> Self {
        Self::new(USUAL.to_owned(), BTreeMap::new())
    }
}

impl Versions {
    /// A version for all functions, but for those that have one of their own.
    pub fn new(all: String, by_function: BTreeMap<String, String>) -> Self {
        Self { all, by_function }
    }

    /// The versions of these functions; the usual one for the others.
    pub fn by_function(by_function: BTreeMap<String, String>) -> Self {
        Self::new(USUAL.to_owned(), by_function)
    }

    /// The version of a function.
    pub fn of(&self, function: &str) -> &str {
        self.by_function.get(function).unwrap_or(&self.all)
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.all)?;
        for (function, version) in &self.by_function {
            write!(f, ", {function} {version}")?;
        }
        Ok(())
    }
}
