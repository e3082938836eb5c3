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
    for (const text of document.querySelectorAll("[data-copy]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = document.body.dataset.copy ?? "";
      button.addEventListener("click", () => void copy(button, text.innerText));
      text.closest("details")?.querySelector("summary")?.after(button);
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
  function sending() {
    const form = document.querySelector("form[data-send]");
    const input = form?.querySelector("input[type=file]");
    const bar = form?.querySelector("progress");
    if (!form || !input || !bar) return;
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, bar);
    });
  }
  function send(form, bar) {
    const request = new XMLHttpRequest();
    const button = form.querySelector("button[type=submit]");
    const said = form.querySelector("[data-said]");
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
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
      document.querySelector("main")?.focus();
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
