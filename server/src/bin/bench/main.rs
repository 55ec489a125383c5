//! How fast the server is beside what the same machine could do at best: `make bench`.
//!
//! Requests a second mean little by themselves, so each figure stands beside a yardstick from the same
//! run: a bare handler that returns the same bytes through the same accept loop, and a bare loop that
//! commits one row with the same guarantees on the same disk. Eight clients on loopback, one connection
//! each. The people in it are invented, and everything is removed afterwards.

mod client;
mod load;
mod program;
mod report;
mod seed;
mod work;
mod yardstick;

use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// How many clients there are, each with a citizen, a session and a device of its own.
const CLIENTS: usize = 8;
/// How long each thing is measured unless told otherwise, in seconds.
const SECONDS: u64 = 6;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let seconds = match std::env::args().nth(1) {
        Some(text) => text.parse().context("the one argument is a number of seconds")?,
        None => SECONDS,
    };
    let program = std::env::current_exe()?;
    let beside = program.parent().context("the program lies in a folder")?;
    let folder = Folder::new(beside.join(format!("bench-{}", std::process::id())))?;
    // What is written to the log costs what it costs in service.
    let filter = EnvFilter::try_new("warn,server=info,server::web::session=warn")?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    program::measure(&beside.join("folgeskab"), &folder.0.join("program"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(&folder.0, Duration::from_secs(seconds)))
}

async fn measure(folder: &Path, span: Duration) -> anyhow::Result<()> {
    let place = seed::open(folder).await?;
    let (address, phones) = seed::phones(&place).await?;
    report::head();

    let whole: Vec<_> = phones.iter().map(|phone| work::Get::new(&phone.whole())).collect();
    let bytes = load::once(address, &whole).await?;
    let bare = yardstick::handler(bytes.clone()).await?;
    let (ours, best) = load::beside(address, bare, whole, span).await?;
    report::line("full pull", bytes.len(), &ours, &best, report::FULL_PULL);

    let mut nothing = Vec::new();
    for phone in &phones {
        nothing.push(work::Get::new(&phone.nothing_new(address).await?));
    }
    let bytes = load::once(address, &nothing).await?;
    let bare = yardstick::handler(bytes.clone()).await?;
    let (ours, best) = load::beside(address, bare, nothing, span).await?;
    report::line("nothing new", bytes.len(), &ours, &best, report::NOTHING_NEW);

    let commits = yardstick::Commits::open(folder).await?;
    let pushes = phones.iter().map(work::Push::new).collect();
    let (ours, best) = load::beside_commits(address, pushes, &commits, span).await?;
    report::line("push of one message", 0, &ours, &best, report::PUSH);
    place.check_messages(&ours).await?;
    commits.close().await;
    place.close().await;
    Ok(())
}

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(path: PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}
