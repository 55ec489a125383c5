//! Settings from every source, alone and together.

use super::*;

fn settings(flags: &[(&'static str, &str)], environment: &[(&str, &str)]) -> Result<Settings, Fault> {
    let flags = flags.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Sources::collect(flags, environment)?.settings()
}

fn refused(flags: &[(&'static str, &str)], environment: &[(&str, &str)]) -> String {
    settings(flags, environment).unwrap_err().name
}

#[test]
fn without_any_setting_it_runs_on_loopback_with_a_file() {
    let plain = settings(&[], &[("PATH", "/bin")]).unwrap();
    assert_eq!(plain.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(plain.database, DatabaseUrl::Sqlite("data/folgeskab.db".into()));
    assert_eq!(plain.key_file, PathBuf::from("data/folgeskab.key"));
    assert!(!plain.is_https());
}

#[test]
fn a_flag_comes_before_a_variable_and_a_variable_before_the_file() {
    let file = std::env::temp_dir().join(format!("folgeskab-{}.toml", crate::clock::new_id()));
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\ndata = \"/file\"\nlog = \"debug\"\ndemo = true\n").unwrap();
    let path = file.display().to_string();
    let read = settings(
        &[("config", &path), ("listen", "127.0.0.1:3")],
        &[("FOLGESKAB_LISTEN", "127.0.0.1:2"), ("FOLGESKAB_DATA", "/variable")],
    )
    .unwrap();
    std::fs::remove_file(file).unwrap();
    assert_eq!((read.listen.port(), read.log.as_str(), read.demo), (3, "debug", true));
    assert_eq!(read.data, PathBuf::from("/variable"));
}

#[test]
fn an_unknown_or_wrong_setting_is_named() {
    assert_eq!(refused(&[], &[("FOLGESKAB_LISTN", "x")]), "FOLGESKAB_LISTN");
    assert_eq!(refused(&[("listen", "nowhere")], &[]), "--listen");
    assert_eq!(refused(&[], &[("FOLGESKAB_DATABASE", "mysql://x")]), "FOLGESKAB_DATABASE");
    assert_eq!(refused(&[("public-url", "https://a.example/path")], &[]), "--public-url");
    assert_eq!(refused(&[("trusted-proxies", "10.0.0.0/99")], &[]), "--trusted-proxies");
    assert_eq!(refused(&[("tls-cert", "a.pem")], &[]), "--tls-cert");
    assert_eq!(refused(&[("now", "2026-11-16")], &[]), "--now");
    assert_eq!(refused(&[("config", "/nowhere.toml")], &[]), "--config");
}

#[test]
fn plain_http_off_loopback_is_refused() {
    let open = ("listen", "0.0.0.0:80");
    let url = ("public-url", "https://a.example");
    assert_eq!(refused(&[open], &[]), "--public-url");
    assert_eq!(refused(&[open, url], &[]), "--listen");
    assert_eq!(
        refused(&[open, ("public-url", "http://a.example"), ("trusted-proxies", "10.0.0.1")], &[]),
        "--public-url"
    );
    assert!(settings(&[open, url, ("trusted-proxies", "10.0.0.1")], &[]).unwrap().is_https());
    assert!(settings(&[open, url, ("tls-cert", "c"), ("tls-key", "k")], &[]).is_ok());
}

#[test]
fn a_moment_without_a_zone_is_danish() {
    assert_eq!(moment("2026-11-16T08:00"), moment("2026-11-16T07:00:00Z"));
    assert_eq!(moment("2026-11-16"), moment("2026-11-16T07:00:00Z"));
    assert_eq!(moment("2026-02-30"), None);
}
