//! `sandbox`: the platforms' stand-in, for trying things out.

use std::net::SocketAddr;

use clap::Args;

use super::output::say;
use crate::report::{CommandError, Exit};
use crate::sandbox::{FAULTS, FaultScript, Options, Sandbox};

/// Options of `sandbox`.
#[derive(Debug, Args)]
#[command(after_long_help = faults())]
pub(super) struct Arguments {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8701", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// The user name to accept
    #[arg(long, default_value = "demo")]
    username: String,
    /// The password to accept
    #[arg(long, default_value = "sandbox")]
    password: String,
    /// Faults to play, such as "http-500:3, reject-id:DH-7=原因"; --help lists them
    #[arg(long, default_value = "", value_name = "SCRIPT")]
    faults: FaultScript,
    /// Check nothing and keep nothing: answer success at once
    #[arg(long)]
    answer_only: bool,
}

pub(super) async fn run(options: Arguments) -> Result<Exit, CommandError> {
    let listen = options.listen;
    let sandbox = Sandbox::start(Options {
        listen,
        username: options.username,
        password: options.password,
        faults: options.faults,
        answer_only: options.answer_only,
        ..Options::default()
    });
    let sandbox = sandbox.await.map_err(|error| CommandError::CouldNotWork {
        message: format!("cannot listen on {listen}: {error}"),
        hint: "name another address with --listen 127.0.0.1:0".into(),
    })?;
    say!(
        "the hazchem platform's stand-in listens on {}",
        sandbox.url()
    );
    say!(
        "what it holds: {0}/_sandbox/records   what was asked: {0}/_sandbox/requests",
        sandbox.url()
    );
    drop(tokio::signal::ctrl_c().await);
    sandbox.stop().await;
    Ok(Exit::Done)
}

/// The faults, as `--help` lists them.
fn faults() -> String {
    let lines = FAULTS
        .iter()
        .map(|fault| format!("  {:<28} {}\n", fault.usage, fault.meaning));
    format!("Faults:\n{}", lines.collect::<String>())
}
