//! Servers that refuse us, and servers whose TLS is not ours.

use std::time::{Duration, Instant};

use shangbao::ledger::Ledger;
use shangbao::source::{Bounds, Key, Settings, SourceError, Value, connect, reached};
use shangbao::sql::Dialect;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use super::site::{Site, query, settings};
use crate::bed::Database;
use crate::hazchem::certificates::{openssl, s_server};

const SERVERS: [Dialect; 2] = [Dialect::Postgres, Dialect::MySql];

/// Why a source gives nothing, and how soon it says so.
async fn refusal(url: &str) -> (String, Duration) {
    let started = Instant::now();
    let source = connect(settings(url)).unwrap();
    let one = query("SELECT 1 WHERE '1' IN (:keys)", 1);
    match source.rows(&one, &[], Bounds::OWN).await {
        Err(SourceError::Unreachable { message }) => (message, started.elapsed()),
        other => panic!("{other:?}"),
    }
}

/// The URL with another user, host and port, or database.
fn changed(
    url: &str,
    login: Option<&str>,
    address: Option<&str>,
    database: Option<&str>,
) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (own, rest) = rest.split_once('@').unwrap();
    let (place, name) = rest.split_once('/').unwrap();
    format!(
        "{scheme}://{}@{}/{}",
        login.unwrap_or(own),
        address.unwrap_or(place),
        database.unwrap_or(name)
    )
}

#[tokio::test]
async fn whoever_refuses_is_named_with_the_reason_at_once() {
    for dialect in SERVERS {
        let database = Database::new(dialect).await;
        let closed = {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap().to_string()
        };
        let nobody = format!("{closed} refuses connections: nothing listens there");
        for (url, reason) in [
            (
                changed(&database.url, None, Some(&closed), None),
                nobody.as_str(),
            ),
            (
                changed(&database.url, Some("nobody:wrong"), None, None),
                "refuses user or password",
            ),
            (
                changed(&database.url, None, None, Some("nowhere")),
                "has no such database",
            ),
        ] {
            let (message, took) = refusal(&url).await;
            assert!(message.contains(reason), "{dialect}: {message}");
            assert!(!message.contains("wrong"), "{message}");
            assert!(took < Duration::from_secs(2), "{took:?}: {message}");
            let state = Ledger::open(&url).await.err().unwrap().to_string();
            assert!(state.contains(reason), "{dialect}: {state}");
        }
        // A name that no resolver knows, by RFC 2606.
        let (message, took) =
            refusal(&changed(&database.url, None, Some("db.invalid:1"), None)).await;
        assert!(message.contains("db.invalid:1 is not found"), "{message}");
        assert!(took < Duration::from_secs(8), "{took:?}: {message}");
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent = silent
            .local_addr()
            .map(|address| (silent, address.to_string()))
            .unwrap();
        let (message, _) = refusal(&changed(&database.url, None, Some(&silent.1), None)).await;
        assert!(message.contains("no answer from"), "{message}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_named() {
    let (message, _) = refusal("sqlite:///nowhere/site.db").await;
    assert!(
        message.contains("/nowhere/site.db cannot be opened"),
        "{message}"
    );
}

/// How a server fails at TLS.
#[derive(Clone, Copy, Debug)]
enum Failing {
    /// As the OpenSSL at this port of the loopback does.
    OpenSsl(u16),
    /// It knows no version or cipher that the client offers.
    Alert,
    /// It hangs up.
    HangUp,
    /// It answers with what is no TLS.
    Nonsense,
}

/// A way to a server that offers TLS, and then knows none that we know; without it, all is as ever. Its address.
async fn old_tls(dialect: Dialect, url: &str, failing: Failing) -> String {
    let (_, place) = url.split_once('@').unwrap();
    let place = place.split_once('/').unwrap().0.to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&place).await.unwrap();
            tokio::spawn(async move {
                // Whoever hangs up ends it.
                let _ = pass_on(dialect, client, server, failing).await;
            });
        }
    });
    address
}

async fn pass_on(
    dialect: Dialect,
    mut client: TcpStream,
    mut server: TcpStream,
    failing: Failing,
) -> std::io::Result<()> {
    let mut first = vec![0; 1 << 16];
    let asks_for_tls = match dialect {
        Dialect::MySql => {
            let length = server.read(&mut first).await?;
            client.write_all(&first[..length]).await?;
            let length = client.read(&mut first).await?;
            first.truncate(length);
            // A packet of 32 bytes behind its head, with CLIENT_SSL.
            first.len() >= 36 && first[0] == 32 && first[5] & 0x08 != 0
        }
        _ => {
            let length = client.read(&mut first).await?;
            first.truncate(length);
            first == [0, 0, 0, 8, 4, 210, 22, 47]
        }
    };
    if !asks_for_tls {
        server.write_all(&first).await?;
        copy_bidirectional(&mut client, &mut server).await?;
        return Ok(());
    }
    if dialect == Dialect::Postgres {
        client.write_all(b"S").await?;
    }
    if let Failing::OpenSsl(port) = failing {
        let mut openssl = TcpStream::connect(("127.0.0.1", port)).await?;
        openssl
            .write_all(first.get(36..).unwrap_or_default())
            .await?;
        copy_bidirectional(&mut client, &mut openssl).await?;
        return Ok(());
    }
    let mut hello = [0; 4096];
    if first.len() <= 36 {
        let _ = client.read(&mut hello).await?;
    }
    match failing {
        Failing::Alert => client.write_all(b"\x15\x03\x01\x00\x02\x02\x28").await?,
        Failing::Nonsense => client.write_all(b"no TLS here\r\n").await?,
        Failing::HangUp | Failing::OpenSsl(_) => {}
    }
    client.shutdown().await
}

#[tokio::test]
async fn where_nothing_demands_tls_an_old_server_is_read_without_it_and_that_is_said() {
    for dialect in SERVERS {
        for failing in [Failing::Alert, Failing::HangUp, Failing::Nonsense] {
            let database = Database::new(dialect).await;
            database
                .run("CREATE TABLE t (id INT);\nINSERT INTO t VALUES (1)")
                .await;
            let address = old_tls(dialect, &database.url, failing).await;
            let url = changed(&database.url, None, Some(&address), None);
            let source = connect(settings(&url)).unwrap();
            let all = query("SELECT id FROM t WHERE id IN (:keys)", 1);
            let found = source.rows(&all, &[Key::single("1")], Bounds::OWN).await;
            assert_eq!(
                found.unwrap().rows,
                [[Value::Int(1)]],
                "{dialect} {failing:?}"
            );
            let notes = reached(&settings(&url), dialect, false).await;
            assert!(
                notes[0].contains("the connection is not encrypted"),
                "{notes:?}"
            );
            assert!(Ledger::open(&url).await.is_ok(), "{dialect} {failing:?}");
            let demanded = match dialect {
                Dialect::Postgres => format!("{url}?sslmode=require"),
                _ => format!("{url}?ssl-mode=REQUIRED"),
            };
            let (message, _) = refusal(&demanded).await;
            for part in ["TLS 1.2 with ECDHE", "ssl-mode=DISABLED", "sslmode=disable"] {
                assert!(message.contains(part), "{dialect} {failing:?}: {message}");
            }
            let state = Ledger::open(&demanded).await.err().unwrap().to_string();
            assert!(state.contains("TLS 1.2 with ECDHE"), "{state}");
        }
    }
}

/// Servers of old, each as OpenSSL plays it: TLS 1.1, TLS 1.2 without ECDHE, a certificate of X.509 version 1.
#[tokio::test]
async fn what_old_servers_know_of_tls_is_named_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    certificates(folder);
    for (certificate, options) in [
        ("three", "-tls1_1 -cipher ALL:@SECLEVEL=0"),
        ("three", "-tls1_2 -cipher AES128-SHA256:AES256-GCM-SHA384"),
        ("one", "-tls1_2"),
    ] {
        let (_server, port) = s_server(folder, certificate, options).await;
        for dialect in SERVERS {
            let database = Database::new(dialect).await;
            let what = format!("{dialect}, {certificate}, {options}");
            let address = old_tls(dialect, &database.url, Failing::OpenSsl(port)).await;
            let url = changed(&database.url, None, Some(&address), None);
            let source = connect(settings(&url)).unwrap();
            let one = query("SELECT 1 WHERE '1' IN (:keys)", 1);
            let found = source.rows(&one, &[Key::single("1")], Bounds::OWN).await;
            assert_eq!(found.unwrap().rows.len(), 1, "{what}");
            let notes = reached(&settings(&url), dialect, false).await;
            let is_told = notes[0].contains("the connection is not encrypted");
            assert!(is_told, "{what}: {notes:?}");
            let demanded = match dialect {
                Dialect::Postgres => format!("{url}?sslmode=require"),
                _ => format!("{url}?ssl-mode=REQUIRED"),
            };
            let (message, took) = refusal(&demanded).await;
            for part in [
                "TLS 1.2 with ECDHE",
                "certificates of X.509 version 3",
                "ssl-mode=DISABLED",
            ] {
                assert!(message.contains(part), "{what}: {message}");
            }
            assert!(took < Duration::from_secs(5), "{what}: {took:?}");
        }
    }
}

/// Self-signed certificates: `one.pem` of version 1, `three.pem` of version 3.
fn certificates(folder: &std::path::Path) {
    for arguments in [
        "req -x509 -newkey rsa:2048 -nodes -keyout three.key -out three.pem -subj /CN=127.0.0.1",
        "req -newkey rsa:2048 -nodes -keyout one.key -out one.csr -subj /CN=127.0.0.1",
        "x509 -req -in one.csr -signkey one.key -out one.pem",
    ] {
        openssl(folder, arguments);
    }
    let shown = openssl(folder, "x509 -in one.pem -noout -text");
    assert!(shown.contains("Version: 1"), "{shown}");
}

/// The test's MariaDB knows TLS.
#[tokio::test]
async fn an_account_that_must_use_tls_can_where_the_server_knows_ours() {
    let database = Database::new(Dialect::MySql).await;
    let user = format!("u{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    database
        .run(&format!(
            "CREATE USER {user}@'%' IDENTIFIED BY 'p@ss' REQUIRE SSL;\nGRANT ALL ON *.* TO {user}@'%'"
        ))
        .await;
    // A bare `@` in the password is the password's: the last one ends it.
    let url = changed(&database.url, Some(&format!("{user}:p@ss")), None, None);
    let site = Site {
        source: connect(settings(&url)).unwrap(),
        database,
    };
    let cipher = site
        .value("(SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher')")
        .await;
    assert!(
        matches!(&cipher, Value::Text(cipher) if !cipher.is_empty()),
        "{cipher:?}"
    );
    assert!(
        reached(&settings(&url), Dialect::MySql, false)
            .await
            .is_empty()
    );
    let address = old_tls(Dialect::MySql, &site.database.url, Failing::Alert).await;
    let old = changed(
        &site.database.url,
        Some(&format!("{user}:p%40ss")),
        Some(&address),
        None,
    );
    let (message, _) = refusal(&old).await;
    for part in [
        "and without it:",
        "refuses user or password",
        "REQUIRE NONE",
    ] {
        assert!(message.contains(part), "{message}");
    }
    let (message, _) = refusal(&format!("{url}?ssl-mode=VERIFY_CA")).await;
    assert!(
        message.contains("invalid peer certificate") && message.contains("ssl-ca=FILE"),
        "{message}"
    );
}

/// PostgreSQL alone says its messages in the language of a database.
#[tokio::test]
async fn a_server_that_speaks_chinese_is_understood_by_its_codes() {
    let chinese = |settings: Settings| Settings {
        max_connections: 1,
        ..settings
    };
    let script = "CREATE TABLE t (id INT, n TEXT);\nINSERT INTO t VALUES (1, '4403x')";
    let site = Site::with(Dialect::Postgres, script, chinese).await;
    let (_, name) = site.database.url.rsplit_once('/').unwrap();
    site.database
        .run(&format!(
            "ALTER DATABASE {name} SET lc_messages = 'zh_CN.UTF-8'"
        ))
        .await;
    let sql = "SELECT * FROM t WHERE id IN (:keys)";
    assert_eq!(site.rows(sql, &["1"]).await.unwrap().columns.len(), 2);
    site.database
        .run("ALTER TABLE t ALTER COLUMN n TYPE VARCHAR(20), ADD COLUMN more INT")
        .await;
    assert_eq!(site.rows(sql, &["1"]).await.unwrap().columns.len(), 3);
    site.database.run("ALTER TABLE t DROP COLUMN more").await;
    assert_eq!(site.rows(sql, &["1"]).await.unwrap().columns.len(), 2);
    match site
        .rows("SELECT n::int FROM t WHERE id IN (:keys)", &["1"])
        .await
    {
        Err(SourceError::Value { message }) => {
            assert!(
                message.contains("输入语法") && !message.contains("4403"),
                "{message}"
            );
        }
        other => panic!("{other:?}"),
    }
    let gone = site
        .rows("SELECT nothing FROM t WHERE id IN (:keys)", &["1"])
        .await;
    assert!(
        matches!(&gone, Err(SourceError::Sql { code, .. }) if code == "42703"),
        "{gone:?}"
    );
    let (message, _) = refusal(&changed(&site.database.url, None, None, Some("nowhere"))).await;
    assert!(message.contains("has no such database"), "{message}");
}
