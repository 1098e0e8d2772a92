/** The card of one location: now, compared with its typical day. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { type Bar, plotOf } from "./day-plot.ts";
import { deviceOfEntity, exampleDevice } from "./devices.ts";
import {
  type CardConfig,
  type CardSuggestion,
  type ConfigForm,
  type GridOptions,
  type HomeAssistant,
  type Locale,
  showMoreInfo,
} from "./home-assistant.ts";
import { hoursTable } from "./hours-table.ts";
import { LocalizedElement } from "./localized-element.ts";
import { formatCount, formatPercentage } from "./numbers.ts";
import { cardStyles } from "./occuspace-card-styles.ts";
import { type Day, isWithheld, type Withheld } from "./payloads.ts";
import { type Pill, pillOf, reasonText, sentenceOf } from "./sentence.ts";
import { Subscription } from "./subscription.ts";
import type { Texts } from "./texts.ts";
import { browserZone, formatTime, formatZone, zonesDiffer } from "./times.ts";

export interface OccuspaceCardConfig extends CardConfig {
  device_id?: string;
  name?: string;
}

/** What the upper part of the card says. */
interface Head {
  name: string;
  pill: Pill | null;
  sentence: string;
  count: number | null;
  percentage: number | null;
}

export class OccuspaceCard extends LocalizedElement {
  static override styles = cardStyles;
  static override properties = {
    ...LocalizedElement.properties,
    config: { state: true },
    day: { state: true },
    failed: { state: true },
  };

  declare protected config?: OccuspaceCardConfig;
  declare protected day?: Day | Withheld | undefined;
  declare protected failed: boolean;
  private subscription: Subscription<Day | Withheld> | undefined;
  private subscribedTo: string | undefined;

  static getConfigForm(): ConfigForm {
    return {
      schema: [
        {
          name: "device_id",
          required: true,
          selector: { device: { filter: [{ integration: "occuspace" }] } },
        },
        { name: "name", selector: { text: {} } },
      ],
      computeLabel: (field, localize) =>
        localize(`component.occuspace.config_panel.card.field.${field.name}`) ||
        field.name,
    };
  }

  static getStubConfig(hass: HomeAssistant): OccuspaceCardConfig {
    const device = exampleDevice(hass);
    return { type: "custom:occuspace-card", ...(device && { device_id: device }) };
  }

  static getEntitySuggestion(
    hass: HomeAssistant,
    entityId: string,
  ): CardSuggestion | null {
    const device = deviceOfEntity(hass, entityId);
    if (device === null) {
      return null;
    }
    const config: OccuspaceCardConfig = {
      type: "custom:occuspace-card",
      device_id: device,
    };
    return { config };
  }

  setConfig(config: OccuspaceCardConfig): void {
    this.config = config;
  }

  getCardSize(): number {
    return 4;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, rows: 4, min_columns: 6, min_rows: 3 };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const device = this.config?.device_id;
    if (device !== this.subscribedTo) {
      this.unsubscribe();
    }
    if (this.hass && device && !this.subscription && this.isConnected) {
      this.failed = false;
      this.subscribedTo = device;
      this.subscription = new Subscription(
        this.hass.connection,
        { type: "occuspace/day", device_id: device },
        (day) => {
          this.failed = false;
          this.day = day;
        },
        () => {
          this.failed = true;
          this.day = undefined;
        },
      );
    }
  }

  private unsubscribe(): void {
    this.subscription?.end();
    this.subscription = undefined;
    this.subscribedTo = undefined;
    this.day = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { config, day, hass, texts } = this;
    if (!config || !hass) {
      return nothing;
    }
    if (!texts) {
      return skeleton();
    }
    if (!config.device_id) {
      return this.renderCard(
        this.headWithoutValue(texts.text("config_panel.card.choose")),
      );
    }
    if (!hass.connected) {
      return this.renderCard(
        this.headWithoutValue(texts.text("config_panel.card.disconnected")),
      );
    }
    if (this.failed) {
      return this.renderCard(
        this.headWithoutValue(texts.text("config_panel.card.waiting")),
      );
    }
    if (!day) {
      return skeleton();
    }
    if (isWithheld(day)) {
      return this.renderCard({
        ...this.headWithoutValue(texts.text(`config_panel.now.${day.reason}`)),
        pill: { text: reasonText(day.reason, texts), kind: "dashed" },
      });
    }
    const head: Head = {
      name: config.name || day.name,
      pill: pillOf(day, texts),
      sentence: sentenceOf(day, texts, hass.locale),
      count: day.count,
      percentage: day.percentage,
    };
    return this.renderCard(head, texts, day);
  }

  private headWithoutValue(sentence: string): Head {
    const { config, day, hass } = this;
    const device = config?.device_id ? hass?.devices[config.device_id] : undefined;
    const known = day && !isWithheld(day) ? day.name : undefined;
    return {
      name:
        config?.name || known || device?.name_by_user || device?.name || "Occuspace",
      pill: null,
      sentence,
      count: null,
      percentage: null,
    };
  }

  private renderCard(head: Head, texts?: Texts, day?: Day): TemplateResult {
    return html`
      <ha-card>
        ${
          day?.entity_id
            ? html`<button
              type="button"
              aria-labelledby="name"
              aria-describedby="value sentence"
              @click=${() => day.entity_id && showMoreInfo(this, day.entity_id)}
            ></button>`
            : nothing
        }
        <div class="content">
          <div class="title">
            <bdi id="name">${head.name}</bdi>
            ${
              head.pill
                ? html`<span class="pill ${head.pill.kind}">${head.pill.text}</span>`
                : nothing
            }
          </div>
          ${texts && this.hass ? renderValue(head, texts, this.hass.locale) : nothing}
          <div id="sentence">${head.sentence}</div>
          ${day && texts && this.hass ? renderDay(day, texts, this.hass.locale) : nothing}
        </div>
        ${day && texts && this.hass ? hoursTable(day, head.name, texts, this.hass.locale) : nothing}
      </ha-card>
    `;
  }
}

function renderValue(head: Head, texts: Texts, locale: Locale): TemplateResult {
  const { count, percentage } = head;
  return html`
    <div id="value">
      <span class="count">${count === null ? "–" : formatCount(count, locale)}</span>
      <span class="unit">${texts.plural("config_panel.card.people", count ?? 0)}${
        percentage === null ? nothing : html` · ${formatPercentage(percentage, locale)}`
      }</span>
    </div>
  `;
}

function renderDay(day: Day, texts: Texts, locale: Locale): TemplateResult {
  const plot = plotOf(day, new Date());
  const { bars, full } = plot;
  const zone = bars.map((bar) => bar.start);
  const has = (kind: "typical" | "measured" | "expected" | "now") =>
    bars.some((bar) => bar[kind] !== null);
  return html`
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
      ${(["typical", "measured", "now", "expected"] as const)
        .filter(has)
        .map(
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
    }
  `;
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

/** What is shown until the first event: the same boxes, empty, so that nothing jumps. */
function skeleton(): TemplateResult {
  return html`
    <ha-card aria-busy="true">
      <div class="content skeleton">
        <div class="title"><span class="line"></span></div>
        <div id="value"><span class="line"></span></div>
        <div id="sentence"><span class="line"></span></div>
        <div class="plot"></div>
        <div class="axis"></div>
        <div class="legend"></div>
      </div>
    </ha-card>
  `;
}
