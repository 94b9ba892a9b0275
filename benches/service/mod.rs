//! A site on a database of its own, and `shangbao run` as a process beside it: what the benches of the service stand on.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

/// A site with permits and their change log.
pub(crate) struct Site {
    /// Where the configuration lies.
    pub(crate) folder: TempDir,
    /// The database's URL.
    pub(crate) url: String,
    dialect: Dialect,
}

/// Linux counts processor time in these.
const TICKS_A_SECOND: f64 = 100.0;

/// A mapping of the site's permits.
pub(crate) const MAPPING: &str = include_str!("../../tests/data/work_ticket.toml");

impl Site {
    /// An empty site.
    pub(crate) async fn new(dialect: Dialect) -> Self {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("bench{}", uuid::Uuid::new_v4().simple());
        let url = match dialect {
            Dialect::Sqlite => format!(
                "sqlite://{}?mode=rwc",
                folder.path().join("site.db").display()
            ),
            Dialect::Postgres => on_server("TEST_POSTGRES", &name, "CREATE").await,
            Dialect::MySql => on_server("TEST_MYSQL", &name, "CREATE").await,
        };
        let site = Self {
            folder,
            url,
            dialect,
        };
        let tables = match dialect {
            Dialect::Postgres => include_str!("../../tests/data/site.postgres.sql"),
            Dialect::MySql => include_str!("../../tests/data/site.mysql.sql"),
            Dialect::Sqlite => include_str!("../../tests/data/site.sqlite.sql"),
        };
        let mut connection = site.connect().await;
        for statement in tables.split(";\n").filter(|text| !text.trim().is_empty()) {
            let done = connection
                .execute(AssertSqlSafe(statement.to_owned()))
                .await;
            done.expect("a table");
        }
        std::fs::create_dir(site.folder.path().join("mappings")).expect("a folder");
        site
    }

    /// A connection of the site's application.
    pub(crate) async fn connect(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.expect("the site")
    }

    /// Writes a mapping.
    pub(crate) fn mapping(&self, name: &str, text: &str) {
        let file = self.folder.path().join(format!("mappings/{name}.toml"));
        std::fs::write(file, text).expect("a file");
    }

    /// Starts the service for jobs that are given as TOML, with this platform.
    pub(crate) fn start(&self, platform: &str, jobs: &str) -> Service {
        let state = match self.dialect {
            Dialect::Sqlite => "sqlite://shangbao.db",
            _ => &self.url,
        };
        let config = format!(
            "[state]\nurl = \"{state}\"\n\n[sources.site]\nurl = \"{}\"\n\n[platforms.hazchem]\nkind = \"hazchem\"\n\
             url = \"{platform}\"\nusername = \"sandbox\"\npassword = \"sandbox\"\nsystem_name = \"测试系统\"\n\
             area_code = \"370211\"\n\n{jobs}",
            self.url
        );
        let file = self.folder.path().join("jobs.toml");
        std::fs::write(&file, config).expect("a file");
        Service::start(&file)
    }

    /// Drops the database.
    pub(crate) async fn drop(self) {
        let variable = match self.dialect {
            Dialect::Sqlite => return,
            Dialect::Postgres => "TEST_POSTGRES",
            Dialect::MySql => "TEST_MYSQL",
        };
        let name = self.url.rsplit('/').next().unwrap_or_default();
        on_server(variable, name, "DROP").await;
    }
}

async fn on_server(variable: &str, name: &str, what: &str) -> String {
    let admin =
        std::env::var(variable).unwrap_or_else(|_| panic!("{variable}: run by `just bench`"));
    let mut connection = AnyConnection::connect(&admin).await.expect("the server");
    let done = connection
        .execute(AssertSqlSafe(format!("{what} DATABASE {name}")))
        .await;
    done.expect("a database");
    let (server, _) = admin.rsplit_once('/').expect("a URL");
    format!("{server}/{name}")
}

/// `shangbao run`; stopped when it is dropped.
pub(crate) struct Service(Child);

impl Service {
    fn start(config: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shangbao"));
        let command = command
            .arg("--config")
            .arg(config)
            .arg("run")
            .env("RUST_LOG", "warn");
        Self(command.stdin(Stdio::null()).spawn().expect("the service"))
    }

    /// Its processor time so far, in seconds: the 14th and 15th field of `stat`, counted behind the name.
    pub(crate) fn processor_time(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id()));
        let stat = stat.expect("Linux");
        let (_, fields) = stat.rsplit_once(')').expect("a name");
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks = |at: usize| fields[at].parse::<f64>().expect("a number");
        (ticks(11) + ticks(12)) / TICKS_A_SECOND
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        let pid = self.0.id().to_string();
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .expect("a signal");
        self.0.wait().expect("the service");
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.0.kill());
    }
}
