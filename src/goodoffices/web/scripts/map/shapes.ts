// Spots, their rings and the grid of degrees, as GeoJSON.
import type { Bounds } from "./library";

export interface Spot { id: string; name: string; lat: string; lon: string; radius_m: number; events?: number; reports?: number }

type Shape = { type: "Feature"; geometry: { type: string; coordinates: unknown }; properties: Record<string, unknown> };

const METRES = 111_320; // of one degree of latitude
const STEPS = [60, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
const EDGE = 0.2; // degrees around the outermost spots
const FARTHEST = 85; // degrees of latitude: the end of the projection

const together = (features: Shape[]) => ({ type: "FeatureCollection", features });
const shape = (type: string, coordinates: unknown, properties: Record<string, unknown> = {}): Shape =>
  ({ type: "Feature", geometry: { type, coordinates }, properties });

export function dots(spots: Spot[]): unknown {
  return together(spots.map(spot =>
    shape("Point", [Number(spot.lon), Number(spot.lat)], { id: spot.id, name: spot.name, events: spot.events ?? spot.reports ?? 1 })));
}

export function rings(spots: Spot[]): unknown {
  return together(spots.filter(spot => spot.radius_m > 0).map(spot => {
    const lat = Number(spot.lat), high = spot.radius_m / METRES;
    const wide = high / Math.max(Math.cos(lat * Math.PI / 180), 0.01);
    const ring = Array.from({ length: 49 }, (_, n) => {
      const turn = n / 48 * 2 * Math.PI;
      return [Number(spot.lon) + wide * Math.cos(turn), lat + high * Math.sin(turn)];
    });
    return shape("Polygon", [ring]);
  }));
}

export function around(spots: Spot[]): Bounds {
  const lons = spots.map(spot => Number(spot.lon)), lats = spots.map(spot => Number(spot.lat));
  const clipped = (lat: number) => Math.min(Math.max(lat, -FARTHEST), FARTHEST);
  return [
    [Math.min(...lons) - EDGE, clipped(Math.min(...lats) - EDGE)],
    [Math.max(...lons) + EDGE, clipped(Math.max(...lats) + EDGE)],
  ];
}

export interface View { west: number; east: number; south: number; north: number }

// At least five meridians in view; what they say stands at the left and lower edge.
export function grid(view: View): { lines: unknown; words: unknown } {
  const wide = view.east - view.west;
  const step = STEPS.find(one => wide / one >= 5) ?? STEPS[STEPS.length - 1]!;
  const lines: Shape[] = [], words: Shape[] = [];
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

function every(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step), last = Math.floor(high / step);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, n) => Number(((first + n) * step).toFixed(2)));
}

function said(at: number, plus: string, minus: string): string {
  return `${Math.abs(at)}°${at > 0 ? plus : at < 0 ? minus : ""}`;
}
