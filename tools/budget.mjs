// What a phone fetches on a citizen's first visit, as far as files go, and what is allowed:
// node tools/budget.mjs. The page itself is measured by the browser tests, where it is whole.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { assets, precache } = JSON.parse(readFileSync(join(root, "target/site/manifest.json"), "utf8"));

// docs/decisions/0005: the aim is 250 kB in all for the citizen's app, of which 15 kB are kept for the
// page with its data; today's app is far above it and must not grow. 10 kB for each stylesheet.
const AIM_BYTES = 235_000;
const ALLOWED_BYTES = { citizen: 780_000, stylesheet: 10_000 };

const wire = (name) => assets[name].br ?? assets[name].bytes;
const names = Object.keys(assets);
const citizen = names.filter((name) => precache.includes(assets[name].path));
const failures = [];

if (!names.includes("app_bg.wasm")) {
  failures.push("target/site holds no browser part: make web");
}
for (const name of citizen) {
  console.log(`${String(wire(name)).padStart(8)}  ${name}`);
}
const total = citizen.reduce((sum, name) => sum + wire(name), 0);
console.log(`${String(total).padStart(8)}  of ${ALLOWED_BYTES.citizen} bytes allowed for the citizen's first visit, without the page`);
if (total > AIM_BYTES) {
  console.log(`${String(total - AIM_BYTES).padStart(8)}  bytes above the aim of ${AIM_BYTES} (docs/decisions/0005)`);
}
if (total > ALLOWED_BYTES.citizen) {
  failures.push(`the citizen's first visit is ${total - ALLOWED_BYTES.citizen} bytes too large`);
}
for (const name of names.filter((name) => name.endsWith(".css"))) {
  if (wire(name) > ALLOWED_BYTES.stylesheet) {
    failures.push(`${name} is ${wire(name)} bytes, allowed are ${ALLOWED_BYTES.stylesheet}`);
  }
}
for (const failure of failures) {
  console.error(`Over budget: ${failure}`);
}
process.exitCode = failures.length > 0 ? 1 : 0;
