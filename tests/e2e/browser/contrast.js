// Returns what has too little contrast in a card: texts, and shapes that carry meaning.
(card) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {
    willReadFrequently: true,
  });
  const layer = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const above = (element) =>
    element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const behind = (element) => {
    const colors = [];
    for (let each = element; each; each = above(each)) {
      colors.unshift(getComputedStyle(each).backgroundColor);
    }
    return colors;
  };
  const found = { texts: 0, shapes: 0, weak: [] };
  const judge = (what, color, element, least) => {
    const colors = behind(element);
    const measured = ratio(layer([...colors, color]), layer(colors));
    if (measured < least) {
      found.weak.push(`${what}: ${measured.toFixed(2)} < ${least}`);
    }
  };
  const all = [...card.shadowRoot.querySelectorAll("*")].filter(
    (each) => each.getClientRects().length > 0 && !each.closest(".hidden"),
  );
  for (const element of all) {
    const style = getComputedStyle(element);
    const text = [...element.childNodes]
      .filter((each) => each.nodeType === Node.TEXT_NODE)
      .map((each) => each.data.trim())
      .join("");
    if (text && element.localName !== "style") {
      found.texts += 1;
      const size = Number.parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      judge(`"${text}"`, style.color, element, isLarge ? 3 : 4.5);
    }
  }
  // By selector, what gives the shape its color.
  const shapes = {
    ".hour .now": "backgroundColor",
    ".hour .measured": "borderTopColor",
    ".hour .expected": "borderTopColor",
    ".current .typical": "borderTopColor",
    ".full": "borderTopColor",
    ".pill": "borderTopColor",
    ".bar:not(.over, .unknown) > div": "backgroundColor",
    ".toggle": "color",
    "svg path": "stroke",
  };
  for (const [selector, property] of Object.entries(shapes)) {
    for (const element of card.shadowRoot.querySelectorAll(selector)) {
      found.shapes += 1;
      judge(selector, getComputedStyle(element)[property], above(element), 3);
    }
  }
  return found;
}
