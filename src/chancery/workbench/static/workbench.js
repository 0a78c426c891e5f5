// What pages do beyond links and forms: keys, a row that is chosen, copying, light in the text.
// Every page works without it.
"use strict";

const rows = () => [...document.querySelectorAll("[data-row]")];
const say = (words) => { document.getElementById("said").textContent = words; };

function here() {
  return document.querySelector("[data-row].here") || document.querySelector("[data-row][aria-current]");
}

function goTo(row) {
  if (!row) return;
  document.querySelector("[data-row].here")?.classList.remove("here");
  row.classList.add("here");
  row.scrollIntoView({ block: "nearest" });
  (row.querySelector("a.evidence") || row.querySelector("a"))?.focus({ preventScroll: true });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(here());
  goTo(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// a key of review presses the button that says so; without a name it asks for one first
function decide(key) {
  const button = document.querySelector(`.review button[data-key="${key}"]`);
  button?.form.requestSubmit(button);
}

// m marks what is shown, and on another of its kind merges the two
const MARK = "merge";

function marked(form) {
  const [kind, id] = (sessionStorage.getItem(MARK) || "").split(" ");
  return kind === form.dataset.of ? id : "";
}

function showMark() {
  for (const form of document.querySelectorAll("form.merging")) {
    form.querySelector(".marked").hidden = marked(form) !== form.dataset.id;
  }
}

function merge() {
  const form = document.querySelector("form.merging");
  if (!form) return;
  const { of, id } = form.dataset;
  const mark = marked(form);
  form.closest("details").open = true;
  if (mark && mark !== id && !form.elements.other.value) form.elements.other.value = mark;
  if (form.elements.other.value) {
    decide("m");
    return;
  }
  if (mark) sessionStorage.removeItem(MARK);
  else sessionStorage.setItem(MARK, `${of} ${id}`);
  say(mark ? `The ${of} is not marked any more` : `The ${of} is marked: press m on the other one`);
  showMark();
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form.merging")) sessionStorage.removeItem(MARK);
});

const keys = {
  a: () => decide("a"),
  x: () => decide("x"),
  u: () => decide("u"),
  m: () => merge(),
  j: () => step(1),
  k: () => step(-1),
  o: () => here()?.querySelector("a.open, a")?.click(),
  "/": () => document.getElementById("find").focus(),
  n: () => document.querySelector("a[rel=next]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row || event.target.closest("a, button, summary, input") || getSelection().toString()) return;
  row.querySelector("a.evidence")?.click();
});

// the row whose words are beside it
document.addEventListener("htmx:after:swap", () => {
  const shown = document.getElementById("evidence");
  if (!shown) return;
  for (const row of rows()) {
    const link = row.querySelector("a.evidence");
    if (link?.dataset.finding === shown.dataset.finding) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  addCopying(shown);
  showMark();
  say(`Beside: ${shown.querySelector("h2")?.textContent || ""}`);
});

function addCopying(inside) {
  for (const text of inside.querySelectorAll(".cite pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      say(`${text.getAttribute("aria-label")} copied`);
      button.textContent = "Copied";
    });
    text.previousElementSibling.append(button);
  }
}

// words in the text and entries beside it light up together
function light(names, on) {
  for (const one of document.querySelectorAll("#text mark[data-ids]")) {
    if (one.dataset.ids.split(" ").some((name) => names.includes(name))) one.classList.toggle("lit", on);
  }
  for (const one of document.querySelectorAll("[data-of]")) {
    if (names.includes(one.dataset.of)) one.classList.toggle("lit", on);
  }
}

for (const [kind, on] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.("#text mark[data-ids]");
    const entry = event.target.closest?.("[data-of]");
    if (mark) light(mark.dataset.ids.split(" "), on);
    else if (entry) light([entry.dataset.of], on);
  });
}

addCopying(document);
showMark();

// on a small screen the list comes first
if (matchMedia("(max-width: 42rem)").matches) {
  for (const one of document.querySelectorAll(".narrowing:not([data-narrowed])")) one.open = false;
}

// a build that runs tells of its steps; at its end the page is read anew
const build = document.querySelector("#build[data-events]");
if (build) {
  const events = new EventSource(build.dataset.events);
  const steps = new Map();
  events.addEventListener("step", (event) => {
    const one = JSON.parse(event.data);
    steps.set(one.step, one.total ? `${one.step}: ${one.done} of ${one.total}` : `${one.step}: ${one.done}`);
    document.getElementById("steps").replaceChildren(
      ...[...steps.values()].map((words) => Object.assign(document.createElement("li"), { textContent: words })),
    );
  });
  for (const end of ["report", "error", "cancel"]) {
    events.addEventListener(end, () => { events.close(); location.reload(); });
  }
}
