/** The hours of a day as a table, for those who do not see the plot. */

import { html, type TemplateResult } from "lit";
import type { Locale } from "./home-assistant.ts";
import { formatCount } from "./numbers.ts";
import type { Day } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { formatTime } from "./times.ts";

export interface Row {
  hour: string;
  typical: string;
  measured: string;
  expected: string;
}

/** The hours that something is known of. */
export function rowsOf(day: Day, locale: Locale): Row[] {
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : formatCount(value, locale);
  const rows = day.starts.map((start, index) => {
    const [low, high] = [number(day.low[index]), number(day.high[index])];
    const typical = number(day.typical[index]);
    return {
      hour: formatTime(new Date(start), day.zone, locale),
      typical: typical && low && high ? `${typical} (${low}–${high})` : typical,
      measured: number(day.measured[index]),
      expected: number(day.expected[index]),
    };
  });
  return rows.filter((row) => row.typical || row.measured || row.expected);
}

export function hoursTable(
  day: Day,
  name: string,
  texts: Texts,
  locale: Locale,
): TemplateResult {
  return html`
    <table class="hidden">
      <caption>
        ${texts.text("config_panel.card.table", { name })}
      </caption>
      <thead>
        <tr>
          <th scope="col">${texts.text("config_panel.card.hour")}</th>
          <th scope="col">${texts.text("config_panel.legend.typical")}</th>
          <th scope="col">${texts.text("config_panel.legend.measured")}</th>
          <th scope="col">${texts.text("config_panel.legend.expected")}</th>
        </tr>
      </thead>
      <tbody>
        ${rowsOf(day, locale).map(
          (row) => html`
            <tr>
              <th scope="row">${row.hour}</th>
              <td>${row.typical}</td>
              <td>${row.measured}</td>
              <td>${row.expected}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
