//! The command line: what the operator can ask of the program. Sentences go to standard error, results to
//! standard output; the exit status is 0, 1 (refused or failed) or 2 (not understood).

mod admin;
mod backup;
mod demo;
mod doctor;
mod serve;

use crate::config::{Settings, Sources};
use crate::db::{Db, Options};
use crate::seal::KeyRing;
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Companion app for citizens on a course back towards work.
#[derive(Debug, Parser)]
#[command(name = "folgeskab", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer browsers until told to stop.
    Serve(serve::ServeArgs),
    /// Accounts of those who administer.
    #[command(subcommand)]
    Admin(admin::AdminCommand),
    /// Programmes: what differs between projects, as a file.
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Questionnaires.
    #[command(subcommand)]
    Survey(SurveyCommand),
    /// Write a copy of everything but the key file, while the server may be running.
    Backup(backup::BackupArgs),
    /// Fill an empty installation from a copy.
    Restore(backup::RestoreArgs),
    /// Look whether everything is as it should be.
    Doctor(Place),
}

#[derive(Debug, Subcommand)]
enum ProgrammeCommand {
    /// Say whether a programme file can be used, or where it is wrong.
    Check {
        /// The TOML file.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum SurveyCommand {
    /// Say whether a FHIR questionnaire is supported, or where it is not.
    Check {
        /// The JSON file.
        file: PathBuf,
    },
}

/// Where the data lies; the same for every command.
#[derive(Args, Clone, Debug, Default)]
struct Place {
    /// The data folder [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// sqlite:PATH or postgres://… [default: a file in the data folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The file with the key that seals names and messages [default: folgeskab.key in the data folder]
    #[arg(long, value_name = "FILE")]
    key_file: Option<String>,
    /// A TOML file with settings
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
}

impl Place {
    fn flags(&self) -> Vec<(&'static str, String)> {
        given([
            ("data", &self.data),
            ("database", &self.database),
            ("key-file", &self.key_file),
            ("config", &self.config),
        ])
    }

    fn settings(&self) -> anyhow::Result<Settings> {
        Ok(Sources::read(self.flags())?.settings()?)
    }
}

/// The flags that were given.
fn given<const N: usize>(flags: [(&'static str, &Option<String>); N]) -> Vec<(&'static str, String)> {
    flags.into_iter().filter_map(|(name, value)| value.clone().map(|value| (name, value))).collect()
}

/// Opens the database of an installation that exists as it is: makes no key file, upgrades nothing. Gives
/// its schema version, too.
async fn open(settings: &Settings) -> anyhow::Result<(Db, i64)> {
    let ring = KeyRing::open(&settings.key_file)?;
    let options = Options { url: settings.database.clone(), data: settings.data.clone() };
    Ok(Db::open_as_it_is(&options, ring).await?)
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("folgeskab: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(args) => wait_for(serve::serve(args)),
        Command::Admin(command) => wait_for(admin::run(command)),
        Command::Programme(ProgrammeCommand::Check { file }) => check_programme(&file),
        Command::Survey(SurveyCommand::Check { file }) => check_survey(&file),
        Command::Backup(args) => wait_for(backup::backup(args)),
        Command::Restore(args) => wait_for(backup::restore(args)),
        Command::Doctor(place) => wait_for(doctor::doctor(place)),
    }
}

fn wait_for(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    runtime.block_on(Box::pin(work))
}

fn check_programme(file: &std::path::Path) -> anyhow::Result<()> {
    let programme = crate::programmes::check_file(file)?;
    println!("{}: can be used", programme.key);
    Ok(())
}

fn check_survey(file: &std::path::Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    match domain::survey::fhir::check_file_text(&text) {
        Ok(summary) => {
            println!("{}: supported", summary.title);
            println!("{} items, {} questions, {} conditions", summary.items, summary.questions, summary.conditions);
            Ok(())
        }
        Err(refusal) => anyhow::bail!("{}: {refusal}", file.display()),
    }
}
