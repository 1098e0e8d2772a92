import { describe, expect, it } from "vitest";
import { firstLevel, rowOf } from "../src/kiosk-rows.ts";
import type { OverviewLocation, Reason } from "../src/payloads.ts";
import type { Place } from "../src/tree.ts";
import { ENGLISH } from "./locales.ts";
import { texts } from "./texts-of-english.ts";

const place = (deviceId: string, children: Place[] = []): Place => ({
  deviceId,
  name: deviceId,
  path: deviceId,
  parent: null,
  children,
  entities: { busy_level: "sensor.level" },
});

describe("the locations", () => {
  it("are those within the only root", () => {
    const [a, b] = [place("a"), place("b")];
    expect(firstLevel([place("campus", [a, b])])).toEqual([a, b]);
  });

  it("are the roots, if there are several or nothing is within", () => {
    const roots = [place("a", [place("x")]), place("b")];
    expect(firstLevel(roots)).toBe(roots);
    expect(firstLevel([place("room")]).map((each) => each.deviceId)).toEqual(["room"]);
    expect(firstLevel([])).toEqual([]);
  });
});

describe("the word", () => {
  const word = (
    count: number | null,
    level: string,
    reason: Reason | null = null,
    overview?: OverviewLocation,
  ) =>
    rowOf(
      place("a"),
      { count, percentage: null, free: null, reason },
      { "sensor.level": { entity_id: "sensor.level", state: level } },
      overview,
      texts,
      ENGLISH,
    ).word;

  it("is the level", () => {
    expect(word(5, "very_busy")).toBe("Very busy");
  });

  it("is the number of people without a level", () => {
    expect(word(1, "unknown")).toBe("1 person");
    expect(word(1200, "unavailable")).toBe("1,200 people");
  });

  it("says why there is no value", () => {
    expect(word(null, "unknown", "inactive")).toBe("Inactive");
    expect(word(null, "busy")).toBe("Unknown");
  });

  it("says that it is closed", () => {
    expect(word(3, "not_busy", null, { d: "a", t: null, o: false })).toBe("Closed");
  });
});
