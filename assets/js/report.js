/**
 * A report that cannot be sent just now is not lost: without a connection, and while it is on its way, what was typed
 * is kept on this device. Name, contact and photos never are, since phones are shared. When the service has answered it
 * is erased here.
 *
 *   <form data-draft="OFFICE" data-answered?>, <div data-draft-note hidden> with [data-draft-says] and a button
 *   [data-draft-erase], <p data-offline role="status">, <main … data-draft-sent="OFFICE">
 */
const DAYS = 3;
const NEVER = new Set(["token", "photos", "leave_out", "first_name", "contact", "consent_name", "consent_contact", "sure", "change"]);

const key = (office) => `report-draft ${office}`;

/** Some browsers forbid storing anything; then there is no draft and nothing else changes. */
function stored(work) {
  try { return work(globalThis.localStorage); } catch { return undefined; }
}

export const erase = (office) => stored((store) => store.removeItem(key(office)));

/** What of a form may be kept: pairs of name and text, in the form's order. */
export function typed(fields) {
  return [...fields].filter(([name, text]) => !NEVER.has(name) && typeof text === "string" && text.trim() !== "");
}

export function save(office, fields, now = Date.now()) {
  const pairs = typed(fields);
  if (pairs.length === 0) return false;
  return stored((store) => { store.setItem(key(office), JSON.stringify({ at: now, pairs })); return true; }) ?? false;
}

/** The draft of an office; one that is older than a few days, or is none, is erased. */
export function draft(office, now = Date.now()) {
  const text = stored((store) => store.getItem(key(office)));
  if (!text) return undefined;
  try {
    const { at, pairs } = JSON.parse(text);
    if (now - at < DAYS * 86_400_000 && at <= now && pairs.every((pair) => pair.length === 2)) return { at, pairs };
  } catch { /* Not ours. */ }
  erase(office);
  return undefined;
}

/** Fills in what was kept. */
function restore(form, pairs) {
  for (const [name, text] of pairs) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === text;
      else field.value = text;
    }
  }
}

function wire(form) {
  const office = form.dataset.draft;
  const note = document.querySelector("[data-draft-note]");
  const offline = document.querySelector("[data-offline]");
  const show = (says) => {
    if (!note) return;
    note.querySelector("[data-draft-says]").textContent = note.dataset[says];
    note.querySelector("[data-draft-erase]").hidden = says === "erased";
    note.hidden = false;
  };
  if ("answered" in form.dataset) {
    // The service has it: nothing has to be kept here any more.
    erase(office);
  } else {
    const found = draft(office);
    if (found) {
      restore(form, found.pairs);
      show("restored");
    }
  }
  const keep = () => { if (save(office, new FormData(form))) show("kept"); };
  form.addEventListener("input", () => { if (!navigator.onLine) keep(); });
  const connection = () => { if (offline) offline.hidden = navigator.onLine; };
  addEventListener("offline", () => { connection(); keep(); });
  addEventListener("online", connection);
  connection();
  let told = false;
  form.addEventListener("submit", (event) => {
    save(office, new FormData(form));
    // Told once; whoever presses again may know better than the browser.
    if (navigator.onLine || told || !offline) return;
    event.preventDefault();
    told = true;
    show("kept");
    offline.hidden = false;
    offline.focus();
  });
  note?.querySelector("[data-draft-erase]")?.addEventListener("click", () => {
    erase(office);
    stored(() => globalThis.caches?.delete("report-pages"));
    form.reset();
    show("erased");
  });
}

/** Drafts of any office that are too old go whenever a page of reports is opened. */
export function sweep(now = Date.now()) {
  const offices = stored((store) => Object.keys(store)) ?? [];
  offices.filter((name) => name.startsWith(key(""))).forEach((name) => draft(name.slice(key("").length), now));
}

sweep();
document.querySelectorAll("form[data-draft]").forEach(wire);
document.querySelectorAll("[data-draft-sent]").forEach((place) => {
  erase(place.dataset.draftSent);
  stored(() => globalThis.caches?.delete("report-pages"));
});

if ("serviceWorker" in navigator) {
  const worker = navigator.serviceWorker;
  worker.register("/sw.js", { scope: "/report" }).catch(() => { /* Then it is as without one. */ });
  // The page that is open now came before the worker: it is kept all the same, with the files that it uses.
  const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]")];
  worker.ready.then(({ active }) => {
    active?.postMessage({ page: location.href, files: files.map((file) => file.href ?? file.src) });
  });
}
