/**
 * "Use my location": asks the browser for a position, on a press only, rounds it to 3 decimals
 * (about 100 metres) before anything is sent, and opens the form's own page with `?near=LAT,LON`
 * and what the page has of `kind` and `lang`. Nothing is stored. Every word comes from the button's data attributes.
 *
 *   <button type="button" class="quiet near" data-near data-asking data-denied data-timeout
 *           data-unavailable hidden>…</button> <p class="hint" role="status" data-near-says></p>
 */
const KEEP = ["kind", "lang"];

/** Three decimals are enough to find an office and too few to find a door. */
export const round = (degrees) => Number(degrees.toFixed(3));

/** The address to open for a position, keeping what the visitor had chosen. */
export function address(coords, here, page = "/") {
  const to = new URL(page, here);
  to.searchParams.set("near", `${round(coords.latitude)},${round(coords.longitude)}`);
  for (const name of KEEP) {
    const value = new URL(here).searchParams.get(name);
    if (value) to.searchParams.set(name, value);
  }
  return to;
}

function wire(button) {
  const says = (button.form ?? document).querySelector("[data-near-says]");
  const say = (text) => { if (says) says.textContent = text ?? ""; };
  const done = () => button.removeAttribute("aria-disabled");

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    say(button.dataset.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { done(); location.assign(address(coords, location.href, button.form?.getAttribute("action") ?? "/")); },
      (refusal) => {
        done();
        const { denied, timeout, unavailable } = button.dataset;
        say({ 1: denied, 2: unavailable, 3: timeout }[refusal.code] ?? unavailable);
      },
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 60_000 },
    );
  });
  button.hidden = false;
}

// Browsers offer a position on https and on localhost only; elsewhere the button stays hidden.
if (globalThis.isSecureContext && "geolocation" in navigator) {
  document.querySelectorAll("[data-near]").forEach(wire);
}
// Coming back with the back button must not find "Asking…" still standing.
addEventListener("pageshow", () => document.querySelectorAll("[data-near-says]").forEach((el) => { el.textContent = ""; }));
