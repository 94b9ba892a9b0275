//! `sign`: how the signature of a call comes about.

use std::io::Read as _;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::Args;
use serde::Serialize;

use super::dictionaries::account;
use super::output::say;
use super::print_json;
use crate::app::App;
use crate::document::nearest;
use crate::language::text;
use crate::platform::closed;
use crate::platform::cwr::functions;
use crate::platform::cwr::sign::signed_body;
use crate::report::{CommandError, Exit};

/// The longest body that is shown, in characters.
const SHOWN: usize = 200;

/// How the time of a call is written.
const TIME: &str = "%Y-%m-%d %H:%M:%S";

/// Options of `sign`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    platform: String,
    function: String,
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    timestamp: Option<String>,
    #[arg(long)]
    json: bool,
}

/// The steps of a signature.
#[derive(Serialize)]
struct Steps {
    /// Names and values, names ascending.
    parameters: Vec<(&'static str, String)>,
    /// What MD5 is taken of, but for the secret, in whose place `***` stands.
    string: String,
    /// How many bytes of body are signed: 2 where there is none, which is signed as `{}`.
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
    if !functions().any(|known| known == function) {
        return Err(unknown(function));
    }
    let time = options.timestamp.map(time).transpose()?;
    let body = match &options.body {
        Some(path) => read(path)?,
        None => b"{}".to_vec(),
    };
    let signed = client.sign(function, &body, time);
    let body = signed_body(&body);
    let mut parameters = signed.parameters;
    parameters.push(("body", String::from_utf8_lossy(body).into_owned()));
    parameters.sort();
    let steps = Steps {
        string: joined(&parameters),
        parameters,
        body_bytes: body.len(),
        signature: signed.signature,
        url: client.url(&signed.path),
    };
    if options.json {
        print_json(&steps)?;
    } else {
        show(steps, body.ends_with(b"\n"));
    }
    Ok(Exit::Done)
}

/// What MD5 is taken of, with `***` for the secret.
fn joined(parameters: &[(&'static str, String)]) -> String {
    let each = parameters
        .iter()
        .map(|(name, value)| format!("{name}{value}"));
    format!("***{}***", each.collect::<String>())
}

/// Prints the steps; a long body is cut.
fn show(mut steps: Steps, ends_with_break: bool) {
    let mut is_cut = false;
    for (_, value) in &mut steps.parameters {
        let shown = shortened(value);
        is_cut |= shown != *value;
        *value = shown;
    }
    steps.string = joined(&steps.parameters);
    say!("{}", text!("cli-sign-parameters"));
    for (name, value) in &steps.parameters {
        say!("     {name} = {value}");
    }
    say!("{}", text!("cli-sign-body", bytes = steps.body_bytes));
    if ends_with_break {
        say!("{}", text!("cli-sign-line-break"));
    }
    say!("{}", text!("cli-sign-joined"));
    say!("     {}", steps.string);
    if is_cut {
        say!("{}", text!("cli-sign-cut"));
    }
    say!("{}", text!("cli-sign-digest"));
    say!("     {}", steps.signature);
    say!("{}", text!("cli-sign-by-hand"));
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

/// A time as a call carries it.
fn time(text: String) -> Result<String, CommandError> {
    let read = NaiveDateTime::parse_from_str(&text, TIME);
    match read.map(|time| time.format(TIME).to_string()) {
        Ok(written) if written == text => Ok(text),
        _ => Err(CommandError::Usage {
            message: text!("cli-sign-no-time", text = text),
            hint: text!("cli-sign-time-hint"),
        }),
    }
}

/// A text as far as it is shown.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn unknown(function: &str) -> CommandError {
    let hint = match (closed(function), nearest(function, functions())) {
        (Some(closed), _) => closed.said(),
        (None, Some(near)) => text!("cli-sign-near", near = near),
        (None, None) => {
            let names: Vec<&str> = functions().collect();
            text!("cli-sign-functions", names = names.join(", "))
        }
    };
    CommandError::Usage {
        message: text!("cli-sign-no-function", name = function),
        hint,
    }
}
