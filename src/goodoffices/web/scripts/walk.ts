// j and k walk through the rows of a list or the marks of a page; Enter opens, as a link does. g and a letter: a page.
import { busy } from "./keys";

const ROWS = "[data-rows] > li a:first-of-type, article.text mark[id]";

export function walking(): void {
  document.addEventListener("keydown", event => {
    if (busy(event)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step === undefined) return;
    const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
    if (!rows.length) return;
    const here = rows.indexOf(document.activeElement as HTMLElement);
    const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)]!;
    if (next.tabIndex < 0) next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "center" });
  });
}
