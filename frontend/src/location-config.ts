/** The configuration of a card of one location: its editor, and what is suggested. */

import { deviceOfEntity, exampleDevice } from "./devices.ts";
import type {
  CardConfig,
  CardSuggestion,
  FormField,
  HomeAssistant,
} from "./home-assistant.ts";

export interface LocationCardConfig extends CardConfig {
  device_id?: string;
  name?: string;
}

export const DEVICE_FIELD: FormField = {
  name: "device_id",
  required: true,
  selector: { device: { filter: [{ integration: "occuspace" }] } },
};
export const NAME_FIELD: FormField = { name: "name", selector: { text: {} } };

/** A new card, of a location that has a count if there is one. */
export function stubConfig(type: string, hass: HomeAssistant): LocationCardConfig {
  const device = exampleDevice(hass);
  return { type, ...(device && { device_id: device }) };
}

/** The card of the location that an entity belongs to. */
export function suggestionFor(
  type: string,
  hass: HomeAssistant,
  entityId: string,
): CardSuggestion | null {
  const device = deviceOfEntity(hass, entityId);
  if (device === null) {
    return null;
  }
  const config: LocationCardConfig = { type, device_id: device };
  return { config };
}
