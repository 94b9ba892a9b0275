//! Headless Chromium, driven by its DevTools protocol.

use std::process::Stdio;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::until;

/// How long the browser may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one page. Dropped, it is killed.
pub(super) struct Chromium {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    session: String,
    last_id: u64,
    _process: Child,
    _profile: TempDir,
}

impl Chromium {
    /// Starts the browser that `TEST_CHROMIUM` names, or else `chromium`.
    pub(super) async fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let program = std::env::var("TEST_CHROMIUM").unwrap_or_else(|_| "chromium".into());
        let mut process = Command::new(&program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .args([
                "--no-first-run",
                "--no-proxy-server",
                "--remote-debugging-port=0",
                "about:blank",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}: run the tests by ./test"));
        let url = endpoint(&mut process).await;
        let (socket, _) = connect_async(url).await.unwrap();
        let mut browser = Self {
            socket,
            session: String::new(),
            last_id: 0,
            _process: process,
            _profile: profile,
        };
        let page = browser
            .call("Target.createTarget", json!({ "url": "about:blank" }))
            .await;
        let attach = json!({ "targetId": page["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", attach).await;
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        browser.call("Page.enable", json!({})).await;
        let hidden = json!({ "hidden": true });
        browser.call("Emulation.setScrollbarsHidden", hidden).await;
        browser
    }

    /// Calls a method and waits for its result.
    pub(super) async fn call(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut call = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            call["sessionId"] = json!(self.session);
        }
        self.socket
            .send(Message::text(call.to_string()))
            .await
            .unwrap();
        let answer = async {
            loop {
                let message = self.socket.next().await.unwrap().unwrap();
                let Message::Text(text) = message else {
                    continue;
                };
                let mut answer: Value = serde_json::from_str(&text).unwrap();
                if answer["id"] == id {
                    assert!(answer.get("error").is_none(), "{method}: {answer}");
                    return answer["result"].take();
                }
            }
        };
        tokio::time::timeout(PATIENCE, answer).await.expect(method)
    }

    /// The value of an expression in the page.
    pub(super) async fn value(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true });
        let result = self.call("Runtime.evaluate", params).await;
        assert!(
            result.get("exceptionDetails").is_none(),
            "{expression}: {result}"
        );
        result["result"]["value"].clone()
    }

    /// The size of the window, the language and the colours that are asked for.
    pub(super) async fn dress(&mut self, width: u32, language: &str, colours: &str) {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", size).await;
        let agent = json!({ "userAgent": "test", "acceptLanguage": language });
        self.call("Emulation.setUserAgentOverride", agent).await;
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": colours }] });
        self.call("Emulation.setEmulatedMedia", media).await;
    }

    /// Opens a page and waits until it is there.
    pub(super) async fn open(&mut self, url: &str) {
        let opened = self.call("Page.navigate", json!({ "url": url })).await;
        assert!(opened.get("errorText").is_none(), "{opened}");
        self.shows("document.readyState === 'complete' && location.href !== 'about:blank'")
            .await;
    }

    /// Waits until an expression is true in whatever page is there by then.
    pub(super) async fn shows(&mut self, expression: &str) {
        let began = tokio::time::Instant::now();
        let params = json!({ "expression": expression, "returnByValue": true });
        loop {
            // Between two pages there is none to ask.
            let result = self.call("Runtime.evaluate", params.clone()).await;
            if result["result"]["value"] == true {
                return;
            }
            if began.elapsed() > PATIENCE {
                let text = self.value("document.body.innerText").await;
                panic!("waited in vain until {expression}\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks into the middle of the first element of a selector, as a mouse does.
    pub(super) async fn click(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{ block: 'center' }}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()",
            json!(selector)
        );
        let place = self.value(&place).await;
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Role and name of every control in the accessibility tree.
    pub(super) async fn controls(&mut self) -> Vec<(String, String)> {
        let tree = self.call("Accessibility.getFullAXTree", json!({})).await;
        let text = |value: &Value| {
            value["value"]
                .as_str()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let roles = [
            "button",
            "link",
            "textbox",
            "combobox",
            "searchbox",
            "checkbox",
            "image",
            "img",
            "menuitem",
            "option",
        ];
        let nodes = tree["nodes"].as_array().unwrap().iter();
        nodes
            .filter(|node| node["ignored"] != true)
            .map(|node| (text(&node["role"]), text(&node["name"])))
            .filter(|(role, _)| roles.contains(&role.as_str()))
            .collect()
    }

    /// A picture of the whole page.
    pub(super) async fn picture(&mut self) -> Vec<u8> {
        let params = json!({ "format": "png", "captureBeyondViewport": true });
        let picture = self.call("Page.captureScreenshot", params).await;
        BASE64_STANDARD
            .decode(picture["data"].as_str().unwrap())
            .unwrap()
    }
}

/// Where a starting browser says that it listens.
async fn endpoint(process: &mut Child) -> String {
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let listening = async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some((_, url)) = line.split_once("DevTools listening on ") {
                return url.to_owned();
            }
        }
        panic!("the browser ended");
    };
    let url = tokio::time::timeout(PATIENCE, listening)
        .await
        .expect("it starts");
    // What it goes on to say is read, so that it never waits for a reader.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    url
}

#[tokio::test]
async fn it_can_be_driven() {
    let mut browser = Chromium::start().await;
    browser
        .open("data:text/html,<title>t</title><button onclick='document.title=7'>b</button>")
        .await;
    browser.click("button").await;
    browser.shows("document.title === '7'").await;
    until("its controls are seen", async || true).await;
    assert_eq!(
        browser.controls().await,
        [("button".to_owned(), "b".to_owned())]
    );
}
