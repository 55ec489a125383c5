// The rig itself: the checks find what is planted, each of it, and nothing on a page that is right;
// with JavaScript off as well, since half of the specs run so.
import { expect, test } from "@playwright/test";

import { axeFaults, layoutFaults } from "../fixtures/accessible";

const page = (style: string, body: string) => `<!doctype html><html lang="da"><head><title>Prøve</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body { margin: 0; font-size: 1.125rem; } a, button, input { min-height: 48px; }
:focus-visible { outline: 3px solid #1a1a1a; box-shadow: 0 0 0 6px #fff; }
${style}</style></head><body>${body}</body></html>`;

const RIGHT = page(
  "a { display: inline-block; } nav { position: fixed; bottom: 0; height: 56px; background: #fff; width: 100%; } html { scroll-padding-block-end: 80px; } main { padding-block-end: 120px; }",
  `<header><a href="#m">Til indholdet</a></header><main id="m"><h1>Log ind</h1><form>
   <label for="u">Brugernavn</label> <input id="u" name="username" autocomplete="username">
   ${"<p>En linje.</p>".repeat(30)}<button>Log ind</button></form></main><nav aria-label="Steder"><a href="#x">I dag</a></nav>`,
);

const planted: [string, string, RegExp][] = [
  ["a block of 900 px", page("", "<main><h1>A</h1><div style='width:900px'>bred</div></main>"), /at 320 px: the page is \d+ px too wide/],
  ["a removed focus ring", page("button:focus-visible{outline:none;box-shadow:none}", "<main><h1>A</h1><button>Knap</button></main>"), /no focus ring: <button/],
  [
    "a control behind the bar",
    page("nav{position:fixed;inset:auto 0 0 0;height:300px;background:#fff}", `<main><h1>A</h1>${"<p>x</p>".repeat(9)}<button style="position:fixed;bottom:20px">Knap</button></main><nav aria-label="n" style="z-index:2"></nav>`),
    /something lies over the focused <button/,
  ],
  ["text that cannot grow", page("p{height:24px;overflow:hidden;font-size:1.1rem}", "<main><h1>A</h1><p>Kort tekst</p></main>"), /text at 200 %: text is cut off/],
  ["dragging only", page("", "<main><h1>A</h1><div draggable='true'>Flyt</div></main>"), /dragging is the only way/],
  ["a password without autocomplete", page("", "<main><h1>A</h1><label>Kode <input type=password></label></main>"), /no autocomplete/],
  ["a placeholder", page("", "<main><h1>A</h1><label>Navn <input placeholder=navn></label></main>"), /a placeholder stands for a label/],
  [
    "motion that was not wanted",
    page("@keyframes a{to{opacity:.5}} p{animation:a 2s infinite}", "<main><h1>A</h1><p>x</p></main>"),
    /moves under reduced motion/,
  ],
];

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "JavaScript on" : "JavaScript off", () => {
    test.use({ javaScriptEnabled });

    test("a page that is right has no fault", async ({ page }) => {
      await page.setContent(RIGHT);
      expect(await layoutFaults(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
    });

    test("axe finds a missing alternative text", async ({ page }) => {
      await page.setContent(RIGHT.replace("<h1>", "<img src='data:,'><h1>"));
      expect((await axeFaults(page)).join()).toContain("image-alt");
    });

    for (const [what, content, fault] of planted) {
      test(`found: ${what}`, async ({ page }) => {
        await page.setContent(content);
        expect((await layoutFaults(page)).join("\n")).toMatch(fault);
      });
    }
  });
}
