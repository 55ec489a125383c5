// The rules of this house that no compiler knows: node tools/house-rules.mjs. Each has its reason.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((name) => name && existsSync(join(root, name)));
// A test that looks for what is refused has to name it.
const test = /(^|\/)tests?(\/|\.rs$)/;

const rules = [
  {
    why: "inner_html writes text unescaped: one careless use lets a message run as a script",
    where: /^app\/src\/.*\.rs$/,
    found: /\binner_html\b/,
  },
  {
    why: "leptos does not escape what stands in <textarea>: only ui::TextArea, which does, may write one",
    where: /^app\/src\/(?!ui\/area\.rs$).*\.rs$/,
    found: /<textarea\b/,
  },
  {
    why: "these need an inline script to hydrate, which the content policy forbids: pages get their data as props",
    where: /^app\/src\/(citizen|ui|offline)\/.*\.rs$/,
    found: /\b(Resource|LocalResource|OnceResource|Suspense|Transition|ErrorBoundary|ProtectedRoute|Await)\b/,
  },
  {
    why: "an inline handler or style is refused by the content policy",
    where: /^app\/src\/.*\.rs$/,
    found: /\s(onclick|onsubmit|onchange|onload|oninput|style)="[^)]/,
  },
  {
    why: "server functions copy the text of errors to the browser and have no check of where a request comes from",
    where: /^(app|server)\/src\/.*\.rs$/,
    found: /\bServerFnError\b|#\[server\b/,
  },
  {
    why: "a path of one machine means nothing on another",
    where: /./,
    not: /^(tools\/house-rules\.mjs$|.*\.(png|ico|woff2|gz|br|pdf)$)/,
    found: /(^|[\s"'`=(:])\/(work|root|home\/\w+)\//,
  },
  {
    why: "a lock file names packages and digests, not where one machine fetched them (end2end/.npmrc)",
    where: /(package-lock\.json|npm-shrinkwrap\.json|\.npmrc)$/,
    found: /"resolved"|https?:\/\/(?!(www\.)?(opencollective|github|patreon|tidelift|paypal|feross|eslint)\b)[\w.-]+\/.*\.tgz|^registry\s*=/,
  },
  {
    why: "the browser tests use what the person has: no test waits a fixed time",
    where: /^end2end\/.*\.ts$/,
    found: /\bwaitForTimeout\(|\btest\.(only|skip|fixme)\(/,
  },
];

/** A use inside a comment is a word about the thing and not the thing. */
const isComment = (name, line) => /\.(rs|ts|mjs|js)$/.test(name) && /^\s*(\/\/|\*|\/\*)/.test(line);

const failures = [];
for (const rule of rules) {
  for (const name of files.filter((name) => rule.where.test(name) && !rule.not?.test(name) && !(name.startsWith("app/") && test.test(name)))) {
    const lines = readFileSync(join(root, name), "utf8").split("\n");
    lines.forEach((line, index) => {
      if (rule.found.test(line) && !isComment(name, line)) {
        failures.push(`${name}:${index + 1}: ${line.trim().slice(0, 120)}\n    ${rule.why}`);
      }
    });
  }
}
for (const failure of failures) {
  console.error(failure);
}
console.log(`house rules: ${rules.length} rules, ${files.length} files, ${failures.length} found`);
process.exitCode = failures.length > 0 ? 1 : 0;
