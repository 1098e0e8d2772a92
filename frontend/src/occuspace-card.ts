/** The card of one location: now, compared with its typical day. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { renderDay } from "./day-view.ts";
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
import { loadedText, type Texts } from "./texts.ts";

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
      computeLabel: ({ name }) => {
        const field = name as "device_id" | "name";
        return loadedText(`config_panel.card.field.${field}`) || name;
      },
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
    if (this.hass?.connected === false) {
      // Once it is back, it sends the day again.
      this.day = undefined;
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
    const { config, hass } = this;
    const device = config?.device_id ? hass?.devices[config.device_id] : undefined;
    return {
      name: config?.name || device?.name_by_user || device?.name || "Occuspace",
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
              title=${head.name}
              aria-labelledby="name"
              aria-describedby="level value sentence"
              @click=${() => day.entity_id && showMoreInfo(this, day.entity_id)}
            ></button>`
            : nothing
        }
        <div class="content">
          <div class="title">
            <span id="name"><bdi>${head.name}</bdi></span>
            ${
              head.pill
                ? html`<span id="level" class="pill ${head.pill.kind}">${head.pill.text}</span>`
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
      <span class="unit">${texts.plural("config_panel.card.people", count ?? 2)}${
        percentage === null ? nothing : html` · ${formatPercentage(percentage, locale)}`
      }</span>
    </div>
  `;
}

/** What is shown until the first event: the same boxes, empty, so that nothing jumps. */
function skeleton(): TemplateResult {
  return html`
    <ha-card aria-busy="true">
      <div class="content skeleton">
        <div class="title"><span class="line"></span></div>
        <div id="value"><span class="line"></span></div>
        <div id="sentence"><span class="line"></span></div>
        <div class="day">
          <div class="plot"></div>
          <div class="axis"></div>
          <div class="legend"></div>
        </div>
      </div>
    </ha-card>
  `;
}
