/** Several locations on the full screen, in pages. */

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { HomeAssistant } from "./home-assistant.ts";
import { lostText, pageAt, ROWS_PER_PAGE } from "./kiosk.ts";
import type { KioskController } from "./kiosk-controller.ts";
import { firstLevel, type KioskRow, rowOf } from "./kiosk-rows.ts";
import { renderKiosk, widthOf } from "./kiosk-view.ts";
import type { OverviewLocation } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { browserZone } from "./times.ts";
import { figuresOf, type Place, type Sort, sorted } from "./tree.ts";

interface ListView {
  places: readonly Place[];
  sort: Sort;
  /** By device id. */
  overview: ReadonlyMap<string, OverviewLocation>;
  zone: string | undefined;
  hass: HomeAssistant;
  texts: Texts;
  kiosk: KioskController;
}

/** This many rows have room for larger letters. */
const FEW = 4;

/** Values remain for a minute without a connection. */
export function renderList(view: ListView): TemplateResult {
  const { hass, texts, kiosk } = view;
  const { locale, language, states } = hass;
  const now = new Date();
  const since = kiosk.outage.since(now.getTime());
  const overview = (place: Place) => view.overview.get(place.deviceId);
  const figures = (place: Place) => figuresOf(place, states, overview(place));
  const places = sorted(firstLevel(view.places), view.sort, figures, language);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const page = pageAt(places, kiosk.elapsed, isStill);
  const rows = page.rows.map((place) => {
    const row = rowOf(place, figures(place), states, overview(place), texts, locale);
    return since ? { ...row, word: "–", isKnown: false } : row;
  });
  const label = texts.text("config_panel.tree.label");
  const pages = page.pages > 1 && !isStill ? `${page.number} / ${page.pages}` : "";
  const zone = view.zone ?? browserZone();
  const lost = since ? lostText(since, now, zone, texts, locale) : "";
  return renderKiosk(
    label,
    html`${lost ? html`<div class="says lost">${lost}</div>` : nothing}
      ${renderRows(rows, page.pages > 1 ? ROWS_PER_PAGE : rows.length, label, texts)}`,
    pages,
    kiosk,
    texts,
  );
}

function renderRows(
  rows: readonly KioskRow[],
  size: number,
  label: string,
  texts: Texts,
): TemplateResult {
  if (rows.length === 0) {
    return html`<div class="says">${texts.text("config_panel.tree.empty")}</div>`;
  }
  return html`
    <ul
      aria-label=${label}
      class=${classMap({ few: size <= FEW })}
      style=${styleMap({ "--rows": String(size) })}
    >
      ${repeat(
        rows,
        (row) => row.id,
        (row) => html`
          <li class=${classMap({ long: widthOf(row.name) > 40 })}>
            <bdi>${row.name}</bdi>
            <span class=${row.isKnown ? "" : "unknown"}>${row.word}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
