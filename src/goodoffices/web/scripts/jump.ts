// "/" opens the search over everything that goes by a name; arrows choose, Enter goes. htmx asks while one types.
import { busy } from "./keys";

export function jumping(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog.jump");
  const input = dialog?.querySelector<HTMLInputElement>("input[name=q]");
  const found = dialog?.querySelector<HTMLElement>("#jump-found");
  if (!dialog || !input || !found) return;
  document.querySelector("a[data-jump]")?.addEventListener("click", event => {
    event.preventDefault();
    open(dialog, input);
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !busy(event)) {
      event.preventDefault();
      open(dialog, input);
    }
  });
  dialog.addEventListener("keydown", event => choose(event, input, found));
}

function open(dialog: HTMLDialogElement, input: HTMLInputElement): void {
  if (!dialog.open) dialog.showModal();
  input.select();
}

function choose(event: KeyboardEvent, input: HTMLInputElement, found: HTMLElement): void {
  const links = [...found.querySelectorAll<HTMLAnchorElement>("a")];
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && links.length) {
    event.preventDefault();
    const next = here + step;
    (next < 0 ? input : links[Math.min(next, links.length - 1)]!).focus();
  } else if (event.key === "Enter" && here < 0 && links[0]) {
    event.preventDefault();
    links[0].click();
  }
}
