// What comes from outside: node tools/dependencies.mjs. Licences, sources and refused crates after
// deny.toml, and dependencies that a crate names and does not use.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const failures = [];

// Named for their effect on the build and not in the code, each with what that effect is.
const USED_WITHOUT_A_NAME = {
  "server/libsqlite3-sys": "pins the SQLite that sqlx links",
};

/** Reads the two lists we need; the file is plain enough for that. */
function policy() {
  const text = readFileSync(join(root, "deny.toml"), "utf8").replace(/^\s*#.*$/gm, "");
  const list = (section, key) => {
    const body = text.split(`[${section}]`)[1].split(/^\[/m)[0];
    return new RegExp(`^${key} = \\[([\\s\\S]*?)^\\]`, "m").exec(body)[1];
  };
  const strings = (body) => [...body.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  return { licences: new Set(strings(list("licenses", "allow"))), refused: new Set(strings(list("bans", "deny"))) };
}

/** Whether an SPDX expression can be met: one side of each OR, all of each AND. */
function isAllowed(expression, licences) {
  const tokens = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+/g);
  const one = () => {
    if (tokens[0] === "(") {
      tokens.shift();
      const inner = either();
      tokens.shift();
      return inner;
    }
    let name = tokens.shift();
    if (tokens[0] === "WITH") {
      tokens.shift();
      name += ` WITH ${tokens.shift()}`;
    }
    return licences.has(name);
  };
  const both = () => {
    let met = one();
    while (tokens[0] === "AND") {
      tokens.shift();
      met = one() && met;
    }
    return met;
  };
  const either = () => {
    let met = both();
    while (tokens[0] === "OR") {
      tokens.shift();
      met = both() || met;
    }
    return met;
  };
  return either();
}

function metadata(manifest) {
  const json = execFileSync("cargo", ["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(json);
}

function checkPackages(packages, { licences, refused }) {
  for (const { name, version, license, source } of packages) {
    if (!license || !isAllowed(license, licences)) {
      failures.push(`${name} ${version}: the licence "${license ?? "none named"}" is not in deny.toml`);
    }
    if (refused.has(name)) {
      failures.push(`${name} ${version} is refused in deny.toml`);
    }
    if (source !== null && !source.startsWith("registry+") && !source.startsWith("sparse+")) {
      failures.push(`${name} ${version} comes from ${source}, not from the registry`);
    }
  }
}

function sourceOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name === "node_modules" || entry.name === "target" ? "" : sourceOf(path);
      }
      return entry.name.endsWith(".rs") ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}

function checkUnused({ packages, workspace_members: members }) {
  for (const { id, name, manifest_path: manifest, dependencies } of packages) {
    if (!members.includes(id)) {
      continue;
    }
    const code = sourceOf(dirname(manifest));
    for (const dependency of dependencies) {
      const word = (dependency.rename ?? dependency.name).replaceAll("-", "_");
      if (!new RegExp(`\\b${word}\\b`).test(code) && !USED_WITHOUT_A_NAME[`${name}/${dependency.name}`]) {
        failures.push(`${name}: ${dependency.name} is named in Cargo.toml and nowhere in the code`);
      }
    }
  }
}

const rules = policy();
const program = metadata("Cargo.toml");
const binder = metadata("tools/bind/Cargo.toml");
checkPackages([...program.packages, ...binder.packages], rules);
checkUnused(program);
checkUnused(binder);
const names = program.packages.map(({ name }) => name);
const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
for (const failure of failures) {
  console.error(failure);
}
console.log(`dependencies: ${names.length} crates, ${repeated.size} in more than one version, ${failures.length} found`);
process.exitCode = failures.length > 0 ? 1 : 0;
