// Keeps an open staff page honest: when something changed for one of the coordinator's citizens, the
// conversation on the page is fetched anew, and everything else gets a quiet line with a way to see it.
// The page is complete without this. Nothing moves by itself while somebody is writing.

const main = document.getElementById("content");
let told = null;
let busy = false;

const isWriting = () =>
  [...document.querySelectorAll("main textarea, main input[type=text]")].some((field) => field.value !== field.defaultValue);

function sayNew() {
  if (document.getElementById("news")) {
    return;
  }
  const line = document.createElement("p");
  line.id = "news";
  line.className = "notice";
  line.setAttribute("role", "status");
  const way = document.createElement("a");
  way.href = location.pathname + location.search;
  way.textContent = main.dataset.show;
  line.append(main.dataset.news + " ", way);
  main.prepend(line);
}

/** The page as it is now, without a trace in who has seen what: nobody has looked once more. */
async function fetchPage() {
  const answer = await fetch(location.pathname + location.search.replace(/[?&]done=[^&]*/, ""), {
    headers: { "folgeskab-background": "1" },
    credentials: "same-origin",
    redirect: "error",
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Puts the newer conversation in place; what somebody is typing stays where it is. */
function refreshThread(page) {
  const [here, there] = [".thread", ".thread"].map((selector, index) =>
    (index === 0 ? document : page).querySelector(`[data-live=thread] ${selector}`),
  );
  if (!here || !there || here.innerHTML === there.innerHTML) {
    return false;
  }
  here.replaceChildren(...there.childNodes);
  // What is answered is what stands above the box now.
  const answers = (root) => root.querySelector("#reply input[name=answers]");
  const newer = answers(page);
  if (answers(document)) {
    answers(document).value = newer ? newer.value : "";
  } else if (newer) {
    document.getElementById("reply")?.append(newer);
  }
  return true;
}

/** What stands on the page, without what is made anew each time. */
const words = (root) => root.querySelector("#content")?.textContent.replace(document.getElementById("news")?.textContent ?? "", "");

async function look() {
  if (busy) {
    return;
  }
  busy = true;
  try {
    const page = await fetchPage();
    const before = words(document);
    if (document.querySelector("[data-live=thread]") && refreshThread(page)) {
      return;
    }
    if (before !== words(page) || isWriting()) {
      sayNew();
    }
  } catch {
    // No network or logged out: the next look will tell, and the page still works.
  } finally {
    busy = false;
  }
}

if (main && window.EventSource) {
  let stream = null;
  const open = () => {
    stream = new EventSource("/api/v1/events");
    stream.addEventListener("revision", (event) => {
      if (told !== null && event.data !== told) {
        look();
      }
      told = event.data;
    });
  };
  open();
  let timer = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        stream.close();
        stream = null;
      }, 60_000);
    } else if (!stream) {
      open();
      look();
    }
  });
}
