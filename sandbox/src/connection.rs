//! Connections that can be cut off in the middle, as a lost line does it.

use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// How long to wait after a failed accept: the host is out of file descriptors, and a spin helps nobody.
const PAUSE: Duration = Duration::from_millis(50);

/// The headers that the documents name, as they write them.
const NAMES: [&str; 2] = ["Authorization", "Content-Type"];

/// Accepts connections as [`Line`]s; all of them end when `all` is cancelled.
pub(super) struct Connections {
    listener: TcpListener,
    all: CancellationToken,
}

impl Connections {
    pub(super) fn new(listener: TcpListener, all: CancellationToken) -> Self {
        Self { listener, all }
    }
}

impl Listener for Connections {
    type Io = Connection;
    type Addr = std::net::SocketAddr;

    async fn accept(&mut self) -> (Connection, Self::Addr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, from)) => {
                    return (
                        Connection::new(stream, self.all.child_token(), from.ip()),
                        from,
                    );
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// Cuts one connection off, and knows whose it is.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    token: CancellationToken,
    from: IpAddr,
    misspelt: Arc<AtomicBool>,
}

impl Cut {
    /// The client's address.
    pub(super) fn from(&self) -> IpAddr {
        self.from
    }

    /// Whether the request that came last writes the name of a header in another case than the documents: what is
    /// read of it has no case any more.
    pub(super) fn is_misspelt(&self) -> bool {
        self.misspelt.load(Ordering::SeqCst)
    }

    /// From now on not one byte leaves; the client sees a reset.
    pub(super) fn off(&self) {
        self.token.cancel();
    }
}

impl Connected<IncomingStream<'_, Connections>> for Cut {
    fn connect_info(stream: IncomingStream<'_, Connections>) -> Self {
        stream.io().cut.clone()
    }
}

/// A connection that can be cut off.
pub(super) struct Connection {
    stream: TcpStream,
    cut: Cut,
    until_cut: Pin<Box<WaitForCancellationFutureOwned>>,
    /// The head of the request that is being read, until it ends.
    head: Option<Vec<u8>>,
}

impl Connection {
    fn new(stream: TcpStream, token: CancellationToken, from: IpAddr) -> Self {
        // Small replies leave at once; where the host refuses the option they are only slower.
        let _ = stream.set_nodelay(true);
        Self {
            stream,
            until_cut: Box::pin(token.clone().cancelled_owned()),
            cut: Cut {
                token,
                from,
                misspelt: Arc::default(),
            },
            head: Some(Vec::new()),
        }
    }

    /// Looks for the end of the head in bytes that came, and at the names in it.
    fn look_at(&mut self, bytes: &[u8]) {
        const END: &[u8] = b"\r\n\r\n";
        let Some(mut head) = self.head.take() else {
            return;
        };
        head.extend_from_slice(bytes);
        if head.windows(END.len()).any(|window| window == END) {
            let misspelt = misspells(&head);
            self.cut.misspelt.store(misspelt, Ordering::SeqCst);
        } else {
            self.head = Some(head);
        }
    }

    fn broken(&self) -> io::Error {
        // Closing with a linger of zero sends a reset instead of an orderly end.
        let _ = self.stream.set_zero_linger();
        io::Error::from(io::ErrorKind::ConnectionReset)
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // Asked here and not only on writing, so that a cut wakes an idle connection.
        if self.until_cut.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(self.broken()));
        }
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, into);
        self.look_at(&into.filled()[before..]);
        read
    }
}

/// Whether a header that the documents name is written in another case.
fn misspells(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let head = head.split("\r\n\r\n").next().unwrap_or_default();
    let names = head.lines().filter_map(|line| line.split(':').next());
    let mut known = names.flat_map(|name| NAMES.map(|known| (name, known)));
    known.any(|(name, known)| name.eq_ignore_ascii_case(known) && name != known)
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.cut.token.is_cancelled() {
            return Poll::Ready(Err(self.broken()));
        }
        // What is read after an answer is the head of another request.
        self.head.get_or_insert_default();
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
