/** The card of a location's typical week, or of how two periods differ. */

import { html, nothing, type TemplateResult } from "lit";
import { FollowingElement } from "./following-element.ts";
import type {
  CardSuggestion,
  ConfigForm,
  GridOptions,
  HomeAssistant,
} from "./home-assistant.ts";
import {
  DEVICE_FIELD,
  type LocationCardConfig,
  NAME_FIELD,
  stubConfig,
  suggestionFor,
} from "./location-config.ts";
import { weekStyles } from "./occuspace-week-card-styles.ts";
import {
  type Compare,
  isWithheld,
  type Metric,
  type Week,
  type Withheld,
} from "./payloads.ts";
import type { Command } from "./subscription.ts";
import { loadedText, type Texts } from "./texts.ts";
import { browserZone, formatZone, zonesDiffer } from "./times.ts";
import { formatDays } from "./week-labels.ts";
import { renderWeek } from "./week-table.ts";

const METRICS: readonly Metric[] = ["occupancy", "utilization", "visitors"];
const COMPARES: readonly Compare[] = ["previous_weeks", "last_year"];

export interface OccuspaceWeekCardConfig extends LocationCardConfig {
  metric?: Metric;
  compare?: Compare | "";
}

const TYPE = "custom:occuspace-week-card";

export class OccuspaceWeekCard extends FollowingElement<Week | Withheld> {
  static override styles = weekStyles;
  static override properties = {
    ...FollowingElement.properties,
    config: { state: true },
  };

  declare protected config?: OccuspaceWeekCardConfig;

  static getConfigForm(): ConfigForm {
    return {
      schema: [
        DEVICE_FIELD,
        {
          name: "metric",
          selector: {
            select: {
              options: METRICS.map((value) => ({
                value,
                label: loadedText(`config_panel.week.metric.${value}`) || value,
              })),
              mode: "dropdown",
            },
          },
        },
        {
          name: "compare",
          selector: {
            select: {
              options: COMPARES.map((value) => ({
                value,
                label: loadedText(`config_panel.week.compare.${value}`) || value,
              })),
              mode: "dropdown",
            },
          },
        },
        NAME_FIELD,
      ],
      computeLabel: ({ name }) => {
        if (name === "metric" || name === "compare") {
          return loadedText(`config_panel.week.field.${name}`) || name;
        }
        const field = name as "device_id" | "name";
        return loadedText(`config_panel.card.field.${field}`) || name;
      },
    };
  }

  static getStubConfig(hass: HomeAssistant): OccuspaceWeekCardConfig {
    return stubConfig(TYPE, hass);
  }

  static getEntitySuggestion(
    hass: HomeAssistant,
    entityId: string,
  ): CardSuggestion | null {
    return suggestionFor(TYPE, hass, entityId);
  }

  setConfig(config: OccuspaceWeekCardConfig): void {
    this.config = config;
  }

  getCardSize(): number {
    return 5;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, rows: "auto", min_columns: 6 };
  }

  protected override get command(): Command | null {
    const { config } = this;
    if (!config?.device_id) {
      return null;
    }
    return {
      type: "occuspace/week",
      device_id: config.device_id,
      metric: METRICS.find((each) => each === config.metric) ?? "occupancy",
      compare: COMPARES.find((each) => each === config.compare) ?? null,
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { config, event: week, hass, texts } = this;
    if (!config || !hass) {
      return nothing;
    }
    if (!texts) {
      return skeleton();
    }
    if (!config.device_id) {
      return this.renderText(texts.text("config_panel.card.choose"));
    }
    if (!hass.connected) {
      return this.renderText(texts.text("config_panel.card.disconnected"));
    }
    if (this.failed) {
      return this.renderText(texts.text("config_panel.card.waiting"));
    }
    if (!week) {
      return skeleton();
    }
    if (isWithheld(week)) {
      return this.renderText(texts.text(`config_panel.now.${week.reason}`));
    }
    return this.renderKnown(week, texts, hass);
  }

  private renderText(text: string): TemplateResult {
    const { config, hass } = this;
    const device = config?.device_id ? hass?.devices[config.device_id] : undefined;
    const name = config?.name || device?.name_by_user || device?.name || "Occuspace";
    return html`<ha-card><h2><bdi>${name}</bdi></h2><p>${text}</p></ha-card>`;
  }

  private renderKnown(
    week: Week,
    texts: Texts,
    { locale }: HomeAssistant,
  ): TemplateResult {
    const name = this.config?.name || week.name;
    const isDifference = Boolean(this.config?.compare) && week.comparison !== null;
    const shown = isDifference ? week.comparison?.difference : week.typical;
    const isKnown = shown?.some((each) => each !== null) ?? false;
    const metric = this.config?.compare
      ? texts.text(`config_panel.week.metric.${week.metric}`)
      : texts.text(`config_panel.week.typical.${week.metric}`);
    const missing =
      week.history !== "ready"
        ? texts.text(`config_panel.history.${week.history}`)
        : texts.text("config_panel.week.incomparable");
    const zones = [new Date()];
    return html`
      <ha-card>
        <h2><bdi>${name}</bdi> <small>· ${metric}</small></h2>
        ${
          week.comparison
            ? html`<p>${texts.text("config_panel.week.periods", {
                recent: formatDays(week.comparison.recent, locale),
                earlier: formatDays(week.comparison.earlier, locale),
              })}</p>`
            : nothing
        }
        ${week.reason ? html`<p>${texts.text(`config_panel.now.${week.reason}`)}</p>` : nothing}
        ${
          isKnown
            ? renderWeek(week, name, {
                metric: week.metric,
                isDifference,
                texts,
                locale,
              })
            : html`<p>${missing}</p>`
        }
        ${
          isKnown && zonesDiffer(week.zone, browserZone(), zones)
            ? html`<div class="note">${texts.text("config_panel.card.zone", {
                zone: formatZone(week.zone, locale),
              })}</div>`
            : nothing
        }
      </ha-card>
    `;
  }
}

/** What is shown until the first event: the same boxes, empty, so that nothing jumps. */
function skeleton(): TemplateResult {
  return html`
    <ha-card class="skeleton" aria-busy="true">
      <h2><span></span></h2>
      <table aria-hidden="true">
        <thead><tr><th>&nbsp;</th></tr></thead>
        <tbody>${Array.from({ length: 7 }, () => html`<tr><td></td></tr>`)}</tbody>
      </table>
      <div class="legend">&nbsp;</div>
    </ha-card>
  `;
}
