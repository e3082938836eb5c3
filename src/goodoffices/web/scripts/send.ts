// Files and folders, chosen or dropped, are sent a few at a time; each shows where it is, and what became of it.
const MOST = 32;
const LARGEST = 16 << 20;
const AGAIN_MS = 15_000;
const RETRIED = 8;

type Row = { file: File; line: HTMLLIElement; state: HTMLElement };
type Said = { status: number; page: Document };

export function sending(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-send]");
  const input = form?.querySelector<HTMLInputElement>("#files");
  const list = form?.querySelector<HTMLUListElement>("ul.files");
  if (!form || !input || !list) return;
  let rows: Row[] = [];
  const choose = (files: File[]): void => {
    rows = files.map(file => rowOf(file, form));
    list.replaceChildren(...rows.map(row => row.line));
    list.hidden = rows.length === 0;
    say(form, "");
  };
  for (const one of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    one.addEventListener("change", () => {
      for (const other of form.querySelectorAll<HTMLInputElement>("input[type=file]")) if (other !== one) other.value = "";
      choose([...(one.files ?? [])]);
    });
  }
  form.addEventListener("dragover", event => event.preventDefault());
  form.addEventListener("drop", event => {
    event.preventDefault();
    void dropped(event.dataTransfer).then(choose);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (rows.length) void send(form, rows).then(left => (rows = left));
    else say(form, form.dataset.none ?? "");
  });
}

function rowOf(file: File, form: HTMLFormElement): Row {
  const line = document.createElement("li");
  const name = document.createElement("b");
  const state = document.createElement("span");
  name.textContent = file.name;
  state.textContent = form.dataset.waiting ?? "";
  state.className = "state";
  line.append(name, " ", state);
  return { file, line, state };
}

// A few first, so that something is seen soon; then as many as one commit of the case takes in.
async function send(form: HTMLFormElement, rows: Row[]): Promise<Row[]> {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const most = Number(form.dataset.largest);
  const waiting = rows.filter(row => row.file.size < most || tell(row, form.dataset.large ?? ""));
  if (button) button.disabled = true;
  say(form, "");
  for (let several = 1; waiting.length; several = Math.min(2 * several, MOST)) {
    const some = fitting(waiting, several);
    const said = await asked(form, some);
    if (said.status !== 200) {
      for (const row of some) row.state.textContent = form.dataset.waiting ?? "";
      say(form, (said.page.querySelector("[role=alert], .refusal p")?.textContent ?? form.dataset.failed ?? "").trim());
      break;
    }
    waiting.splice(0, some.length);
    answered(some, said.page);
  }
  if (button) button.disabled = false;
  if (!waiting.length) say(form, form.dataset.done ?? "");
  return waiting;
}

function fitting(waiting: Row[], several: number): Row[] {
  const some: Row[] = [];
  let size = 0;
  for (const row of waiting.slice(0, several)) {
    size += row.file.size;
    if (some.length && size > LARGEST) break;
    some.push(row);
  }
  return some;
}

async function asked(form: HTMLFormElement, rows: Row[]): Promise<Said> {
  for (let again = 0; ; again += 1) {
    const said = await posted(form, rows);
    if (said.status !== 429 || again === RETRIED) return said;
    for (const row of rows) row.state.textContent = form.dataset.turn ?? "";
    await new Promise(done => setTimeout(done, AGAIN_MS));
  }
}

function posted(form: HTMLFormElement, rows: Row[]): Promise<Said> {
  const body = new FormData(form);
  body.delete("files");
  for (const row of rows) body.append("files", row.file, row.file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", event => shown(form, rows, event.loaded));
  request.upload.addEventListener("load", () => shown(form, rows, Infinity));
  return new Promise(done => {
    const end = (): void =>
      done({ status: request.status, page: new DOMParser().parseFromString(request.responseText, "text/html") });
    request.addEventListener("load", end);
    request.addEventListener("error", end);
    request.send(body);
  });
}

// The bytes of several files go one after another, so those of one are gone when those before it and its own are.
function shown(form: HTMLFormElement, rows: Row[], gone: number): void {
  let before = 0;
  for (const row of rows) {
    const part = row.file.size ? Math.min(Math.max((gone - before) / row.file.size, 0), 1) : 1;
    const words = part === 1 ? form.dataset.reading : part > 0 ? form.dataset.going : form.dataset.waiting;
    row.state.textContent = (words ?? "").replace("{part}", String(Math.floor(part * 100)));
    before += row.file.size;
  }
}

function answered(rows: Row[], page: Document): void {
  const lines = [...page.querySelectorAll<HTMLLIElement>("main ul.files > li")];
  rows.forEach((row, at) => {
    const line = lines[at];
    if (line) row.line.replaceWith(line);
  });
}

function tell(row: Row, words: string): boolean {
  row.state.textContent = words;
  row.line.className = "refused";
  return false;
}

function say(form: HTMLFormElement, words: string): void {
  const said = form.querySelector<HTMLElement>("[data-said]");
  if (said) said.textContent = words;
}

// What a drop brings: files, and those of folders with all that is below them.
async function dropped(data: DataTransfer | null): Promise<File[]> {
  const entries = [...(data?.items ?? [])].map(item => item.webkitGetAsEntry());
  const found = await Promise.all(entries.map(entry => (entry ? below(entry) : [])));
  return found.flat();
}

async function below(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...(await below(one)));
  }
}
