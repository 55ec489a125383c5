// Keeps what a coordinator has typed in this tab until the server has taken it: a page that was left or
// a session that ended loses nothing. Kept for this tab only, and gone with it. Works beside the forms,
// which do without it. It also counts how heavy a text is while it is being written.

const KEY = "draft:";

const fields = (form) =>
  [...form.elements].filter((field) => field.name && field.type !== "hidden" && !["submit", "button"].includes(field.type));

/** The form as it came from the server; only what differs from it is worth keeping. */
const isTouched = (form) =>
  fields(form).some((field) =>
    ["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue && field.tagName !== "SELECT",
  );

function keep(form) {
  if (!isTouched(form)) {
    sessionStorage.removeItem(KEY + form.dataset.draft);
    return;
  }
  const texts = fields(form)
    .filter((field) => !["checkbox", "radio"].includes(field.type) && field.tagName !== "SELECT")
    .map((field) => [field.id, field.value]);
  sessionStorage.setItem(KEY + form.dataset.draft, JSON.stringify(texts));
}

function restore(form) {
  const kept = sessionStorage.getItem(KEY + form.dataset.draft);
  // After an error the server shows what was typed; that is newer than any draft.
  if (!kept || document.querySelector(".error-summary")) {
    return;
  }
  for (const [id, text] of JSON.parse(kept)) {
    const field = id && form.querySelector(`[id="${CSS.escape(id)}"]`);
    if (field && field.value === field.defaultValue) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

/** Words per sentence and the share of words of seven letters and more, as on the server. */
function lix(text) {
  const words = (text.match(/[\p{L}\p{N}'-]+/gu) ?? []).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
  if (words.length === 0) {
    return null;
  }
  const long = words.filter((word) => [...word].length >= 7).length;
  const parts = text.split(/[!?:](?=\s|$)|\.(?=\s|$)(?!\s*[0-9])|\n/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return Math.round(words.length / Math.max(parts.length, 1) + (100 * long) / words.length);
}

function count(form) {
  const [box, hint] = [form.querySelector("textarea[name=text]"), form.querySelector("#text-hint")];
  if (!box || !hint) {
    return;
  }
  const plain = hint.textContent;
  const names = (form.dataset.lix ?? "").split(",");
  box.addEventListener("input", () => {
    const number = lix(box.value);
    const name = names[[24, 34, 44].filter((most) => number > most).length] ?? "";
    hint.textContent = number === null ? plain : `LIX ${number}, ${name}. ${plain.replace(/^LIX[^.]*\.\s*/, "")}`;
  });
}

// A page that says what was done came after the server had taken the form: its draft is used up.
const done = new URLSearchParams(location.search).has("done");
for (const form of document.querySelectorAll("form[data-draft]")) {
  if (done) {
    sessionStorage.removeItem(KEY + form.dataset.draft);
  }
  count(form);
  restore(form);
  form.addEventListener("input", () => keep(form));
}
const sent = sessionStorage.getItem("sent");
if (sent && done) {
  sessionStorage.removeItem(KEY + sent);
}
sessionStorage.removeItem("sent");
document.addEventListener("submit", (event) => {
  if (event.target.dataset.draft) {
    sessionStorage.setItem("sent", event.target.dataset.draft);
  }
  // Logging out on purpose leaves nothing readable behind.
  if (event.target.getAttribute("action") === "/logout") {
    sessionStorage.clear();
  }
});
