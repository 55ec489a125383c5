//! The table that is printed.

use crate::load::Samples;
use std::time::Duration;

/// What is asked of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    /// Its share of the yardstick, at least.
    ratio: f64,
    /// A second, at least.
    per_second: f64,
    /// What 99 of 100 answers may take.
    p99: Option<Duration>,
}

/// The full pull of one citizen.
pub const FULL_PULL: Aim = Aim { ratio: 0.05, per_second: 0.0, p99: Some(Duration::from_millis(15)) };
/// The pull with nothing new.
pub const NOTHING_NEW: Aim = Aim { ratio: 0.25, per_second: 0.0, p99: None };
/// The durable push of one message.
pub const PUSH: Aim = Aim { ratio: 0.5, per_second: 1_000.0, p99: None };

/// Prints the head of the table.
pub fn head() {
    println!();
    println!(
        "{:<22} {:>8} {:>10} {:>9} {:>9} {:>12} {:>7}  aim",
        "8 clients, loopback", "bytes", "a second", "p50 ms", "p99 ms", "yardstick", "ratio"
    );
}

/// Prints one figure beside its yardstick.
pub fn line(name: &str, bytes: usize, ours: &Samples, best: &Samples, aim: Aim) {
    let ratio = ours.per_second() / best.per_second().max(0.001);
    let p99 = ours.percentile(99);
    let bytes = if bytes == 0 { "-".to_owned() } else { bytes.to_string() };
    println!(
        "{name:<22} {bytes:>8} {:>10.0} {:>9.2} {:>9.2} {:>12.0} {ratio:>7.3}  {}",
        ours.per_second(),
        milliseconds(ours.percentile(50)),
        milliseconds(p99),
        best.per_second(),
        aim.word(ratio, ours.per_second(), p99),
    );
    println!(
        "{:<22} {:>8} {:>10} {:>9.2} {:>9.2}",
        "  its yardstick",
        "",
        "",
        milliseconds(best.percentile(50)),
        milliseconds(best.percentile(99)),
    );
}

impl Aim {
    fn word(self, ratio: f64, per_second: f64, p99: Duration) -> String {
        let mut aims = vec![(format!("ratio ≥ {}", self.ratio), ratio >= self.ratio)];
        if self.per_second > 0.0 {
            aims.push((format!("≥ {} a second", self.per_second), per_second >= self.per_second));
        }
        if let Some(most) = self.p99 {
            aims.push((format!("p99 ≤ {} ms", milliseconds(most)), p99 <= most));
        }
        let words: Vec<String> = aims.into_iter().map(|(aim, is_met)| format!("{aim}: {}", verdict(is_met))).collect();
        words.join(", ")
    }
}

/// The word for a figure that is met or not.
pub const fn verdict(is_met: bool) -> &'static str {
    if is_met { "pass" } else { "FAIL" }
}

/// A duration in milliseconds.
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
