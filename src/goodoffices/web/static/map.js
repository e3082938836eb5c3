"use strict";
(() => {
  // scripts/map/shapes.ts
  var METRES = 111320;
  var STEPS = [60, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
  var EDGE = 0.2;
  var FARTHEST = 85;
  var together = (features) => ({ type: "FeatureCollection", features });
  var shape = (type, coordinates, properties = {}) => ({ type: "Feature", geometry: { type, coordinates }, properties });
  function dots(spots) {
    return together(spots.map((spot) => shape("Point", [Number(spot.lon), Number(spot.lat)], { id: spot.id, name: spot.name, events: spot.events ?? spot.reports ?? 1 })));
  }
  function rings(spots) {
    return together(spots.filter((spot) => spot.radius_m > 0).map((spot) => {
      const lat = Number(spot.lat), high = spot.radius_m / METRES;
      const wide = high / Math.max(Math.cos(lat * Math.PI / 180), 0.01);
      const ring = Array.from({ length: 49 }, (_, n) => {
        const turn = n / 48 * 2 * Math.PI;
        return [Number(spot.lon) + wide * Math.cos(turn), lat + high * Math.sin(turn)];
      });
      return shape("Polygon", [ring]);
    }));
  }
  function around(spots) {
    const lons = spots.map((spot) => Number(spot.lon)), lats = spots.map((spot) => Number(spot.lat));
    const clipped = (lat) => Math.min(Math.max(lat, -FARTHEST), FARTHEST);
    return [
      [Math.min(...lons) - EDGE, clipped(Math.min(...lats) - EDGE)],
      [Math.max(...lons) + EDGE, clipped(Math.max(...lats) + EDGE)]
    ];
  }
  function grid(view) {
    const wide = view.east - view.west;
    const step = STEPS.find((one) => wide / one >= 5) ?? STEPS[STEPS.length - 1];
    const lines = [], words = [];
    for (const lon of every(view.west, view.east, step)) {
      lines.push(shape("LineString", [[lon, -FARTHEST], [lon, FARTHEST]]));
      words.push(shape("Point", [lon, view.south], { text: said(lon, "E", "W"), anchor: "bottom-left" }));
    }
    for (const lat of every(Math.max(view.south, -FARTHEST), Math.min(view.north, FARTHEST), step)) {
      lines.push(shape("LineString", [[view.west - wide, lat], [view.east + wide, lat]]));
      words.push(shape("Point", [view.west, lat], { text: said(lat, "N", "S"), anchor: "bottom-left" }));
    }
    return { lines: together(lines), words: together(words) };
  }
  function every(low, high, step) {
    const first = Math.ceil(low / step), last = Math.floor(high / step);
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, n) => Number(((first + n) * step).toFixed(2)));
  }
  function said(at, plus, minus) {
    return `${Math.abs(at)}°${at > 0 ? plus : at < 0 ? minus : ""}`;
  }

  // scripts/map/map.ts
  var COLOURS = [
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
    ["name", "text-halo-color", "--wash"]
  ];
  var FONT = ["sans-serif"];
  var FIT = { padding: { top: 56, bottom: 36, left: 36, right: 84 }, maxZoom: 9, animate: false };
  async function drawn(root) {
    const { library, worker, spots, link } = root.dataset;
    if (!document.createElement("canvas").getContext("webgl2")) return;
    const [gl, answer] = await Promise.all([import(library), fetch(spots)]);
    if (!answer.ok) return;
    const rows = (await answer.json()).rows.filter((spot) => spot.lat !== "");
    if (!rows.length) return;
    gl.setWorkerUrl(new URL(worker, location.href).href);
    root.hidden = false;
    const map = new gl.Map({
      container: root.querySelector(".view"),
      style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background" }] },
      bounds: around(rows),
      fitBoundsOptions: FIT,
      maxZoom: 14,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      cooperativeGestures: true,
      fadeDuration: 0,
      maxPitch: 0,
      locale: {
        "Map.Title": root.dataset.title,
        "CooperativeGesturesHandler.WindowsHelpText": root.dataset.scroll,
        "CooperativeGesturesHandler.MacHelpText": root.dataset.scroll,
        "CooperativeGesturesHandler.MobileHelpText": root.dataset.fingers
      }
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.on("load", () => {
      layers(map, rows);
      coloured(map);
      ruled(map);
      map.on("moveend", () => ruled(map));
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => coloured(map));
      leading(map, link);
      pointing(map);
      root.parentElement.classList.add("live");
    });
    root.querySelector("[data-act=in]").addEventListener("click", () => map.zoomIn());
    root.querySelector("[data-act=out]").addEventListener("click", () => map.zoomOut());
    root.querySelector("[data-act=all]").addEventListener("click", () => map.fitBounds(around(rows), FIT));
  }
  function layers(map, rows) {
    const none = { type: "FeatureCollection", features: [] };
    for (const [id, data] of [["lines", none], ["words", none], ["rings", rings(rows)], ["dots", dots(rows)]])
      map.addSource(id, { type: "geojson", data });
    const size = ["min", ["+", 4, ["get", "events"]], 12];
    map.addLayer({ id: "grid", type: "line", source: "lines" });
    map.addLayer({ id: "reach", type: "fill", source: "rings", paint: { "fill-opacity": 0.08 } });
    map.addLayer({ id: "edge", type: "line", source: "rings", paint: { "line-dasharray": [3, 3], "line-opacity": 0.5 } });
    map.addLayer({
      id: "dot",
      type: "circle",
      source: "dots",
      paint: { "circle-radius": size, "circle-opacity": 0.75, "circle-stroke-width": 1 }
    });
    map.addLayer({
      id: "chosen",
      type: "circle",
      source: "dots",
      filter: ["==", ["get", "id"], ""],
      paint: { "circle-radius": ["+", size, 3], "circle-opacity": 0, "circle-stroke-width": 2 }
    });
    map.addLayer({
      id: "degrees",
      type: "symbol",
      source: "words",
      layout: {
        "text-field": ["get", "text"],
        "text-font": FONT,
        "text-size": 11,
        "text-anchor": ["get", "anchor"],
        "text-offset": [0.3, -0.2],
        "text-allow-overlap": true
      },
      paint: { "text-halo-width": 1 }
    });
    map.addLayer({
      id: "name",
      type: "symbol",
      source: "dots",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-radial-offset": 0.9,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-justify": "auto",
        "symbol-sort-key": ["-", 0, ["get", "events"]]
      },
      paint: { "text-halo-width": 1.5 }
    });
  }
  function coloured(map) {
    const style = getComputedStyle(document.documentElement);
    for (const [layer, name, colour] of COLOURS) map.setPaintProperty(layer, name, style.getPropertyValue(colour).trim());
  }
  function ruled(map) {
    const seen = map.getBounds();
    const view = { west: seen.getWest(), east: seen.getEast(), south: seen.getSouth(), north: seen.getNorth() };
    const { lines, words } = grid(view);
    map.getSource("lines").setData(lines);
    map.getSource("words").setData(words);
  }
  function leading(map, link) {
    const canvas = map.getCanvas();
    map.on("click", "dot", (event) => {
      const id = event.features?.[0]?.properties["id"];
      if (typeof id === "string") location.assign(link.replace("SPOT", encodeURIComponent(id)));
    });
    map.on("mouseenter", "dot", (event) => {
      canvas.style.cursor = "pointer";
      canvas.title = String(event.features?.[0]?.properties["name"] ?? "");
    });
    map.on("mouseleave", "dot", () => {
      canvas.style.cursor = "";
      canvas.title = "";
    });
  }
  function pointing(map) {
    document.addEventListener("focusin", (event) => {
      const id = event.target.closest("[data-spot]")?.dataset["spot"] ?? "";
      map.setFilter("chosen", ["==", ["get", "id"], id]);
    });
  }
  for (const root of document.querySelectorAll("[data-spots]"))
    drawn(root).catch(() => {
      root.hidden = true;
    });
})();
