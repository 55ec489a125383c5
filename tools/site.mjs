// Lays out what the program serves and embeds: node tools/site.mjs APP.js APP.wasm SITE
//
// In:  the bound JavaScript and the optimised wasm, style/*.txt (which stylesheets, in which
//      order), public/.
// Out: SITE/pkg with names that carry the content's digest (kept for ever by browsers), the files
//      of public/ under their own names, `.br` and `.gz` beside what compresses, and
//      SITE/manifest.json, by which the program finds a file's present name:
//      {version, assets: {"app.js": {path, type, bytes, br?, gz?, hashed}}, precache: [path]}.
//
// Same input, same bytes: nothing here knows the time or the folder it runs in.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [appScript, appWasm, site] = process.argv.slice(2);
if (!site) {
  throw new Error("usage: node tools/site.mjs APP.js APP.wasm SITE");
}

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const ALREADY_SMALL = new Set([".png", ".woff2", ".ico"]);
// The service worker keeps its name: its address is its identity for the browser.
const WORKER = "sw.js";

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
const draft = `${site}.draft`;
const assets = {};

/** Writes one file with its compressed copies, and notes it under its logical name. */
function lay(logical, path, content) {
  const bytes = Buffer.from(content);
  const type = TYPES[extname(path)];
  if (!type) {
    throw new Error(`public/${logical}: no content type is known for this kind of file`);
  }
  const target = join(draft, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  const entry = { path: `/${path}`, type, bytes: bytes.length, hashed: path.startsWith("pkg/") };
  if (!ALREADY_SMALL.has(extname(path))) {
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    const gzip = gzipSync(bytes, { level: 9 });
    if (brotli.length < bytes.length) {
      writeFileSync(`${target}.br`, brotli);
      entry.br = brotli.length;
    }
    if (gzip.length < bytes.length) {
      writeFileSync(`${target}.gz`, gzip);
      entry.gz = gzip.length;
    }
  }
  assets[logical] = entry;
  return entry.path;
}

/** Lays a file whose name changes with its content; returns the bare new name. */
function layHashed(logical, content) {
  const extension = extname(logical);
  const stem = logical.slice(0, -extension.length).replaceAll("/", "-");
  const name = `${stem}-${digest(content)}${extension}`;
  lay(logical, `pkg/${name}`, content);
  return name;
}

/** Puts a digest-carrying name where the plain one stands, and insists that it stood there. */
function rename(text, plain, hashed, where) {
  if (!text.includes(plain)) {
    throw new Error(`${where} does not name ${plain}`);
  }
  return text.replaceAll(plain, hashed);
}

/** One stylesheet out of the files a list names, without comments and indentation. */
function stylesheet(name) {
  const list = join(root, "style", `${name}.txt`);
  if (!existsSync(list)) {
    return null;
  }
  const files = readFileSync(list, "utf8").split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  return squeeze(files.map((file) => readFileSync(join(root, "style", file), "utf8")).join("\n"));
}

/** Drops comments and line starts; strings and everything inside a line stay as written. */
function squeeze(css) {
  return css
    .replace(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\*[\s\S]*?\*\//g, (_, string) => string ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}

function filesUnder(folder, prefix = "") {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(folder, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    )
    .filter((name) => !name.split("/").some((part) => part.startsWith(".")));
}

/** Files that wasm-bindgen puts beside the script for crates that bring JavaScript of their own. */
function refuseSnippets() {
  if (existsSync(join(dirname(appScript), "snippets"))) {
    throw new Error("a crate brings its own JavaScript (snippets/): give it a hashed name here before shipping it");
  }
}

function layBrowserPart() {
  refuseSnippets();
  const wasm = layHashed("app_bg.wasm", readFileSync(appWasm));
  const app = layHashed("app.js", readFileSync(appScript));
  let boot = readFileSync(join(root, "public/boot.js"), "utf8");
  boot = rename(boot, "./app.js", `./${app}`, "public/boot.js");
  boot = rename(boot, "./app_bg.wasm", `./${wasm}`, "public/boot.js");
  layHashed("boot.js", boot);
}

function layStyles() {
  for (const name of ["citizen", "staff"]) {
    const css = stylesheet(name);
    if (css !== null) {
      layHashed(`${name}.css`, css);
    }
  }
}

function layPublic() {
  for (const name of filesUnder(join(root, "public"))) {
    const content = readFileSync(join(root, "public", name));
    const isScript = name.endsWith(".js");
    if (name === "boot.js" || name === WORKER) {
      continue;
    }
    if (isScript && /\bimport\s*(["'({]|[\w*])[^;]*["']\.{1,2}\//.test(content.toString())) {
      throw new Error(`public/${name} imports another file, whose name will carry a digest: keep modules whole`);
    }
    if (isScript) {
      layHashed(name, content);
    } else {
      lay(name, name, content);
    }
  }
}

/** What the service worker stores at install, all or nothing: the citizen's app and no page. The largest
 * icons are the phone's own business when the app is put on its home screen. */
function precache() {
  const wanted = (name) =>
    ["boot.js", "app.js", "app_bg.wasm", "citizen.css", "manifest.webmanifest"].includes(name) ||
    (name.startsWith("icons/") && !name.includes("512"));
  return Object.keys(assets).filter(wanted).sort().map((name) => assets[name].path);
}

/** Brings SITE to the draft's state and touches nothing that is right already: the program is built again
 * only when something changed, and a build that runs meanwhile never finds the folder empty. */
function settle() {
  const files = filesUnder(draft);
  for (const name of files) {
    const [from, to] = [join(draft, name), join(site, name)];
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) {
      mkdirSync(dirname(to), { recursive: true });
      renameSync(from, to);
    }
  }
  for (const name of filesUnder(site).filter((name) => !files.includes(name))) {
    rmSync(join(site, name));
  }
  rmSync(draft, { recursive: true, force: true });
}

/** One digest over all that was laid so far. */
function version() {
  const parts = Object.keys(assets).sort().map((name) => `${assets[name].path} ${digest(readFileSync(join(draft, assets[name].path)))}`);
  return digest(parts.join("\n"));
}

/** The worker learns what to store by `__PRECACHE__` (a list of addresses) and by `__VERSION__` when it is another. */
function layWorker(version, list) {
  const source = join(root, "public", WORKER);
  if (existsSync(source)) {
    const text = readFileSync(source, "utf8");
    lay(WORKER, WORKER, text.replaceAll("__PRECACHE__", JSON.stringify(list)).replaceAll("__VERSION__", JSON.stringify(version)));
  }
}

rmSync(draft, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
layBrowserPart();
layStyles();
layPublic();
const manifest = { version: version(), assets, precache: precache() };
layWorker(manifest.version, manifest.precache);
manifest.assets = Object.fromEntries(Object.entries(assets).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(draft, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
settle();

for (const [name, { bytes, br }] of Object.entries(manifest.assets)) {
  console.log(`${String(bytes).padStart(9)} ${String(br ?? bytes).padStart(8)} br  ${name}`);
}
