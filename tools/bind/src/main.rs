//! Turns what the compiler made of `app` into a module that a browser loads.
//!
//! The published command-line program does the same, but brings a web server, a web client and a
//! test runner along: three times the crates, all of them compiled by everybody who builds this.
//! It knows nothing of the app: a wasm file comes in, `app.js` and `app_bg.wasm` come out.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, folder] = paths.as_slice() else {
        bail!("usage: bind INPUT.wasm FOLDER");
    };
    Bindgen::new()
        .input_path(input)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("cannot bind {}", input.display()))
}
