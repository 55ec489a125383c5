// The forms of the main job, as a browser without scripts posts them; with scripts the same steps go
// through the app. What a person sees afterwards is the same.
import { type Page, expect } from "@playwright/test";

import { logIn, test } from "./fixtures/test";

test.use({ alone: true });

/** Presses a button and waits until the page that comes of it stands. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

test("a message is written, and stands in the thread once", async ({ page }) => {
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await page.getByRole("textbox", { name: /Skriv til/ }).fill("Hej Mette. <b>Det her er tekst</b> & ikke andet.");
  await press(page, "Send");
  await expect(page.getByText("Hej Mette. <b>Det her er tekst</b> & ikke andet.")).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: /Skriv til/ })).toHaveValue("");
});

test("a message that is nothing but blanks is not sent, and that is said", async ({ page, messages }) => {
  messages.allow(/status of 422/);
  await logIn(page, "borger-01");
  await page.goto("/messages");
  await page.getByRole("textbox", { name: /Skriv til/ }).fill("   ");
  await press(page, "Send");
  await expect(page.getByText("Her er plads til noget først.").first()).toBeVisible();
});

test("an activity is done with one tap, and one more takes it back", async ({ page }) => {
  await logIn(page, "borger-01");
  const done = page.locator('button.tick-pill[aria-pressed="true"]');
  const open = page.locator('button.tick-pill[aria-pressed="false"]');
  await expect(open.first()).toBeVisible();
  const before = await done.count();
  await open.first().click();
  await expect(done).toHaveCount(before + 1);
  await done.last().click();
  await expect(done).toHaveCount(before);
});

test("an appointment is answered, and the answer can be seen", async ({ page }) => {
  await logIn(page, "borger-01");
  await page.goto("/appointments");
  await page.locator('main a[href^="/appointments/"]').first().click();
  await page.getByText("Jeg har brug for hjælp til at komme").first().click();
  const send = page.getByRole("button", { name: /^(Gem|Send|Gem svar|Send svar)/ });
  if (await send.first().isVisible()) {
    await send.first().click();
  }
  await page.goto("/appointments");
  await expect(page.getByText(/bedt om hjælp til at komme/).first()).toBeVisible();
});

test("a change of the plan is answered", async ({ page }) => {
  await logIn(page, "borger-01");
  await page.goto("/plan");
  await press(page, "Jeg er enig");
  await expect(page.getByText(/enig/i).first()).toBeVisible();
  await page.goto("/plan");
  await expect(page.getByText(/Du er enig|Du har svaret|Dit svar/i).first()).toBeVisible();
});

test("the language, the text size and what is shared are the citizen's to choose", async ({ page }) => {
  await logIn(page, "borger-01");
  await page.goto("/me");
  await press(page, "English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await press(page, "Dansk");
  await expect(page.locator("html")).toHaveAttribute("lang", "da");
  await press(page, "Slå fra");
  await expect(page.getByRole("button", { name: "Slå til" }).first()).toBeVisible();
});

test("the questionnaire is answered on one page and sent", async ({ page }) => {
  await logIn(page, "borger-05");
  await page.goto("/survey");
  await page.locator('main a[href^="/survey/"]').first().click();
  await page.getByRole("link", { name: /Se alle spørgsmål/ }).click();
  await page.locator("label.answer-row-label").first().click();
  await press(page, "Send mine svar");
  await page.goto("/survey");
  await expect(page.getByText("Du har svaret. Tak.").first()).toBeVisible();
});
