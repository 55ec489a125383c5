// The screens can be used by everybody: the citizen's in Danish, the coordinator's also in English and in the dark.
import { type Page, expect } from "@playwright/test";

import { expectAccessible, logIn, shoot, test } from "./fixtures/test";

test.use({ alone: true });
test.setTimeout(300_000);

const LOOKS = [
  { lang: "da", locale: "da-DK", colorScheme: "light" },
  { lang: "en", locale: "en-GB", colorScheme: "dark" },
] as const;

const CITIZEN = ["/", "/plan", "/week", "/appointments", "/messages", "/me", "/me/privacy", "/help", "/waiting", "/survey"];

const STAFF = [
  ["koordinator-01", ["/staff", "/staff/citizens", "/staff/messages", "/staff/calendar"]],
] as const;

async function look(page: Page, path: string, name: string): Promise<void> {
  const answer = await page.goto(path);
  expect.soft(answer?.status() ?? 200, path).toBeLessThan(400);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await shoot(page, name, true);
  await test.step(path, () => expectAccessible(page));
}

test("the citizen's screens", async ({ page }) => {
  await logIn(page, "borger-01");
  for (const path of CITIZEN) {
    await look(page, path, `screen-da${path.replaceAll("/", "-")}`);
  }
});

for (const { lang, locale, colorScheme } of LOOKS) {
  test.describe(`${lang}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme });

    for (const [username, paths] of STAFF) {
      test(`the pages of ${username}`, async ({ page }) => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await logIn(page, username);
        if (lang === "en") {
          await page.getByRole("button", { name: "English" }).click();
          await expect(page.locator("html")).toHaveAttribute("lang", "en");
        }
        for (const path of paths) {
          await look(page, path, `screen-${lang}${path.replaceAll("/", "-")}`);
        }
      });
    }
  });
}
