// Keeps the box ready after an answer came, and the answer in sight. The chat works without it.
(function () {
  "use strict";
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest ? event.target.closest("#ask-form") : null;
    var answer = event.detail.xhr;
    if (!form || !answer || answer.status !== 200) return;
    form.reset();
    var box = form.querySelector("textarea");
    box.value = "";
    box.focus({ preventScroll: true });
    var problem = document.getElementById("problem");
    if (problem) problem.textContent = "";
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    var turns = document.getElementById("turns");
    if (!turns || event.target.id === "problem") return;
    var starters = document.getElementById("starters");
    if (starters && turns.querySelector(".turn")) starters.hidden = true;
    var last = turns.querySelector(".turn.new");
    if (!last) return;
    turns.querySelectorAll(".turn.new").forEach(function (one) { one.classList.remove("new"); });
    last.scrollIntoView({ block: "start" });
  });
})();
