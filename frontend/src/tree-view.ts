/** Draws the tree. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Locale } from "./home-assistant.ts";
import { formatCount } from "./numbers.ts";
import type { Texts } from "./texts.ts";
import { type Figures, type Line, type Place, SORTS, type Sort } from "./tree.ts";
import { renderPlace } from "./tree-row.ts";

export interface TreeView {
  lines: readonly Line[];
  sort: Sort;
  /** The key of the line that Tab leads to. */
  focused: string | undefined;
  texts: Texts;
  locale: Locale;
  figures(place: Place): Figures;
  sparkline(place: Place): string;
  onSort(sort: Sort): void;
  onSelect(line: Line): void;
  onToggle(line: Line): void;
  onKey(event: KeyboardEvent, line: Line): void;
}

/** What is shown until there are texts. */
export function renderLoading(lines: number): TemplateResult {
  return html`<ha-card aria-busy="true" class="loading">
    ${Array.from({ length: lines }, () => html`<div class="row"><i></i><div class="name"></div></div>`)}
  </ha-card>`;
}

export function renderTree(view: TreeView): TemplateResult {
  const { lines, texts } = view;
  if (lines.length === 0) {
    return html`<ha-card>
      <div class="message">${texts.text("config_panel.tree.empty")}</div>
    </ha-card>`;
  }
  return html`
    <ha-card>
      <label class="sort">
        ${texts.text("config_panel.tree.sort.label")}
        <select
          @change=${(event: Event) =>
            view.onSort((event.target as HTMLSelectElement).value as Sort)}
        >
          ${SORTS.map(
            (sort) => html`<option value=${sort} ?selected=${sort === view.sort}>
              ${texts.text(`config_panel.tree.sort.${sort}`)}
            </option>`,
          )}
        </select>
      </label>
      <div role="tree" aria-label=${texts.text("config_panel.tree.label")}>
        ${repeat(
          lines,
          (line) => line.key,
          (line) => renderLine(line, view),
        )}
      </div>
    </ha-card>
  `;
}

function renderLine(line: Line, view: TreeView): TemplateResult {
  const { texts, locale } = view;
  return html`
    <div
      class="row"
      role="treeitem"
      style=${styleMap({ "--level": String(line.level) })}
      tabindex=${line.key === view.focused ? 0 : -1}
      aria-level=${line.level}
      aria-posinset=${line.position}
      aria-setsize=${line.siblings}
      aria-expanded=${line.expanded ?? nothing}
      title=${"place" in line ? line.place.path : nothing}
      @click=${() => view.onSelect(line)}
      @keydown=${(event: KeyboardEvent) => view.onKey(event, line)}
    >
      ${
        line.expanded === null
          ? html`<span></span>`
          : html`<span
            class="toggle"
            aria-hidden="true"
            @click=${(event: Event) => {
              event.stopPropagation();
              view.onToggle(line);
            }}
          ></span>`
      }
      ${
        "place" in line
          ? renderPlace(
              line.place.name,
              view.figures(line.place),
              view.sparkline(line.place),
              texts,
              locale,
            )
          : html`<bdi class="folded">
            ${texts.plural("config_panel.tree.not_counting", line.folded, {
              count: formatCount(line.folded, locale),
            })}
          </bdi>`
      }
    </div>
  `;
}
