/** The tree of locations: what is within what, in which order, and what is folded. */

import { identifierOf, numberOf, type ValueEntities } from "./devices.ts";
import type { RegisteredDevice, Registries, StateObject } from "./home-assistant.ts";
import type { Hours, OverviewLocation, Reason } from "./payloads.ts";

export interface Place {
  deviceId: string;
  name: string;
  /** The names of all above it and its own. */
  path: string;
  parent: Place | null;
  children: Place[];
  entities: ValueEntities;
}

export interface Figures {
  count: number | null;
  percentage: number | null;
  free: number | null;
  reason: Reason | null;
}

const HOURS_PER_DAY = 24;

export type Sort = "free" | "utilization" | "name";
export const SORTS: readonly Sort[] = ["free", "utilization", "name"];

/** A line of the tree: a location, or those of a parent that do not count. */
export type Line = {
  key: string;
  level: number;
  /** Position among its siblings, from 1. */
  position: number;
  siblings: number;
  /** Null if there is nothing below it. */
  expanded: boolean | null;
} & ({ place: Place } | { folded: number });

/** Reasons of a location that is not meant to count. */
const NOT_COUNTING: ReadonlySet<Reason | null> = new Set<Reason | null>([
  "inactive",
  "never_measured",
]);

function nameOf(device: RegisteredDevice): string {
  return device.name_by_user || device.name || "";
}

/** The name without what it shares with its parent's, and without "01_" for sorting. */
export function shortName(device: RegisteredDevice, parent?: RegisteredDevice): string {
  if (device.name_by_user) {
    return device.name_by_user;
  }
  let name = device.name ?? "";
  const above = parent?.name;
  if (above && name.startsWith(`${above} `)) {
    name = name.slice(above.length + 1);
  }
  return name.replace(/^\d+_(?=\S)/, "");
}

/** The locations below a device, or those of all accounts. */
export function placesOf(
  devices: Registries["devices"],
  entities: ReadonlyMap<string, ValueEntities>,
  root?: string,
): Place[] {
  const own = Object.values(devices).filter((each) => identifierOf(each) !== null);
  const ids = new Set(own.map((each) => each.id));
  const below = new Map<string | null, RegisteredDevice[]>();
  for (const device of own) {
    const above = device.via_device_id;
    const parent = above && ids.has(above) && above !== device.id ? above : null;
    below.set(parent, [...(below.get(parent) ?? []), device]);
  }
  const place = (device: RegisteredDevice, parent: Place | null): Place => {
    const made: Place = {
      deviceId: device.id,
      name: shortName(device, parent ? devices[parent.deviceId] : undefined),
      path: parent ? `${parent.path} › ${nameOf(device)}` : nameOf(device),
      parent,
      children: [],
      entities: entities.get(device.id) ?? {},
    };
    made.children = (below.get(device.id) ?? []).map((each) => place(each, made));
    return made;
  };
  const roots =
    root === undefined
      ? (below.get(null) ?? [])
      : own.filter((each) => each.id === root);
  return roots.map((each) => place(each, null));
}

/** The entities of locations and of those within them. */
export function entityIdsOf(places: readonly Place[]): string[] {
  return places.flatMap((place) => [
    ...Object.values(place.entities),
    ...entityIdsOf(place.children),
  ]);
}

/** The live values of a location; none if they are doubtful. */
export function figuresOf(
  place: Place,
  states: Record<string, StateObject>,
  overview?: OverviewLocation,
): Figures {
  const reason = overview?.r ?? null;
  const value = (entityId: string | undefined) =>
    entityId === undefined || reason === "doubtful"
      ? null
      : numberOf(states[entityId]?.state);
  const { entities } = place;
  const count = value(entities.count);
  const capacity = value(entities.capacity);
  const left =
    count === null || capacity === null ? null : Math.max(0, capacity - count);
  return {
    count,
    percentage: value(entities.percentage),
    free: value(entities.free_capacity) ?? left,
    reason,
  };
}

/** Sorts siblings: most free or fullest first, unknown ones last, else by name. */
export function sorted(
  places: readonly Place[],
  sort: Sort,
  figures: (place: Place) => Figures,
  language: string,
): Place[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const key = (place: Place): number | null => {
    const { free, percentage } = figures(place);
    return sort === "free" ? free : percentage;
  };
  return [...places].sort((a, b) => {
    if (sort !== "name") {
      const [one, other] = [key(a), key(b)];
      if (one === null || other === null) {
        if (one !== other) {
          return one === null ? 1 : -1;
        }
      } else if (one !== other) {
        return other - one;
      }
    }
    return collator.compare(a.name, b.name);
  });
}

export interface View {
  sort: Sort;
  language: string;
  isExpanded(key: string, level: number): boolean;
  figures(place: Place): Figures;
}

export const foldedKey = (parent: string) => `folded:${parent}`;

function isFolded(place: Place, view: View): boolean {
  const { count, reason } = view.figures(place);
  return (
    count === null &&
    NOT_COUNTING.has(reason) &&
    place.children.every((each) => isFolded(each, view))
  );
}

/** The lines that are visible, in order. */
export function linesOf(places: readonly Place[], view: View): Line[] {
  const lines: Line[] = [];
  const add = (siblings: readonly Place[], level: number, above: string) => {
    const inOrder = sorted(siblings, view.sort, view.figures, view.language);
    const folded = inOrder.filter((each) => isFolded(each, view));
    const counting = inOrder.filter((each) => !folded.includes(each));
    const size = counting.length + (folded.length > 0 ? 1 : 0);
    counting.forEach((place, index) => {
      addPlace(place, level, index + 1, size);
    });
    if (folded.length > 0) {
      const key = foldedKey(above);
      const expanded = view.isExpanded(key, level);
      const position = size;
      lines.push({
        key,
        level,
        position,
        siblings: size,
        expanded,
        folded: folded.length,
      });
      if (expanded) {
        folded.forEach((place, index) => {
          addPlace(place, level + 1, index + 1, folded.length);
        });
      }
    }
  };
  const addPlace = (
    place: Place,
    level: number,
    position: number,
    siblings: number,
  ) => {
    const key = place.deviceId;
    const expanded = place.children.length > 0 ? view.isExpanded(key, level) : null;
    lines.push({ key, level, position, siblings, expanded, place });
    if (expanded) {
      add(place.children, level + 1, key);
    }
  };
  add(places, 1, "");
  return lines;
}

/** The typical people of a location, from midnight to midnight. */
export function typicalHours({ t, f = 0 }: OverviewLocation): Hours | null {
  return t && Array.from({ length: HOURS_PER_DAY }, (_, hour) => t[hour - f] ?? null);
}

/** The lines of a sparkline, as points within a box; nulls interrupt it. */
export function sparkline(values: Hours | null, width: number, height: number): string {
  if (values === null) {
    return "";
  }
  const top = Math.max(...values.map((each) => each ?? 0), 1);
  const step = width / Math.max(values.length - 1, 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = "";
  let isDrawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    path += `${isDrawing ? "L" : "M"}${round(index * step)} ${round(height * (1 - value / top))}`;
    isDrawing = true;
  });
  return path;
}

/** Where a key of the keyboard leads: to a line, or to an expanded or collapsed one. */
export type Move = { focus: number } | { toggle: string } | null;

export function moveOf(key: string, lines: readonly Line[], current: number): Move {
  const line = lines[current];
  if (line === undefined) {
    return null;
  }
  const focus = (index: number): Move =>
    lines[index] === undefined || index === current ? null : { focus: index };
  switch (key) {
    case "ArrowDown":
      return focus(current + 1);
    case "ArrowUp":
      return focus(current - 1);
    case "Home":
      return focus(0);
    case "End":
      return focus(lines.length - 1);
    case "ArrowRight":
      if (line.expanded === false) {
        return { toggle: line.key };
      }
      return line.expanded ? focus(current + 1) : null;
    case "ArrowLeft":
      if (line.expanded) {
        return { toggle: line.key };
      }
      return focus(
        lines.findLastIndex(
          (each, index) => index < current && each.level < line.level,
        ),
      );
    default:
      return null;
  }
}
