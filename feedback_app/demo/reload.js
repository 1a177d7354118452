// Loads the page again once what it shows has been replaced, and says that it is under way.
// Handed out only while somebody edits; no built page holds it.
(() => {
  const seen = document.currentScript.dataset.state;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  Object.assign(status.style, {
    position: "fixed", insetInlineStart: "1rem", insetBlockEnd: "1rem", zIndex: "9", margin: "0",
    padding: ".4rem .9rem", borderRadius: "1rem", font: "15px/1.4 system-ui, sans-serif",
    color: "#fff", background: "#1e2422",
  });

  const look = async () => {
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch("/mending/state", { cache: "no-store" });
        const now = await answer.json();
        if (now.state !== seen) {
          location.reload();
          return;
        }
        status.textContent = now.work;
        if (now.work) document.body.append(status);
        else status.remove();
      } catch {
        // The demonstration has been closed, or is not there yet.
      }
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
