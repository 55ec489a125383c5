// Starts the citizen's app in the browser. The page is complete and its forms work before this
// runs and without it, so every way out of here leaves the person with a page that works.
//
// `data-app` on the root element tells styles and tests how far it came: "starting", "running",
// or "plain" where this browser cannot run the app and stays with plain pages and forms.
const root = document.documentElement;

async function boot() {
  // Asked for at once, so that it arrives beside the script and not after it.
  const wasm = fetch(new URL("./app_bg.wasm", import.meta.url), { credentials: "same-origin" });
  // Imported here and not above: an old browser that cannot read the script must still get past this line.
  const app = await import("./app.js");
  await app.default({ module_or_path: wasm });
  await app.start();
}

root.dataset.app = "starting";
boot().then(
  () => {
    root.dataset.app = "running";
  },
  (reason) => {
    root.dataset.app = "plain";
    console.warn("The app could not start here; the page works without it.", reason);
  },
);
