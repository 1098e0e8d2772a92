/** The number of people and the utilization. */

import { html, nothing, type TemplateResult } from "lit";
import type { Head } from "./card-head.ts";
import type { Locale } from "./home-assistant.ts";
import { formatCount, formatPercentage } from "./numbers.ts";
import type { Texts } from "./texts.ts";

export function renderValue(head: Head, texts: Texts, locale: Locale): TemplateResult {
  const { count, percentage } = head;
  return html`
    <div id="value">
      <span class="count">${count === null ? "–" : formatCount(count, locale)}</span>
      <span class="unit">${texts.plural("config_panel.card.people", count ?? 2)}${
        percentage === null ? nothing : html` · ${formatPercentage(percentage, locale)}`
      }</span>
    </div>
  `;
}
