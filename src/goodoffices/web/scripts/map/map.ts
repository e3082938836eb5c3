// A map that moves takes the place of the drawing where the browser can draw one: no tiles, no borders, nothing from
// elsewhere. Without a script, without WebGL and on paper the drawing stays.
import type { Drawing, Library } from "./library";
import { around, dots, grid, rings, type Spot } from "./shapes";

const COLOURS: [layer: string, name: string, colour: string][] = [
  ["ground", "background-color", "--wash"],
  ["grid", "line-color", "--line"],
  ["degrees", "text-color", "--soft"],
  ["degrees", "text-halo-color", "--wash"],
  ["reach", "fill-color", "--link"],
  ["edge", "line-color", "--link"],
  ["dot", "circle-color", "--link"],
  ["dot", "circle-stroke-color", "--paper"],
  ["chosen", "circle-stroke-color", "--ink"],
  ["name", "text-color", "--ink"],
  ["name", "text-halo-color", "--wash"],
];
const FONT = ["sans-serif"];
const FIT = { padding: { top: 56, bottom: 36, left: 36, right: 84 }, maxZoom: 9, animate: false };

async function drawn(root: HTMLElement): Promise<void> {
  const { library, worker, spots, link } = root.dataset as Record<string, string>;
  if (!document.createElement("canvas").getContext("webgl2")) return;
  const [gl, answer] = await Promise.all([import(library!) as Promise<Library>, fetch(spots!)]);
  if (!answer.ok) return;
  // What has no known place is in the list alone.
  const rows = (await answer.json() as { rows: Spot[] }).rows.filter(spot => spot.lat !== "");
  if (!rows.length) return;
  gl.setWorkerUrl(new URL(worker!, location.href).href);
  root.hidden = false;
  const map = new gl.Map({
    container: root.querySelector(".view"),
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background" }] },
    bounds: around(rows), fitBoundsOptions: FIT, maxZoom: 14, attributionControl: false, dragRotate: false,
    pitchWithRotate: false, renderWorldCopies: false, cooperativeGestures: true, fadeDuration: 0, maxPitch: 0,
    locale: {
      "Map.Title": root.dataset.title,
      "CooperativeGesturesHandler.WindowsHelpText": root.dataset.scroll,
      "CooperativeGesturesHandler.MacHelpText": root.dataset.scroll,
      "CooperativeGesturesHandler.MobileHelpText": root.dataset.fingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("load", () => {
    layers(map, rows);
    coloured(map);
    ruled(map);
    map.on("moveend", () => ruled(map));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => coloured(map));
    leading(map, link!);
    pointing(map);
    root.parentElement!.classList.add("live");
  });
  root.querySelector("[data-act=in]")!.addEventListener("click", () => map.zoomIn());
  root.querySelector("[data-act=out]")!.addEventListener("click", () => map.zoomOut());
  root.querySelector("[data-act=all]")!.addEventListener("click", () => map.fitBounds(around(rows), FIT));
}

function layers(map: Drawing, rows: Spot[]): void {
  const none = { type: "FeatureCollection", features: [] };
  for (const [id, data] of [["lines", none], ["words", none], ["rings", rings(rows)], ["dots", dots(rows)]])
    map.addSource(id as string, { type: "geojson", data });
  const size = ["min", ["+", 4, ["get", "events"]], 12];
  map.addLayer({ id: "grid", type: "line", source: "lines" });
  map.addLayer({ id: "reach", type: "fill", source: "rings", paint: { "fill-opacity": 0.08 } });
  map.addLayer({ id: "edge", type: "line", source: "rings", paint: { "line-dasharray": [3, 3], "line-opacity": 0.5 } });
  map.addLayer({ id: "dot", type: "circle", source: "dots",
    paint: { "circle-radius": size, "circle-opacity": 0.75, "circle-stroke-width": 1 } });
  map.addLayer({ id: "chosen", type: "circle", source: "dots", filter: ["==", ["get", "id"], ""],
    paint: { "circle-radius": ["+", size, 3], "circle-opacity": 0, "circle-stroke-width": 2 } });
  map.addLayer({ id: "degrees", type: "symbol", source: "words",
    layout: { "text-field": ["get", "text"], "text-font": FONT, "text-size": 11, "text-anchor": ["get", "anchor"],
      "text-offset": [0.3, -0.2], "text-allow-overlap": true },
    paint: { "text-halo-width": 1 } });
  map.addLayer({ id: "name", type: "symbol", source: "dots",
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-radial-offset": 0.9,
      "text-variable-anchor": ["left", "right", "top", "bottom"], "text-justify": "auto",
      "symbol-sort-key": ["-", 0, ["get", "events"]] },
    paint: { "text-halo-width": 1.5 } });
}

function coloured(map: Drawing): void {
  const style = getComputedStyle(document.documentElement);
  for (const [layer, name, colour] of COLOURS) map.setPaintProperty(layer, name, style.getPropertyValue(colour).trim());
}

function ruled(map: Drawing): void {
  const seen = map.getBounds();
  const view = { west: seen.getWest(), east: seen.getEast(), south: seen.getSouth(), north: seen.getNorth() };
  const { lines, words } = grid(view);
  map.getSource("lines").setData(lines);
  map.getSource("words").setData(words);
}

// A click on a place opens its page; the address is that of the drawing's links.
function leading(map: Drawing, link: string): void {
  const canvas = map.getCanvas();
  map.on("click", "dot", event => {
    const id = event.features?.[0]?.properties["id"];
    if (typeof id === "string") location.assign(link.replace("SPOT", encodeURIComponent(id)));
  });
  map.on("mouseenter", "dot", event => {
    canvas.style.cursor = "pointer";
    canvas.title = String(event.features?.[0]?.properties["name"] ?? "");
  });
  map.on("mouseleave", "dot", () => {
    canvas.style.cursor = "";
    canvas.title = "";
  });
}

// The row that has the focus is ringed on the map: the list is the way through the places by keyboard.
function pointing(map: Drawing): void {
  document.addEventListener("focusin", event => {
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-spot]")?.dataset["spot"] ?? "";
    map.setFilter("chosen", ["==", ["get", "id"], id]);
  });
}

for (const root of document.querySelectorAll<HTMLElement>("[data-spots]"))
  drawn(root).catch(() => { root.hidden = true; });
