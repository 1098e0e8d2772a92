/** The card of where to go at this moment: most room, quietest, busiest. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  type Best,
  bestOf,
  type Candidate,
  type Cautions,
  cautionsOf,
  innermost,
} from "./best-places.ts";
import { valueEntities } from "./devices.ts";
import {
  type CardConfig,
  type GridOptions,
  type HomeAssistant,
  showMoreInfo,
} from "./home-assistant.ts";
import { LocalizedElement } from "./localized-element.ts";
import { formatCount, formatPercentage } from "./numbers.ts";
import { nowStyles } from "./occuspace-now-card-styles.ts";
import type { Key, Texts } from "./texts.ts";
import { type Place, placesOf } from "./tree.ts";

export interface OccuspaceNowCardConfig extends CardConfig {
  /** Only locations within this one. */
  device_id?: string;
}

export class OccuspaceNowCard extends LocalizedElement {
  static override styles = nowStyles;
  static override properties = {
    ...LocalizedElement.properties,
    config: { state: true },
  };

  declare protected config?: OccuspaceNowCardConfig;
  private places: Place[] = [];
  private cautions: Cautions = new Map();
  /** The entities whose states matter. */
  private read: string[] = [];

  setConfig(config: OccuspaceNowCardConfig): void {
    this.config = config;
  }

  getCardSize(): number {
    return 4;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, rows: "auto", min_columns: 6 };
  }

  protected override hassMatters(old: HomeAssistant, hass: HomeAssistant): boolean {
    return (
      super.hassMatters(old, hass) ||
      old.devices !== hass.devices ||
      old.entities !== hass.entities ||
      this.read.some((entityId) => old.states[entityId] !== hass.states[entityId])
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { hass, config } = this;
    const old: HomeAssistant | undefined = changed.get("hass");
    if (
      hass &&
      config &&
      (changed.has("config") ||
        old?.devices !== hass.devices ||
        old.entities !== hass.entities)
    ) {
      const values = valueEntities(hass.entities);
      this.places = innermost(placesOf(hass.devices, values, config.device_id));
      this.cautions = cautionsOf(hass.entities);
      this.read = this.places.flatMap(({ deviceId, entities }) => [
        ...Object.values(entities),
        ...Object.values(this.cautions.get(deviceId) ?? {}),
      ]);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, texts } = this;
    if (!hass || !config || !texts) {
      return nothing;
    }
    if (!hass.connected) {
      return html`<ha-card>
        <div class="note">${texts.text("config_panel.card.disconnected")}</div>
      </ha-card>`;
    }
    const best = bestOf(this.places, this.cautions, hass.states);
    return html`<ha-card>${this.renderBest(best, texts, hass)}</ha-card>`;
  }

  private renderBest(best: Best, texts: Texts, hass: HomeAssistant) {
    const { mostRoom, quietest, busiest, unknown } = best;
    const percentage = ({ figures }: Candidate) =>
      formatPercentage(figures.percentage ?? 0, hass.locale);
    const free = ({ figures }: Candidate) =>
      texts.plural("config_panel.best.free", figures.free ?? 0, {
        count: formatCount(figures.free ?? 0, hass.locale),
      });
    if (!mostRoom && !quietest && !busiest) {
      return html`<div class="note">${texts.text("config_panel.best.none")}</div>`;
    }
    return html`
      ${this.renderRow("config_panel.best.roomiest", mostRoom, free, texts)}
      ${this.renderRow("config_panel.best.quietest", quietest, percentage, texts)}
      ${this.renderRow("config_panel.best.busiest", busiest, percentage, texts)}
      ${
        unknown > 0
          ? html`<div class="note">
            ${texts.plural("config_panel.best.unknown", unknown, {
              count: formatCount(unknown, hass.locale),
            })}
          </div>`
          : nothing
      }
    `;
  }

  private renderRow(
    label: Key,
    candidate: Candidate | null,
    value: (candidate: Candidate) => string,
    texts: Texts,
  ): TemplateResult | typeof nothing {
    if (candidate === null) {
      return nothing;
    }
    const { place } = candidate;
    const above = within(place);
    return html`
      <button
        @click=${() => {
          const entityId = place.entities.count ?? place.entities.percentage;
          if (entityId) {
            showMoreInfo(this, entityId);
          }
        }}
      >
        <span class="label">${texts.text(label)}</span>
        <span>
          <bdi class="name">${place.name}</bdi>
          ${above ? html`<bdi class="where">${above}</bdi>` : nothing}
        </span>
        <span class="value">${value(candidate)}</span>
      </button>
    `;
  }
}

/** The names of what a location is in, without the root. */
function within({ parent }: Place): string {
  if (!parent?.parent) {
    return "";
  }
  const above = within(parent);
  return above ? `${above} › ${parent.name}` : parent.name;
}
