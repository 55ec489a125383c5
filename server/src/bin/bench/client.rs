//! One connection that says one thing after the other, and costs so little that the server is what is
//! measured. It reads what this server sends: HTTP/1.1 with a content length.

use anyhow::{Context, bail};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept-alive connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
}

/// What came back.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The status line and the headers.
    pub head: &'a [u8],
    /// The body.
    pub body: &'a [u8],
}

impl Client {
    /// Connects.
    pub async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 256 * 1024], filled: 0 })
    }

    /// Sends a request and reads its answer to the end.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.filled = 0;
        let head = loop {
            self.read().await?;
            let read = self.buffer.get(..self.filled).unwrap_or_default();
            if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let (status, length) = {
            let head = self.buffer.get(..head).unwrap_or_default();
            (status(head)?, content_length(head)?)
        };
        while self.filled < head + length {
            self.read().await?;
        }
        let read = self.buffer.get(..self.filled).unwrap_or_default();
        let (head, body) = read.split_at_checked(head).context("an answer without a head")?;
        Ok(Answer { status, head, body })
    }

    async fn read(&mut self) -> anyhow::Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.filled * 2, 0);
        }
        let free = self.buffer.get_mut(self.filled..).unwrap_or_default();
        let count = self.stream.read(free).await?;
        if count == 0 {
            bail!("the server closed the connection");
        }
        self.filled += count;
        Ok(())
    }
}

fn status(head: &[u8]) -> anyhow::Result<u16> {
    let text = head.get(9..12).map(String::from_utf8_lossy).context("an answer without a status")?;
    text.parse().context("an answer whose status is no number")
}

fn content_length(head: &[u8]) -> anyhow::Result<usize> {
    if status(head)? == 204 {
        return Ok(0);
    }
    let text = header(head, "content-length").next().context("an answer without a length")?;
    text.parse().context("an answer whose length is no number")
}

/// The values of a header.
pub fn header<'a>(head: &'a [u8], name: &'a str) -> impl Iterator<Item = &'a str> {
    let text = std::str::from_utf8(head).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}
