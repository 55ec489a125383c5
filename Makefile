# Everything that a person or a build machine does with this project. `make help` lists it.
#
# Two commands are enough to begin: `make run` and `make test`. Both install what rustup, cargo and
# npm can install, and say in one line what else is needed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules
# The program embeds ../target/site, so the build folder has one place.
unexport CARGO_TARGET_DIR

LISTEN ?= 127.0.0.1:3000
DATA ?= data
# For `make e2e`: which specs, which project. For the test targets: a filter.
ARGS ?=

ifdef CI
# A build machine compiles once: what serves the second build only costs it time and disk.
export CARGO_INCREMENTAL := 0
endif

BROWSER := target/browser
BROWSER_CRATES := $(shell find app domain -type f -not -path '*/tests/*') Cargo.toml Cargo.lock rust-toolchain.toml .cargo/config.toml
STYLES := $(shell find style -type f)
PUBLIC := $(shell find public -type f)
NEXTEST := $(shell command -v cargo-nextest)

.PHONY: help
help: ## What can be done here
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

##### For every day

.PHONY: run
run: build ## Build all, start on http://127.0.0.1:3000 with a demo (LISTEN=…, DATA=… change where)
	target/release/folgeskab serve --demo --data "$(DATA)" --listen "$(LISTEN)"

.PHONY: dev
dev: web-dev ## The same from a quick build, for those who change it
	cargo run -p server --bin folgeskab -- serve --demo --data "$(DATA)" --listen "$(LISTEN)"

.PHONY: build
build: web ## One self-contained program: target/release/folgeskab
	cargo build --locked --release -p server --bin folgeskab

##### Tests

.PHONY: test
test: prepare-test test-native budget e2e ## Every test: native, on SQLite and PostgreSQL, and in a browser

.PHONY: test-fast
test-fast: $(BROWSER)/placeholder ## Native tests without PostgreSQL, left out by name, and without a browser
ifneq ($(NEXTEST),)
	cargo nextest run --workspace -E 'not test(/::postgres$$/)' $(ARGS)
else
	cargo test --workspace -- --skip ::postgres $(ARGS)
endif

.PHONY: test-native
test-native: prepare-test binaries ## Unit, property, store and HTTP tests, with a PostgreSQL of their own
ifneq ($(NEXTEST),)
	tools/with-postgres.sh cargo nextest run --workspace --no-fail-fast $(ARGS)
	tools/with-postgres.sh cargo test --workspace --doc
else
	tools/with-postgres.sh cargo test --workspace --no-fail-fast
endif

.PHONY: e2e
e2e: prepare-test binaries end2end/node_modules/.package-lock.json ## Browser tests (ARGS="login --project=phone")
	cd end2end && ../tools/with-postgres.sh npx --no-install playwright test $(ARGS)

.PHONY: budget
budget: web ## What a first visit costs on the wire, and whether that is allowed
	node tools/budget.mjs

.PHONY: bench
bench: web ## Requests a second and waiting times, beside a bare yardstick on the same machine
	node tools/budget.mjs
	cargo build --locked --release -p server --bin folgeskab --bin folgeskab-bench
	target/release/folgeskab-bench $(ARGS)

# The programs that tests start, with the same features as the tests: one build serves both.
.PHONY: binaries
binaries: web
	cargo build --locked --workspace --bins --tests

##### Checks

.PHONY: check
check: prepare-build $(BROWSER)/placeholder end2end/node_modules/.package-lock.json ## Format, lints, documentation, dependencies and house rules
	cargo fmt --all --check
	cargo fmt --manifest-path tools/bind/Cargo.toml --check
	node tools/house-rules.mjs
	node tools/dependencies.mjs
	cd end2end && npm run --silent types
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked -p app --target wasm32-unknown-unknown --features hydrate -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps

##### The browser part: compile, bind, make small, lay out

# What a phone downloads tells nothing of the machine it was built on, and is the same from any folder.
CARGO_HOME_HERE := $(or $(CARGO_HOME),$(HOME)/.cargo)
WITHOUT_PATHS := CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=$(CARGO_HOME_HERE)/registry/src=crates --remap-path-prefix=$(CURDIR)=."

.PHONY: web
web: $(BROWSER)/site ## The browser part as it is shipped: target/site

.PHONY: web-dev
web-dev: prepare-build target/tools/debug/bind ## The browser part from a quick build: larger, never shipped
	cargo rustc --locked -p app --lib --crate-type cdylib --target wasm32-unknown-unknown --features hydrate
	target/tools/debug/bind target/wasm32-unknown-unknown/debug/app.wasm $(BROWSER)/quick
	rm -f $(BROWSER)/site
	node tools/site.mjs $(BROWSER)/quick/app.js $(BROWSER)/quick/app_bg.wasm target/site

# Cargo is asked each time something could have changed; the copy is renewed only when it did.
$(BROWSER)/app.wasm: $(BROWSER_CRATES) | prepare-build
	$(WITHOUT_PATHS) cargo rustc --locked -p app --lib --crate-type cdylib --target wasm32-unknown-unknown --features hydrate --profile wasm-release
	mkdir -p $(@D)
	cmp -s target/wasm32-unknown-unknown/wasm-release/app.wasm $@ || cp target/wasm32-unknown-unknown/wasm-release/app.wasm $@

target/tools/debug/bind: Cargo.lock tools/bind.sh tools/bind/Cargo.lock tools/bind/Cargo.toml tools/bind/src/main.rs | prepare-build
	tools/bind.sh
	touch $@

$(BROWSER)/bound/app.js: $(BROWSER)/app.wasm target/tools/debug/bind
	target/tools/debug/bind $< $(@D)

$(BROWSER)/small.wasm: $(BROWSER)/bound/app.js tools/optimise.sh tools/node_modules/.package-lock.json
	tools/optimise.sh $(BROWSER)/bound/app_bg.wasm $@

$(BROWSER)/site: $(BROWSER)/small.wasm $(STYLES) $(PUBLIC) tools/site.mjs
	node tools/site.mjs $(BROWSER)/bound/app.js $(BROWSER)/small.wasm target/site
	touch $@

# The program's crate needs the folder to compile, whatever is in it.
$(BROWSER)/placeholder:
	mkdir -p $(@D) target/site
	[ -e target/site/manifest.json ] || echo '{"version":"none","assets":{},"precache":[]}' > target/site/manifest.json
	touch $@

##### What all of it stands on

.PHONY: prepare-build
prepare-build:
	@tools/prepare.sh build

.PHONY: prepare-test
prepare-test:
	@tools/prepare.sh test

tools/node_modules/.package-lock.json: tools/package-lock.json | prepare-build
	cd tools && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

end2end/node_modules/.package-lock.json: end2end/package-lock.json | prepare-build
	cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund
	touch $@
