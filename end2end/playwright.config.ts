// How the browser tests run: the system's Chromium, a phone by default, every spec with JavaScript
// and without (a spec named *.hydrate.spec.ts needs it and runs with it only).
import { defineConfig } from "@playwright/test";

import type { ServerOptions } from "./fixtures/test";

const phone = { width: 390, height: 844 };

export default defineConfig<object, ServerOptions>({
  testDir: ".",
  outputDir: "results/runs",
  // Each worker is a server and a browser; two cores carry two of them.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes at the second try has found something: it is a failure.
  // A second try is reported as flaky, never hidden.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    // A step that cannot be taken says so, instead of using up the time of the whole test.
    actionTimeout: 15_000,
    browserName: "chromium",
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    viewport: phone,
    hasTouch: true,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // The browser may ask nobody but the server under test.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", use: { database: "sqlite" } },
    { name: "plain", use: { database: "sqlite", javaScriptEnabled: false }, testIgnore: [/\.hydrate\.spec\.ts$/, /rig\//] },
    // The journeys marked @postgres once more on the other database.
    { name: "postgres", use: { database: "postgres" }, grep: /@postgres/ },
  ],
});
