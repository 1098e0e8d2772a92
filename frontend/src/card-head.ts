/** What the upper part of the card of a location says. */

import type { HomeAssistant } from "./home-assistant.ts";
import type { Day, Withheld } from "./payloads.ts";
import { isWithheld } from "./payloads.ts";
import { type Pill, pillOf, reasonText, sentenceOf } from "./sentence.ts";
import type { Texts } from "./texts.ts";

export interface Head {
  name: string;
  pill: Pill | null;
  sentence: string;
  count: number | null;
  percentage: number | null;
}

interface Named {
  device_id?: string;
  name?: string;
}

export function headWithoutValue(
  config: Named,
  hass: Pick<HomeAssistant, "devices">,
  sentence: string,
): Head {
  const device = config.device_id ? hass.devices[config.device_id] : undefined;
  return {
    name: config.name || device?.name_by_user || device?.name || "Occuspace",
    pill: null,
    sentence,
    count: null,
    percentage: null,
  };
}

/** What it says of a day, or of one that is not sent. */
export function headOf(
  config: Named,
  hass: Pick<HomeAssistant, "devices" | "locale">,
  day: Day | Withheld,
  texts: Texts,
): Head {
  if (isWithheld(day)) {
    return {
      ...headWithoutValue(config, hass, texts.text(`config_panel.now.${day.reason}`)),
      pill: { text: reasonText(day.reason, texts), kind: "dashed" },
    };
  }
  return {
    name: config.name || day.name,
    pill: pillOf(day, texts),
    sentence: sentenceOf(day, texts, hass.locale),
    count: day.count,
    percentage: day.percentage,
  };
}
