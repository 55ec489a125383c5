//! Asking for a while with all clients at once, by turns with a yardstick, so that a busy moment of the
//! machine meets both alike.

use crate::client::Client;
use crate::work::{Get, Work};
use crate::yardstick::Commits;
use anyhow::bail;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How often measured thing and yardstick take turns.
const TURNS: u32 = 3;
/// Before anything counts.
const WARM_UP: Duration = Duration::from_millis(500);

/// How long each answer took, and how long all of it.
#[derive(Debug, Default)]
pub struct Samples {
    /// Waiting times, in no order.
    pub times: Vec<Duration>,
    /// The time in which they were measured.
    pub span: Duration,
}

impl Samples {
    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        let count = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        f64::from(count) / self.span.as_secs_f64().max(0.001)
    }

    /// The waiting time that `percent` of the answers did not exceed.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default()
    }

    /// Adds what was measured in another turn.
    pub fn take(&mut self, more: Self) {
        self.times.extend(more.times);
        self.span += more.span;
    }
}

/// The body of the first answer, after a look at whether each is right.
pub async fn once(address: SocketAddr, works: &[Get]) -> anyhow::Result<Vec<u8>> {
    let mut first = Vec::new();
    for work in works {
        let mut client = Client::connect(address).await?;
        let answer = client.send(work.request()).await?;
        if !work.is_right(&answer) {
            bail!("the server answered {}", String::from_utf8_lossy(answer.body));
        }
        if first.is_empty() {
            first = answer.body.to_vec();
        }
    }
    Ok(first)
}

/// Measures `works` at `ours` and a plain request at `bare`, by turns.
pub async fn beside(
    ours: SocketAddr,
    bare: SocketAddr,
    mut works: Vec<Get>,
    span: Duration,
) -> anyhow::Result<(Samples, Samples)> {
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let mut plain: Vec<Get> = works.iter().map(|_| Get::new(request)).collect();
    let (mut measured, mut best) = (Samples::default(), Samples::default());
    (plain, _) = run(bare, plain, WARM_UP).await?;
    (works, _) = run(ours, works, WARM_UP).await?;
    for _ in 0..TURNS {
        let turn;
        (plain, turn) = run(bare, plain, span / TURNS).await?;
        best.take(turn);
        let turn;
        (works, turn) = run(ours, works, span / TURNS).await?;
        measured.take(turn);
    }
    Ok((measured, best))
}

/// Measures `works` and bare commits, by turns.
pub async fn beside_commits<W: Work>(
    ours: SocketAddr,
    mut works: Vec<W>,
    commits: &Commits,
    span: Duration,
) -> anyhow::Result<(Samples, Samples)> {
    let (mut measured, mut best) = (Samples::default(), Samples::default());
    commits.run(works.len(), WARM_UP).await?;
    for _ in 0..TURNS {
        best.take(commits.run(works.len(), span / TURNS).await?);
        let turn;
        (works, turn) = run(ours, works, span / TURNS).await?;
        measured.take(turn);
    }
    Ok((measured, best))
}

/// Every client asks as fast as it is answered, until `span` is over.
async fn run<W: Work>(address: SocketAddr, works: Vec<W>, span: Duration) -> anyhow::Result<(Vec<W>, Samples)> {
    let begin = Instant::now();
    let clients: Vec<_> = works.into_iter().map(|work| tokio::spawn(ask(address, work, begin, span))).collect();
    let (mut works, mut samples) = (Vec::new(), Samples::default());
    for client in clients {
        let (work, times) = client.await??;
        works.push(work);
        samples.times.extend(times);
    }
    samples.span = begin.elapsed();
    Ok((works, samples))
}

async fn ask<W: Work>(
    address: SocketAddr,
    mut work: W,
    begin: Instant,
    span: Duration,
) -> anyhow::Result<(W, Vec<Duration>)> {
    let mut client = Client::connect(address).await?;
    let mut times = Vec::with_capacity(1 << 16);
    while begin.elapsed() < span {
        let asked = Instant::now();
        let answer = client.send(work.next()).await?;
        times.push(asked.elapsed());
        if !work.is_right(&answer) {
            bail!("the server answered {}", String::from_utf8_lossy(answer.body));
        }
    }
    Ok((work, times))
}
