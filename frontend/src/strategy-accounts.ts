/** The accounts whose locations a dashboard shows, and which have a view. */

import { identifierOf, valueEntities } from "./devices.ts";
import type { Registries } from "./home-assistant.ts";
import { type Place, placesOf } from "./tree.ts";

/** Besides the overview. The others are reached by the tree. */
const MAX_LOCATION_VIEWS = 19;
/** Up to here, locations without others in them have a view too. */
const MAX_SMALL_VIEWS = 8;

/** An account, or the location that a dashboard is about. */
export interface Account {
  name: string;
  /** Missing if the root is no device. */
  root: Place | null;
  /** The locations directly below the root, in order. */
  tops: Place[];
}

export interface Titled {
  place: Place;
  title: string;
}

type Devices = Pick<Registries, "devices" | "entities">;

/** The accounts by name, or the only location asked for; none if there is none. */
export function accountsOf(
  hass: Devices,
  language: string,
  deviceId?: string,
): Account[] {
  const roots = placesOf(hass.devices, valueEntities(hass.entities), deviceId);
  if (deviceId !== undefined) {
    return roots.map((root) => account(hass, language, root, []));
  }
  const byAccount = new Map<string, Place[]>();
  for (const place of roots) {
    const [id = ""] = idOf(hass, place).split("_");
    byAccount.set(id, [...(byAccount.get(id) ?? []), place]);
  }
  const accounts = [...byAccount].map(([id, places]) => {
    const root = places.find((each) => idOf(hass, each) === `${id}_${id}`) ?? null;
    const others = places.filter((each) => each !== root);
    return account(hass, language, root, others);
  });
  const collator = new Intl.Collator(language, { numeric: true });
  return accounts.sort((a, b) => collator.compare(a.name, b.name));
}

function account(
  hass: Devices,
  language: string,
  root: Place | null,
  others: Place[],
): Account {
  const below = [...(root?.children ?? []), ...others];
  const tops = below.length === 0 && root ? [root] : below;
  return { name: root?.name ?? "", root, tops: inOrder(hass, tops, language) };
}

/** By the names of the devices, whose "01_" is for that. */
export function inOrder(
  { devices }: Devices,
  places: readonly Place[],
  language: string,
): Place[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const name = ({ deviceId }: Place) => {
    const device = devices[deviceId];
    return device?.name_by_user || device?.name || "";
  };
  return [...places].sort((a, b) => collator.compare(name(a), name(b)));
}

/** The part of a location's identifiers and statistic ids: account and location. */
export function idOf({ devices }: Devices, { deviceId }: Place): string {
  const device = devices[deviceId];
  return (device && identifierOf(device)) ?? "";
}

/** The locations with a view, each account having its turn, and what they are called. */
export function viewed(accounts: readonly Account[]): Titled[] {
  const chosen = accounts
    .flatMap(({ name, tops }, index) =>
      tops
        .filter((each) => tops.length <= MAX_SMALL_VIEWS || each.children.length > 0)
        .map((place, turn) => ({ place, account: name, index, turn })),
    )
    .sort((a, b) => a.turn - b.turn || a.index - b.index)
    .slice(0, MAX_LOCATION_VIEWS)
    .sort((a, b) => a.index - b.index || a.turn - b.turn);
  return chosen.map(({ place, account }) => {
    const isUnique = chosen.every(
      (each) => each.place === place || each.place.name !== place.name,
    );
    return {
      place,
      title: isUnique || !account ? place.name : `${place.name} · ${account}`,
    };
  });
}
