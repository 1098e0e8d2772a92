import { describe, expect, it } from "vitest";
import type { OverviewLocation } from "../src/payloads.ts";
import type { Line, Place } from "../src/tree.ts";
import {
  actionOf,
  isExpanded,
  isSelecting,
  onKey,
  withEvent,
  withToggled,
} from "../src/tree-state.ts";

const place = (deviceId: string, count?: string): Place => ({
  deviceId,
  name: deviceId,
  path: deviceId,
  parent: null,
  children: [],
  entities: count ? { count } : {},
});
const line = (key: string, expanded: boolean | null, count?: string): Line => ({
  key,
  level: 1,
  position: 1,
  siblings: 1,
  expanded,
  place: place(key, count),
});
const pressed = (key: string, ctrlKey = false) => ({
  key,
  ctrlKey,
  metaKey: false,
  altKey: false,
});

const CAMPUS = line("campus", true, "sensor.campus");
const ROOM = line("room", null);
const LINES = [CAMPUS, ROOM];

describe("expansion", () => {
  it("is of roots at first", () => {
    expect(isExpanded(new Set(), "1", 1)).toBe(true);
    expect(isExpanded(new Set(), "1", 2)).toBe(false);
    expect(isExpanded(new Set(), "folded:", 1)).toBe(false);
  });

  it("changes with each toggle", () => {
    const once = withToggled(new Set(), "1");
    expect(isExpanded(once, "1", 1)).toBe(false);
    expect(isExpanded(withToggled(once, "1"), "1", 1)).toBe(true);
  });
});

describe("an event", () => {
  const at = (d: string): OverviewLocation => ({ d, t: null });
  const known = new Map([
    ["1", at("a")],
    ["2", at("b")],
  ]);

  it("replaces, adds and removes only what it names", () => {
    const after = withEvent(known, { locations: { "2": null, "3": at("c") } });
    expect([...after.keys()]).toEqual(["1", "3"]);
    expect(known.size).toBe(2);
  });

  it("without locations leaves none", () => {
    expect(withEvent(known, { reason: "removed" }).size).toBe(0);
  });
});

describe("a key", () => {
  it("shows the details, or expands a line without any", () => {
    expect(onKey(pressed("Enter"), LINES, CAMPUS, false)).toEqual({
      details: "sensor.campus",
    });
    expect(actionOf(line("x", false))).toEqual({ toggle: "x" });
    expect(onKey(pressed(" "), LINES, ROOM, false)).toBeNull();
    expect(isSelecting(pressed(" "))).toBe(true);
  });

  it("moves, mirrored where text runs from right to left", () => {
    expect(onKey(pressed("ArrowDown"), LINES, CAMPUS, false)).toEqual({ focus: 1 });
    expect(onKey(pressed("ArrowLeft"), LINES, CAMPUS, false)).toEqual({
      toggle: "campus",
    });
    expect(onKey(pressed("ArrowRight"), LINES, CAMPUS, true)).toEqual({
      toggle: "campus",
    });
  });

  it("is the browser's with a modifier", () => {
    expect(onKey(pressed("Enter", true), LINES, CAMPUS, false)).toBeNull();
    expect(isSelecting(pressed("Enter", true))).toBe(false);
  });
});
