/** The card of one location: now, compared with its typical day. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { type Head, headOf, headWithoutValue } from "./card-head.ts";
import { renderDay } from "./day-view.ts";
import { FollowingElement } from "./following-element.ts";
import {
  type CardSuggestion,
  type ConfigForm,
  type GridOptions,
  type HomeAssistant,
  type Locale,
  showMoreInfo,
} from "./home-assistant.ts";
import { hoursTable } from "./hours-table.ts";
import { KioskController } from "./kiosk-controller.ts";
import { renderLocation } from "./kiosk-location.ts";
import { kioskStyles } from "./kiosk-styles.ts";
import {
  DEVICE_FIELD,
  type LocationCardConfig,
  NAME_FIELD,
  stubConfig,
  suggestionFor,
} from "./location-config.ts";
import { cardStyles } from "./occuspace-card-styles.ts";
import { type Day, isWithheld, type Withheld } from "./payloads.ts";
import type { Command } from "./subscription.ts";
import { loadedText, type Texts } from "./texts.ts";
import { renderValue } from "./value-view.ts";

const TYPE = "custom:occuspace-card";

export interface OccuspaceCardConfig extends LocationCardConfig {
  kiosk?: boolean;
}

export class OccuspaceCard extends FollowingElement<Day | Withheld> {
  static override styles = [cardStyles, kioskStyles];
  static override properties = {
    ...FollowingElement.properties,
    config: { state: true },
  };

  declare protected config?: OccuspaceCardConfig;
  private readonly kiosk = new KioskController(this);
  /** The last day with values, for a full screen. */
  private last: Day | undefined;

  static getConfigForm(): ConfigForm {
    return {
      schema: [DEVICE_FIELD, NAME_FIELD, { name: "kiosk", selector: { boolean: {} } }],
      computeLabel: ({ name }) => {
        const field = name as "device_id" | "name" | "kiosk";
        return loadedText(`config_panel.card.field.${field}`) || name;
      },
    };
  }

  static getStubConfig(hass: HomeAssistant): OccuspaceCardConfig {
    return stubConfig(TYPE, hass);
  }

  static getEntitySuggestion(
    hass: HomeAssistant,
    entityId: string,
  ): CardSuggestion | null {
    return suggestionFor(TYPE, hass, entityId);
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

  get isKiosk(): boolean {
    return this.config?.kiosk === true && !this.preview && !this.kiosk.isLeft;
  }

  protected override get command(): Command | null {
    const device = this.config?.device_id;
    return device ? { type: "occuspace/day", device_id: device } : null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isGood = this.event !== undefined && this.event.reason !== "unreachable";
    this.kiosk.outage.update(isGood, Date.now());
    if (isGood) {
      this.last = this.event && !isWithheld(this.event) ? this.event : undefined;
    }
  }

  protected override unsubscribe(): void {
    super.unsubscribe();
    this.last = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { config, hass, texts } = this;
    if (!config || !hass) {
      return nothing;
    }
    if (this.isKiosk) {
      return texts
        ? renderLocation({
            config,
            hass,
            texts,
            day: this.event ?? this.last,
            last: this.last,
            otherwise: this.head(config, hass, texts, undefined),
            kiosk: this.kiosk,
          })
        : nothing;
    }
    const head = texts && this.head(config, hass, texts, this.event);
    if (!texts || !head) {
      return skeleton();
    }
    const isShown = config.device_id && hass.connected && !this.failed;
    const day =
      isShown && this.event && !isWithheld(this.event) ? this.event : undefined;
    return this.renderCard(head, texts, hass.locale, day);
  }

  /** What the card says; null until there is something to say. */
  private head(
    config: OccuspaceCardConfig,
    hass: HomeAssistant,
    texts: Texts,
    day: Day | Withheld | undefined,
  ): Head | null {
    const without = (key: "choose" | "disconnected" | "waiting") =>
      headWithoutValue(config, hass, texts.text(`config_panel.card.${key}`));
    if (!config.device_id) {
      return without("choose");
    }
    if (!hass.connected) {
      return without("disconnected");
    }
    if (this.failed) {
      return without("waiting");
    }
    return day ? headOf(config, hass, day, texts) : null;
  }

  private renderCard(
    head: Head,
    texts: Texts,
    locale: Locale,
    day: Day | undefined,
  ): TemplateResult {
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
          ${day ? renderValue(head, texts, locale) : nothing}
          <div id="sentence"><bdi>${head.sentence}</bdi></div>
          ${day ? renderDay(day, texts, locale) : nothing}
        </div>
        ${day ? hoursTable(day, head.name, texts, locale) : nothing}
      </ha-card>
    `;
  }
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
