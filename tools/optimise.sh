#!/bin/sh
# Makes the wasm smaller: tools/optimise.sh IN.wasm OUT.wasm
#
# The features are named one by one. With --all-features wasm-opt writes an import encoding that
# Chromium refuses, and Debian's own binaryen is too old for reference types.
set -eu
here=$(dirname "$0")
exec node "$here/node_modules/binaryen/bin/wasm-opt" "$1" --output "$2" -Oz --strip-debug --strip-producers \
    --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue
