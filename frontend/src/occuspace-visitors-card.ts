/** The card of a month's visitors, compared with last year: one sentence, or nothing. */

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { CardConfig, GridOptions, HomeAssistant } from "./home-assistant.ts";
import { LocalizedElement } from "./localized-element.ts";
import type { Visitors } from "./payloads.ts";
import { askAgainIn, comparedDays, visitorsSentence } from "./visitors.ts";

export interface OccuspaceVisitorsCardConfig extends CardConfig {
  device_id?: string;
}

export class OccuspaceVisitorsCard extends LocalizedElement {
  static override styles = css`
    ha-card {
      padding: 12px 16px;
      color: var(--primary-text-color);
    }
    p {
      margin: 0;
      text-wrap: pretty;
    }
    .days {
      margin-block-start: 4px;
      color: var(--secondary-text-color);
      font-size: 12px;
    }
  `;
  static override properties = {
    ...LocalizedElement.properties,
    config: { state: true },
    visitors: { state: true },
  };

  declare protected config?: OccuspaceVisitorsCardConfig;
  declare protected visitors: Visitors | undefined;
  /** Home Assistant takes hidden cards off the page unless they say so. */
  readonly connectedWhileHidden = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is asked; an answer to anything else comes too late. */
  private asked: symbol | undefined;

  setConfig(config: OccuspaceVisitorsCardConfig): void {
    this.config = config;
    this.visitors = undefined;
  }

  getCardSize(): number {
    return 1;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, rows: "auto", min_columns: 6 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // It was taken off the page before, such as by another view.
    if (this.hasUpdated && this.hass) {
      this.ask(this.hass);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { hass, config } = this;
    const old: HomeAssistant | undefined = changed.get("hass");
    if (
      hass?.connected &&
      config &&
      (changed.has("config") ||
        (changed.has("hass") &&
          (!old?.connected || old.connection !== hass.connection)))
    ) {
      this.ask(hass);
    }
  }

  protected override updated(): void {
    const isHidden = this.sentence() === "";
    if (this.hidden !== isHidden) {
      this.hidden = isHidden;
      this.dispatchEvent(
        new CustomEvent("card-visibility-changed", {
          bubbles: true,
          composed: true,
          detail: { value: !isHidden },
        }),
      );
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, visitors, texts } = this;
    const sentence = this.sentence();
    if (!hass || !visitors || !texts || !sentence) {
      return nothing;
    }
    return html`<ha-card>
      <p>${sentence}</p>
      <p class="days">${comparedDays(visitors, texts, hass.locale)}</p>
    </ha-card>`;
  }

  private sentence(): string {
    const { hass, visitors, texts } = this;
    return hass && visitors && texts
      ? visitorsSentence(visitors, texts, hass.locale)
      : "";
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asked = undefined;
  }

  private ask(hass: HomeAssistant): void {
    this.stop();
    const asked = Symbol();
    this.asked = asked;
    const answered = (visitors: Visitors | null) => {
      if (this.asked !== asked) {
        return;
      }
      // What was true of past days still is.
      if (visitors && visitors.reason !== "unreachable") {
        this.visitors = visitors;
      }
      this.timer = setTimeout(
        () => {
          if (this.hass?.connected) {
            this.ask(this.hass);
          }
        },
        askAgainIn(visitors, new Date()),
      );
    };
    hass.connection
      .sendMessagePromise<Visitors>({
        type: "occuspace/visitors",
        device_id: this.config?.device_id ?? null,
      })
      .then(answered, () => answered(null));
  }
}
