/** Which locations are fullest, emptiest and have the most room at this moment. */

import { entitiesByDevice } from "./devices.ts";
import type { Registries, StateObject } from "./home-assistant.ts";
import { type Figures, figuresOf, type Place } from "./tree.ts";

export interface Candidate {
  place: Place;
  figures: Figures;
}

export interface Best {
  mostRoom: Candidate | null;
  quietest: Candidate | null;
  busiest: Candidate | null;
  /** Locations that might be any of these, but have no value. */
  unknown: number;
}

/** The locations without others in them. */
export function innermost(places: readonly Place[]): Place[] {
  return places.flatMap((each) =>
    each.children.length > 0 ? innermost(each.children) : [each],
  );
}

/** What tells that a location's value is not to be followed, by device. */
export type Cautions = ReturnType<typeof cautionsOf>;

export function cautionsOf(entities: Registries["entities"]) {
  return entitiesByDevice(entities, ["open", "doubtful", "is_active"]);
}

/** The extremes among locations that are open and whose values are not in doubt. */
export function bestOf(
  places: readonly Place[],
  cautions: Cautions,
  states: Record<string, StateObject>,
): Best {
  const is = (place: Place, key: "open" | "doubtful" | "is_active", state: string) => {
    const id = cautions.get(place.deviceId)?.[key];
    return id !== undefined && states[id]?.state === state;
  };
  const candidates = places
    .filter(
      (each) =>
        !is(each, "open", "off") &&
        !is(each, "doubtful", "on") &&
        !is(each, "is_active", "off"),
    )
    .map((place) => ({ place, figures: figuresOf(place, states) }));
  const most = (
    value: (figures: Figures) => number | null,
    among: readonly Candidate[] = candidates,
  ): Candidate | null => {
    let best: Candidate | null = null;
    for (const each of among) {
      const own = value(each.figures);
      const highest = best && value(best.figures);
      if (own !== null && (highest === null || own > highest)) {
        best = each;
      }
    }
    return best;
  };
  const opposite = (value: number | null) => (value === null ? null : -value);
  const lowest = most(({ percentage }) => opposite(percentage));
  const ties = candidates.filter(
    ({ figures }) => lowest && figures.percentage === lowest.figures.percentage,
  );
  const busiest = most(({ percentage }) => percentage || null);
  // Of several that are as empty, the one with the most room.
  const quietest = most(({ free }) => free, ties) ?? lowest;
  return {
    mostRoom: most(({ free }) => free || null),
    quietest: quietest === busiest ? null : quietest,
    busiest,
    unknown: candidates.filter(({ figures }) => figures.count === null).length,
  };
}
