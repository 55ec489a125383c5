//! Accepting connections: with limits on how many there may be, on how long a handshake, a header and a
//! body may take, and with an orderly end. The framework's own loop has none of these.

use super::Address;
use super::guard::Peer;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tower_http::timeout::TimeoutBody;

/// Connections in all.
const CONNECTIONS_MAX: usize = 2_048;
/// Connections of one household or office (a /24 or /64).
const PER_NETWORK_MAX: usize = 256;
/// For a TLS handshake, and for the headers of a request.
const GREETING_MAX: Duration = Duration::from_secs(10);
/// Between two parts of a request's body.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(30);
/// For requests that run when the program is told to stop.
const DRAIN_MAX: Duration = Duration::from_secs(10);
const STREAMS_PER_CONNECTION: u32 = 64;

/// Answers connections until `stop` is cancelled, then lets what runs come to its end, for ten seconds.
pub async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    address: &Address,
    stop: CancellationToken,
) {
    let limits = Limits::new(address);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, mostly: wait for some to be given back.
                tracing::warn!(error = %error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(place) = limits.take(peer.ip()) else {
            tracing::debug!("a connection was turned away: too many");
            continue;
        };
        let (router, tls, watcher) = (router.clone(), tls.clone(), graceful.watcher());
        tokio::spawn(async move {
            greet(stream, peer, tls, router, watcher).await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_MAX, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

async fn greet(stream: TcpStream, peer: SocketAddr, tls: Option<TlsAcceptor>, router: Router, watcher: Watcher) {
    stream.set_nodelay(true).ok();
    let Some(tls) = tls else {
        return talk(stream, peer, router, watcher).await;
    };
    match tokio::time::timeout(GREETING_MAX, tls.accept(stream)).await {
        Ok(Ok(stream)) => talk(stream, peer, router, watcher).await,
        Ok(Err(error)) => tracing::debug!(error = %error, "a TLS handshake failed"),
        Err(_) => tracing::debug!("a TLS handshake took too long"),
    }
}

async fn talk<S>(stream: S, peer: SocketAddr, router: Router, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request: Request = request.map(|body| Body::new(TimeoutBody::new(BODY_PAUSE_MAX, Body::new(body))));
        request.extensions_mut().insert(Peer(peer.ip().to_canonical()));
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(GREETING_MAX).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_PER_CONNECTION)
        .max_header_list_size(32 * 1024)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20));
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(error = %error, "a connection ended early");
    }
}

/// How many connections there may be, in all and from one network.
#[derive(Clone)]
struct Limits {
    all: Arc<Semaphore>,
    per_network: Arc<Mutex<HashMap<Vec<u8>, usize>>>,
    exempt: Arc<[ipnet::IpNet]>,
}

/// One counted connection; given back when dropped.
struct Place {
    limits: Limits,
    network: Option<Vec<u8>>,
    _permit: OwnedSemaphorePermit,
}

impl Limits {
    fn new(address: &Address) -> Self {
        Self {
            all: Arc::new(Semaphore::new(CONNECTIONS_MAX)),
            per_network: Arc::default(),
            exempt: address.trusted_proxies.clone().into(),
        }
    }

    /// Loopback and trusted proxies stand for many people and are not counted by address.
    fn is_exempt(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_loopback() || self.exempt.iter().any(|net| net.contains(&address))
    }

    fn take(&self, address: IpAddr) -> Option<Place> {
        let permit = Arc::clone(&self.all).try_acquire_owned().ok()?;
        if self.is_exempt(address) {
            return Some(Place { limits: self.clone(), network: None, _permit: permit });
        }
        let network = crate::store::throttle::network_of(address);
        let mut counts = self.per_network.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network.clone()).or_default();
        if *count >= PER_NETWORK_MAX {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Place { limits: self.clone(), network: Some(network), _permit: permit })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(network) = self.network.take() else {
            return;
        };
        let mut counts = self.limits.per_network.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    async fn serving(router: Router) -> (SocketAddr, CancellationToken, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let token = stop.clone();
        let running = tokio::spawn(async move { run(listener, None, router, &Address::default(), token).await });
        (address, stop, running)
    }

    #[tokio::test]
    async fn a_request_that_runs_is_finished_before_the_program_ends() {
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "done"
        });
        let (address, stop, running) = serving(Router::new().route("/", slow)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.cancel();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        assert!(text.ends_with("done"), "{text}");
        running.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }

    #[test]
    fn one_network_cannot_take_every_place() {
        let limits = Limits::new(&Address::default());
        let here: IpAddr = "192.0.2.1".parse().unwrap();
        let neighbour: IpAddr = "192.0.2.200".parse().unwrap();
        let mut places: Vec<_> = (0..PER_NETWORK_MAX).map(|_| limits.take(here)).collect();
        assert!(places.iter().all(Option::is_some));
        assert!(limits.take(neighbour).is_none());
        assert!(limits.take("198.51.100.1".parse().unwrap()).is_some());
        assert!(limits.take("127.0.0.1".parse().unwrap()).is_some());
        places.pop();
        assert!(limits.take(neighbour).is_some());
    }
}
