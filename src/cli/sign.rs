//! `sign`: how the signature of a call comes about.

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::dictionaries::account;
use super::output::say;
use super::print_json;
use crate::app::App;
use crate::document::nearest;
use crate::language::text;
use crate::platform::cwr::FUNCTIONS;
use crate::report::{CommandError, Exit};

/// The longest body that is shown, in characters.
const SHOWN: usize = 200;

/// Options of `sign`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    platform: String,
    function: String,
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// The steps of a signature.
#[derive(Serialize)]
struct Steps {
    /// Names and values, names ascending.
    parameters: Vec<(&'static str, String)>,
    /// What MD5 is taken of, the secret as `***`.
    string: String,
    /// How many bytes of body are signed.
    body_bytes: usize,
    /// 32 upper-case hexadecimal digits.
    signature: String,
    url: String,
}

pub(super) async fn run(options: Arguments, app: &App) -> Result<Exit, CommandError> {
    let Some(client) = &account(app, &options.platform)?.cwr else {
        return Err(unknown(&options.function));
    };
    let function = options.function.as_str();
    if !FUNCTIONS.contains(&function) {
        return Err(unknown(function));
    }
    let body = match &options.body {
        Some(path) => read(path)?,
        None => b"{}".to_vec(),
    };
    let signed = client.sign(function, &body);
    let body_text = shortened(&String::from_utf8_lossy(&body));
    let mut parameters = signed.parameters;
    parameters.push(("body", body_text));
    parameters.sort();
    let joined: String = parameters
        .iter()
        .map(|(name, value)| format!("{name}{value}"))
        .collect();
    let steps = Steps {
        string: format!("***{joined}***"),
        parameters,
        body_bytes: body.len(),
        signature: signed.signature,
        url: client.url(&signed.path),
    };
    if options.json {
        print_json(&steps)?;
    } else {
        show(&steps);
    }
    Ok(Exit::Done)
}

fn show(steps: &Steps) {
    say!("{}", text!("cli-sign-parameters"));
    for (name, value) in &steps.parameters {
        say!("     {name} = {value}");
    }
    say!("{}", text!("cli-sign-body", bytes = steps.body_bytes));
    say!("{}", text!("cli-sign-joined"));
    say!("     {}", steps.string);
    say!("{}", text!("cli-sign-digest"));
    say!("     {}", steps.signature);
    say!("{}", text!("cli-sign-call"));
    say!("     POST {}", steps.url);
}

fn read(path: &PathBuf) -> Result<Vec<u8>, CommandError> {
    let mut body = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut body).map(drop)
    } else {
        std::fs::read(path).map(|bytes| body = bytes)
    };
    read.map_err(|error| CommandError::Usage {
        message: text!(
            "cli-sign-unread",
            path = path.display().to_string(),
            error = error.to_string()
        ),
        hint: text!("cli-sign-unread-hint"),
    })?;
    Ok(body)
}

/// A text as far as it is shown.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn unknown(function: &str) -> CommandError {
    let hint = match nearest(function, FUNCTIONS.iter().copied()) {
        Some(near) => text!("cli-sign-near", near = near),
        None => text!("cli-sign-functions", names = FUNCTIONS.join(", ")),
    };
    CommandError::Usage {
        message: text!("cli-sign-no-function", name = function),
        hint,
    }
}
