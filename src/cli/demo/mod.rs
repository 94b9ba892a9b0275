//! `demo`: two sample sites, the sandbox and every job, from nothing.

mod files;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use shangbao_sandbox::{Account, Options, Sandbox, Upload};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};

use super::output::say;
use super::reasons::failures;
use super::run::{print_reports, signal};
use super::table;
use crate::app::App;
use crate::clock::Clock;
use crate::language::text;
use crate::ledger::LedgerError;
use crate::pipeline::{Context, Orders, run_jobs};
use crate::report::{CommandError, Exit};

/// Options of `demo`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    #[arg(long)]
    serve: bool,
}

/// The project of the sample construction site.
const PROJECT: &str = "440300201500303";

/// A sample site: its database, and the scripts that its own application would run there.
struct Site {
    database: &'static str,
    content: &'static str,
    changes: &'static str,
}

const SITES: [Site; 2] = [
    Site {
        database: "site.db",
        content: include_str!("../../../sql/demo/site.sql"),
        changes: include_str!("../../../sql/demo/changes.sql"),
    },
    Site {
        database: "building.db",
        content: include_str!("../../../sql/demo/building.sql"),
        changes: include_str!("../../../sql/demo/building_changes.sql"),
    },
];

pub(super) async fn run(options: Arguments) -> Result<Exit, CommandError> {
    let temporary = tempfile::tempdir()
        .map_err(|error| failed(text!("cli-demo-no-folder", error = error.to_string())))?;
    let folder = options
        .keep
        .clone()
        .unwrap_or_else(|| temporary.path().to_owned());
    refuse_used(&folder)?;
    let sandbox = start_sandbox().await?;
    files::write(&folder, &sandbox.url()).map_err(|error| {
        failed(text!(
            "cli-demo-no-files",
            folder = folder.display().to_string(),
            error = error.to_string()
        ))
    })?;
    for site in &SITES {
        apply(&folder.join(site.database), site.content).await?;
    }
    say!("{}", text!("cli-demo-begins", url = sandbox.url()));

    let app = App::load(&folder.join("jobs.toml"), Clock::System)?;
    let context = app.context().await?;
    say!("\n{}\n", text!("cli-demo-first-run"));
    print_reports(&run_jobs(&app.jobs, &context, Orders::all()).await);
    say!("\n{}\n", text!("cli-demo-not-delivered"));
    show_failures(&app, &context).await?;

    for site in &SITES {
        apply(&folder.join(site.database), site.changes).await?;
    }
    say!("\n{}\n", text!("cli-demo-changes"));
    print_reports(&run_jobs(&app.jobs, &context, Orders::all()).await);
    show_platforms(&sandbox);
    close(options, &folder, sandbox).await;
    Ok(Exit::Done)
}

/// A folder that holds something is somebody's work, or the state of real jobs.
fn refuse_used(folder: &Path) -> Result<(), CommandError> {
    let used = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if !used {
        return Ok(());
    }
    Err(CommandError::Usage {
        message: text!("cli-demo-not-empty", folder = folder.display().to_string()),
        hint: text!("cli-demo-not-empty-hint"),
    })
}

/// Starts the stand-in where the sample configuration expects it, or on any free port.
async fn start_sandbox() -> Result<Sandbox, CommandError> {
    let start = |listen: &str| {
        let listen = listen
            .parse()
            .unwrap_or_else(|_| SocketAddr::from(([127, 0, 0, 1], 0)));
        Sandbox::start(Options {
            listen,
            username: "demo".into(),
            password: "sandbox".into(),
            account: Account {
                api_key: "demo".into(),
                client_serial: "PL-demo".into(),
                ..Account::default()
            },
            ..Options::default()
        })
    };
    match start(files::PLATFORMS).await {
        Ok(sandbox) => Ok(sandbox),
        Err(_) => start("127.0.0.1:0")
            .await
            .map_err(|error| failed(text!("cli-demo-no-port", error = error.to_string()))),
    }
}

/// Runs a script at the sample site, as its own application would.
async fn apply(site: &Path, script: &'static str) -> Result<(), CommandError> {
    let options = SqliteConnectOptions::new()
        .filename(site)
        .create_if_missing(true);
    let applied = async {
        let mut connection = options.connect().await?;
        connection.execute(AssertSqlSafe(script)).await?;
        connection.close().await
    };
    applied
        .await
        .map_err(|error| failed(text!("cli-demo-no-database", error = error.to_string())))
}

async fn show_failures(app: &App, context: &Context) -> Result<(), CommandError> {
    let mut rows = Vec::new();
    for job in &app.jobs {
        let listed = failures(&context.ledger, job, false).await;
        let unread =
            |error: LedgerError| failed(text!("cli-demo-no-state", error = error.to_string()));
        for failure in listed.map_err(unread)? {
            rows.push(vec![
                job.name.clone(),
                failure.key,
                failure.message.unwrap_or_default(),
            ]);
        }
    }
    let heading = [
        text!("cli-column-job"),
        text!("cli-column-key"),
        text!("cli-column-reason"),
    ];
    table::print(&heading, &rows);
    Ok(())
}

fn show_platforms(sandbox: &Sandbox) {
    let held = |upload| sandbox.state().records(upload).len();
    let holds = text!(
        "cli-demo-hazchem-holds",
        permits = held(Upload::WorkTicket),
        files = held(Upload::TicketFile),
        gas = held(Upload::GasAlarm),
        departures = held(Upload::DepartureAlarm),
    );
    say!("\n{holds}");
    let roster = sandbox.roster();
    let companies = roster.companies(PROJECT).into_values();
    let workers = roster.workers(PROJECT).into_values();
    let holds = text!(
        "cli-demo-cwr-holds",
        companies = companies.filter(|company| company.present).count(),
        workers = workers.filter(|worker| worker.on_site).count(),
        passages = roster.passages(PROJECT).len(),
    );
    say!("{holds}");
}

async fn close(options: Arguments, folder: &Path, sandbox: Sandbox) {
    if let Some(kept) = &options.keep {
        let kept = kept.display().to_string();
        say!("\n{}", text!("cli-demo-kept", folder = kept));
        say!(
            "  {:<50} {}",
            "shangbao sandbox",
            text!("cli-demo-other-terminal")
        );
        say!(
            "  shangbao --config {} status",
            folder.join("jobs.toml").display()
        );
    }
    if options.serve {
        say!("\n{}", text!("cli-demo-serves", url = sandbox.url()));
        signal().await;
    }
    sandbox.stop().await;
}

fn failed(message: String) -> CommandError {
    CommandError::CouldNotWork {
        message,
        hint: text!("cli-demo-failed-hint"),
    }
}
