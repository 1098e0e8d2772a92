/** What changes a tree: events of its data, expanding, collapsing, and keys. */

import type { Overview, OverviewLocation } from "./payloads.ts";
import { foldedKey, type Line, type Move, moveOf } from "./tree.ts";

/** Whether a line is expanded: at first, only roots are; `toggled` are the others. */
export function isExpanded(
  toggled: ReadonlySet<string>,
  key: string,
  level: number,
): boolean {
  const atFirst = level === 1 && !key.startsWith(foldedKey(""));
  return atFirst !== toggled.has(key);
}

/** The toggled lines after one more was expanded or collapsed. */
export function withToggled(
  toggled: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  const changed = new Set(toggled);
  if (!changed.delete(key)) {
    changed.add(key);
  }
  return changed;
}

/** The locations by id after an event, which holds only what has changed. */
export function withEvent(
  known: ReadonlyMap<string, OverviewLocation>,
  { locations, reason }: Overview,
): ReadonlyMap<string, OverviewLocation> {
  const changed = new Map(reason ? [] : known);
  for (const [id, location] of Object.entries(locations ?? {})) {
    if (location === null) {
      changed.delete(id);
    } else {
      changed.set(id, location);
    }
  }
  return changed;
}

/** Whether Occuspace is reached, of at least one location. */
export function isReached(known: ReadonlyMap<string, OverviewLocation>): boolean {
  return [...known.values()].some((location) => location.r !== "unreachable");
}

/** What selecting a line does: details of an entity, or expanding; null for nothing. */
export type Action = { details: string } | { toggle: string } | null;

export function actionOf(line: Line): Action {
  const entityId = "place" in line ? line.place.entities.count : undefined;
  if (entityId) {
    return { details: entityId };
  }
  return line.expanded === null ? null : { toggle: line.key };
}

const MIRRORED: Record<string, string> = {
  ArrowLeft: "ArrowRight",
  ArrowRight: "ArrowLeft",
};

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key does on a line: it moves, or selects the line. */
export function onKey(
  pressed: Pressed,
  lines: readonly Line[],
  line: Line,
  isRtl: boolean,
): Move | Action {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) {
    return null;
  }
  const key = (isRtl && MIRRORED[pressed.key]) || pressed.key;
  return key === "Enter" || key === " "
    ? actionOf(line)
    : moveOf(key, lines, lines.indexOf(line));
}

/** Whether a key is the tree's even if it does nothing, such as Space, which scrolls. */
export function isSelecting({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return !(ctrlKey || metaKey || altKey) && (key === "Enter" || key === " ");
}
