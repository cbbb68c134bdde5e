// The "Imprimer" button; without scripts it stays hidden, and the browser's own command prints the same.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
