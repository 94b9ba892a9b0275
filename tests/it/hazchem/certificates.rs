//! A platform with TLS: which certificates are taken, and what is said of the others.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use shangbao::platform::Platform;
use shangbao::platform::hazchem::Hazchem;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::server::token_of;
use super::{noon, settings};
use shangbao::clock::Clock;

/// Runs openssl in a folder; what it says.
pub(crate) fn openssl(folder: &Path, arguments: &str) -> String {
    let done = Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split(' '))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "openssl {arguments}: {said}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// A server of OpenSSL on the loopback, for as long as it is kept, and its port.
pub(crate) async fn s_server(
    folder: &Path,
    certificate: &str,
    options: &str,
) -> (tokio::process::Child, u16) {
    let arguments = format!(
        "s_server -accept 127.0.0.1:0 -cert {certificate}.pem -key {certificate}.key {options}"
    );
    let mut server = tokio::process::Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split(' '))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let port = loop {
        let line = lines.next_line().await.unwrap();
        let line = line.unwrap_or_else(|| panic!("openssl {arguments} ended"));
        if let Some(port) = line
            .strip_prefix("ACCEPT")
            .and_then(|at| at.rsplit(':').next())
        {
            break port.parse().unwrap();
        }
    };
    // Whoever stops reading what it prints would stop it.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (server, port)
}

/// A self-signed certificate `name.pem`, as `openssl req -x509` makes them: it may sign others.
fn own(folder: &Path, name: &str, more: &str) {
    openssl(
        folder,
        &format!("req -x509 -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.pem {more}"),
    );
}

/// A platform that answers every request with a token, and shows the certificates of this file.
async fn platform(folder: &Path, name: &str) -> String {
    let certificates = CertificateDer::pem_file_iter(folder.join(format!("{name}.pem"))).unwrap();
    let key = PrivateKeyDer::from_pem_file(folder.join(format!("{name}.key"))).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates.map(Result::unwrap).collect(), key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Who does not trust it hangs up.
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let mut request = [0; 8192];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(&token_of("t1")).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    url
}

/// What a login says, with this `ca_file`.
async fn login(url: &str, ca_file: Option<PathBuf>) -> Result<(), String> {
    let mut settings = settings(url);
    settings.http.ca_file = ca_file;
    let client =
        Hazchem::new(settings, Clock::manual(noon())).map_err(|error| error.to_string())?;
    client.probe().await.map_err(|fault| fault.message)
}

const HERE: &str = "-subj /CN=platform -addext subjectAltName=IP:127.0.0.1";

#[tokio::test]
async fn the_platforms_own_certificate_is_trusted_as_by_curl() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    // As it comes; without alternative names; one that may not sign; of an elliptic curve.
    own(folder, "usual", HERE);
    own(folder, "old", "-subj /O=x/CN=127.0.0.1");
    own(
        folder,
        "leaf",
        &format!("{HERE} -addext basicConstraints=critical,CA:FALSE"),
    );
    openssl(
        folder,
        &format!(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout curve.key -out curve.pem {HERE}"
        ),
    );
    for name in ["usual", "old", "leaf", "curve"] {
        let url = platform(folder, name).await;
        let trusted = login(&url, Some(folder.join(format!("{name}.pem")))).await;
        assert_eq!(trusted, Ok(()), "{name}");
        for not in [
            None,
            Some(folder.join(if name == "usual" {
                "curve.pem"
            } else {
                "usual.pem"
            })),
        ] {
            let message = login(&url, not).await.unwrap_err();
            assert!(
                message.contains("is not trusted") && message.contains("`ca_file`"),
                "{name}: {message}"
            );
        }
    }
}

#[tokio::test]
async fn what_an_authority_signed_is_trusted_and_a_leaf_of_an_unknown_one_by_itself() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    own(folder, "authority", "-subj /CN=authority");
    openssl(
        folder,
        "req -newkey rsa:2048 -nodes -keyout signed.key -out signed.csr -subj /CN=x",
    );
    std::fs::write(folder.join("ext"), "subjectAltName=IP:127.0.0.1\n").unwrap();
    openssl(
        folder,
        "x509 -req -in signed.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile ext -out signed.pem",
    );
    let url = platform(folder, "signed").await;
    for file in ["authority.pem", "signed.pem"] {
        assert_eq!(login(&url, Some(folder.join(file))).await, Ok(()), "{file}");
    }
    assert!(login(&url, None).await.unwrap_err().contains("`ca_file`"));
}

#[tokio::test]
async fn neither_a_certificate_of_yesterday_nor_one_for_another_host_is_trusted() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for (name, names) in [
        (
            "other",
            "-subj /CN=127.0.0.1 -addext subjectAltName=DNS:elsewhere",
        ),
        ("named", "-subj /CN=elsewhere"),
    ] {
        own(folder, name, names);
        let url = platform(folder, name).await;
        let message = login(&url, Some(folder.join(format!("{name}.pem"))))
            .await
            .unwrap_err();
        assert!(message.contains("is for another name"), "{name}: {message}");
    }
    // x509 of a request: dates that `req` of this version cannot give.
    openssl(
        folder,
        "req -newkey rsa:2048 -nodes -keyout past.key -out past.csr -subj /CN=127.0.0.1",
    );
    std::fs::write(
        folder.join("ext"),
        "basicConstraints=CA:TRUE\nsubjectAltName=IP:127.0.0.1\n",
    )
    .unwrap();
    openssl(
        folder,
        "x509 -req -in past.csr -signkey past.key -days -1 -extfile ext -out past.pem",
    );
    let url = platform(folder, "past").await;
    let message = login(&url, Some(folder.join("past.pem")))
        .await
        .unwrap_err();
    assert!(message.contains("is not valid today"), "{message}");
}

/// Whoever shows the certificate without having its key is not the platform.
#[tokio::test]
async fn a_certificate_without_its_key_is_worth_nothing() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    own(folder, "usual", HERE);
    own(folder, "thief", HERE);
    let url = platform(folder, "thief").await;
    assert!(login(&url, Some(folder.join("usual.pem"))).await.is_err());
}

#[tokio::test]
async fn a_server_that_knows_no_tls_of_ours_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut hello = [0; 4096];
            let _ = stream.read(&mut hello).await;
            let _ = stream.write_all(b"\x15\x03\x01\x00\x02\x02\x46").await;
        }
    });
    let message = login(&url, None).await.unwrap_err();
    assert!(message.contains("TLS 1.2 with ECDHE"), "{message}");
}

/// An authority of X.509 version 1 is trusted where `ca_file` names it; a server's own certificate of that version cannot be read.
#[tokio::test]
async fn an_authority_of_version_1_is_trusted_and_a_server_of_version_1_named() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for name in ["authority", "signed", "server"] {
        let subject = match name {
            "authority" => "/CN=authority",
            _ => "/CN=127.0.0.1",
        };
        openssl(
            folder,
            &format!(
                "req -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.csr -subj {subject}"
            ),
        );
    }
    std::fs::write(folder.join("ext"), "subjectAltName=IP:127.0.0.1\n").unwrap();
    for arguments in [
        "x509 -req -in authority.csr -signkey authority.key -out authority.pem",
        "x509 -req -in server.csr -signkey server.key -out server.pem",
        "x509 -req -in signed.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile ext -out signed.pem",
    ] {
        openssl(folder, arguments);
    }
    for (name, version) in [("authority", 1), ("server", 1), ("signed", 3)] {
        let shown = openssl(folder, &format!("x509 -in {name}.pem -noout -text"));
        assert!(
            shown.contains(&format!("Version: {version}")),
            "{name}: {shown}"
        );
    }
    let url = platform(folder, "signed").await;
    assert_eq!(
        login(&url, Some(folder.join("authority.pem"))).await,
        Ok(())
    );
    assert!(login(&url, None).await.unwrap_err().contains("`ca_file`"));
    let (_server, port) = s_server(folder, "server", "-tls1_2").await;
    let url = format!("https://127.0.0.1:{port}");
    let message = login(&url, Some(folder.join("server.pem")))
        .await
        .unwrap_err();
    assert!(message.contains("X.509 version 3"), "{message}");
}

#[tokio::test]
async fn a_platform_that_refuses_is_told_from_one_that_is_silent_and_from_no_name() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let message = login(&closed, None).await.unwrap_err();
    assert!(message.contains("refuses connections"), "{message}");
    let message = login("http://platform.invalid:8012", None)
        .await
        .unwrap_err();
    assert!(
        message.contains("platform.invalid") && message.contains("is not found"),
        "{message}"
    );
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings(&format!("http://{}", silent.local_addr().unwrap()));
    settings.http.timeout = std::time::Duration::from_millis(300);
    let client = Hazchem::new(settings, Clock::manual(noon())).unwrap();
    let message = client.probe().await.unwrap_err().message;
    assert!(message.contains("no answer from"), "{message}");
}
