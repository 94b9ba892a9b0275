//! Many who connect and ask nothing.

use std::time::{Duration, Instant};

use shangbao::sql::Dialect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Served;
use crate::bed::{Bed, permit};

/// Whether the page has closed a connection.
async fn is_closed(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    let ended = timeout(Duration::from_millis(20), stream.read_to_end(&mut rest));
    ended.await.is_ok()
}

#[tokio::test]
async fn who_connects_and_asks_nothing_keeps_nobody_out() {
    let bed = Bed::new(Dialect::Sqlite).await;
    bed.save(&[permit(1)]).await;
    let served = Served::service(&bed).await;
    let address = served.url.strip_prefix("http://").unwrap();
    let mut silent = Vec::new();
    for n in 0..400 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        match n % 3 {
            0 => {}
            1 => stream
                .write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                .await
                .unwrap(),
            _ => stream
                .write_all(
                    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nseal=",
                )
                .await
                .unwrap(),
        }
        silent.push(stream);
    }
    let asked = Instant::now();
    assert_eq!(served.text("/healthz").await, "ok\n");
    assert!(asked.elapsed() < Duration::from_secs(5));
    let mut open = 0;
    for stream in &mut silent {
        open += usize::from(!is_closed(stream).await);
    }
    assert!(open <= 128, "{open} are connected");
    super::until("the permit is sent", async || {
        !bed.sandbox.state().requests().is_empty()
    })
    .await;
}

#[tokio::test]
async fn who_does_not_end_the_head_of_a_request_is_let_go() {
    let bed = Bed::new(Dialect::Sqlite).await;
    let served = Served::page(&bed).await;
    let address = served.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let mut rest = Vec::new();
    let ended = timeout(Duration::from_secs(40), stream.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "it is connected still");
}
