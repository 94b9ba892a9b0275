//! What goes to the terminal.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write, stdout};

/// Writes a line to standard output. When nobody reads on (`| head`), the command ends quietly.
pub(super) fn line(text: Arguments<'_>) {
    let mut out = stdout().lock();
    if let Err(error) = out.write_fmt(text).and_then(|()| out.write_all(b"\n"))
        && error.kind() == ErrorKind::BrokenPipe
    {
        std::process::exit(0);
    }
}

/// `println!`, but for readers that leave early.
macro_rules! say {
    ($($text:tt)*) => { $crate::cli::output::line(format_args!($($text)*)) };
}

pub(super) use say;
