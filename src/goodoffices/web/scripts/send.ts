// Files are sent with a bar that shows how far they are; they can be dropped on the form.
export function sending(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-send]");
  const input = form?.querySelector<HTMLInputElement>("input[type=file]");
  const bar = form?.querySelector<HTMLProgressElement>("progress");
  if (!form || !input || !bar) return;
  form.addEventListener("dragover", event => event.preventDefault());
  form.addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    send(form, bar);
  });
}

function send(form: HTMLFormElement, bar: HTMLProgressElement): void {
  const request = new XMLHttpRequest();
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const said = form.querySelector<HTMLElement>("[data-said]");
  request.open("POST", form.action);
  request.upload.addEventListener("progress", event => {
    if (event.lengthComputable) {
      bar.max = event.total;
      bar.value = event.loaded;
    }
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    if (said) said.textContent = form.dataset.reading ?? "";
  });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (main) document.querySelector("main")?.replaceWith(main);
    document.querySelector<HTMLElement>("main")?.focus();
    sending();
  });
  request.addEventListener("error", () => {
    bar.hidden = true;
    if (button) button.disabled = false;
    if (said) said.textContent = form.dataset.failed ?? "";
  });
  bar.hidden = false;
  if (button) button.disabled = true;
  request.send(new FormData(form));
}
