// Watches a replay and shows its results when it is done; without this script, the page is refreshed by hand.
const box = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { "X-Polling": "1" }, redirect: "error" });
    if (answer.ok) {
      const found = await answer.json();
      box.querySelector("progress").value = found.percent;
      box.querySelector("[role=status]").textContent = found.told;
      if (found.finished) {
        location.reload();
        return;
      }
    }
  } catch {
    // The next look may succeed; the page still has its link.
  }
  setTimeout(look, 1500);
}

if (box) setTimeout(look, 1000);
