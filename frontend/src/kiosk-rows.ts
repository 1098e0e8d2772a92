/** The rows of a full screen with several locations. */

import type { Locale, StateObject } from "./home-assistant.ts";
import { formatCount } from "./numbers.ts";
import type { OverviewLocation } from "./payloads.ts";
import { isLevel, levelText, reasonText } from "./sentence.ts";
import type { Texts } from "./texts.ts";
import type { Figures, Place } from "./tree.ts";

export interface KioskRow {
  id: string;
  name: string;
  word: string;
  /** Whether there is a value. */
  isKnown: boolean;
}

/** The locations of the first level: those within the only root, or the roots. */
export function firstLevel(places: readonly Place[]): readonly Place[] {
  const [root] = places;
  return places.length === 1 && root && root.children.length > 0
    ? root.children
    : places;
}

/** The row of a location: its level or, without one, its people or why none is known. */
export function rowOf(
  place: Place,
  { count, reason }: Figures,
  states: Record<string, StateObject>,
  overview: OverviewLocation | undefined,
  texts: Texts,
  locale: Locale,
): KioskRow {
  const { deviceId: id, name, entities } = place;
  const state = entities.busy_level && states[entities.busy_level]?.state;
  if (count === null) {
    const word = reason
      ? reasonText(reason, texts)
      : texts.text("config_panel.tree.unknown");
    return { id, name, word, isKnown: false };
  }
  if (overview?.o === false) {
    const word = texts.text("entity.binary_sensor.open.state.off");
    return { id, name, word, isKnown: false };
  }
  const word = isLevel(state)
    ? levelText(state, texts)
    : `${formatCount(count, locale)} ${texts.plural("config_panel.card.people", count)}`;
  return { id, name, word, isKnown: true };
}
