// Returns how long it takes from following a link until all rows are painted, in ms.
async ([path, tag, rows, isFilled]) => {
  const find = (root, name) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.localName === name) {
        return element;
      }
      const found = element.shadowRoot && find(element.shadowRoot, name);
      if (found) {
        return found;
      }
    }
    return null;
  };
  const frame = () => new Promise(requestAnimationFrame);
  const filled = new Function("card", "rows", `return ${isFilled}`);
  const started = performance.now();
  history.pushState(null, "", path);
  window.dispatchEvent(
    new CustomEvent("location-changed", { detail: { replace: false } }),
  );
  let card = null;
  while (!card?.shadowRoot || !filled(card, rows)) {
    await frame();
    card ??= find(document, tag);
  }
  // A frame begins before it is painted, the next one after.
  await frame();
  await frame();
  return performance.now() - started;
}
