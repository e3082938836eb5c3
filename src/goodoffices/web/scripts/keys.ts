// Whether a key belongs to what one is typing in, or to the browser.
export function busy(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  const typing = target?.matches("input, textarea, select, [contenteditable]") ?? false;
  return typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null;
}
