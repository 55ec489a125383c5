// Exactly once, nothing lost: whatever the line does, each message is at the server once, in the order
// in which it was written.
import { appRuns, expect, isInstalled, logIn, test } from "../fixtures/test";
import type { Fault } from "../fixtures/test";
import { Account, write } from "./account";

test.use({ alone: true });
test.setTimeout(150_000);

const SENT = { timeout: 60_000 };

test("what is written without network is there after the browser was closed, and arrives once", async ({ pocket, line, server }) => {
  let phone = await pocket.open();
  await logIn(phone, "borger-01");
  await appRuns(phone);
  await isInstalled(phone);
  await phone.goto("/messages");
  await appRuns(phone);
  await line.set("refuse");
  await write(phone, "Den første besked uden net.");
  await write(phone, "Den anden besked uden net.");
  await pocket.close();

  phone = await pocket.open();
  await phone.goto(`${server.url}/messages`);
  await appRuns(phone);
  await expect(phone.getByText("Den første besked uden net.", { exact: true })).toBeVisible();
  await expect(phone.getByText("Gemt på telefonen").first()).toBeVisible();
  await write(phone, "Den tredje besked uden net.");

  await line.heal();
  const account = await Account.of(server, "borger-01");
  await expect
    .poll(async () => (await account.ownMessages()).slice(-3), SENT)
    .toEqual(["Den første besked uden net.", "Den anden besked uden net.", "Den tredje besked uden net."]);
  await expect(phone.getByText("Gemt på telefonen")).toHaveCount(0);
});

test("a half-written text is there after the browser was closed, and gone once it was sent", async ({ pocket, line, server }) => {
  let phone = await pocket.open();
  await logIn(phone, "borger-01");
  await isInstalled(phone);
  await phone.goto("/messages");
  await appRuns(phone);
  await line.set("refuse");
  await phone.getByRole("textbox", { name: /Skriv til/ }).pressSequentially("Halvt skrevet", { delay: 20 });
  const places = phone.getByRole("navigation", { name: "Steder" });
  await places.getByRole("link", { name: "Uge", exact: true }).click();
  await places.getByRole("link", { name: "Beskeder", exact: true }).click();
  await expect(phone.getByRole("textbox", { name: /Skriv til/ })).toHaveValue("Halvt skrevet");
  await places.getByRole("link", { name: "Plan", exact: true }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toBeVisible();
  await pocket.close();
  phone = await pocket.open();
  await phone.goto(`${server.url}/messages`);
  await appRuns(phone);
  await expect(phone.getByRole("textbox", { name: /Skriv til/ })).toHaveValue("Halvt skrevet");
  await write(phone, "Halvt skrevet, nu helt.");
  await phone.reload();
  await appRuns(phone);
  await expect(phone.getByText("Halvt skrevet, nu helt.", { exact: true })).toBeVisible();
  await expect(phone.getByRole("textbox", { name: /Skriv til/ })).toHaveValue("");
});

const FAULTS: { fault: Fault; times: number }[] = [
  { fault: "cut-after-request", times: 2 },
  { fault: "cut-mid-answer", times: 2 },
  { fault: "reset", times: 2 },
  { fault: "unavailable", times: 2 },
  { fault: "captive-portal", times: 2 },
  { fault: "garbage", times: 2 },
];

for (const { fault, times } of FAULTS) {
  test(`a line that answers with ${fault} loses nothing and doubles nothing`, async ({ page, line, server }) => {
    await logIn(page, "borger-01");
    await page.goto("/messages");
    await appRuns(page);
    await isInstalled(page);
    await line.set(fault, { only: /\/api\/v1\/sync\//, times });
    const written = ["Besked ét.", "Besked to.", "Besked tre."].map((text) => `${text} ${fault}`);
    for (const text of written) {
      await write(page, text);
    }
    const account = await Account.of(server, "borger-01");
    await expect.poll(async () => (await account.ownMessages()).slice(-3), SENT).toEqual(written);
    await expect(page.getByText("Gemt på telefonen")).toHaveCount(0, SENT);
    for (const text of written) {
      await expect(page.getByText(text, { exact: true })).toHaveCount(1);
    }
  });
}

test("two tabs write at once, and each shows what the other wrote", async ({ page, context, line, server }) => {
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await appRuns(page);
  await isInstalled(page);
  const other = await context.newPage();
  await other.goto("/messages");
  await appRuns(other);
  await line.set("refuse");
  await write(page, "Fra den ene fane.");
  await expect(other.getByText("Fra den ene fane.", { exact: true })).toBeVisible({ timeout: 2_000 });
  await write(other, "Fra den anden fane.");
  await expect(page.getByText("Fra den anden fane.", { exact: true })).toBeVisible({ timeout: 2_000 });
  await line.heal();
  const account = await Account.of(server, "borger-01");
  await expect
    .poll(async () => (await account.ownMessages()).slice(-2), SENT)
    .toEqual(["Fra den ene fane.", "Fra den anden fane."]);
});

test("a message taken back before it was sent never arrives", async ({ page, line, server }) => {
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await appRuns(page);
  await isInstalled(page);
  await line.set("refuse");
  await write(page, "Det her sender jeg.");
  // From here on the phone knows that there is no network.
  await expect(page.getByRole("button", { name: "Gem og send senere" })).toBeVisible({ timeout: 20_000 });
  await write(page, "Det her fortryder jeg.");
  await page.goto("/waiting");
  await appRuns(page);
  const row = page.locator("li").filter({ hasText: "Det her fortryder jeg." });
  await row.getByRole("button", { name: "Fortryd" }).click();
  await expect(row).toHaveCount(0);
  await line.heal();
  const account = await Account.of(server, "borger-01");
  await expect.poll(async () => (await account.ownMessages()).at(-1), SENT).toBe("Det her sender jeg.");
  await expect(page.getByText("Det her sender jeg.")).toHaveCount(0, SENT);
  expect(await account.ownMessages()).not.toContain("Det her fortryder jeg.");
});
