#!/bin/sh
# Builds the program that writes the JavaScript beside the wasm, and refuses a version that does
# not belong to the wasm-bindgen in Cargo.lock: the two speak a private format.
set -eu
cd "$(dirname "$0")/.."
of() { awk -v crate="$2" '$0 == "name = \"" crate "\"" { getline; gsub(/version = |"/, ""); print }' "$1"; }
program=$(of Cargo.lock wasm-bindgen)
binder=$(of tools/bind/Cargo.lock wasm-bindgen-cli-support)
if [ "$program" != "$binder" ]; then
    echo "Cargo.lock has wasm-bindgen $program, tools/bind has $binder: set both to the same version" >&2
    exit 1
fi
cargo build --locked --manifest-path tools/bind/Cargo.toml --target-dir target/tools
