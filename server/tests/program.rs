//! The program as the operator meets it: it starts, says where it listens, answers, stops in good order,
//! and refuses what it does not understand by name.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("folgeskab-program-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folgeskab"));
    command.env_clear().env("FOLGESKAB_DATA", data).current_dir(data);
    command
}

fn run(data: &Path, args: &[&str]) -> Output {
    program(data).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A running server; killed if a test fails.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(data: &Path, args: &[&str]) -> Self {
        let mut child = program(data)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .find_map(|line| line.unwrap().strip_prefix("listening on http://").map(str::to_owned))
            .expect("it says where it listens");
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        text(&answer)
    }

    /// Asks it to stop, as a service manager does, and gives the exit status.
    fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

#[test]
fn it_starts_answers_and_stops_in_good_order() {
    let folder = Folder::new("start");
    let server = Running::start(&folder.0, &[]);
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/login").contains("name=\"password\""));
    assert!(server.get("/api/v1/nothing").contains("\"code\":\"not_found\""));
    assert_eq!(server.stop(), Some(0));
    let begun = Instant::now();
    let again = Running::start(&folder.0, &[]);
    println!("second start took {} ms", begun.elapsed().as_millis());
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn a_setting_that_is_wrong_stops_the_start_and_is_named() {
    let folder = Folder::new("settings");
    let unknown = program(&folder.0).env("FOLGESKAB_LISTN", "x").arg("serve").output().unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("FOLGESKAB_LISTN"), "{}", text(&unknown.stderr));
    let open = run(&folder.0, &["serve", "--listen", "0.0.0.0:0"]);
    assert!(text(&open.stderr).contains("public-url"), "{}", text(&open.stderr));
    assert_eq!(run(&folder.0, &["serve", "--nothing"]).status.code(), Some(2));
    assert!(!folder.0.join("folgeskab.key").exists(), "nothing was made");
}

#[test]
fn backup_and_restore_while_the_server_runs() {
    let (folder, elsewhere) = (Folder::new("backup"), Folder::new("restore"));
    let server = Running::start(&folder.0, &[]);
    let made = run(&folder.0, &["admin", "create"]);
    assert!(text(&made.stdout).contains("username: admin"), "{}", text(&made.stderr));
    let copied = run(&folder.0, &["backup", "copy.db"]);
    assert!(copied.status.success(), "{}", text(&copied.stderr));
    assert_eq!(server.stop(), Some(0));
    let copy = folder.0.join("copy.db").display().to_string();
    let without_key = run(&elsewhere.0, &["restore", &copy]);
    assert!(text(&without_key.stderr).contains("put it in place first"), "{}", text(&without_key.stderr));
    std::fs::copy(folder.0.join("folgeskab.key"), elsewhere.0.join("folgeskab.key")).unwrap();
    let restored = run(&elsewhere.0, &["restore", &copy]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let again = run(&elsewhere.0, &["admin", "create"]);
    assert!(text(&again.stderr).contains("there is an administrator already"));
    let doctor = run(&elsewhere.0, &["doctor"]);
    assert!(
        doctor.status.success() && text(&doctor.stdout).contains("every page of the file is sound"),
        "{}",
        text(&doctor.stdout)
    );
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new("help");
    for command in ["serve", "admin", "programme", "survey", "backup", "restore", "doctor"] {
        let help = run(&folder.0, &[command, "--help"]);
        assert!(help.status.success() && text(&help.stdout).contains("Usage"), "{command}");
    }
}
