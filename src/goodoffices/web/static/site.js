"use strict";
(() => {
  // scripts/keys.ts
  function busy(event) {
    const target = event.target;
    const typing = target?.matches("input, textarea, select, [contenteditable]") ?? false;
    return typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null;
  }

  // scripts/jump.ts
  function jumping() {
    const dialog = document.querySelector("dialog.jump");
    const input = dialog?.querySelector("input[name=q]");
    const found = dialog?.querySelector("#jump-found");
    if (!dialog || !input || !found) return;
    document.querySelector("a[data-jump]")?.addEventListener("click", (event) => {
      event.preventDefault();
      open(dialog, input);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !busy(event)) {
        event.preventDefault();
        open(dialog, input);
      }
    });
    dialog.addEventListener("keydown", (event) => choose(event, input, found));
  }
  function open(dialog, input) {
    if (!dialog.open) dialog.showModal();
    input.select();
  }
  function choose(event, input, found) {
    const links = [...found.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== void 0 && links.length) {
      event.preventDefault();
      const next = here + step;
      (next < 0 ? input : links[Math.min(next, links.length - 1)]).focus();
    } else if (event.key === "Enter" && here < 0 && links[0]) {
      event.preventDefault();
      links[0].click();
    }
  }

  // scripts/copy.ts
  function copying() {
    for (const text of document.querySelectorAll("p[data-copy]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = document.body.dataset.copy ?? "";
      button.addEventListener("click", () => void copy(button, text.textContent ?? ""));
      text.closest("details")?.before(button, " ");
    }
  }
  async function copy(button, text) {
    await navigator.clipboard.writeText(text.trim());
    const said = document.getElementById("said");
    if (said) said.textContent = document.body.dataset.copied ?? "";
    button.textContent = document.body.dataset.copied ?? "";
  }

  // scripts/walk.ts
  var ROWS = "[data-rows] > li a:first-of-type, article.text mark[id]";
  function walking() {
    document.addEventListener("keydown", (event) => {
      if (busy(event)) return;
      const step = { j: 1, k: -1 }[event.key];
      if (step === void 0) return;
      const rows = [...document.querySelectorAll(ROWS)];
      if (!rows.length) return;
      const here = rows.indexOf(document.activeElement);
      const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
      if (next.tabIndex < 0) next.tabIndex = 0;
      next.focus();
      next.scrollIntoView({ block: "center" });
    });
  }

  // scripts/send.ts
  var MOST = 32;
  var LARGEST = 16 << 20;
  var AGAIN_MS = 15e3;
  var RETRIED = 8;
  function sending() {
    const form = document.querySelector("form[data-send]");
    const input = form?.querySelector("#files");
    const list = form?.querySelector("ul.files");
    if (!form || !input || !list) return;
    let rows = [];
    const choose2 = (files) => {
      rows = files.map((file) => rowOf(file, form));
      list.replaceChildren(...rows.map((row) => row.line));
      list.hidden = rows.length === 0;
      say(form, "");
    };
    for (const one of form.querySelectorAll("input[type=file]")) {
      one.addEventListener("change", () => {
        for (const other of form.querySelectorAll("input[type=file]")) if (other !== one) other.value = "";
        choose2([...one.files ?? []]);
      });
    }
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      void dropped(event.dataTransfer).then(choose2);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (rows.length) void send(form, rows).then((left) => rows = left);
      else say(form, form.dataset.none ?? "");
    });
  }
  function rowOf(file, form) {
    const line = document.createElement("li");
    const name = document.createElement("b");
    const state = document.createElement("span");
    name.textContent = file.name;
    state.textContent = form.dataset.waiting ?? "";
    state.className = "state";
    line.append(name, " ", state);
    return { file, line, state };
  }
  async function send(form, rows) {
    const button = form.querySelector("button[type=submit]");
    const most = Number(form.dataset.largest);
    const waiting = rows.filter((row) => row.file.size < most || tell(row, form.dataset.large ?? ""));
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
  function fitting(waiting, several) {
    const some = [];
    let size = 0;
    for (const row of waiting.slice(0, several)) {
      size += row.file.size;
      if (some.length && size > LARGEST) break;
      some.push(row);
    }
    return some;
  }
  async function asked(form, rows) {
    for (let again = 0; ; again += 1) {
      const said = await posted(form, rows);
      if (said.status !== 429 || again === RETRIED) return said;
      for (const row of rows) row.state.textContent = form.dataset.turn ?? "";
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
  function posted(form, rows) {
    const body = new FormData(form);
    body.delete("files");
    for (const row of rows) body.append("files", row.file, row.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => shown(form, rows, event.loaded));
    request.upload.addEventListener("load", () => shown(form, rows, Infinity));
    return new Promise((done) => {
      const end = () => done({ status: request.status, page: new DOMParser().parseFromString(request.responseText, "text/html") });
      request.addEventListener("load", end);
      request.addEventListener("error", end);
      request.send(body);
    });
  }
  function shown(form, rows, gone) {
    let before = 0;
    for (const row of rows) {
      const part = row.file.size ? Math.min(Math.max((gone - before) / row.file.size, 0), 1) : 1;
      const words = part === 1 ? form.dataset.reading : part > 0 ? form.dataset.going : form.dataset.waiting;
      row.state.textContent = (words ?? "").replace("{part}", String(Math.floor(part * 100)));
      before += row.file.size;
    }
  }
  function answered(rows, page) {
    const lines = [...page.querySelectorAll("main ul.files > li")];
    rows.forEach((row, at) => {
      const line = lines[at];
      if (line) row.line.replaceWith(line);
    });
  }
  function tell(row, words) {
    row.state.textContent = words;
    row.line.className = "refused";
    return false;
  }
  function say(form, words) {
    const said = form.querySelector("[data-said]");
    if (said) said.textContent = words;
  }
  async function dropped(data) {
    const entries = [...data?.items ?? []].map((item) => item.webkitGetAsEntry());
    const found = await Promise.all(entries.map((entry) => entry ? below(entry) : []));
    return found.flat();
  }
  async function below(entry) {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader();
    const found = [];
    for (; ; ) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...await below(one));
    }
  }

  // scripts/review.ts
  function judging() {
    document.addEventListener("keydown", (event) => {
      if (busy(event) || !/^[ynuz]$/.test(event.key)) return;
      const near = document.activeElement?.closest(".pair") ?? document;
      near.querySelector(`[data-judge] button[data-key="${event.key}"]`)?.click();
    });
  }

  // scripts/drafts.ts
  var KEPT = /#ent_[a-z2-7]{26}$|\/talks\/entries\/ent_[a-z2-7]{26}$/;
  var SENT = "entry sent";
  function drafting() {
    const sent = sessionStorage.getItem(SENT);
    if (sent && KEPT.test(location.pathname + location.hash)) {
      sessionStorage.removeItem(sent);
      sessionStorage.removeItem(SENT);
    }
    const form = document.querySelector("form[data-entry]");
    if (!form) return;
    const key = `entry ${new URL(form.action).pathname} ${form.dataset.entry ?? ""}`;
    if (!document.querySelector("[role=alert]")) fill(form, sessionStorage.getItem(key));
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(typed(form))));
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
  }
  function boxes(form) {
    return [...form.querySelectorAll("input[name]:not([type=hidden]), select[name], textarea[name]")];
  }
  function typed(form) {
    const found = {};
    for (const box of boxes(form)) found[box.name] = box.type === "checkbox" ? String(box.checked) : box.value;
    return found;
  }
  function fill(form, draft) {
    if (!draft) return;
    const found = JSON.parse(draft);
    for (const box of boxes(form)) {
      const text = found[box.name];
      if (text === void 0) continue;
      if (box.type === "checkbox") box.checked = text === "true";
      else box.value = text;
    }
  }

  // scripts/site.ts
  jumping();
  copying();
  walking();
  sending();
  judging();
  drafting();
})();
