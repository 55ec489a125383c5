// The service worker: opens the app without a network, shows pushes, and knows nothing of what is sent.
//
// It stores the program and one page without anybody's data, all of a version or nothing of it. Pages
// from the server and answers of its interface are never stored. A newer version waits until the person
// lets it in. The queue of what was written is the page's business: here nothing is sent or kept.
const VERSION = __VERSION__;
const FILES = __PRECACHE__;
const PROGRAM = `folgeskab-program-${VERSION}`;
const SHELL = "/shell";
// Kept by the page (app/src/offline/worker.rs): whether this browser holds somebody's copy.
const HERE = "folgeskab-here";
const MARK = "/has-copy";

// Pages that the app shows from its own store; everything else is asked of the server.
const APP_PAGES = /^\/(?:$|(?:plan|week|day|appointments|messages|survey|activities|me|waiting|help)(?:\/|$))/;

self.addEventListener("install", (event) => event.waitUntil(storeProgram()));

async function storeProgram() {
  const cache = await caches.open(PROGRAM);
  try {
    await cache.addAll(FILES.map((path) => new Request(path, { cache: "no-cache" })));
    // Without cookies, so that it cannot be anybody's.
    const shell = await fetch(SHELL, { credentials: "omit", cache: "no-store", redirect: "error" });
    const html = await shell.clone().text();
    const named = html.match(/\/pkg\/[\w.-]+/g) ?? [];
    if (!shell.ok || named.length === 0 || named.some((path) => !FILES.includes(path))) {
      throw new Error("the shell is of another version");
    }
    await cache.put(SHELL, shell);
  } catch (reason) {
    await caches.delete(PROGRAM);
    throw reason;
  }
}

self.addEventListener("activate", (event) => event.waitUntil(forgetOldPrograms()));

async function forgetOldPrograms() {
  // Open pages of the version before get their files from the server, which keeps them for 90 days.
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("folgeskab-program-") && name !== PROGRAM).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === "navigate" && request.method === "GET") {
    if (APP_PAGES.test(url.pathname)) {
      event.respondWith(openApp(request));
    }
  } else if (request.mode === "navigate" && request.method === "POST" && url.pathname.startsWith("/commands/")) {
    event.respondWith(postForm(request));
  } else if (request.method === "GET" && FILES.includes(url.pathname)) {
    event.respondWith(fromProgram(request));
  }
});

/** With a copy in this browser the shell at once, whatever the network; before that the server's page. */
async function openApp(request) {
  const [here, program] = await Promise.all([caches.open(HERE), caches.open(PROGRAM)]);
  const [mark, shell] = await Promise.all([here.match(MARK), program.match(SHELL)]);
  if (mark && shell) {
    return shell;
  }
  try {
    return await fetch(request);
  } catch (reason) {
    // Nothing stored and no network: the shell says so kindly.
    if (shell) {
      return shell;
    }
    throw reason;
  }
}

async function fromProgram(request) {
  const program = await caches.open(PROGRAM);
  return (await program.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

/** A form that was sent before the app ran and cannot leave the phone comes back with what was typed. */
async function postForm(request) {
  const typed = request.clone();
  try {
    return await fetch(request);
  } catch {
    const fields = [...new URLSearchParams(await typed.text())];
    return new Response(tryAgainPage(new URL(typed.url).pathname, fields), {
      status: 503,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      },
    });
  }
}

const escape = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

// What the person typed, as against what the form carries for the server.
const SHOWN_NAMES = /^(?:text|note|name|title)$/;

function tryAgainPage(action, fields) {
  const english = (self.navigator.language ?? "da").toLowerCase().startsWith("en");
  const [lang, title, words, again] = english
    ? ["en", "No connection", "Your text is still here. Nothing is lost.", "Try again"]
    : ["da", "Ingen forbindelse", "Din tekst er her stadig. Intet er gået tabt.", "Prøv igen"];
  const label = english ? "Your text" : "Din tekst";
  const css = FILES.find((path) => path.endsWith(".css")) ?? "";
  const inputs = fields.map(([name, value], index) =>
    SHOWN_NAMES.test(name)
      ? `<p><label for="field-${index}">${label}</label><br><textarea id="field-${index}" name="${escape(name)}" rows="5" cols="30">\n${escape(value)}</textarea></p>`
      : `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  return `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="${css}"></head>
<body><main class="citizen-main"><h1>${title}</h1><p>${words}</p>
<form method="post" action="${escape(action)}">${inputs.join("")}
<button class="button" type="submit">${again}</button></form></main></body></html>`;
}

const NEWS = { da: "Du har nyt", en: "You have news" };
const NAME = "Følgeskab";

self.addEventListener("push", (event) => event.waitUntil(showNews(event.data)));

/** Always shows something, or the phone ends the subscription; never says what or from whom. */
async function showNews(sent) {
  let said = {};
  try {
    said = sent?.json() ?? {};
  } catch {
    // Not ours to read: the generic words are right for everything.
  }
  const lang = said.lang === "en" ? "en" : "da";
  await self.registration.showNotification(NAME, {
    body: NEWS[lang],
    lang,
    tag: "news",
    icon: "/icons/icon-192.png",
    badge: "/icons/icon-192.png",
    silent: said.level === "quiet",
    data: { path: said.kind === "message" ? "/messages" : "/" },
  });
  await wakePages();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data?.path ?? "/"));
});

async function openPage(path) {
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find((client) => APP_PAGES.test(new URL(client.url).pathname));
  if (!page) {
    return self.clients.openWindow(path);
  }
  await page.focus();
  return page.navigate(path);
}

self.addEventListener("sync", (event) => event.waitUntil(wakePages()));

/** Only an open page can send: it has the keys and the rules. */
async function wakePages() {
  const pages = await self.clients.matchAll({ type: "window" });
  pages.forEach((page) => page.postMessage("wake"));
}
