//! Starting the server and stopping it in good order.

use super::demo::Demo;
use super::given;
use crate::clock::Clock;
use crate::config::{Settings, Sources};
use crate::db::migrate::{self, fact};
use crate::db::{Db, Options};
use crate::error::Error;
use crate::password::{Passwords, Strength};
use crate::seal::KeyRing;
use crate::store::{session, throttle};
use crate::web::{self, Address, Site, State, assets::Assets};
use anyhow::{Context, bail};
use clap::Args;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// How often what has run out is removed.
const CLEANING: Duration = Duration::from_hours(1);

/// Settings of the server; each also as `FOLGESKAB_…` and in the `--config` file.
#[derive(Args, Debug)]
pub struct ServeArgs {
    #[command(flatten)]
    place: super::Place,
    /// Where to listen [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Where browsers reach the server; needed when listening elsewhere than on loopback
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The certificate chain for TLS, as PEM
    #[arg(long, value_name = "FILE")]
    tls_cert: Option<String>,
    /// The private key for TLS, as PEM
    #[arg(long, value_name = "FILE")]
    tls_key: Option<String>,
    /// Networks of proxies in front, whose X-Forwarded-For counts
    #[arg(long, value_name = "CIDR,…")]
    trusted_proxies: Option<String>,
    /// A folder with further programmes [default: programmes in the data folder]
    #[arg(long, value_name = "DIR")]
    programmes: Option<String>,
    /// Fill an empty database with invented people; does nothing to any other
    #[arg(long)]
    demo: bool,
    /// Start a demo's clock here, in Danish time, and let it run
    #[arg(long, value_name = "INSTANT")]
    now: Option<String>,
}

impl ServeArgs {
    fn settings(&self) -> anyhow::Result<Settings> {
        let mut flags = self.place.flags();
        flags.extend(given([
            ("listen", &self.listen),
            ("public-url", &self.public_url),
            ("tls-cert", &self.tls_cert),
            ("tls-key", &self.tls_key),
            ("trusted-proxies", &self.trusted_proxies),
            ("programmes", &self.programmes),
            ("now", &self.now),
        ]));
        if self.demo {
            flags.push(("demo", "true".to_owned()));
        }
        Ok(Sources::read(flags)?.settings()?)
    }
}

/// Serves until the process is told to stop.
pub async fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let settings = args.settings()?;
    start_log(&settings.log)?;
    // Said once, for everything that speaks TLS.
    rustls::crypto::ring::default_provider().install_default().ok();
    any_spawner::Executor::init_tokio().ok();
    let tls = settings.tls.as_ref().map(|(certificate, key)| acceptor(certificate, key)).transpose()?;
    let listener =
        TcpListener::bind(settings.listen).await.with_context(|| format!("cannot listen on {}", settings.listen))?;
    let (site, demo) = open_site(&settings).await?;
    let router = web::router(&site);
    let cleaning = tokio::spawn(clean_now_and_then(Arc::clone(&site)));
    let jobs = tokio::spawn(crate::jobs::run(Arc::clone(&site)));
    // Listened for before anybody is told that the program runs: who stops it at once is heard.
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    announce(&settings, &listener, &demo)?;
    tokio::spawn(stop_when_told(site.stop.clone(), terminated));
    web::serve::run(listener, tls, router, &site.address, site.stop.clone()).await;
    cleaning.abort();
    jobs.await.ok();
    site.db.close().await;
    tracing::info!("stopped in good order");
    Ok(())
}

/// Logs go to standard error; addresses and texts of people are in none of them.
fn start_log(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(format!(
        "{filter},web_push=off,sqlx::postgres::notice=error,tower_sessions=off,tower_sessions_core=off"
    ))
    .context("the setting log is not understood")?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .try_init()
        .ok();
    Ok(())
}

async fn open_site(settings: &Settings) -> anyhow::Result<(State, Demo)> {
    let ring = KeyRing::open_or_create(&settings.key_file)?;
    let clock = settings.now.map_or_else(Clock::system, Clock::shifted);
    let options = Options { url: settings.database.clone(), data: settings.data.clone() };
    let db = Db::open(&options, ring, &clock).await?;
    let passwords = Passwords::new(Strength::Production, db.ring())?;
    let assets = Assets::embedded(Some(&settings.data));
    if let Err(error) = assets.keep_for_older_phones() {
        tracing::warn!(error = %error, "the files for older phones could not be kept");
    }
    let origin = settings.public_url.clone();
    let address = Address { origin, is_https: settings.is_https(), trusted_proxies: settings.trusted_proxies.clone() };
    let site = Arc::new(Site {
        db,
        clock,
        passwords,
        programmes: crate::programmes::Programmes::with_folder(&settings.programmes)?,
        live: crate::live::Hub::default(),
        pushes: web::sync::Pushes::default(),
        streams: web::events::Streams::default(),
        assets,
        address,
        stop: CancellationToken::new(),
    });
    let demo = Demo::prepare(&site, settings).await?;
    check_demo(&site, settings).await?;
    Ok((site, demo))
}

/// A demo's clock may be moved, but never to before what it holds, and never that of a real installation.
async fn check_demo(site: &State, settings: &Settings) -> anyhow::Result<()> {
    let mut tx = site.db.read().await?;
    let is_demo = migrate::find_fact(&mut tx, fact::DEMO).await?.is_some();
    let newest = crate::store::person::newest_at(&mut tx).await?;
    drop(tx);
    if let (Some(start), Some(newest)) = (settings.now, newest) {
        if !is_demo {
            bail!("the setting --now works only on a demo, and this database holds something else");
        }
        if start < newest {
            bail!("the setting --now must not lie before the newest row of this demo, {}", newest.local());
        }
    }
    Ok(())
}

fn announce(settings: &Settings, listener: &TcpListener, demo: &Demo) -> anyhow::Result<()> {
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let address = format!("{scheme}://{}", listener.local_addr()?);
    println!("listening on {address}");
    print!("{}", demo.text(settings.public_url.as_deref().unwrap_or(&address)));
    Ok(())
}

fn acceptor(certificate: &Path, key: &Path) -> anyhow::Result<TlsAcceptor> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .with_context(|| format!("the setting tls-cert: {} is not a PEM certificate", certificate.display()))?;
    let secret = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("the setting tls-key: {} is not a PEM key", key.display()))?;
    let mut config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .context("the settings tls-cert and tls-key do not go together")?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn stop_when_told(stop: CancellationToken, mut terminated: tokio::signal::unix::Signal) {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
    stop.cancel();
}

/// Removes sessions and brakes that have run out.
async fn clean_now_and_then(site: State) {
    let mut often = tokio::time::interval(CLEANING);
    loop {
        often.tick().await;
        if let Err(error) = clean(&site).await {
            tracing::warn!(error = %error, "what has run out could not be removed");
        }
    }
}

async fn clean(site: &State) -> Result<(), Error> {
    let now = site.clock.wall();
    let mut tx = site.db.write().await?;
    session::delete_expired(&mut tx, now).await?;
    throttle::delete_old(&mut tx, now).await?;
    tx.commit().await
}
