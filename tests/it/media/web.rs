//! Files of allowed hosts.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use shangbao::media::{Files, LARGEST, Made, Make, MediaError, Origin, Settings};

const PDF: &[u8] = b"%PDF-1.4\n%%EOF";

/// A web server with files, and its address (`127.0.0.1:port`).
async fn server() -> String {
    let away = |to: &'static str| {
        get(move || async move { (StatusCode::FOUND, [(header::LOCATION, to)]) })
    };
    let router = Router::new()
        .route("/up/a.pdf", get(async || PDF))
        .route("/up/near", away("/up/a.pdf"))
        .route("/up/far", away("http://localhost.invalid/a.pdf"))
        .route("/up/round", away("/up/round"))
        .route("/up/large", get(async || vec![0; LARGEST + 1]))
        .route("/up/broken", get(async || StatusCode::BAD_GATEWAY))
        .route("/up/secret", get(async || StatusCode::FORBIDDEN));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

fn files(base: Option<String>, hosts: &[&str]) -> Files {
    let settings = Settings {
        base_url: base,
        allowed_hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
        ..Settings::default()
    };
    Files::new(&settings).unwrap()
}

async fn read(files: &Files, address: &str) -> Result<Vec<u8>, MediaError> {
    let origin = Origin::Url(address.to_owned());
    match files.load(origin, Make::Attachment).await? {
        Made::Attachment(attachment) => Ok(attachment.content),
        Made::Photo(_) => panic!("no attachment"),
    }
}

#[tokio::test]
async fn files_come_from_allowed_hosts_only() {
    let server = server().await;
    let url = format!("http://{server}/up/a.pdf");
    for hosts in [["127.0.0.1"], [server.as_str()]] {
        assert_eq!(read(&files(None, &hosts), &url).await, Ok(PDF.to_vec()));
    }
    for hosts in [["127.0.0.1:1"], ["127.0.0"], ["example.org"]] {
        let refused = read(&files(None, &hosts), &url).await;
        assert_eq!(refused, Err(MediaError::HostNotAllowed), "{hosts:?}");
    }
    let some = files(None, &["127.0.0.1"]);
    let user = format!("http://127.0.0.1@example.org:{}/", server.len());
    for address in [user.as_str(), "file:///etc/passwd", "ftp://127.0.0.1/a"] {
        assert_eq!(read(&some, address).await, Err(MediaError::HostNotAllowed));
    }
    assert_eq!(read(&some, "a.pdf").await, Err(MediaError::NoAddress));
    let none = Files::new(&Settings::default()).unwrap();
    assert_eq!(read(&none, &url).await, Err(MediaError::HostNotAllowed));
}

#[tokio::test]
async fn relative_addresses_start_at_the_base() {
    let server = server().await;
    let files = files(Some(format!("http://{server}/up/")), &[]);
    for address in ["a.pdf", "/up/a.pdf", "../up/a.pdf"] {
        assert_eq!(read(&files, address).await, Ok(PDF.to_vec()), "{address}");
    }
    let elsewhere = read(&files, "//example.org/a.pdf").await;
    assert_eq!(elsewhere, Err(MediaError::HostNotAllowed));
}

#[tokio::test]
async fn redirects_are_followed_to_allowed_hosts_only() {
    let server = server().await;
    let files = files(Some(format!("http://{server}/up/")), &[]);
    assert_eq!(read(&files, "near").await, Ok(PDF.to_vec()));
    assert_eq!(read(&files, "far").await, Err(MediaError::Status(302)));
    assert_eq!(read(&files, "round").await, Err(MediaError::Status(302)));
}

#[tokio::test]
async fn a_host_that_does_not_work_says_nothing_about_its_files() {
    let server = server().await;
    let some = files(Some(format!("http://{server}/up/")), &["127.0.0.1"]);
    for (address, reason, passing) in [
        ("gone.pdf", MediaError::Status(404), false),
        ("secret", MediaError::Status(403), false),
        ("broken", MediaError::Status(502), true),
        ("large", MediaError::TooLarge, false),
    ] {
        assert_eq!(read(&some, address).await, Err(reason.clone()));
        assert_eq!(reason.is_passing(), passing, "{reason}");
    }
    let closed = read(&some, "http://127.0.0.1:1/王建国.jpg")
        .await
        .unwrap_err();
    assert!(closed.is_passing(), "{closed:?}");
    assert_eq!(
        closed.to_string(),
        "its host does not answer: no connection"
    );
}

#[test]
fn a_base_that_is_none_is_told() {
    for base in ["photos", "ftp://host/", "D:\\upload"] {
        let settings = Settings {
            base_url: Some(base.to_owned()),
            ..Settings::default()
        };
        assert!(Files::new(&settings).unwrap_err().contains("`base_url`"));
    }
}

/// A web server that knows two files, by the names that it is asked for.
async fn named() -> String {
    let answer = |uri: axum::http::Uri| async move {
        match uri.to_string().as_str() {
            "/prod-api/profile/a.pdf" | "/prod-api/%E5%BC%A0%E4%B8%89%231%20(2).pdf" => Ok(PDF),
            _ => Err(StatusCode::NOT_FOUND),
        }
    };
    let router = Router::new().fallback(answer);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

#[tokio::test]
async fn prefix_and_name_are_asked_for_as_they_stand() {
    let server = named().await;
    let base = format!("http://{server}/prod-api");
    let files = files(Some(base.clone()), &[]);
    for path in [
        "/profile/a.pdf",
        "profile/a.pdf",
        "/prod-api/profile/a.pdf",
        r"\profile\a.pdf",
    ] {
        assert_eq!(read(&files, path).await, Ok(PDF.to_vec()), "{path}");
    }
    for path in [
        "张三#1 (2).pdf",
        "/张三#1 (2).pdf",
        "%E5%BC%A0%E4%B8%89%231%20(2).pdf",
    ] {
        assert_eq!(read(&files, path).await, Ok(PDF.to_vec()), "{path}");
        let whole = format!("{base}/{}", path.trim_start_matches('/'));
        assert_eq!(read(&files, &whole).await, Ok(PDF.to_vec()), "{whole}");
    }
    assert_eq!(read(&files, "张三.pdf").await, Err(MediaError::Status(404)));
    let asked = files.address(&Origin::Url("张三.pdf".to_owned()));
    assert_eq!(asked, Some(format!("{base}/%E5%BC%A0%E4%B8%89.pdf")));
}
