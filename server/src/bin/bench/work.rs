//! What the clients ask for.

use crate::client::Answer;
use crate::seed::Phone;
use domain::time::Instant;
use server::clock::{self, Clock};

/// Something that is asked again and again.
pub trait Work: Send + 'static {
    /// The next request.
    fn next(&mut self) -> &[u8];
    /// Whether the answer is the right one.
    fn is_right(&self, answer: &Answer<'_>) -> bool;
}

/// The same request every time.
pub struct Get(Vec<u8>);

impl Get {
    /// Asks with this request.
    pub fn new(request: &[u8]) -> Self {
        Self(request.to_vec())
    }

    /// The request.
    pub fn request(&self) -> &[u8] {
        &self.0
    }
}

impl Work for Get {
    fn next(&mut self) -> &[u8] {
        &self.0
    }

    fn is_right(&self, answer: &Answer<'_>) -> bool {
        answer.status == 200
    }
}

/// A new message in the device's row every time.
pub struct Push {
    head: String,
    device: String,
    epoch: String,
    clock: Clock,
    seq: i64,
    request: Vec<u8>,
}

impl Push {
    /// From this phone, which has sent nothing yet.
    pub fn new(phone: &Phone) -> Self {
        Self {
            head: phone.head("POST", "/api/v1/sync/push"),
            device: phone.device.to_string(),
            epoch: phone.epoch.to_string(),
            clock: Clock::system(),
            seq: 0,
            request: Vec::new(),
        }
    }
}

impl Work for Push {
    fn next(&mut self) -> &[u8] {
        let prev = self.seq;
        self.seq += 1;
        let Instant(now) = self.clock.now();
        let body = format!(
            "{{\"device\":\"{}\",\"epoch\":\"{}\",\"prev\":{prev},\"now\":{now},\"ops\":[{{\"seq\":{},\"id\":\"{}\",\
             \"kind\":\"message.send\",\"v\":1,\"args\":{{\"text\":\"Jeg kommer på tirsdag, og jeg tager min \
             søster med. Er det i orden?\"}},\"at\":{now}}}]}}",
            self.device,
            self.epoch,
            self.seq,
            clock::new_id(),
        );
        self.request.clear();
        self.request.extend_from_slice(self.head.as_bytes());
        let rest = format!(
            "content-type: application/json\r\nsec-fetch-site: same-origin\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.request.extend_from_slice(rest.as_bytes());
        self.request.extend_from_slice(body.as_bytes());
        &self.request
    }

    fn is_right(&self, answer: &Answer<'_>) -> bool {
        let is_ok = answer.body.windows(14).any(|part| part == b"\"verdict\":\"ok\"");
        answer.status == 200 && is_ok
    }
}
