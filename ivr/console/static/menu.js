// On a telephone the menu folds behind a button; without this script it simply stays open.
const button = document.querySelector(".menu-button");
const menu = document.getElementById("menu");
if (button && menu) {
  document.documentElement.classList.add("folds");
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("open")) return;
    menu.classList.remove("open");
    button.setAttribute("aria-expanded", "false");
    button.focus();
  });
}
