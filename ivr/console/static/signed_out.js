// Says that the session has ended elsewhere, when a part of the page that asks again learns of it.
const notice = document.getElementById("signed-out");
const title = document.title;

document.addEventListener("signed-out", () => tell(true));
document.addEventListener("signed-in", () => tell(false));

function tell(out) {
  if (notice.hidden !== out) return;
  notice.hidden = !out;
  document.title = out ? `${notice.dataset.title} – ${title}` : title;
}
