//! Migrations and web assets are embedded: a new file must rebuild the program.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=../target/site/manifest.json");
}
