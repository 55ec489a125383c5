// The rig itself: each fault of the line is what its name says. A journey that proves "nothing is
// lost" proves it only if the loss was real.
import http from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test } from "@playwright/test";

import { Proxy } from "../fixtures/proxy";

const BODY = "a".repeat(4_000);

let proxy: Proxy;
let upstream: http.Server;
let heard: string[];

test.beforeEach(async () => {
  heard = [];
  upstream = http.createServer((request, answer) => {
    heard.push(request.url ?? "");
    request.resume().on("end", () => answer.writeHead(200, { "content-type": "text/plain" }).end(BODY));
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  proxy = await Proxy.start();
  proxy.forwardTo((upstream.address() as AddressInfo).port);
});

test.afterEach(async () => {
  await proxy.close();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

const ask = async (path = "/", limit = 3_000) => {
  const answer = await fetch(proxy.url + path, { method: "POST", body: "x", signal: AbortSignal.timeout(limit) });
  return { status: answer.status, text: await answer.text() };
};

test("a whole line passes everything and counts it", async () => {
  expect(await ask("/a")).toEqual({ status: 200, text: BODY });
  expect(proxy.exchanges).toMatchObject([{ method: "POST", path: "/a", status: 200, bytes: BODY.length, fault: "pass" }]);
});

for (const fault of ["refuse", "reset"] as const) {
  test(`${fault}: the request fails and the server never hears of it; then it heals`, async () => {
    await proxy.set(fault);
    await expect(ask()).rejects.toThrow();
    expect(heard).toEqual([]);
    await proxy.heal();
    expect((await ask()).status).toBe(200);
  });
}

test("black-hole: no answer at all, and the server hears nothing", async () => {
  await proxy.set("black-hole");
  await expect(ask("/", 300)).rejects.toThrow(/timeout|aborted/i);
  expect(heard).toEqual([]);
});

test("cut-after-request: the server has done the work, the browser hears nothing", async () => {
  await proxy.set("cut-after-request");
  await expect(ask("/done")).rejects.toThrow();
  expect(heard).toEqual(["/done"]);
});

test("cut-mid-answer: the answer begins and breaks off", async () => {
  await proxy.set("cut-mid-answer");
  const answer = await fetch(proxy.url);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

test("unavailable and captive-portal answer in the server's place", async () => {
  await proxy.set("unavailable");
  expect((await ask()).status).toBe(503);
  await proxy.set("captive-portal");
  expect((await ask()).text).toContain("Guest network");
  expect(heard).toEqual([]);
});

test("garbage cannot be unpacked", async () => {
  await proxy.set("garbage");
  await expect(ask()).rejects.toThrow();
});

test("slow takes its time and loses nothing", async () => {
  await proxy.set("slow");
  const begin = Date.now();
  expect((await ask()).text).toBe(BODY);
  expect(Date.now() - begin).toBeGreaterThan(1_500);
});

test("a fault can be limited to a path and to a number of times", async () => {
  await proxy.set("unavailable", { only: /push/, times: 1 });
  expect((await ask("/pull")).status).toBe(200);
  expect((await ask("/push")).status).toBe(503);
  expect((await ask("/push")).status).toBe(200);
});
