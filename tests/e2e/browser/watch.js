// Records every error card that becomes visible, in all shadow roots, at any time.
(() => {
  window.__errorCards = [];
  const isVisible = (element) => element.getClientRects().length > 0;
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.localName === "hui-error-card" && isVisible(element)) {
        const text = element.shadowRoot?.textContent ?? "";
        window.__errorCards.push(text.replace(/\s+/g, " ").trim() || "error card");
      }
      if (element.shadowRoot) {
        look(element.shadowRoot);
      }
    }
  };
  setInterval(() => look(document), 100);
})();
