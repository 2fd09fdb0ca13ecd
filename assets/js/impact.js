/**
 * Choosing offices: a tick, or a pin of the map, fetches this same page for the new question and swaps its answer. The
 * address goes along, the sentence is said in the form's status line, and a box narrows the list. Without this script
 * the form's button and the pins' links do the same.
 *
 *   <form data-live data-failed data-found data-nothing data-copied> with [data-status], input[name=q], [data-search]
 *   <section id="answer" data-said data-address>, <button data-copy="ID" hidden>
 */
const PAUSE = 250;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What a form asks, without boxes that are empty or only of use without a script. */
export function question(pairs) {
  const asked = new URLSearchParams();
  for (const [name, value] of pairs) {
    if (typeof value !== "string" || value.trim() === "" || name === "q" || name === "was") continue;
    asked.append(name, value);
  }
  return asked;
}

/** Names and values that stand for an office, ticked or not. */
const isTick = (field) => field instanceof HTMLInputElement && field.type === "checkbox";

function wire(form) {
  const status = form.querySelector("[data-status]");
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  let running;
  let waiting;
  let isLive = false;

  /** Fetches the page of a question and puts its answer in the place of the old one. */
  async function ask(address, { keep = true } = {}) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const old = document.getElementById("answer");
    old.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const answer = page.getElementById("answer");
      if (!answer || response.status === 503) throw new Error(`no answer: ${response.status}`);
      old.replaceWith(document.adoptNode(answer));
      document.title = page.title;
      const link = document.querySelector("link[rel=canonical]");
      const to = page.querySelector("link[rel=canonical]");
      if (link && to) link.href = to.href;
      if (keep) history.pushState(null, "", answer.dataset.address);
      say(answer.dataset.said);
      isLive = true;
      ready(answer, form);
      return page;
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      old.removeAttribute("aria-busy");
      say(form.dataset.failed);
      return undefined;
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "service") {
      form.requestSubmit();
      return;
    }
    if (!isTick(event.target)) return;
    isLive = false;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const asked = question([...new FormData(form)].filter(([name]) => !["moving", "to", "place"].includes(name)));
      ask(`${form.getAttribute("action")}?${asked}`);
    }, PAUSE);
  });

  // What is ticked has its answer on the page already: the button leads there. Places that were typed are for the page.
  form.addEventListener("submit", (event) => {
    const typed = ["moving", "to", "place"].some((name) => form.elements[name]?.value.trim());
    if (!isLive || typed || event.submitter?.matches("[data-search]") || document.activeElement?.name === "q") return;
    event.preventDefault();
    document.getElementById("answer").focus();
    document.getElementById("answer").scrollIntoView();
  });

  // A pin is a link to the question with its office in it, or out of it.
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest("#answer .pick .map a[href]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.href?.baseVal ?? link.getAttribute("href");
    const to = new URL(href, location.href);
    if (to.pathname !== location.pathname || to.searchParams.has("bbox")) return;
    event.preventDefault();
    const page = await ask(to.href);
    // An office that this list does not show, because it was searched: then the page itself is opened.
    if (page && !match(form, page)) location.assign(to.href);
  });

  narrow(form);
}

/** Ticks in the list what the page has ticked; false where the list does not have it all. */
function match(form, page) {
  const ticked = new Set([...page.querySelectorAll("#list input[type=checkbox]")].filter((box) => box.checked).map((box) => box.id));
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = ticked.delete(box.id);
  }
  return ticked.size === 0;
}

/** Hides what does not fit the box for a name; parts that have something open. */
function narrow(form) {
  const box = form.querySelector("input[name=q]");
  const parts = [...form.querySelectorAll(".parts > details")];
  const status = form.querySelector("[data-status]");
  if (!box || box.value !== "") return;
  const were = parts.map((part) => part.open);
  let timer;
  box.addEventListener("input", () => {
    const sought = folded(box.value.trim());
    let found = 0;
    parts.forEach((part, i) => {
      let here = 0;
      for (const line of part.querySelectorAll("li")) {
        const fits = folded(line.textContent).includes(sought);
        line.hidden = !fits;
        here += fits ? 1 : 0;
      }
      part.hidden = here === 0;
      part.open = sought === "" ? were[i] : here > 0;
      found += here;
    });
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (sought === "") status.textContent = "";
      else status.textContent = found > 0 ? `${form.dataset.found} ${found}` : form.dataset.nothing;
    }, 2 * PAUSE);
  });
  // What the list does not have may still be a place: then the page itself is asked for it.
  form.addEventListener("keydown", (event) => {
    const fits = parts.some((part) => !part.hidden);
    if (event.key === "Enter" && event.target === box && fits) event.preventDefault();
  });
}

/** What an answer needs each time it comes: the button that copies its address. */
function ready(answer, form) {
  for (const button of answer.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = form.dataset.copied;
      } catch {
        field.select();
      }
    });
  }
}

const form = document.querySelector("form[data-live]");
const answer = document.getElementById("answer");
if (form && answer) {
  ready(answer, form);
  wire(form);
  addEventListener("popstate", () => location.reload());
}
