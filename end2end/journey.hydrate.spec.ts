// The main job, from a phone without network to the coordinator, the jobcenter and back. As a person
// would do it: by what stands on the screen.
import { type Page, expect } from "@playwright/test";

import { appRuns, isInstalled, logIn, shoot, test } from "./fixtures/test";

test.use({ alone: true });
test.setTimeout(120_000);

const DESKTOP = { width: 1280, height: 800 };
const WORDS = "Bussen er aflyst. Jeg kommer cirka ti minutter senere.";
const ANSWER = "Tak, fordi du skriver. Vi venter på dig.";

/** Goes to a place by the bar at the bottom, as a thumb would. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steder" }).getByRole("link", { name: place, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
}

async function firstOpenTick(page: Page) {
  return page.locator('button.tick-pill[aria-pressed="false"]').first();
}

/** Answers the question on the screen and goes on. */
async function answerOne(page: Page): Promise<void> {
  const choice = page.locator("input.answer-row-input").first();
  const heading = await page.getByRole("heading", { level: 1 }).first().innerText();
  await page.locator("label.answer-row-label").first().click();
  await expect(choice).toBeChecked();
  await page.getByRole("button", { name: "Næste" }).click();
  await expect(page.getByRole("heading", { level: 1 }).first()).not.toHaveText(heading);
}

async function startSurvey(page: Page): Promise<void> {
  await page.goto("/survey");
  await page.locator('main a[href^="/survey/"]').first().click();
  const begin = page.getByRole("link", { name: /^(Begynd|Gå videre)$/ });
  if (await begin.isVisible()) {
    await begin.click();
  }
}

test("written without network, closed, opened, and all of it arrives once @postgres", async ({ pocket, person, line, server }) => {
  let phone = await pocket.open();
  await logIn(phone, "borger-05");
  await appRuns(phone);
  await isInstalled(phone);

  await goTo(phone, "I dag");
  await shoot(phone, "journey-today", true);

  await line.set("refuse");
  for (const place of ["Plan", "Uge", "Beskeder", "I dag"]) {
    await goTo(phone, place);
  }
  await phone.goto("/appointments");
  await expect(phone.getByRole("heading", { level: 1 })).toBeVisible();

  await goTo(phone, "Beskeder");
  await phone.getByRole("textbox", { name: /Skriv til/ }).fill(WORDS);
  await phone.getByRole("button", { name: /^(Send|Gem og send senere)$/ }).click();
  await expect(phone.getByText(WORDS)).toBeVisible();
  await expect(phone.getByText("Gemt på telefonen").first()).toBeVisible();

  await goTo(phone, "I dag");
  const ticked = phone.locator('button.tick-pill[aria-pressed="true"]');
  const before = await ticked.count();
  await (await firstOpenTick(phone)).click();
  await expect(ticked).toHaveCount(before + 1);

  await startSurvey(phone);
  await answerOne(phone);
  await answerOne(phone);
  await shoot(phone, "journey-survey-offline", true);
  await pocket.close();

  // Still no network, another day on the same phone.
  phone = await pocket.open();
  await phone.goto(`${server.url}/messages`);
  await appRuns(phone);
  await expect(phone.getByText(WORDS)).toBeVisible();
  await expect(phone.getByText("Gemt på telefonen").first()).toBeVisible();
  await shoot(phone, "journey-waiting", true);
  await goTo(phone, "I dag");
  await expect(phone.locator('button.tick-pill[aria-pressed="true"]')).toHaveCount(before + 1);
  await startSurvey(phone);
  await expect(phone.locator("input.answer-row-input").first()).toBeChecked();

  await line.heal();
  await goTo(phone, "Beskeder");
  await expect(phone.getByText("Sendt", { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  await expect(phone.getByText(WORDS)).toHaveCount(1);

  // The coordinator has it, once, and answers.
  const coordinator = await person("koordinator-01", { viewport: DESKTOP });
  const citizenName = await nameOf(phone);
  await coordinator.goto("/staff/citizens");
  await coordinator.getByRole("link", { name: citizenName }).first().click();
  await expect(coordinator.getByText(WORDS)).toHaveCount(1);
  await shoot(coordinator, "journey-coordinator", true);
  await coordinator.getByRole("textbox", { name: /Svar/ }).first().fill(ANSWER);
  await coordinator.getByRole("button", { name: /Send svar/ }).click();
  await expect(coordinator.getByText(ANSWER).first()).toBeVisible();

  // It stands on the open phone by itself.
  await expect(phone.getByText(ANSWER)).toBeVisible({ timeout: 15_000 });
});

/** The citizen's own name, as the app knows it. */
async function nameOf(phone: Page): Promise<string> {
  await goTo(phone, "Mig");
  const name = await phone.locator(".page-lead").first().innerText();
  await goTo(phone, "Beskeder");
  return name;
}

test("the jobcenter asks all who are due, and sees that one has answered and nothing more @postgres", async ({ person }) => {
  const jobcenter = await person("jobcenter-01", { viewport: DESKTOP });
  await jobcenter.goto("/jobcenter/surveys");
  await jobcenter.getByRole("link", { name: "Støtte til hverdag og arbejde" }).click();
  await shoot(jobcenter, "journey-jobcenter-before", true);
  const before = await answeredCount(jobcenter);
  await jobcenter.getByRole("button", { name: /Send til alle/ }).click();
  await expect(jobcenter.getByRole("status")).toBeVisible();

  const citizen = await person("borger-06", {});
  await citizen.goto("/survey");
  await appRuns(citizen);
  await citizen.locator('main a[href^="/survey/"]').first().click();
  await citizen.getByRole("link", { name: /Se alle spørgsmål/ }).click();
  await citizen.locator("label.answer-row-label").first().click();
  await citizen.getByRole("button", { name: /Send mine svar/ }).click();
  await expect(citizen.getByRole("heading", { name: "Tak for dine svar" })).toBeVisible();

  await expect(async () => {
    await jobcenter.goto("/jobcenter/surveys?programme=ishoej-sme");
    expect(await answeredCount(jobcenter)).toBe(before + 1);
  }).toPass({ timeout: 20_000 });
  await shoot(jobcenter, "journey-jobcenter-after", true);
});

/** How many have answered, as the jobcenter's page counts them. */
async function answeredCount(page: Page): Promise<number> {
  const text = await page.locator("main").innerText();
  return Number(/Har svaret\s+(\d+)/.exec(text)?.[1] ?? "-1");
}
