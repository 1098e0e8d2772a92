/** Defines the cards and lists them among those to choose from. */

import type { CustomCard } from "./home-assistant.ts";
import { OccuspaceCard } from "./occuspace-card.ts";
import { OccuspaceTreeCard } from "./occuspace-tree-card.ts";
import { OccuspaceWeekCard } from "./occuspace-week-card.ts";

const ELEMENTS = {
  "occuspace-card": OccuspaceCard,
  "occuspace-tree-card": OccuspaceTreeCard,
  "occuspace-week-card": OccuspaceWeekCard,
};

const DOCUMENTATION =
  "https://github.com/occuspace-homeassistant/occuspace/blob/main/docs/cards.md";

const CARDS: CustomCard[] = [
  {
    type: "occuspace-card",
    name: "Occuspace location",
    description: "How busy a location is now, compared with its typical day",
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion: OccuspaceCard.getEntitySuggestion,
  },
  {
    type: "occuspace-tree-card",
    name: "Occuspace locations",
    description: "All locations of an account as a tree, sorted by free capacity",
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion: OccuspaceTreeCard.getEntitySuggestion,
  },
  {
    type: "occuspace-week-card",
    name: "Occuspace week",
    description: "The typical week of a location, or how two periods differ",
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion: OccuspaceWeekCard.getEntitySuggestion,
  },
];

function define(): void {
  // The frontend may have replaced the registry since this module was loaded.
  const registry = window.customElements;
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!registry.get(name)) {
      registry.define(name, element);
    }
  }
  // The frontend holds on to the list.
  window.customCards ??= [];
  for (const card of CARDS) {
    if (!window.customCards.some((each) => each.type === card.type)) {
      window.customCards.push(card);
    }
  }
}

const APP = "home-assistant";

// Elements that are defined before the app replaces the registry are lost. Pages without
// the app, such as Cast, have nothing to wait for.
if (!customElements.get(APP) && document.querySelector(APP)) {
  customElements.whenDefined(APP).then(define);
} else {
  define();
}
