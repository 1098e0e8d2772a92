/** The row of one location in the tree. */

import { html, nothing, svg, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import type { Locale } from "./home-assistant.ts";
import { formatCount, formatPercentage } from "./numbers.ts";
import { reasonText } from "./sentence.ts";
import type { Texts } from "./texts.ts";
import type { Figures } from "./tree.ts";

export const WIDTH = 60;
export const HEIGHT = 20;

/** Its name, sparkline, bar and values. */
export function renderPlace(
  name: string,
  { count, percentage, reason }: Figures,
  path: string,
  texts: Texts,
  locale: Locale,
): TemplateResult {
  return html`
    <span class="name"><bdi>${name}</bdi></span>
    <svg viewBox="0 -1 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      ${path ? svg`<path d=${path} />` : nothing}
    </svg>
    ${renderBar(count, percentage)}
    <span class="value">${
      count === null
        ? html`<span>${
            reason ? reasonText(reason, texts) : texts.text("config_panel.tree.unknown")
          }</span>`
        : html`<b>${formatCount(count, locale)}</b
            ><span class="hidden"> ${texts.plural("config_panel.card.people", count)}</span>${
              percentage === null
                ? nothing
                : html` <span class="percent">${formatPercentage(percentage, locale)}</span>`
            }`
    }</span>
  `;
}

function renderBar(count: number | null, percentage: number | null): TemplateResult {
  if (count === null) {
    return html`<div class="bar unknown" aria-hidden="true"></div>`;
  }
  if (percentage === null) {
    return html`<div aria-hidden="true"></div>`;
  }
  const width = `${Math.min(100, Math.max(0, Math.round(percentage)))}%`;
  return html`
    <div class=${percentage > 100 ? "bar over" : "bar"} aria-hidden="true">
      <div style=${styleMap({ "inline-size": width })}></div>
    </div>
  `;
}
