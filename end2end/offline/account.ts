// What the server holds of a citizen, asked as another phone of theirs would ask: past the line, so
// that no fault touches it.
import { randomUUID } from "node:crypto";

import { type Page, expect } from "@playwright/test";

import { DEMO_PASSWORD, type Server } from "../fixtures/test";

interface Message {
  text: string;
  own: boolean;
}

export class Account {
  private constructor(
    private readonly server: Server,
    private readonly cookies: string,
    private readonly device: { device: string; epoch: string },
  ) {}

  static async of(server: Server, username: string): Promise<Account> {
    const login = await fetch(`${server.direct}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password: DEMO_PASSWORD }),
    });
    expect(login.status).toBe(204);
    const cookies = login.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
    const answer = await fetch(`${server.direct}/api/v1/device`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: cookies },
      body: JSON.stringify({ label: `Test ${randomUUID().slice(0, 4)}` }),
    });
    expect(answer.status).toBe(200);
    return new Account(server, cookies, (await answer.json()) as { device: string; epoch: string });
  }

  /** The texts that the citizen has written, as the server holds them, oldest first. */
  async ownMessages(): Promise<string[]> {
    const texts: { text: string; at: number }[] = [];
    let cursor = "";
    for (let more = true; more; ) {
      const query = new URLSearchParams({ ...this.device, limit: "200", ...(cursor && { cursor }) });
      const answer = await fetch(`${this.server.direct}/api/v1/sync/pull?${query}`, { headers: { cookie: this.cookies } });
      expect(answer.status).toBe(200);
      const page = (await answer.json()) as {
        cursor: string;
        more: boolean;
        changes: { kind: string; data?: Message & { at: number } }[];
      };
      for (const { kind, data } of page.changes) {
        if (kind === "message" && data?.own) {
          texts.push(data);
        }
      }
      ({ cursor, more } = page);
    }
    return texts.sort((one, other) => one.at - other.at).map(({ text }) => text);
  }
}

/** Writes to the coordinator, as it stands on the screen, and waits until the phone says that it is kept. */
export async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole("textbox", { name: /Skriv til/ });
  await box.fill(text);
  await page.getByRole("button", { name: /^(Send|Gem og send senere)$/ }).click();
  await expect(page.getByText(text, { exact: true })).toBeVisible();
  await expect(box).toHaveValue("");
}
