// Warns before leaving a page on which something was typed, chosen or refused that is not saved: pressing the
// button of one form loses what was written in the others.
let sent = null;

addEventListener("submit", (event) => {
  // A form that a script sends, or that opens another tab, leaves this page where it is.
  const leaves = !event.defaultPrevented && event.target.target !== "_blank";
  sent = leaves ? event.target : sent;
});
addEventListener("pageshow", () => { sent = null; });
// A script that means to leave by itself asks first, and stays where something is unsaved.
document.addEventListener("leaving", (event) => {
  if (forms().some(isUnsaved)) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  if (forms().some((form) => form !== sent && isUnsaved(form))) event.preventDefault();
  sent = null;
});

function forms() {
  return [...document.querySelectorAll("main form")].filter((form) => form.method === "post");
}

function isUnsaved(form) {
  const fields = [...form.elements];
  return fields.some(isChanged) || (wasRefused() && fields.some((field) => isWritten(field)));
}

function isChanged(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return isWritten(field, field.defaultValue);
}

function isWritten(field, before = "") {
  return field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=password])") && field.value !== before;
}

// A page that refuses a form shows again what was typed in it, as if it had always been there.
function wasRefused() {
  return (performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0) >= 400;
}
