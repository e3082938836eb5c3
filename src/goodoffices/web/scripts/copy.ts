// A button that copies a citation; without scripts its text stands open to be selected.
export function copying(): void {
  for (const text of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.body.dataset.copy ?? "";
    button.addEventListener("click", () => void copy(button, text.innerText));
    text.closest("details")?.querySelector("summary")?.after(button);
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text.trim());
  const said = document.getElementById("said");
  if (said) said.textContent = document.body.dataset.copied ?? "";
  button.textContent = document.body.dataset.copied ?? "";
}
