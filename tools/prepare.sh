#!/bin/bash
# Sees to what a build or a test needs: tools/prepare.sh build|test
#
# What rustup installs is installed. Debian packages are installed where that is possible (root and
# apt-get, as on a build machine); elsewhere one line says what to install, and this ends with 1.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?usage: tools/prepare.sh build|test}

say() { echo "$*" >&2; }

if ! command -v cargo >/dev/null || ! command -v rustc >/dev/null; then
    say "Rust is not installed: install rustup (https://rustup.rs), then try again."
    exit 1
fi

# rust-toolchain.toml names the version and the target; rustup fetches what is not there yet.
if ! sysroot=$(rustc --print sysroot 2>/dev/null) || [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ]; then
    say "Adding the target wasm32-unknown-unknown …"
    rustup target add wasm32-unknown-unknown
fi

packages=()
wanted() { command -v "$1" >/dev/null || packages+=("$2"); }
wanted cc gcc
wanted node nodejs
wanted npm npm
if [ "$purpose" = test ]; then
    wanted chromium chromium
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || packages+=(postgresql)
fi

if [ ${#packages[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing: ${packages[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
    else
        say "Please install: ${packages[*]}   (on Debian: sudo apt-get install ${packages[*]})"
        exit 1
    fi
fi

version=$(node -p 'process.versions.node.split(".")[0]')
if [ "$version" -lt 18 ]; then
    say "Node 18 or newer is needed; $(command -v node) is version $version."
    exit 1
fi
