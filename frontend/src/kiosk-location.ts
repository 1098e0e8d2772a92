/** One location on the full screen. */

import { html, nothing, type TemplateResult } from "lit";
import { type Head, headOf, headWithoutValue } from "./card-head.ts";
import { renderDay } from "./day-view.ts";
import type { HomeAssistant } from "./home-assistant.ts";
import { hoursTable } from "./hours-table.ts";
import { asOfText, lostText } from "./kiosk.ts";
import type { KioskController } from "./kiosk-controller.ts";
import { renderKiosk, widthOf } from "./kiosk-view.ts";
import { type Day, isWithheld, type Withheld } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { browserZone } from "./times.ts";
import { renderValue } from "./value-view.ts";

interface LocationView {
  config: { device_id?: string; name?: string };
  hass: HomeAssistant;
  texts: Texts;
  /** The present day or, without a connection, the last one. */
  day: Day | Withheld | undefined;
  /** The last one with a connection to Occuspace. */
  last: Day | undefined;
  /** What to say without a day. */
  otherwise: Head | null;
  kiosk: KioskController;
}

/** Values remain for a minute without a connection. */
export function renderLocation(view: LocationView): TemplateResult {
  const { config, hass, texts, last, otherwise, kiosk } = view;
  const { locale } = hass;
  const now = new Date();
  const since = kiosk.outage.since(now.getTime());
  const zone = last?.zone ?? browserZone();
  const day = since ? undefined : view.day;
  const shown = day && !isWithheld(day) ? day : undefined;
  const lost = since ? lostText(since, now, zone, texts, locale) : "";
  const head = day
    ? headOf(config, hass, day, texts)
    : ((lost ? null : otherwise) ?? headWithoutValue(config, hass, lost));
  return renderKiosk(
    head.name,
    html`
      <h1 class=${widthOf(head.name) > 44 ? "long" : ""}><bdi>${head.name}</bdi></h1>
      ${
        head.pill
          ? html`<div class="word ${head.pill.kind}">${head.pill.text}</div>`
          : nothing
      }
      ${renderValue(head, texts, locale)}
      <div class="says"><bdi>${head.sentence}</bdi></div>
      ${
        shown
          ? html`${renderDay(shown, texts, locale)}${hoursTable(shown, head.name, texts, locale)}`
          : html`<div class="day"></div>`
      }
    `,
    shown?.count == null ? "" : asOfText(shown.measured_at, shown.zone, texts, locale),
    kiosk,
    texts,
  );
}
