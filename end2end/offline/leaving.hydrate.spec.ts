// One phone, several people: who leaves takes nothing along, and leaves nothing that another can read.
import fs from "node:fs";
import path from "node:path";

import { appRuns, expect, isInstalled, logIn, test } from "../fixtures/test";
import { Account, write } from "./account";

test.use({ alone: true });
test.setTimeout(150_000);

const SECRET = "Kun min koordinator skal se ordet kvistgren.";

/** Files of the browser's profile in which any of the words can be read. */
function filesWith(folder: string, words: string[]): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return filesWith(file, words);
    }
    if (!entry.isFile()) {
      return [];
    }
    const bytes = fs.readFileSync(file);
    const found = words.some((word) => bytes.includes(Buffer.from(word)) || bytes.includes(Buffer.from(word, "utf16le")));
    return found ? [file] : [];
  });
}

test("unsent work stays sealed at a log out, no other can read it, and its writer's next login sends it once", async ({ pocket, line, server }) => {
  let phone = await pocket.open();
  await logIn(phone, "borger-01");
  await isInstalled(phone);
  await phone.goto("/messages");
  await appRuns(phone);
  await line.set("refuse");
  await write(phone, SECRET);
  await phone.goto("/me");
  await appRuns(phone);
  await phone.getByRole("button", { name: "Log ud" }).click();
  await expect.poll(() => phone.evaluate(() => document.cookie).catch(() => ""), { timeout: 20_000 }).not.toContain("folgeskab_here");
  await line.heal();

  // Another person on the same phone sees nothing of it.
  await logIn(phone, "borger-02");
  await phone.goto("/messages");
  await appRuns(phone);
  await expect(phone.getByText("kvistgren")).toHaveCount(0);
  await phone.goto("/waiting");
  await appRuns(phone);
  await expect(phone.getByText("kvistgren")).toHaveCount(0);
  const account = await Account.of(server, "borger-01");
  expect((await account.ownMessages()).includes(SECRET)).toBe(false);
  await pocket.close();
  expect(filesWith(pocket.profile, ["kvistgren"])).toEqual([]);

  // Its writer comes back.
  phone = await pocket.open();
  await phone.goto(server.url);
  await phone.goto(`${server.url}/me`);
  await appRuns(phone);
  await phone.getByRole("button", { name: "Log ud" }).click();
  await expect(phone).toHaveURL(/\/login/, { timeout: 20_000 });
  await logIn(phone, "borger-01");
  await expect.poll(async () => (await account.ownMessages()).filter((text) => text === SECRET).length, { timeout: 60_000 }).toBe(1);
});

test("somebody else's login while the first one's work waits sends nothing in another's name", async ({ page, line, server }) => {
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await appRuns(page);
  await isInstalled(page);
  await line.set("refuse");
  await write(page, SECRET);
  await line.heal();
  // The session is another's before the queue could go out.
  await line.set("unavailable", { only: /\/api\/v1\/(sync|device)/ });
  await page.context().clearCookies();
  await logIn(page, "borger-02");
  await line.heal();
  await page.goto("/messages");
  await expect(page.getByText("kvistgren")).toHaveCount(0, { timeout: 30_000 });
  const other = await Account.of(server, "borger-02");
  const first = await Account.of(server, "borger-01");
  await appRuns(page);
  expect(await other.ownMessages()).not.toContain(SECRET);
  expect(await first.ownMessages()).not.toContain(SECRET);
});

test("a session that has ended keeps everything and asks to log in", async ({ page, messages, server }) => {
  messages.allow(/status of 401/);
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await appRuns(page);
  await isInstalled(page);
  await page.context().clearCookies();
  await write(page, SECRET);
  await expect(page.getByRole("link", { name: /[Ll]og ind/ }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(SECRET, { exact: true })).toBeVisible();
  await logIn(page, "borger-01");
  const account = await Account.of(server, "borger-01");
  await expect.poll(async () => (await account.ownMessages()).filter((text) => text === SECRET).length, { timeout: 60_000 }).toBe(1);
});
