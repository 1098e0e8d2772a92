/** The hours of a week as a table whose cells are shaded, with its legend. */

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { Locale } from "./home-assistant.ts";
import { formatPercentage } from "./numbers.ts";
import type { Metric, Week } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { type Cell, firstWeekday, type Grid, gridOf, STEPS } from "./week-grid.ts";
import { formatHour, formatValue, formatWeekday, signOf } from "./week-labels.ts";

/** What a table is drawn with. */
export interface Look {
  metric: Metric;
  isDifference: boolean;
  texts: Texts;
  locale: Locale;
}

/** A value with its unit, such as "508 people". */
export function valueText(value: number, look: Look): string {
  const { metric, isDifference, texts, locale } = look;
  if (metric === "utilization" && !isDifference) {
    return formatPercentage(value, locale, 1);
  }
  const text = formatValue(value, metric, locale, isDifference);
  const unit = metric === "utilization" ? "points" : metric;
  return texts.plural(`config_panel.week.value.${unit}`, Math.abs(Math.round(value)), {
    value: text,
  });
}

/** All that a cell says, such as "Thu 14:00: 508 people (8 weeks)". */
export function cellText(cell: Cell, look: Look): string {
  const { texts, locale } = look;
  const values = {
    day: formatWeekday(cell.weekday, "short", locale),
    time: formatHour(cell.hour, locale),
  };
  if (cell.kind !== "known" || cell.value === null) {
    const what = cell.kind === "closed" ? "closed" : "unknown";
    return texts.text(`config_panel.week.cell.${what}`, values);
  }
  return texts.plural("config_panel.week.cell.known", cell.weeks, {
    ...values,
    value: valueText(cell.value, look),
    weeks: cell.weeks,
  });
}

export function renderWeek(week: Week, name: string, look: Look): TemplateResult {
  const { locale } = look;
  const first = firstWeekday(locale.first_weekday, locale.language);
  // The width of the card decides which of the two is there, for readers too.
  const single = gridOf(week, first, 1, look.isDifference);
  const merged = gridOf(week, first, 2, look.isDifference);
  return html`
    ${renderTable(single, "single", name, look)}
    ${renderTable(merged, "merged", name, look)}
    ${renderLegend(single, look)}
  `;
}

function renderTable(
  grid: Grid,
  kind: "single" | "merged",
  name: string,
  look: Look,
): TemplateResult {
  const { texts, locale } = look;
  return html`
    <table class=${kind} dir="ltr">
      <caption class="hidden">${texts.text("config_panel.week.table", { name })}</caption>
      <thead>
        <tr>
          <th scope="col"><span class="hidden">${texts.text("config_panel.week.day")}</span></th>
          ${grid.hours.map((hour) => {
            const time = formatHour(hour, locale);
            const isShown = hour % (kind === "single" ? 3 : 6) === 0;
            return html`<th scope="col"><span class=${isShown ? "" : "hidden"}>${time}</span></th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${grid.rows.map(
          (row) => html`
            <tr>
              <th scope="row">${formatWeekday(row.weekday, "short", locale)}</th>
              ${row.cells.map((cell) => renderCell(cell, look))}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function renderCell(cell: Cell, look: Look): TemplateResult {
  const text = cellText(cell, look);
  const { kind, value } = cell;
  const shade = kind === "known" ? `step${cell.step}` : kind;
  const sign = look.isDifference && value !== null ? signOf(Math.round(value)) : "";
  return html`<td
    class=${classMap({
      [shade]: true,
      sample: cell.isSample,
      now: cell.isNow,
      less: look.isDifference && (value ?? 0) < 0,
    })}
    title=${text}
    aria-current=${cell.isNow ? "time" : nothing}
  >${sign ? html`<span class="sign" aria-hidden="true">${sign}</span>` : nothing}<span
      class="hidden">${text}</span></td>`;
}

function renderLegend(grid: Grid, look: Look): TemplateResult {
  const { texts } = look;
  const cells = grid.rows.flatMap((row) => row.cells);
  const swatches = (less: boolean) =>
    STEPS.map((_, step) => html`<i class="step${step}${less ? " less" : ""}"></i>`);
  const top = valueText(grid.top, look);
  const scale = look.isDifference
    ? html`<span><b>${valueText(-grid.top, look)}</b>${swatches(true).reverse()}</span>
        <span>${swatches(false)}<b>${top}</b></span>`
    : html`<span>${swatches(false)}<b>0 – ${top}</b></span>`;
  return html`
    <div class="legend" aria-hidden="true">
      ${scale}
      ${
        cells.some((cell) => cell.kind === "unknown")
          ? html`<span><i class="unknown"></i><b>${texts.text("config_panel.tree.unknown")}</b></span>`
          : nothing
      }
      ${
        cells.some((cell) => cell.isSample)
          ? html`<span><i class="sample"></i><b>${texts.text("config_panel.week.sample")}</b></span>`
          : nothing
      }
    </div>
  `;
}
