// Reads a passage aloud, explains a word where it stands, and lets pages be read offline.
// Pages work without it.
(function () {
  "use strict";
  var me = document.currentScript;
  var language = document.documentElement.lang;

  function voices() {
    return window.speechSynthesis.getVoices().filter(function (voice) {
      return voice.lang.replace("_", "-").split("-")[0] === language.split("-")[0];
    });
  }
  function words(article) {
    var copy = article.cloneNode(true);
    copy.querySelectorAll("button, .tools, .explained-word").forEach(function (one) { one.remove(); });
    return Array.prototype.map.call(copy.querySelectorAll("h1, h2, h3, p, li"), function (one) {
      return one.textContent.replace(/\s+/g, " ").trim();
    }).filter(Boolean);
  }
  function offerVoice() {
    if (!voices().length) return;
    document.querySelectorAll(".tools[hidden]").forEach(function (one) { one.hidden = false; });
  }
  function readAloud(button) {
    var synthesis = window.speechSynthesis;
    var wasReading = button.dataset.label;
    synthesis.cancel();
    document.querySelectorAll("[data-read-aloud]").forEach(function (one) {
      if (one.dataset.label) { one.textContent = one.dataset.label; delete one.dataset.label; }
    });
    if (wasReading) return;
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.stop;
    var lines = words(button.closest("[data-read]"));
    lines.forEach(function (line, number) {
      var said = new SpeechSynthesisUtterance(line);
      said.lang = language;
      said.voice = voices()[0] || null;
      if (number === lines.length - 1) said.onend = function () {
        if (button.dataset.label) { button.textContent = button.dataset.label; delete button.dataset.label; }
      };
      synthesis.speak(said);
    });
  }
  function explain(link) {
    var next = link.nextElementSibling;
    if (next && next.classList.contains("explained-word")) { next.remove(); return; }
    var said = document.createElement("span");
    said.className = "explained-word";
    said.setAttribute("role", "status");
    link.after(said);
    said.textContent = " (" + link.title + ") ";
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-read-aloud]");
    var term = event.target.closest("a.term");
    if (button) readAloud(button);
    if (term && !event.ctrlKey && !event.metaKey) { event.preventDefault(); explain(term); }
  });
  if ("speechSynthesis" in window && "SpeechSynthesisUtterance" in window) {
    offerVoice();
    if (window.speechSynthesis.addEventListener) window.speechSynthesis.addEventListener("voiceschanged", offerVoice);
    window.addEventListener("pagehide", function () { window.speechSynthesis.cancel(); });
  }
  if ("serviceWorker" in navigator && me) {
    navigator.serviceWorker.register(me.dataset.worker, { scope: "/study/" }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (found) {
      var parts = Array.prototype.map.call(
        document.querySelectorAll("link[rel=stylesheet], script[src], img[src]"),
        function (one) { return one.href || one.src; }
      );
      found.active.postMessage([location.href.split("#")[0]].concat(parts));
    }).catch(function () { /* Reading offline is an extra: without it the page is as it was. */ });
  }
})();
