// What is typed into a form of the talks stays in this tab until the entry is kept, whatever becomes of the connection.
const KEPT = /#ent_[a-z2-7]{26}$|\/talks\/entries\/ent_[a-z2-7]{26}$/;
const SENT = "entry sent";
type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function drafting(): void {
  const sent = sessionStorage.getItem(SENT);
  if (sent && KEPT.test(location.pathname + location.hash)) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  }
  const form = document.querySelector<HTMLFormElement>("form[data-entry]");
  if (!form) return;
  const key = `entry ${new URL(form.action).pathname} ${form.dataset.entry ?? ""}`;
  if (!document.querySelector("[role=alert]")) fill(form, sessionStorage.getItem(key));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(typed(form))));
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

function boxes(form: HTMLFormElement): Box[] {
  return [...form.querySelectorAll<Box>("input[name]:not([type=hidden]), select[name], textarea[name]")];
}

function typed(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const box of boxes(form)) found[box.name] = box.type === "checkbox" ? String((box as HTMLInputElement).checked) : box.value;
  return found;
}

function fill(form: HTMLFormElement, draft: string | null): void {
  if (!draft) return;
  const found = JSON.parse(draft) as Record<string, string>;
  for (const box of boxes(form)) {
    const text = found[box.name];
    if (text === undefined) continue;
    if (box.type === "checkbox") (box as HTMLInputElement).checked = text === "true";
    else box.value = text;
  }
}
