/** The locations among Home Assistant's devices, and their entities. */

import type { RegisteredDevice, Registries } from "./home-assistant.ts";

const DOMAIN = "occuspace";

type ValueKey = "count" | "percentage" | "free_capacity" | "capacity" | "busy_level";

/** The entity ids of a location's values. */
export type ValueEntities = Partial<Record<ValueKey, string>>;

const VALUE_KEYS = [
  "count",
  "percentage",
  "free_capacity",
  "capacity",
  "busy_level",
] as const;

/** The part of a device's identifier after the domain: account and location. */
export function identifierOf(device: RegisteredDevice): string | null {
  return device.identifiers.find(([domain]) => domain === DOMAIN)?.[1] ?? null;
}

/** The entities with values of each device. */
export function valueEntities(
  entities: Registries["entities"],
): Map<string, ValueEntities> {
  return entitiesByDevice(entities, VALUE_KEYS);
}

/** The entities with these translation keys, by device. */
export function entitiesByDevice<Key extends string>(
  entities: Registries["entities"],
  keys: readonly Key[],
): Map<string, Partial<Record<Key, string>>> {
  const wanted: ReadonlySet<string> = new Set(keys);
  const found = new Map<string, Partial<Record<Key, string>>>();
  for (const entity of Object.values(entities)) {
    const { device_id: deviceId, translation_key: key } = entity;
    if (entity.platform === DOMAIN && deviceId && key && wanted.has(key)) {
      const ofDevice: Partial<Record<Key, string>> = found.get(deviceId) ?? {};
      ofDevice[key as Key] = entity.entity_id;
      found.set(deviceId, ofDevice);
    }
  }
  return found;
}

/** A number, or null for a state that is none. */
export function numberOf(state: string | undefined): number | null {
  if (state === undefined || state.trim() === "") {
    return null;
  }
  const value = Number(state);
  return Number.isFinite(value) ? value : null;
}

/** The location to show in a new card: one with a count, if there is one. */
export function exampleDevice(hass: Registries): string | null {
  const ofDevices = valueEntities(hass.entities);
  let any: string | null = null;
  for (const device of Object.values(hass.devices)) {
    if (identifierOf(device) === null) {
      continue;
    }
    const count = ofDevices.get(device.id)?.count;
    if (count && numberOf(hass.states[count]?.state) !== null) {
      return device.id;
    }
    any ??= device.id;
  }
  return any;
}

/** The location that an entity belongs to. */
export function deviceOfEntity(hass: Registries, entityId: string): string | null {
  const entity = hass.entities[entityId];
  if (entity?.platform !== DOMAIN || !entity.device_id) {
    return null;
  }
  const device = hass.devices[entity.device_id];
  return device && identifierOf(device) !== null ? device.id : null;
}

export function hasChildren(hass: Registries, deviceId: string): boolean {
  return Object.values(hass.devices).some(
    (each) => each.via_device_id === deviceId && identifierOf(each) !== null,
  );
}
