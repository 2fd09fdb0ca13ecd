/**
 * Takes over the server's SVG map with Leaflet, once the map comes near the screen.
 * The SVG stays in place (and keeps its height) until Leaflet, the base lines and the first
 * offices are all there; if anything fails, it simply stays.
 *
 *   <div class="map" data-map
 *        data-bbox="w,s,e,n"            what to show first
 *        data-base="…/base.geojson"     lines; properties.layer: state|county|lake|river, drawn in
 *                                       file order; counties may carry label: [lon, lat]
 *        data-offices="/api/map"        GeoJSON of offices and clusters for ?bbox=&zoom=&kind=
 *        data-kind="fcrc" data-you="lat,lon" (both optional)
 *        data-leaflet="…/leaflet.js" data-leaflet-css="…/leaflet.css"
 *        data-word-name data-word-cluster data-word-count data-word-open data-word-close
 *        data-word-failed data-credit>  <svg>…</svg> </div>
 *   <nav class="mapctl"> links with data-move="n|s|e|w|in|out" </nav>
 *
 * Offices: {slug, name, look (open|shut|doubt), status_word, url}; clusters: {cluster: true, count, bbox, name?}.
 * Cards of the list carry data-slug and tabindex="-1".
 */
const NAMES_FROM_ZOOM = 8;
const MOVES = { n: [0, -1], s: [0, 1], e: [1, 0], w: [-1, 0] };
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const getJson = async (url, signal) => {
  const answer = await fetch(url, { signal, headers: { accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};
const fill = (text, n) => (text ?? "{n}").replace("{n}", n);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

/** Leaflet is a classic script that sets `L`; its style sheet goes before ours, so ours wins. */
async function loadLeaflet({ leaflet, leafletCss }) {
  const css = Object.assign(element("link"), { rel: "stylesheet", href: new URL(leafletCss, location.href).href });
  const styled = new Promise((ok, no) => { css.onload = ok; css.onerror = () => no(new Error("leaflet.css")); });
  document.head.prepend(css);
  await Promise.all([styled, import(new URL(leaflet, location.href).href)]);
  return globalThis.L;
}

/** An icon that is a real button: focusable, pressed by Enter and Space, named for screen readers. */
const buttonIcon = (L, className, name, text, slug) => new (L.Icon.extend({
  createIcon() {
    const button = element("button", `pin ${className}`);
    button.type = "button";
    button.setAttribute("aria-label", name);
    if (slug) button.dataset.slug = slug;
    const mark = button.appendChild(element("span"));
    if (text) mark.append(element("span", "", text));
    return button;
  },
  createShadow: () => null,
}))();

const label = (L, at, text) => L.marker(at, {
  interactive: false, keyboard: false, pane: "names",
  icon: L.divIcon({ className: "", iconSize: [0, 0], html: element("span", "tag", text) }),
});

/** The class that colours a feature; a state may come as an area or as its outline. */
function classOf({ properties: { layer }, geometry: { type } }) {
  const line = type.endsWith("LineString");
  if (layer === "state") return line ? "state-edge" : "state-area";
  if (layer === "county") return line ? "county-edge" : "county";
  return line ? "river" : "lake";
}

function drawBase(L, map, base) {
  const names = L.layerGroup();
  L.geoJSON(base, {
    interactive: false,
    style: (feature) => ({ className: classOf(feature), fillOpacity: 1 }),
    onEachFeature({ properties: { label: at, name } }) {
      if (at && name) names.addLayer(label(L, [at[1], at[0]], name));
    },
  }).addTo(map);
  const show = () => { if (map.getZoom() >= NAMES_FROM_ZOOM) names.addTo(map); else names.remove(); };
  map.on("zoomend", show);
  show();
}

/** Moves a county's name up or down when a pin stands on it. */
function clearNames(live) {
  const pins = [...live.querySelectorAll("button.pin > span")].map((pin) => pin.getBoundingClientRect());
  for (const tag of live.querySelectorAll(".tag")) {
    tag.style.translate = "";
    const at = tag.getBoundingClientRect();
    const on = pins.find((pin) => pin.left < at.right && pin.right > at.left && pin.top < at.bottom && pin.bottom > at.top);
    if (!on) continue;
    const below = on.top + on.bottom <= at.top + at.bottom;
    tag.style.translate = `0 ${below ? on.bottom - at.top + 3 : on.top - at.bottom - 3}px`;
  }
}

/** The list and the map follow each other through data-slug. */
const cardOf = (slug) => document.querySelector(`.card[data-slug="${CSS.escape(slug)}"]`);
function followList(box) {
  const pinOf = (slug) => box.querySelector(`button.pin[data-slug="${CSS.escape(slug)}"]`);
  for (const card of document.querySelectorAll(".card[data-slug]")) {
    const light = (on) => () => pinOf(card.dataset.slug)?.classList.toggle("on", on);
    for (const name of ["mouseenter", "focusin"]) card.addEventListener(name, light(true));
    for (const name of ["mouseleave", "focusout"]) card.addEventListener(name, light(false));
    card.addEventListener("focusout", () => card.classList.remove("on"));
  }
}
/** Offices of the list first and in its order, so that Tab goes through them 1, 2, 3. */
function inListOrder(features) {
  const cards = [...document.querySelectorAll(".card[data-slug]")].map((card) => card.dataset.slug);
  const place = ({ properties: { slug } }) => (cards.indexOf(slug) + 1) || cards.length + 1;
  return [...features].sort((a, b) => place(a) - place(b));
}
const lightCard = (slug, on) => cardOf(slug)?.classList.toggle("on", on);

function popup(L, map, marker, { name, look, status_word: word, url }, words) {
  const body = element("div");
  body.append(element("strong", "", name));
  if (word) body.appendChild(element("p")).append(element("span", `state ${look ?? "doubt"}`, word));
  const link = body.appendChild(element("p")).appendChild(element("a", "", words.wordOpen));
  link.href = url;
  L.popup({ autoPanPadding: [12, 12], minWidth: 160, maxWidth: 240 }).setLatLng(marker.getLatLng()).setContent(body).openOn(map);
  map.getContainer().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words.wordClose);
  link.focus({ preventScroll: true });
}

function officeMarker(L, map, { properties: office, geometry }, words) {
  const card = cardOf(office.slug);
  const name = [office.name, office.status_word].filter(Boolean).join(", ");
  const number = card?.querySelector(".num")?.textContent.trim() ?? "";
  const state = office.look ?? "doubt";
  const icon = buttonIcon(L, state, number ? `${number}. ${name}` : name, number || (state === "shut" ? "×" : ""), office.slug);
  const [lon, lat] = geometry.coordinates;
  const marker = L.marker([lat, lon], { icon, keyboard: false, zIndexOffset: number ? 1000 : 0 });
  marker.on("mouseover", () => lightCard(office.slug, true)).on("mouseout", () => lightCard(office.slug, false));
  marker.on("click", () => {
    if (!card) return popup(L, map, marker, office, words);
    card.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    card.focus({ preventScroll: true });
    card.classList.add("on");
  });
  return marker;
}

function clusterMarker(L, map, { properties: { count, bbox, name }, geometry }, words) {
  const [lon, lat] = geometry.coordinates;
  const icon = buttonIcon(L, "many", name ?? fill(words.wordCluster, count), String(count));
  const marker = L.marker([lat, lon], { icon, keyboard: false });
  return marker.on("click", () => {
    const before = map.getZoom();
    if (bbox) map.fitBounds([[bbox[1], bbox[0]], [bbox[3], bbox[2]]], { padding: [30, 30] });
    if (!bbox || map.getZoom() <= before) map.setView([lat, lon], before + 1);
    map.getContainer().focus({ preventScroll: true }); // the pressed button is about to go
  });
}

/** Asks for what is in view after every move; an older question is dropped for a newer one. */
function followView(L, map, words, says) {
  const layer = L.layerGroup().addTo(map);
  let asking;
  const load = async () => {
    asking?.abort();
    const { signal } = asking = new AbortController();
    const url = new URL(words.offices, location.href);
    url.searchParams.set("bbox", map.getBounds().toBBoxString().split(",").map((n) => Number(n).toFixed(4)).join());
    url.searchParams.set("zoom", Math.round(map.getZoom()));
    if (words.kind) url.searchParams.set("kind", words.kind);
    const { features } = await getJson(url, signal);
    const focused = document.activeElement?.closest?.("button.pin")?.dataset.slug;
    layer.clearLayers();
    let total = 0;
    for (const feature of inListOrder(features)) {
      const cluster = feature.properties.cluster;
      total += cluster ? feature.properties.count : 1;
      layer.addLayer((cluster ? clusterMarker : officeMarker)(L, map, feature, words));
    }
    clearNames(map.getContainer());
    if (focused) map.getContainer().querySelector(`button.pin[data-slug="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    return total;
  };
  map.on("moveend", () => load().then(
    (total) => { says.textContent = fill(words.wordCount, total); },
    (error) => { if (error.name !== "AbortError") says.textContent = words.wordFailed; },
  ));
  return load();
}

/** The server's pan and zoom links drive Leaflet, so nothing needs a drag or a pinch. */
function followControls(box, map) {
  for (const link of box.parentElement.querySelectorAll(".mapctl [data-move]")) {
    link.setAttribute("role", "button");
    const go = (event) => {
      event.preventDefault();
      const step = MOVES[link.dataset.move];
      if (step) map.panBy([step[0] * map.getSize().x / 3, step[1] * map.getSize().y / 3]);
      else if (link.dataset.move === "in") map.zoomIn();
      else map.zoomOut();
    };
    link.addEventListener("click", go);
    link.addEventListener("keydown", (event) => { if (event.key === " ") go(event); });
  }
}

/** Escape closes a popup first, then goes back to the list. */
function leaveWithEscape(box, map, live) {
  let opener;
  live.addEventListener("focusin", ({ target }) => { if (target.matches("button.pin")) opener = target; });
  live.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (live.querySelector(".leaflet-popup")) {
      map.closePopup();
      (opener?.isConnected ? opener : live).focus({ preventScroll: true });
    } else {
      const list = document.querySelector(".card[data-slug]");
      (cardOf(opener?.dataset.slug ?? "") ?? list ?? document.querySelector("main"))?.focus();
    }
  });
}

async function takeOver(box) {
  const words = box.dataset;
  const [w, s, e, n] = words.bbox.split(",").map(Number);
  const live = element("div", "live");
  const says = element("p", "vh");
  try {
    const [L, base] = await Promise.all([loadLeaflet(words), getJson(words.base)]);
    box.append(live);
    box.after(says);
    says.setAttribute("role", "status");
    const coarse = matchMedia("(pointer: coarse)").matches;
    const map = L.map(live, {
      zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomDelta: 1, minZoom: 5, maxZoom: 15,
      maxBounds: [[34, -96], [46, -83]],
      dragging: !coarse,        // one finger scrolls the page; two move the map
      scrollWheelZoom: false,   // until the map is used, the wheel scrolls the page
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
    });
    map.createPane("names").style.zIndex = 450;
    map.getPane("names").setAttribute("aria-hidden", "true");
    live.setAttribute("role", "region");
    live.setAttribute("aria-label", words.wordName);
    live.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    live.addEventListener("focusout", () => map.scrollWheelZoom.disable());
    if (words.credit) L.control.attribution({ prefix: false }).addAttribution(words.credit).addTo(map);
    map.fitBounds([[s, w], [n, e]]);
    drawBase(L, map, base);
    if (words.you) L.marker(words.you.split(",").map(Number), { interactive: false, keyboard: false, icon: L.divIcon({ className: "here", iconSize: [18, 18] }) }).addTo(map);
    await followView(L, map, words, says);
    const svg = box.querySelector(":scope > svg");
    if (svg?.contains(document.activeElement)) await new Promise((left) => svg.addEventListener("focusout", left, { once: true }));
    followList(box);
    followControls(box, map);
    leaveWithEscape(box, map, live);
    box.dataset.live = "";
  } catch (error) {
    live.remove();
    says.remove();
    console.info("The still map stays:", error.message);
  }
}

// Wait until the map is near the screen; a visitor who saves data keeps the still map.
if (!navigator.connection?.saveData) {
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      takeOver(target);
    }
  }, { rootMargin: "200px" });
  document.querySelectorAll("[data-map]").forEach((box) => near.observe(box));
}
