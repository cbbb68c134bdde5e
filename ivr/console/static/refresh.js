// Parts of a page that keep themselves up to date: asked again every few seconds, replaced only when they changed.
const EVERY_MS = 3000;
const PATIENCE_MS = 10000;

for (const part of document.querySelectorAll("[data-refresh]")) {
  let etag = "";
  const ask = async () => {
    try {
      const headers = { "X-Polling": "1", ...(etag && { "If-None-Match": etag }) };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(part.dataset.refresh, { headers, signal, cache: "no-store" });
      if (answer.status === 401) {
        if (mayLeave()) return location.reload(); // signed out: the page asks to sign in again
        document.dispatchEvent(new Event("signed-out"));
      } else if (answer.ok || answer.status === 304) {
        document.dispatchEvent(new Event("signed-in"));
      }
      if (answer.ok) {
        etag = answer.headers.get("ETag") ?? "";
        replace(part, await answer.text());
      }
    } catch {
      // The network or the line is away for a moment: what is shown stays.
    }
    setTimeout(ask, EVERY_MS);
  };
  setTimeout(ask, EVERY_MS);
}

// Whoever knows of something written here that is not saved refuses: unsaved.js does.
function mayLeave() {
  return document.dispatchEvent(new Event("leaving", { cancelable: true }));
}

function replace(part, html) {
  // Nobody's keyboard or reading is interrupted: a part that holds the focus waits.
  if (part.contains(document.activeElement)) return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  part.replaceChildren(...fresh.body.childNodes);
  // What was true as long as the call went on.
  const over = part.querySelector("[data-over]") !== null;
  for (const one of document.querySelectorAll("[data-until-over]")) one.hidden = over;
  tellTime();
}

function tellTime() {
  for (const time of document.querySelectorAll("time[data-since]")) {
    const seconds = Math.max(0, Math.floor(Date.now() / 1000 - Number(time.dataset.since)));
    time.textContent = duration(seconds);
  }
}

function duration(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}\u00a0min\u00a0${two(seconds % 60)}` : `${Math.floor(minutes / 60)}\u00a0h\u00a0${two(minutes % 60)}`;
}

tellTime();
setInterval(tellTime, 1000);
