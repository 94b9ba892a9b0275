//! `sandbox`: the platforms' stand-in, for trying things out.

use std::net::SocketAddr;
use std::str::FromStr as _;

use clap::Args;
use shangbao_sandbox::{
    Account, FAULTS, FaultScript, Known, Options, Sandbox, ScriptError, ScriptProblem, endpoints,
};

use super::output::say;
use super::run::signal;
use crate::document::nearest;
use crate::language::{spoken, text};
use crate::report::{CommandError, Exit};

/// How many words of a fault's argument stand on a line of `--help`.
const FORMS_A_LINE: usize = 5;

/// Options of `sandbox`.
#[derive(Debug, Args)]
#[command(after_long_help = faults())]
pub(super) struct Arguments {
    #[arg(long, default_value = "127.0.0.1:8701", value_name = "ADDRESS")]
    listen: SocketAddr,
    #[arg(long, default_value = "demo")]
    username: String,
    #[arg(long, default_value = "sandbox")]
    password: String,
    #[arg(long, default_value = "demo")]
    api_key: String,
    #[arg(long, default_value = "sandbox")]
    api_secret: String,
    #[arg(long, default_value = "PL-demo")]
    client_serial: String,
    #[arg(long, default_value = "440300201500303", value_delimiter = ',')]
    projects: Vec<String>,
    #[arg(long, default_value = "", value_name = "SCRIPT", value_parser = script)]
    faults: FaultScript,
    #[arg(long, default_value_t = 0, value_name = "SEED", value_parser = u64::from_str)]
    seed: u64,
    #[arg(long)]
    lenient: bool,
    #[arg(long)]
    answer_only: bool,
}

pub(super) async fn run(options: Arguments) -> Result<Exit, CommandError> {
    let listen = options.listen;
    let sandbox = Sandbox::start(Options {
        listen,
        username: options.username,
        password: options.password,
        account: Account {
            api_key: options.api_key,
            api_secret: options.api_secret,
            client_serial: options.client_serial,
            projects: options.projects,
            lenient: options.lenient,
            ..Account::default()
        },
        faults: options.faults,
        seed: options.seed,
        answer_only: options.answer_only,
        ..Options::default()
    });
    let sandbox = sandbox.await.map_err(|error| CommandError::CouldNotWork {
        message: text!(
            "cli-sandbox-no-port",
            address = listen.to_string(),
            error = error.to_string()
        ),
        hint: text!("cli-sandbox-no-port-hint"),
    })?;
    let asked = signal();
    say!("{}", text!("cli-sandbox-listens", url = sandbox.url()));
    say!("{}", text!("cli-sandbox-shows", url = sandbox.url()));
    asked.await;
    sandbox.stop().await;
    Ok(Exit::Done)
}

/// Reads a script of faults; the error says what is wrong with it.
fn script(text: &str) -> Result<FaultScript, String> {
    text.parse().map_err(|error: ScriptError| {
        text!(
            "sandbox-script",
            entry = error.entry.to_string(),
            name = error.name.as_str(),
            problem = describe(&error),
        )
    })
}

fn describe(error: &ScriptError) -> String {
    match &error.problem {
        ScriptProblem::UnknownName => match nearest(&error.name, FAULTS.iter().map(Known::name)) {
            Some(name) => text!("sandbox-no-fault-but", name = name),
            None => text!("sandbox-no-fault"),
        },
        ScriptProblem::Argument(usage) => text!("sandbox-argument", usage = *usage),
        ScriptProblem::Count(name) => text!("sandbox-count", name = *name),
        ScriptProblem::Seed => text!("sandbox-seed"),
        ScriptProblem::Option(option) => text!("sandbox-option", option = option.as_str()),
        ScriptProblem::Endpoint(endpoint) => {
            let endpoint = endpoint.as_str();
            match nearest(endpoint, endpoints()) {
                Some(name) => text!("sandbox-no-endpoint-but", endpoint = endpoint, name = name),
                None => text!("sandbox-no-endpoint", endpoint = endpoint),
            }
        }
        ScriptProblem::Ground => text!("sandbox-ground"),
    }
}

/// The faults, as `--help` lists them.
fn faults() -> String {
    let lines = FAULTS.iter().map(|fault| {
        let meaning = spoken().say(&format!("sandbox-{}", fault.name()));
        format!("  {:<28} {meaning}\n", fault.usage)
    });
    let lines: String = lines.collect();
    let heading = text!("cli-sandbox-faults");
    let scripts = text!("cli-sandbox-scripts");
    format!("{heading}\n{lines}\n{}\n{scripts}", forms())
}

/// The words that may stand behind a fault, where they are a few.
fn forms() -> String {
    let mut text = String::new();
    for fault in FAULTS {
        let forms = fault.forms();
        if let Some((_, name)) = fault.usage.split_once(':')
            && !forms.is_empty()
        {
            text += &format!("{}\n", text!("cli-sandbox-forms", name = name));
            for line in forms.chunks(FORMS_A_LINE) {
                text += &format!("  {}\n", line.join(", "));
            }
        }
    }
    text
}
