//! How errors are shown, and exit codes.

use std::fmt;
use std::process::ExitCode;

use crate::document::Problems;
use crate::language::text;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A record this run worked on needs attention.
    RecordsFailed = 1,
    /// Usage or configuration.
    Configuration = 2,
    /// Could not work: a database or platform was unreachable, or did not allow it.
    CouldNotWork = 3,
}

impl Exit {
    /// The more serious of two: configuration, then not being able to work, then failed records.
    pub fn and(self, other: Self) -> Self {
        [Self::Configuration, Self::CouldNotWork, Self::RecordsFailed]
            .into_iter()
            .find(|exit| [self, other].contains(exit))
            .unwrap_or(Self::Done)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub enum CommandError {
    /// Problems of files.
    Problems {
        /// The problems, file by file.
        files: Vec<Problems>,
        /// What did not happen, and the exact command to go on with.
        hint: String,
    },
    /// Something asked for that is not there.
    Usage {
        /// What is wrong.
        message: String,
        /// The exact command to go on with.
        hint: String,
    },
    /// A database or platform that does not do its part.
    CouldNotWork {
        /// What happened.
        message: String,
        /// What to do.
        hint: String,
    },
}

impl CommandError {
    /// What is wrong, without the hint.
    pub fn message(&self) -> String {
        match self {
            Self::Problems { files, .. } => files.iter().map(ToString::to_string).collect(),
            Self::Usage { message, .. } | Self::CouldNotWork { message, .. } => message.clone(),
        }
    }

    /// The exit code that says so.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Problems { .. } | Self::Usage { .. } => Exit::Configuration,
            Self::CouldNotWork { .. } => Exit::CouldNotWork,
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems { files, hint } => {
                for problems in files {
                    write!(f, "{}", text!("cli-error", message = problems.to_string()))?;
                }
                write!(f, "{}", text!("cli-hint", hint = hint))
            }
            Self::Usage { message, hint } | Self::CouldNotWork { message, hint } => {
                writeln!(f, "{}", text!("cli-error", message = message))?;
                write!(f, "{}", text!("cli-hint", hint = hint))
            }
        }
    }
}

impl std::error::Error for CommandError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_serious_exit_wins() {
        assert_eq!(Exit::Done.and(Exit::RecordsFailed), Exit::RecordsFailed);
        assert_eq!(
            Exit::CouldNotWork.and(Exit::RecordsFailed),
            Exit::CouldNotWork
        );
        assert_eq!(Exit::Configuration.and(Exit::CouldNotWork) as u8, 2);
    }
}
