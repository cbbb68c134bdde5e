// Tells how long the answer lasts while it is being written.
const form = document.getElementById("article");
const spoken = document.getElementById("spoken");
const told = document.getElementById("estimate");
let timer = 0;
let latest = 0;

async function estimate() {
  const mine = ++latest;
  const data = new FormData();
  data.set("csrf_token", form.elements.csrf_token.value);
  data.set("text", spoken.value);
  try {
    const answer = await fetch(form.dataset.estimate, { method: "POST", body: data, redirect: "error" });
    if (!answer.ok || mine !== latest) return;
    const found = await answer.json();
    told.textContent = [found.told, ...found.problems].join(" ");
    told.classList.toggle("too-long", found.seconds > found.limit || found.problems.length > 0);
  } catch {
    told.textContent = "";
  }
}

if (form && spoken && told) {
  spoken.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(estimate, 500);
  });
  if (spoken.value) estimate();
}
