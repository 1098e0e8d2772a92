import { describe, expect, it } from "vitest";
import { hourOf, hoursInUse, labelOf, plotOf } from "../src/day-plot.ts";
import { wallClock } from "../src/times.ts";
import { hours, NEVER_MEASURED, READING_ROOM } from "./fixtures/days.ts";

const NOW = new Date("2026-11-24T21:03:00Z");
const localHours = (starts: readonly string[], zone: string) =>
  starts.map((start) => wallClock(new Date(start), zone).hour);

describe("the plot of a day", () => {
  const plot = plotOf(READING_ROOM, NOW);

  it("has the hours in use and one around them", () => {
    const starts = plot.bars.map((bar) => bar.start.toISOString());
    expect(localHours(starts, READING_ROOM.zone)).toEqual([
      5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
    ]);
  });

  it("reaches from zero to the largest value", () => {
    expect(Math.max(...plot.bars.map((bar) => bar.typical ?? 0))).toBe(1);
    expect(plot.bars[0]?.typical).toBe(0);
  });

  it("has the count in the current hour alone, and no forecast there", () => {
    const current = plot.bars.filter((bar) => bar.isNow);
    expect(current).toHaveLength(1);
    expect(current[0]?.now).toBeCloseTo(131 / 150);
    expect(current[0]?.expected).toBeNull();
    expect(plot.bars.filter((bar) => bar.now !== null)).toEqual(current);
  });

  it("has full only where it is within the plot", () => {
    expect(plot.full).toBeNull();
    expect(plotOf({ ...READING_ROOM, capacity: 120 }, NOW).full).toBeCloseTo(0.8);
    expect(plotOf({ ...READING_ROOM, capacity: null }, NOW).full).toBeNull();
  });

  it("grows with a count over everything typical", () => {
    const { bars, full } = plotOf({ ...READING_ROOM, count: 300 }, NOW);
    expect(bars.find((bar) => bar.isNow)?.now).toBe(1);
    expect(full).toBeCloseTo(0.6);
  });
});

it("draws the whole day, and no bars, if nothing is known", () => {
  const { bars } = plotOf(NEVER_MEASURED, NOW);
  expect(bars).toHaveLength(24);
  expect(bars.every((bar) => bar.typical === null && bar.now === null)).toBe(true);
});

it("keeps a zero apart from nothing", () => {
  const { bars } = plotOf({ ...READING_ROOM, count: 0 }, NOW);
  expect(bars.find((bar) => bar.isNow)?.now).toBe(0);
});

it("has no current hour on another day", () => {
  const starts = READING_ROOM.starts.map((start) => new Date(start));
  expect(hourOf(starts, new Date("2026-11-25T07:59:59Z"))).toBe(23);
  expect(hourOf(starts, new Date("2026-11-25T08:00:00Z"))).toBe(-1);
  expect(hourOf(starts, new Date("2026-11-24T07:59:59Z"))).toBe(-1);
  expect(hourOf([], NOW)).toBe(-1);
});

it("shows the current hour though it is not in use", () => {
  expect(hoursInUse([0, 0, 0, 0, 50, 100, 0, 0], 1)).toEqual([0, 6]);
  expect(hoursInUse([0, 0, 0, 0, 50, 100, 1, 0], -1)).toEqual([3, 6]);
});

describe("days when clocks change", () => {
  it("have 23 hours in spring, without the hour that is skipped", () => {
    const starts = hours("2026-03-29T00:00:00+01:00", 23);
    const { bars } = plotOf({ ...NEVER_MEASURED, zone: "Europe/Berlin", starts }, NOW);
    expect(bars).toHaveLength(23);
    expect(localHours(starts, "Europe/Berlin").slice(0, 5)).toEqual([0, 1, 3, 4, 5]);
    expect(bars.filter((bar) => bar.label > 0)).toHaveLength(8);
  });

  it("have 25 hours in autumn, and the repeated one twice", () => {
    const starts = hours("2026-10-25T00:00:00+02:00", 25);
    const typical = starts.map((_, index) => index);
    const { bars } = plotOf(
      { ...NEVER_MEASURED, zone: "Europe/Berlin", starts, typical },
      new Date("2026-10-25T01:30:00Z"),
    );
    expect(bars).toHaveLength(25);
    expect(localHours(starts, "Europe/Berlin").slice(0, 5)).toEqual([0, 1, 2, 2, 3]);
    expect(bars.findIndex((bar) => bar.isNow)).toBe(3);
  });
});

it("labels every third hour of the venue, also in zones of half hours", () => {
  const label = (time: string) => labelOf(new Date(time), "Asia/Kolkata");
  expect(label("2026-11-24T03:30:00Z")).toBe(1); // 9:00
  expect(label("2026-11-24T06:30:00Z")).toBe(2); // 12:00
  expect(label("2026-11-24T04:30:00Z")).toBe(0); // 10:00
  expect(label("2026-11-24T06:00:00Z")).toBe(0); // 11:30
});
