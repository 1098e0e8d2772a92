/** Defines the cards and the dashboard, and lists them among those to choose from. */

import type { CustomCard, CustomStrategy } from "./home-assistant.ts";
import { OccuspaceCard } from "./occuspace-card.ts";
import { OccuspaceNowCard } from "./occuspace-now-card.ts";
import { OccuspaceTreeCard } from "./occuspace-tree-card.ts";
import { OccuspaceWeekCard } from "./occuspace-week-card.ts";
import { DashboardStrategy, LocationStrategy, OverviewStrategy } from "./strategy.ts";

const ELEMENTS = {
  "occuspace-card": OccuspaceCard,
  "occuspace-tree-card": OccuspaceTreeCard,
  "occuspace-now-card": OccuspaceNowCard,
  "ll-strategy-dashboard-occuspace": DashboardStrategy,
  "ll-strategy-view-occuspace-overview": OverviewStrategy,
  "ll-strategy-view-occuspace-location": LocationStrategy,
  "occuspace-week-card": OccuspaceWeekCard,
};

const DOCS = "https://github.com/occuspace-homeassistant/occuspace/blob/main/docs";
const DOCUMENTATION = `${DOCS}/cards.md`;

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

const DASHBOARD: CustomStrategy = {
  type: "occuspace",
  strategyType: "dashboard",
  name: "Occuspace",
  description: "All locations of your Occuspace accounts: now, typical and over time",
  documentationURL: `${DOCS}/dashboards.md`,
};

function define(): void {
  // The frontend may have replaced the registry since this module was loaded.
  const registry = window.customElements;
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!registry.get(name)) {
      registry.define(name, element);
    }
  }
  // The frontend holds on to the lists.
  window.customCards ??= [];
  for (const card of CARDS) {
    if (!window.customCards.some((each) => each.type === card.type)) {
      window.customCards.push(card);
    }
  }
  window.customStrategies ??= [];
  if (!window.customStrategies.some((each) => each.type === DASHBOARD.type)) {
    window.customStrategies.push(DASHBOARD);
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
