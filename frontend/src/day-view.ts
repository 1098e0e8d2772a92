/** The plot of a day, with its axis and its legend. */

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { type Bar, plotOf } from "./day-plot.ts";
import type { Locale } from "./home-assistant.ts";
import type { Day } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { browserZone, formatTime, formatZone, zonesDiffer } from "./times.ts";

export function renderDay(day: Day, texts: Texts, locale: Locale): TemplateResult {
  const plot = plotOf(day, new Date());
  const { bars, full } = plot;
  const zone = bars.map((bar) => bar.start);
  const has = (kind: "typical" | "measured" | "expected" | "now") =>
    bars.some((bar) => bar[kind] !== null);
  const kinds = (["typical", "measured", "now", "expected"] as const).filter(has);
  if (kinds.length === 0) {
    return html`<div class="day"></div>`;
  }
  return html`<div class="day">
    <div class="plot" dir="ltr" aria-hidden="true">
      ${full === null ? nothing : html`<div class="full" style=${styleMap(height(full))}></div>`}
      ${bars.map(renderBar)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${bars.map(
        (bar) => html`<span class=${classMap({ odd: bar.label === 1 })}
          >${bar.label ? html`<i>${formatTime(bar.start, day.zone, locale)}</i>` : nothing}</span
        >`,
      )}
    </div>
    <div class="legend" aria-hidden="true">
      ${kinds.map(
        (kind) =>
          html`<span class=${kind}><i></i>${texts.text(`config_panel.legend.${kind}`)}</span>`,
      )}
      ${
        full === null
          ? nothing
          : html`<span class="capacity"><i></i>${texts.text("config_panel.legend.full")}</span>`
      }
    </div>
    ${
      zonesDiffer(day.zone, browserZone(), zone)
        ? html`<div class="zone">
          ${texts.text("config_panel.card.zone", { zone: formatZone(day.zone, locale) })}
        </div>`
        : nothing
    }</div>`;
}

function renderBar(bar: Bar): TemplateResult {
  const part = (kind: "typical" | "measured" | "expected" | "now") => {
    const value = bar[kind];
    return value === null
      ? nothing
      : html`<div class=${kind} style=${styleMap(height(value))}></div>`;
  };
  return html`
    <div class=${classMap({ hour: true, current: bar.isNow })}>
      ${part("typical")}${part("now")}${part("measured")}${part("expected")}
    </div>
  `;
}

function height(part: number): { "block-size": string } {
  return { "block-size": `${Math.round(part * 1000) / 10}%` };
}
