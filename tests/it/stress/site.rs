//! The site under stress, four jobs that read it, and a platform for each.

use shangbao::sql::Dialect;
use shangbao_sandbox::{Options, Sandbox};
use tempfile::TempDir;

use crate::source::site::Site;

/// The jobs, by the kind of their stream.
pub(super) const KINDS: [(&str, &str); 4] = [
    (
        "log",
        "kind = \"log\"\ntable = \"change_log\"\ncursor = \"id\"\nkey = \"row_key\"",
    ),
    (
        "updated",
        "kind = \"updated\"\ntable = \"permits\"\ncursor = \"changed_at\"\nkey = \"id\"\nlookback = \"{lookback}\"",
    ),
    (
        "flag",
        "kind = \"flag\"\ntable = \"permits\"\nkey = \"id\"\n\
         flag = { column = \"sent\", due = \"0\", delivered = \"1\" }",
    ),
    ("scan", "kind = \"scan\"\ntable = \"permits\"\nkey = \"id\""),
];

const MAPPING: &str = include_str!("../../data/work_ticket.toml");

/// Permits that all writers change; each has its line of the change log by a trigger.
pub(super) const HOT: i64 = 20;

/// A site under stress.
pub(super) struct Stressed {
    pub(super) dialect: Dialect,
    pub(super) site: Site,
    pub(super) folder: TempDir,
    /// The platform of each job.
    pub(super) platforms: Vec<Sandbox>,
    /// Who reads: may only SELECT.
    pub(super) reader: String,
}

impl Stressed {
    pub(super) async fn new(dialect: Dialect) -> Self {
        let site = Site::new(dialect, script(dialect)).await;
        let rows: Vec<String> = (1..=HOT).map(|id| format!("({id}, '0')")).collect();
        let hot = format!("INSERT INTO permits (id, place) VALUES {}", rows.join(", "));
        site.database.run(&hot).await;
        let mut platforms = Vec::new();
        for _ in KINDS {
            platforms.push(Sandbox::start(Options::default()).await.unwrap());
        }
        let reader = format!("r{}", &uuid::Uuid::new_v4().simple().to_string()[..20]);
        let stressed = Self {
            dialect,
            folder: tempfile::tempdir().unwrap(),
            platforms,
            reader,
            site,
        };
        stressed.let_reader_in().await;
        stressed.configure();
        stressed
    }

    async fn let_reader_in(&self) {
        let (reader, database) = (&self.reader, self.name());
        match self.dialect {
            Dialect::Sqlite => {}
            Dialect::Postgres => {
                let grant = format!(
                    "CREATE ROLE {reader} LOGIN;\nGRANT SELECT ON permits, change_log TO {reader}"
                );
                self.site.database.run(&grant).await;
            }
            Dialect::MySql => {
                let grant = format!(
                    "CREATE USER {reader} IDENTIFIED BY 'x';\nGRANT SELECT ON {database}.permits TO {reader};\n\
                     GRANT SELECT ON {database}.change_log TO {reader}"
                );
                self.site.database.run(&grant).await;
            }
        }
    }

    fn name(&self) -> &str {
        self.site.database.url.rsplit_once('/').unwrap().1
    }

    /// The URL that the poller reads by.
    pub(super) fn read_url(&self) -> String {
        let url = &self.site.database.url;
        let Some((_, host)) = url.rsplit_once('@') else {
            return url.clone();
        };
        match self.dialect {
            Dialect::Postgres => format!("postgres://{}@{host}", self.reader),
            _ => format!("mysql://{}:x@{host}", self.reader),
        }
    }

    /// The URL of the state.
    pub(super) fn state_url(&self) -> String {
        match self.dialect {
            Dialect::Sqlite => format!(
                "sqlite://{}?mode=rwc",
                self.folder.path().join("state.db").display()
            ),
            _ => self.site.database.url.clone(),
        }
    }

    fn configure(&self) {
        let (begin, end) = (
            MAPPING.find("[[changes]]").unwrap(),
            MAPPING.find("[rows]").unwrap(),
        );
        let mut jobs = format!(
            "[state]\nurl = \"{}\"\n[sources.site]\nurl = \"{}\"\ntimezone = \"UTC\"\n",
            self.state_url(),
            self.read_url()
        );
        // The idle transaction lasts as long as all the others together: MariaDB does not show it to the reader.
        let lookback = format!("{}s", 2 * super::period().as_secs() + 60);
        std::fs::create_dir(self.folder.path().join("mappings")).unwrap();
        for ((kind, stream), platform) in std::iter::zip(KINDS, &self.platforms) {
            let stream = stream.replace("{lookback}", &lookback);
            let mapping = format!(
                "{}[[changes]]\n{stream}\n\n{}",
                &MAPPING[..begin],
                &MAPPING[end..]
            );
            std::fs::write(
                self.folder.path().join(format!("mappings/{kind}.toml")),
                mapping,
            )
            .unwrap();
            jobs += &format!(
                "[platforms.{kind}]\nkind = \"hazchem\"\nurl = \"{}\"\nusername = \"sandbox\"\npassword = \"sandbox\"\n\
                 system_name = \"S\"\narea_code = \"370211\"\ntimeout = \"1s\"\n\
                 [jobs.{kind}]\nmapping = \"{kind}\"\nsource = \"site\"\nplatform = \"{kind}\"\n\
                 retry = {{ first = \"1s\", most = \"2s\", attempts = 1000 }}\n",
                platform.url()
            );
        }
        std::fs::write(self.folder.path().join("jobs.toml"), jobs).unwrap();
    }
}

fn script(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => include_str!("../../data/stress.postgres.sql"),
        Dialect::MySql => include_str!("../../data/stress.mysql.sql"),
        Dialect::Sqlite => include_str!("../../data/stress.sqlite.sql"),
    }
}
