// The service worker: opens the app without a network, and nothing more. It knows no protocol and no
// person: what is personal lies sealed in the app's own store, never in a cache.
//
// The build puts the list of files and its version in place of the two words below.
const FILES = __PRECACHE__;
const VERSION = "__VERSION__";

const CACHE = `folgeskab-${VERSION}`;
// Remembers only whether this browser has a store; written by the app, read before any network.
const MARKS = "folgeskab-marks";
const HAS_STORE = "/has-store";
const SHELL = "/shell";

const SCREENS =
  /^\/(?:$|(?:plan|survey|activities|me|appointments)(?:\/|$)|(?:week|messages|waiting|help)$|day\/)/;

const WORDS = {
  da: {
    title: "Det er ikke sendt endnu",
    text: "Der er ikke net lige nu. Det, du skrev, står her stadig.",
    again: "Prøv igen",
    back: "Gå tilbage",
    news: "Du har nyt",
  },
  en: {
    title: "It is not sent yet",
    text: "There is no network just now. What you wrote is still here.",
    again: "Try again",
    back: "Go back",
    news: "You have news",
  },
};

const wordsIn = (lang) => WORDS[lang === "en" ? "en" : "da"];

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

// All or nothing: one file that fails leaves the version before in charge. Nobody's session is asked
// along, so nothing personal can come back.
async function install() {
  const cache = await caches.open(CACHE);
  const fresh = [SHELL, ...FILES].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  await cache.addAll(fresh);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("folgeskab-") && name !== CACHE && name !== MARKS);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  const { type, value } = event.data ?? {};
  if (type === "update") {
    // Only on the person's word: a page never changes under somebody's hands.
    self.skipWaiting();
  } else if (type === "store") {
    event.waitUntil(mark(value === true));
  }
});

async function mark(hasStore) {
  const marks = await caches.open(MARKS);
  await (hasStore ? marks.put(HAS_STORE, new Response("")) : marks.delete(HAS_STORE));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) {
    return;
  }
  if (request.method === "POST" && request.mode === "navigate" && url.pathname.startsWith("/commands/")) {
    event.respondWith(post(request));
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    if (SCREENS.test(url.pathname)) {
      event.respondWith(screen(request));
    }
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(file(request, url.pathname));
  }
});

// A browser that has a store opens at once, without waiting for a dead network; the app fetches itself.
async function screen(request) {
  const marks = await caches.open(MARKS);
  if (await marks.match(HAS_STORE)) {
    const shell = await shellPage();
    if (shell) {
      return shell;
    }
  }
  try {
    return await fetch(request);
  } catch (fault) {
    const shell = await shellPage();
    if (shell) {
      return shell;
    }
    throw fault;
  }
}

async function shellPage() {
  const cache = await caches.open(CACHE);
  return cache.match(SHELL);
}

async function file(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

// A form sent before the app had taken over, with no network: what was typed comes back to the person.
async function post(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const fields = [...new URLSearchParams(await copy.text())];
    return new Response(unsentPage(new URL(request.url).pathname, fields), {
      status: 503,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy":
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      },
    });
  }
}

const escaped = (text) =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function unsentPage(action, fields) {
  const lang = (self.navigator.language || "da").startsWith("en") ? "en" : "da";
  const words = wordsIn(lang);
  const back = fields.find(([name, value]) => name === "back" && /^\/(?!\/)/.test(value))?.[1] ?? "/";
  const style = FILES.find((path) => /\/citizen-[^/]*\.css$/.test(path));
  const controls = fields
    .map(([name, value]) =>
      name === "text" || value.length > 60
        ? `<div class="field"><textarea class="field-control" name="${escaped(name)}" rows="6" aria-label="${words.title}">\n${escaped(value)}</textarea></div>`
        : `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    )
    .join("");
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title} – Følgeskab</title>
${style ? `<link rel="stylesheet" href="${style}">` : ""}</head><body><main class="login-main">
<h1 class="login-title">${words.title}</h1><p role="alert">${words.text}</p>
<form class="form below-more" method="post" action="${escaped(action)}">${controls}
<div class="buttons"><button class="button" type="submit">${words.again}</button>
<a class="button button-outline" href="${escaped(back)}">${words.back}</a></div></form></main></body></html>`;
}

// A push says only that there is something. iOS ends a subscription whose pushes show nothing, so
// something is always shown, and never what it is.
self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data?.json() ?? {};
  } catch {
    said = {};
  }
  const lang = said.lang === "en" ? "en" : "da";
  const shown = self.registration.showNotification("Følgeskab", {
    body: wordsIn(lang).news,
    lang,
    tag: "news",
    icon: "/icons/icon-192.png",
    badge: "/icons/icon-192.png",
  });
  event.waitUntil(shown);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openApp());
});

async function openApp() {
  const windows = await self.clients.matchAll({ type: "window" });
  const open = windows.find((one) => SCREENS.test(new URL(one.url).pathname));
  return open ? open.focus() : self.clients.openWindow("/");
}

// Sending is the app's work; the worker only wakes a page that is open.
self.addEventListener("sync", (event) => {
  event.waitUntil(wake());
});

async function wake() {
  const windows = await self.clients.matchAll({ type: "window" });
  windows.forEach((one) => one.postMessage({ type: "sync" }));
}
