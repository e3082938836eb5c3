// A button that copies a citation at one click; without scripts its text opens to be selected.
export function copying(): void {
  for (const text of document.querySelectorAll<HTMLElement>("p[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.body.dataset.copy ?? "";
    button.addEventListener("click", () => void copy(button, text.textContent ?? ""));
    text.closest("details")?.before(button, " ");
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text.trim());
  const said = document.getElementById("said");
  if (said) said.textContent = document.body.dataset.copied ?? "";
  button.textContent = document.body.dataset.copied ?? "";
}
