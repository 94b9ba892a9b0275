//! Where a request goes.

use super::cwr::Function;
use super::hazchem::Upload;

/// Where a request goes, on either platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Hazchem's login.
    Login,
    /// An upload to hazchem.
    Upload(Upload),
    /// A call of CWR.
    Function(Function),
}

impl Endpoint {
    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let uploads = Upload::ALL.into_iter().map(Self::Upload);
        let functions = Function::ALL.into_iter().map(Self::Function);
        [Self::Login].into_iter().chain(uploads).chain(functions)
    }

    /// Its name in a script of faults.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Upload(upload) => upload.name(),
            Self::Function(function) => function.name(),
        }
    }

    /// Its path on the platform.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Login => super::hazchem::LOGIN_PATH,
            Self::Upload(upload) => upload.path(),
            Self::Function(function) => function.path(),
        }
    }

    /// Whether it takes records.
    pub(super) fn is_upload(self) -> bool {
        match self {
            Self::Login => false,
            Self::Upload(_) => true,
            Self::Function(function) => function.is_upload(),
        }
    }
}
