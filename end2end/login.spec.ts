// The door: it reads well in both languages and both lights, lets the right people in, and tells
// the wrong password kindly without forgetting what was typed.
import { expect, expectAccessible, logIn, shoot, test } from "./fixtures/test";

const languages = [
  { locale: "da-DK", lang: "da" },
  { locale: "en-GB", lang: "en" },
] as const;

for (const { locale, lang } of languages) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${lang}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test("the login page can be used by everybody", async ({ page }) => {
        await page.goto("/login");
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await shoot(page, `login-${lang}-${colorScheme}`);
        await expectAccessible(page);
      });
    });
  }
}

for (const username of ["borger-01", "koordinator-01", "jobcenter-01"]) {
  test(`${username} comes in and meets a page with a heading @postgres`, async ({ page }) => {
    await logIn(page, username);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  });
}

test("a wrong password is told on the page, and the name stays typed", async ({ page, messages }) => {
  // Chromium reports the 401 of a page as an error of its own.
  messages.allow(/status of 401/);
  await page.goto("/login");
  await page.locator('input[name="username"]').fill("borger-01");
  await page.locator('input[name="password"]').fill("ikke-den-rigtige");
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click();
  await expect(page.locator('input[name="password"]')).toHaveValue("");
  await expect(page.locator('input[name="username"]')).toHaveValue("borger-01");
  await expect(page.getByRole("alert").first()).toBeVisible();
});

test("without a session every page leads to the door", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/login/);
});
