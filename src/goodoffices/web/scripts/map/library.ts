// What this site uses of MapLibre GL, which is loaded as it was published and only where a map is drawn.
export interface Event { features?: { properties: Record<string, unknown> }[] }

export interface Drawing {
  on(name: string, told: (event: Event) => void): void;
  on(name: string, layer: string, told: (event: Event) => void): void;
  addSource(id: string, source: unknown): void;
  addLayer(layer: unknown): void;
  getSource(id: string): { setData(data: unknown): void };
  setPaintProperty(layer: string, name: string, value: unknown): void;
  setFilter(layer: string, filter: unknown): void;
  getBounds(): { getWest(): number; getEast(): number; getSouth(): number; getNorth(): number };
  fitBounds(bounds: Bounds, options: unknown): void;
  zoomIn(): void;
  zoomOut(): void;
  getCanvas(): HTMLCanvasElement;
  remove(): void;
  touchZoomRotate: { disableRotation(): void };
  keyboard: { disableRotation(): void };
}

export type Bounds = [[number, number], [number, number]];

export interface Library {
  Map: new (options: unknown) => Drawing;
  setWorkerUrl(address: string): void;
}
