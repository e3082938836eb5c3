// y, n, u and z judge the pair that has the focus, or the first; the buttons are there without a script too.
import { busy } from "./keys";

export function judging(): void {
  document.addEventListener("keydown", event => {
    if (busy(event) || !/^[ynuz]$/.test(event.key)) return;
    const near = document.activeElement?.closest(".pair") ?? document;
    near.querySelector<HTMLButtonElement>(`[data-judge] button[data-key="${event.key}"]`)?.click();
  });
}
