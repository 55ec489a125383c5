//! The program itself: how long it takes to answer on a database that is filled, and what it holds in
//! memory when nobody asks.

use crate::report::{milliseconds, verdict};
use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// From the start of the process to the first answer.
const START_MAX: Duration = Duration::from_secs(1);
/// Resident memory at rest, in kibibytes.
const MEMORY_MAX_KIB: u64 = 60 * 1024;
/// What counts as rest.
const REST: Duration = Duration::from_secs(3);

/// Prints start and memory of the program, where it was built.
pub fn measure(program: &Path, data: &Path) -> anyhow::Result<()> {
    if !program.exists() {
        println!("start and memory: not measured, since {} is not built", program.display());
        return Ok(());
    }
    // The first start makes the demo; what is measured is a start on what is there.
    Running::start(program, data)?.stop()?;
    let began = Instant::now();
    let running = Running::start(program, data)?;
    running.get("/readyz")?;
    let start = began.elapsed();
    for path in ["/login", "/healthz", "/readyz"] {
        running.get(path)?;
    }
    std::thread::sleep(REST);
    let memory = running.resident_kib()?;
    running.stop()?;
    println!(
        "start on a seeded database: {:.0} ms (< {} ms: {})",
        milliseconds(start),
        START_MAX.as_millis(),
        verdict(start < START_MAX)
    );
    println!(
        "resident memory at rest: {} MB (≤ {} MB: {})",
        memory.div_ceil(1024),
        MEMORY_MAX_KIB / 1024,
        verdict(memory <= MEMORY_MAX_KIB)
    );
    Ok(())
}

struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(program: &Path, data: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(program)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = child.stdout.take().context("the program has an output")?;
        let mut lines = BufReader::new(output).lines();
        let found =
            lines.find_map(|line| line.ok()?.split_once("listening on http://").map(|(_, address)| address.to_owned()));
        let Some(address) = found else {
            child.kill().ok();
            child.wait().ok();
            bail!("the program ended before it listened");
        };
        // What it says later must not meet a closed pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address: address.trim().to_owned() })
    }

    fn get(&self, path: &str) -> anyhow::Result<()> {
        let mut stream = TcpStream::connect(&self.address)?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        if !answer.starts_with("HTTP/1.1 200") {
            bail!("{path} answered {}", answer.lines().next().unwrap_or_default());
        }
        Ok(())
    }

    fn resident_kib(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse().ok())
            .context("the system does not say what the program holds in memory")
    }

    /// Asks it to stop, and waits.
    fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}
