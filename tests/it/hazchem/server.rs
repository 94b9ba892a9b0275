//! A platform of a test's own: a TCP server that answers with the bytes it is told to.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What to do with one request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Answer with these bytes.
    Bytes(Vec<u8>),
    /// Answer with these bytes and close, whatever length they promise.
    BytesThenClose(Vec<u8>),
    /// Close without an answer.
    Close,
    /// Never answer.
    Silence,
    /// Answer after a while.
    Slow(Duration, Vec<u8>),
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: String,
    pub(crate) peer: SocketAddr,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// The names of its headers, letter by letter as they came.
    pub(crate) fn header_names(&self) -> Vec<&str> {
        let lines = self.head.lines().skip(1);
        lines
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Default)]
struct Script {
    logins: VecDeque<Act>,
    uploads: VecDeque<Act>,
    seen: Vec<Request>,
}

/// The server. Without a script a login gives token `t1`, `t2`, .., a dictionary one entry, and an upload stores
/// everything.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = script.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                tokio::spawn(serve(stream, peer, shared.clone()));
            }
        });
        Self {
            address,
            script,
            task,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The next login is answered so.
    pub(crate) fn login(&self, act: Act) -> &Self {
        self.script.lock().unwrap().logins.push_back(act);
        self
    }

    /// The next upload is answered so.
    pub(crate) fn upload(&self, act: Act) -> &Self {
        self.script.lock().unwrap().uploads.push_back(act);
        self
    }

    pub(crate) fn logins(&self) -> Vec<Request> {
        self.seen(is_login)
    }

    pub(crate) fn uploads(&self) -> Vec<Request> {
        self.seen(|path| !is_login(path))
    }

    fn seen(&self, wanted: impl Fn(&str) -> bool) -> Vec<Request> {
        let script = self.script.lock().unwrap();
        let seen = script.seen.iter().filter(|request| wanted(&request.path));
        seen.cloned().collect()
    }
}

async fn serve(mut stream: TcpStream, peer: SocketAddr, script: Arc<Mutex<Script>>) {
    while let Some(request) = receive(&mut stream, peer).await {
        let act = next(&mut script.lock().unwrap(), request);
        match act {
            Act::Bytes(bytes) => stream.write_all(&bytes).await.unwrap(),
            Act::BytesThenClose(bytes) => {
                stream.write_all(&bytes).await.unwrap();
                return;
            }
            Act::Slow(pause, bytes) => {
                tokio::time::sleep(pause).await;
                let _ = stream.write_all(&bytes).await;
            }
            Act::Close => return,
            Act::Silence => std::future::pending().await,
        }
    }
}

fn next(script: &mut Script, request: Request) -> Act {
    let login = is_login(&request.path);
    let construction = request.path.contains("/CWRService/");
    let count = request_count(&request);
    script.seen.push(request);
    if login {
        let logins = script.seen.iter().filter(|r| is_login(&r.path));
        let token = format!("t{}", logins.count());
        let scripted = script.logins.pop_front();
        scripted.unwrap_or_else(|| match construction {
            true => dictionary(&[("00", "劳务工人")]),
            false => Act::Bytes(token_of(&token)),
        })
    } else {
        let scripted = script.uploads.pop_front();
        scripted.unwrap_or_else(|| match construction {
            true => Act::Bytes(answer(&json!({"code": "00", "result": "true"}))),
            false => Act::Bytes(stored(count)),
        })
    }
}

/// Whether a call is one that comes before uploads: a login, or a dictionary.
fn is_login(path: &str) -> bool {
    ["/auth/login", "/DictList", "/GetCompanyType"]
        .iter()
        .any(|name| path.contains(name))
}

fn request_count(request: &Request) -> usize {
    let body: Option<Value> = serde_json::from_str(&request.body).ok();
    body.and_then(|body| Some(body["data"].as_array()?.len()))
        .unwrap_or_default()
}

async fn receive(stream: &mut TcpStream, peer: SocketAddr) -> Option<Request> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut request = Request {
        path: text.split(' ').nth(1)?.to_owned(),
        head: text,
        body: String::new(),
        peer,
    };
    let length: usize = request
        .header("content-length")
        .map_or(0, |n| n.parse().unwrap());
    while bytes.len() < head + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    request.body = String::from_utf8(bytes.split_off(head + 4)).unwrap();
    Some(request)
}

/// A response with these headers (`A: b\r\n` each) and body.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}").into_bytes()
}

/// A JSON answer with status 200.
pub(crate) fn answer(body: &Value) -> Vec<u8> {
    response(
        "200 OK",
        "Content-Type: application/json\r\n",
        &body.to_string(),
    )
}

/// An answer with code 200 and this `data`.
pub(crate) fn said(data: impl Into<Value>) -> Act {
    Act::Bytes(answer(
        &json!({"code": 200, "msg": "请求成功", "data": data.into()}),
    ))
}

/// An answer with this code and these words.
pub(crate) fn coded(code: impl Into<Value>, msg: &str) -> Act {
    Act::Bytes(answer(&json!({"code": code.into(), "msg": msg})))
}

/// An answer with these codes and names.
pub(crate) fn dictionary(entries: &[(&str, &str)]) -> Act {
    let list = entries
        .iter()
        .map(|(code, name)| json!({"orders": code, "value": name, "flag": "N"}));
    let list: Value = list.collect();
    Act::Bytes(answer(&json!({
        "code": "00", "result": "true", "status": 200, "message": "success",
        "result_data": {"dict_list": list},
    })))
}

pub(crate) fn token_of(token: &str) -> Vec<u8> {
    answer(&json!({"code": 200, "msg": "请求成功", "data": {"username": "u", "token": token}}))
}

fn stored(count: usize) -> Vec<u8> {
    let text = format!("作业票气体分析数据同步结束，成功 {count}条，失败 0条;");
    answer(&json!({"code": 200, "msg": "请求成功", "data": text}))
}
