"use strict";
(function () {
  var $ = function (id) { return document.getElementById(id); };
  var marks = Array.prototype.slice.call(document.querySelectorAll("mark[id]"));
  var at = -1, came = [];
  function light() {
    document.querySelectorAll("mark.on").forEach(function (m) { m.classList.remove("on"); });
    var id = decodeURIComponent(location.hash.slice(1)), hit = id && $(id);
    if (!hit) { return; }
    var mark = hit.closest("mark");
    if (mark) {
      at = marks.indexOf(mark);
      document.querySelectorAll('mark[data-of="' + CSS.escape(mark.id) + '"]').forEach(function (m) { m.classList.add("on"); });
    }
  }
  function go(id) { if (location.hash !== "#" + id) { location.hash = id; } else { $(id).scrollIntoView(); } }
  function step(by) {
    if (!marks.length) { return; }
    at = at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length;
    go(marks[at].id);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.c");
    if (link) { if (!link.id) { link.id = "from-" + came.length + "-" + link.hash.slice(1); } came.push(link.id); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    var help = $("keys");
    if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "b") { var to = came.pop(); if (to && $(to)) { $(to).scrollIntoView({ block: "center" }); $(to).focus({ preventScroll: true }); } else { history.back(); } }
    else if (event.key === "t") { window.scrollTo(0, 0); }
    else if (event.key === "?" && help.showModal && !help.open) { help.showModal(); }
    else { return; }
    event.preventDefault();
  });
  function filter() {
    var page = $("by-page").value, side = $("by-side").value, hidden = 0;
    document.querySelectorAll("[data-p]").forEach(function (row) {
      var off = (page && row.dataset.p.split(" ").indexOf(page) < 0) || (side && row.dataset.s !== undefined && row.dataset.s.split("|").indexOf(side) < 0);
      row.classList.toggle("off", !!off);
      hidden += off ? 1 : 0;
    });
    $("filtered").hidden = !hidden;
  }
  $("by-page").addEventListener("change", filter);
  $("by-side").addEventListener("change", filter);
  $("keys-open").addEventListener("click", function () { $("keys").showModal(); });
  window.addEventListener("hashchange", light);
  $("tools").hidden = false;
  light();
}());
