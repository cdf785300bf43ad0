// Enhancement only: every page works without it.
"use strict";

const TYPING = "input, textarea, select, [contenteditable]";

// Shortcuts: one key, or g and then a key. A page says which by data-key and data-go on its links.
// Never while one types, and not at all for whoever has turned them off (WCAG 2.1.4).

const LEAD_MS = 1500;
const shortcuts = {
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
};
let ledAt = -Infinity;

const actOf = (key, isLed) => {
  if (!isLed && shortcuts[key]) return shortcuts[key];
  if (!/^[a-z]$/.test(key)) return undefined;
  const link = document.querySelector(isLed ? `[data-go="${key}"]` : `[data-key="${key}"]`);
  return link ? () => link.click() : undefined;
};

document.addEventListener("keydown", (event) => {
  if ("noShortcuts" in document.body.dataset || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const isLed = event.timeStamp - ledAt < LEAD_MS;
  ledAt = !isLed && event.key === "g" ? event.timeStamp : -Infinity;
  const act = actOf(event.key, isLed);
  if (act) {
    event.preventDefault();
    act();
  }
});

// The user's menu closes when one goes elsewhere.

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.bar__user[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.bar__user[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A double click sends once. The server refuses the second anyway; this spares the user the wait.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  // What opens beside the page, such as a letter to look at, leaves the page as it is.
  if (event.submitter?.formTarget) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // Not at once: a disabled button would not be sent with the form.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([disabled])")) {
      button.disabled = true;
      button.dataset.sent = "1";
    }
  });
});

const mayBeSentAgain = (root) => {
  for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of root.querySelectorAll("button[data-sent]")) {
    button.disabled = false;
    delete button.dataset.sent;
  }
};
window.addEventListener("pageshow", () => mayBeSentAgain(document));
document.addEventListener("htmx:afterRequest", () => mayBeSentAgain(document));

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});

// A part with data-shown-when="name=value" (or "name!=value") shows while the field of that name says so.
// Without this script all parts show, and the server leaves out what does not apply.

const showWhatApplies = () => {
  for (const part of document.querySelectorAll("[data-shown-when]")) {
    const [, name, not, value] = part.dataset.shownWhen.match(/^(\w+)(!?)=(\w+)$/);
    const chosen = new FormData(part.closest("form")).get(name);
    part.hidden = (chosen === value) === (not === "!");
  }
};
if (document.querySelector("[data-shown-when]")) {
  document.addEventListener("change", showWhatApplies);
  window.addEventListener("pageshow", showWhatApplies);
}

// The browser's own calendar beside every date box; what is typed stays what counts.

const ICON =
  '<svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">' +
  '<path d="M19 4h-1V2h-2v2H8V2H6v2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2Zm0 16H5V10h14v10Z"/></svg>';

const addCalendar = (input) => {
  const native = document.createElement("input");
  if (input.nextElementSibling?.matches(".date-box__open") || !native.showPicker) return;
  native.type = "date";
  native.className = "date-box__native";
  native.tabIndex = -1;
  native.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "date-box__open";
  button.innerHTML = ICON;
  const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.firstChild?.textContent.trim();
  button.setAttribute("aria-label", `Vælg i kalender${label ? `: ${label}` : ""}`);
  const box = document.createElement("span");
  box.className = "date-box";
  input.replaceWith(box);
  box.append(input, button, native);
  button.addEventListener("click", () => {
    const typed = input.value.match(/^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/);
    if (typed) native.value = `${typed[3]}-${typed[2].padStart(2, "0")}-${typed[1].padStart(2, "0")}`;
    native.showPicker();
  });
  native.addEventListener("change", () => {
    input.value = native.value.split("-").reverse().join("-");
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
};
const addCalendars = (root) => root.querySelectorAll("input[data-date]").forEach(addCalendar);
addCalendars(document);
document.addEventListener("htmx:load", (event) => addCalendars(event.detail.elt));

document.getElementById("error-summary")?.focus();
