// Says so on the page when a tap did not reach us. Pages work without it.
(function () {
  "use strict";
  function trouble(shown) {
    var box = document.getElementById("trouble");
    if (box) {
      box.hidden = !shown;
      if (shown) box.scrollIntoView({ block: "center" });
    }
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      // A page that only looks again by itself loses nothing when it is not answered.
      var asked = event.detail.requestConfig;
      if (!asked || asked.verb !== "get") trouble(true);
    });
  });
  document.addEventListener("htmx:beforeRequest", function () { trouble(false); });
  // After a part was replaced, what is most important in it gets the focus.
  document.addEventListener("htmx:afterSettle", function (event) {
    var first = event.target.querySelector("[data-focus]");
    if (first) first.focus();
  });
})();
