// Tells an agent that a call is coming, on whichever page of the console they are.
const EVERY_MS = 3000;
const PATIENCE_MS = 10000;
const TOLD = "call-already-told";
const OPENS = "open-calls-by-themselves";
const banner = document.getElementById("my-call");
const title = document.title;
let etag = "";
let known = "";
let asking = false;

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const headers = { "X-Polling": "1", ...(etag && { "If-None-Match": etag }) };
    const signal = AbortSignal.timeout(PATIENCE_MS); // a request that hangs must not silence the next calls
    const answer = await fetch(banner.dataset.address, { headers, signal, cache: "no-store" });
    if (answer.status === 401) {
      // Calls are announced no more: what was said of the last one is not left standing.
      show({ call: "" });
      etag = "";
      document.dispatchEvent(new Event("signed-out"));
    } else if (answer.ok || answer.status === 304) {
      document.dispatchEvent(new Event("signed-in"));
    }
    if (answer.ok) {
      etag = answer.headers.get("ETag") ?? "";
      show(await answer.json());
    }
  } catch {
    // Away for a moment: asked again soon.
  } finally {
    asking = false;
  }
}

function keepAsking() {
  const byTimer = () => setInterval(ask, EVERY_MS);
  ask();
  if (!window.Worker) return byTimer();
  const ticks = new Worker(banner.dataset.ticks);
  ticks.onmessage = ask;
  ticks.onerror = byTimer;
}

function show({ call, engaged, address, subject }) {
  if (!call) localStorage.removeItem(TOLD); // the same caller may make this telephone ring again
  const news = call && `${call} ${engaged}`;
  if (news === known) return;
  const isNew = call && !known.startsWith(call);
  known = news || "";
  document.title = call ? `☎ ${title}` : title;
  banner.replaceChildren();
  if (!call) return;
  const here = location.pathname === address;
  const text = document.createElement("p");
  text.textContent = engaged === "ringing" ? "Votre téléphone sonne. " : "Vous êtes en ligne. ";
  if (subject) text.append(`Sujet : ${subject}. `);
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Ouvrir la page de l’appel";
  if (!here) text.append(link);
  banner.append(text);
  // Once a call, not once a page that is opened while it rings.
  if (isNew && localStorage.getItem(TOLD) !== call) notify(text.textContent, address);
  localStorage.setItem(TOLD, call);
  const idle = !document.activeElement || !document.activeElement.matches("input, textarea, select");
  if (!here && engaged === "talking" && localStorage.getItem(OPENS) === "yes" && idle) location.assign(address);
}

function notify(text, address) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const notice = new Notification("Un appel pour vous", { body: text, tag: address });
  notice.onclick = () => {
    window.focus();
    location.assign(address);
  };
}

function choices() {
  const allow = document.getElementById("allow-notices");
  const opens = document.getElementById("open-by-itself");
  if (!allow || !opens) return;
  allow.hidden = !("Notification" in window) || Notification.permission !== "default";
  allow.addEventListener("click", async () => {
    await Notification.requestPermission();
    allow.hidden = true;
  });
  opens.closest("label").hidden = false;
  opens.checked = localStorage.getItem(OPENS) === "yes";
  opens.addEventListener("change", () => localStorage.setItem(OPENS, opens.checked ? "yes" : "no"));
}

choices();
keepAsking();
