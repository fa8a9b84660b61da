//! Takes connections in: a bounded number of them, each with an end to every wait, and lets them finish when it is time to stop.

use anyhow::{Context, Result, bail};
use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use socket2::{SockRef, TcpKeepalive};
use std::{io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::ServiceExt;

/// The other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// How long a browser or proxy may take to send a request's head, or be silent between two requests.
const HEAD: Duration = Duration::from_secs(30);
/// Most bytes of a request's head.
const HEAD_BYTES: usize = 32 * 1024;
/// Most header lines.
const HEADERS: usize = 100;
/// How long sent bytes may stay unread before the connection is given up.
const UNREAD: Duration = Duration::from_secs(30);
/// How long open requests may go on once we are asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(8);

/// Listens, or says what to do when somebody else already does.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {} is in use on {}: stop the other program, or choose another port with --listen {}:{}",
            address.port(),
            address.ip(),
            address.ip(),
            address.port().checked_add(1).unwrap_or(3000)
        ),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => bail!(
            "not allowed to listen on port {}: use a port above 1023 with --listen, and a proxy in front",
            address.port()
        ),
        Err(error) if error.kind() == ErrorKind::AddrNotAvailable => {
            bail!("this machine has no address {}: check --listen", address.ip())
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// Serves until `stop` is ready, then lets open requests finish.
pub async fn serve(listener: TcpListener, router: Router, connections: u32, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(usize::try_from(connections).unwrap_or(Semaphore::MAX_PERMITS)));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            // With all places taken, newcomers wait in the kernel's queue.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, or the visitor left before we came: neither is a reason to stop.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        prepare(&stream);
        let router = router.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            let request: Request = request.map(Body::new);
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEADERS)
            .serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST_REQUESTS, open.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut");
    }
}

/// No waiting for small packets to become large ones (a closing chunk would wait 40 ms), and no connection that nobody reads.
fn prepare(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    let settings = [
        stream.set_nodelay(true),
        socket.set_tcp_keepalive(
            &TcpKeepalive::new().with_time(Duration::from_secs(60)).with_interval(Duration::from_secs(10)),
        ),
        #[cfg(target_os = "linux")]
        socket.set_tcp_user_timeout(Some(UNREAD)),
    ];
    for error in settings.into_iter().filter_map(Result::err) {
        tracing::debug!(%error, "a socket setting was refused");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_in_use_says_which_and_what_to_do() {
        let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let error = bind(address).await.unwrap_err().to_string();
        assert!(error.contains(&format!("port {} is in use", address.port())) && error.contains("--listen"), "{error}");
    }

    #[tokio::test]
    async fn stopping_lets_an_open_request_finish() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.local_addr().unwrap();
        let slow = async || {
            tokio::time::sleep(Duration::from_millis(200)).await;
            "done"
        };
        let router = Router::new().route("/", axum::routing::get(slow));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(serve(listener, router, 4, async {
            let _ = stopped.await;
        }));
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        stop.send(()).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("done"), "{answer}");
        server.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
