//! The state in a SQLite file: a full disk, a file that is deleted or damaged under the service, what lies in it at the end.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use shangbao::ledger::Ledger;
use shangbao::sql::Dialect;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

use crate::bed::{Bed, permit};
use crate::cli::{json, shangbao, stderr, stdout};

use super::{arrives, until};

async fn site() -> Bed {
    let mut bed = Bed::new(Dialect::Sqlite).await;
    bed.job = "every = \"500ms\"".into();
    bed
}

fn file(bed: &Bed) -> PathBuf {
    bed.folder.path().join("shangbao.db")
}

/// A program that is not killed where it writes beyond its limit, as a disk that is full kills nobody.
fn unkilled(bed: &Bed, limit: &str, words: &[&str]) -> Command {
    bed.write("jobs.toml", &bed.jobs_toml());
    let mut command = Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -S -f {limit}; exec \"$0\" \"$@\"");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_shangbao"), "--config"]);
    command.arg(bed.folder.path().join("jobs.toml")).args(words);
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

fn start(bed: &Bed) -> Child {
    unkilled(bed, "unlimited", &["run"]).spawn().unwrap()
}

/// What the service said, and how it ended.
async fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    let mut pipe = child.stderr.take().unwrap();
    let all = async {
        pipe.read_to_string(&mut said).await.unwrap();
        child.wait().await.unwrap().code()
    };
    let code = tokio::time::timeout(Duration::from_secs(60), all).await;
    (code.expect("it ends within a minute"), said)
}

async fn stop(child: Child) -> (Option<i32>, String) {
    let pid = child.id().unwrap().to_string();
    Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .await
        .unwrap();
    ended(child).await
}

/// Sets the size that a file of the process may have at most.
async fn limit(child: &Child, size: &str) {
    let pid = child.id().unwrap().to_string();
    let size = format!("--fsize={size}:unlimited");
    let set = Command::new("prlimit")
        .args(["--pid", &pid, &size])
        .status()
        .await;
    assert!(set.unwrap().success());
}

/// A port of this host that nobody listens on.
fn port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

async fn ask(url: &str) -> Option<(u16, String)> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(url).send().await.ok()?;
    Some((response.status().as_u16(), response.text().await.ok()?))
}

#[tokio::test]
async fn a_full_disk_is_told_everywhere_and_heals_by_itself() {
    let mut bed = site().await;
    let page = format!("127.0.0.1:{}", port());
    bed.web = format!("[web]\nlisten = \"{page}\"");
    bed.save(&[permit(1)]).await;
    let child = start(&bed);
    arrives(&bed, 1).await;
    let metric = async |name: &str| {
        let (_, text) = ask(&format!("http://{page}/metrics")).await?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.rsplit_once(' ')?.1.parse::<f64>().ok()
    };
    let stopped = "shangbao_job_stopped{";
    until("all is well", async || {
        ask(&format!("http://{page}/readyz"))
            .await
            .is_some_and(|(status, _)| status == 200)
    })
    .await;

    // Neither the log beside the state, which has more by now, nor the state itself can take what is written; the index of the log is
    // that long and stays.
    limit(&child, "32768").await;
    until("it is not ready", async || {
        // What is written fills what room there is.
        bed.save(&[permit(2)]).await;
        let ready = ask(&format!("http://{page}/readyz")).await;
        ready.is_some_and(|(status, text)| status == 503 && text.contains("disk"))
    })
    .await;
    until("metrics tell it", async || {
        metric("shangbao_state_unwritten").await == Some(1.0) && metric(stopped).await == Some(1.0)
    })
    .await;
    let (_, home) = ask(&format!("http://{page}/")).await.unwrap();
    assert!(
        home.contains("Not all is well") || home.contains("有问题需要处理"),
        "{home}"
    );
    let status = unkilled(&bed, "1", &["status", "--json"])
        .output()
        .await
        .unwrap();
    let notices = json(&status)["notices"].to_string();
    assert!(notices.contains("cannot be written"), "{notices}");

    limit(&child, "unlimited").await;
    arrives(&bed, 2).await;
    until("it is ready again", async || {
        ask(&format!("http://{page}/readyz"))
            .await
            .is_some_and(|(status, _)| status == 200)
    })
    .await;
    until("metrics tell it", async || {
        metric("shangbao_state_unwritten").await == Some(0.0) && metric(stopped).await == Some(0.0)
    })
    .await;
    let (code, said) = stop(child).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("transaction depth"), "{said}");
    bed.assert_platform_equals_source().await;
}

#[tokio::test]
async fn a_file_that_is_deleted_is_saved_and_put_back_by_a_person() {
    let bed = site().await;
    bed.save(&[permit(1), permit(2)]).await;
    let child = start(&bed);
    arrives(&bed, 2).await;
    let path = file(&bed);
    for end in ["", "-wal", "-shm"] {
        let name = format!("{}{end}", path.display());
        std::fs::remove_file(name).unwrap();
    }
    let (code, said) = ended(child).await;
    assert_eq!(code, Some(3), "{said}");
    let rescued = format!("{}.rescued", path.display());
    assert!(
        said.contains("deleted, moved or replaced") && said.contains(&rescued),
        "{said}"
    );

    // An empty state in its place would send everything again, and lose what `begin = "now"` leaves out.
    let (code, said) = ended(start(&bed)).await;
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("move that file"), "{said}");
    std::fs::rename(&rescued, &path).unwrap();
    bed.save(&[permit(3)]).await;
    let child = start(&bed);
    arrives(&bed, 3).await;
    let (code, said) = stop(child).await;
    assert_eq!(code, Some(0), "{said}");
    let uploads = bed.sandbox.state().requests();
    let sent: usize = uploads.iter().map(|upload| upload.records).sum();
    assert_eq!(sent, 3, "what was known is known: {uploads:?}");
}

#[tokio::test]
async fn a_file_that_is_replaced_is_noticed_too() {
    let bed = site().await;
    bed.save(&[permit(1)]).await;
    let child = start(&bed);
    arrives(&bed, 1).await;
    let path = file(&bed);
    let other = bed.folder.path().join("other.db");
    Ledger::open(&format!("sqlite://{}", other.display()))
        .await
        .unwrap()
        .close()
        .await;
    std::fs::rename(&other, &path).unwrap();
    let (code, said) = ended(child).await;
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("deleted, moved or replaced"), "{said}");
}

#[tokio::test]
async fn a_file_that_is_damaged_stops_the_service_with_the_remedy() {
    let bed = site().await;
    bed.save(&(1..=300).map(permit).collect::<Vec<_>>()).await;
    assert_eq!(
        shangbao(&bed, &["run", "--once"]).await.status.code(),
        Some(0)
    );
    let child = start(&bed);
    bed.save(&[permit(301)]).await;
    arrives(&bed, 301).await;
    let path = file(&bed);
    let mut bytes = std::fs::read(&path).unwrap();
    assert!(bytes.len() > 40_000, "{}", bytes.len());
    // In place, as a disk does it.
    bytes[8192..].fill(0xA5);
    use std::io::Write;
    let mut open = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    open.write_all(&bytes).unwrap();
    drop(open);
    let (code, said) = ended(child).await;
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.contains("is damaged") && said.contains("rewind"),
        "{said}"
    );
    let again = shangbao(&bed, &["status"]).await;
    assert!(!stderr(&again).contains("panicked"), "{}", stderr(&again));
}

/// Everything lies in the one file when nobody has it open any more.
#[tokio::test]
async fn a_copy_of_the_file_is_the_whole_state() {
    let bed = site().await;
    let whole = async |copy: &str, delivered: u64| {
        let from = file(&bed);
        assert!(
            !from.with_extension("db-wal").exists(),
            "nothing is left beside it"
        );
        let to = bed.folder.path().join(copy);
        std::fs::copy(from, &to).unwrap();
        assert_eq!(delivered_in(&bed, &to).await, delivered, "{copy}");
    };
    bed.save(&[permit(1), permit(2)]).await;
    shangbao(&bed, &["run", "--once"]).await;
    whole("once.db", 2).await;
    bed.save(&[permit(3)]).await;
    let child = start(&bed);
    arrives(&bed, 3).await;
    let backed_up = backup(&bed, "live.db").await;
    assert!(
        backed_up.status.success(),
        "{}{}",
        stdout(&backed_up),
        stderr(&backed_up)
    );
    assert_eq!(
        delivered_in(&bed, &bed.folder.path().join("live.db")).await,
        3
    );
    use std::os::unix::fs::PermissionsExt;
    let copy = std::fs::metadata(bed.folder.path().join("live.db")).unwrap();
    assert_eq!(
        copy.permissions().mode() & 0o077,
        0,
        "it is its owner's alone"
    );
    let twice = backup(&bed, "live.db").await;
    assert_eq!(twice.status.code(), Some(2), "{}", stderr(&twice));
    let (code, said) = stop(child).await;
    assert_eq!(code, Some(0), "{said}");
    whole("service.db", 3).await;
    let dismissed = ["dismiss", "work_ticket", "--key", "1", "--reason", "试验"];
    assert!(shangbao(&bed, &dismissed).await.status.success());
    whole("command.db", 2).await;
}

async fn backup(bed: &Bed, name: &str) -> Output {
    let to = bed.folder.path().join(name);
    shangbao(bed, &["backup", to.to_str().unwrap()]).await
}

async fn delivered_in(bed: &Bed, file: &std::path::Path) -> u64 {
    let (job, _) = bed.job().await;
    let ledger = Ledger::open(&format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let route = ledger
        .find_route("work_ticket", &job.account.id)
        .await
        .unwrap()
        .unwrap();
    let counts = ledger.counts(route.id).await.unwrap();
    ledger.close().await;
    counts.delivered
}
