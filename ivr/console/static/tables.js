// On a telephone a wide table is shown as cards: each cell says which column it belongs to, and the table stays
// a table for those who listen to the page, whatever its cells look like. Without this script it scrolls sideways.
const CARDS = ".table-box > table:not(.figures, .heat, .month)";
const LONG = 60; // characters past which a cell takes the whole width, its label above
const LONG_WORD = 22; // those of an e-mail address: no narrow cell holds it on one line

function prepare(table) {
  if (table.hasAttribute("role")) return;
  setRole(table, "table");
  for (const part of [...table.tBodies, table.tHead].filter(Boolean)) setRole(part, "rowgroup");
  for (const row of table.rows) {
    setRole(row, "row");
    for (const cell of row.cells) setRole(cell, { row: "rowheader", col: "columnheader" }[cell.scope] ?? "cell");
  }
  if (table.matches(CARDS) && table.tHead) nameCells(table);
}

function setRole(element, role) {
  element.setAttribute("role", role);
}

function nameCells(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => (cell.querySelector(".visually-hidden") ? "" : cell.textContent.trim()));
  for (const body of table.tBodies) {
    for (const row of body.rows) {
      for (const cell of row.cells) nameCell(cell, names);
    }
  }
}

function nameCell(cell, names) {
  const text = cell.textContent.trim();
  const acts = cell.querySelector("form") !== null;
  if (cell.colSpan === 1 && names[cell.cellIndex] && !acts) cell.dataset.label = names[cell.cellIndex];
  const long = text.length > LONG || text.split(/\s+/).some((word) => word.length > LONG_WORD);
  cell.classList.toggle("long", acts || long);
  cell.classList.toggle("nothing", /^[–—]?$/.test(text) && !cell.querySelector("img, input"));
}

// Columns out of sight at the right: the box fades out there, until they are scrolled to.
function showWhetherMore(box) {
  box.classList.toggle("goes-on", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
}

const boxes = () => document.querySelectorAll(".table-box");
const resized = new ResizeObserver((entries) => entries.forEach((entry) => showWhetherMore(entry.target)));

function prepareAll() {
  document.querySelectorAll(".table-box > table").forEach(prepare);
  boxes().forEach((box) => resized.observe(box));
}

prepareAll();
document.addEventListener("scroll", (event) => event.target.matches?.(".table-box") && showWhetherMore(event.target), true);
// Parts of a page that refresh themselves bring new tables.
new MutationObserver(prepareAll).observe(document.getElementById("contenu"), { childList: true, subtree: true });
