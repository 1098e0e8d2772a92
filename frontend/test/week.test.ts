import { describe, expect, it } from "vitest";
import type { Locale } from "../src/home-assistant.ts";
import type { Week } from "../src/payloads.ts";
import {
  firstWeekday,
  gridOf,
  hoursInUse,
  merge,
  stepOf,
  weekdaysFrom,
} from "../src/week-grid.ts";
import {
  formatDays,
  formatHour,
  formatValue,
  formatWeekday,
} from "../src/week-labels.ts";
import { cellText, type Look } from "../src/week-table.ts";
import { ENGLISH, GERMAN } from "./locales.ts";
import { texts } from "./texts-of-english.ts";

const JAPANESE: Locale = { ...ENGLISH, language: "ja" };
const plain = (text: string) => text.replace(/\s/g, " ");
const ZEROS = Array.from({ length: 168 }, (): number | null => 0);
const EIGHT_WEEKS = ZEROS.map(() => 8);
const at = (weekday: number, hour: number) => weekday * 24 + hour;

function week(typical: readonly (number | null)[], changes: Partial<Week> = {}): Week {
  return {
    name: "Library",
    entity_id: null,
    zone: "UTC",
    metric: "occupancy",
    reason: null,
    history: "ready",
    now: [3, 14],
    typical,
    weeks: EIGHT_WEEKS,
    closed: [],
    comparison: null,
    ...changes,
  };
}

/** A week with people from the first to the last hour of each day. */
const from = (first: number, last: number, people = 100) =>
  ZEROS.map((_, slot) => (slot % 24 >= first && slot % 24 <= last ? people : 0));

describe("the first weekday", () => {
  it("is the user's", () => {
    expect(firstWeekday("sunday", "de")).toBe(6);
    expect(firstWeekday("saturday", "de")).toBe(5);
    expect(weekdaysFrom(6)).toEqual([6, 0, 1, 2, 3, 4, 5]);
  });

  it("is that of the language, or Monday", () => {
    expect(firstWeekday("language", "de-DE")).toBe(0);
    expect(firstWeekday("language", "en-US")).toBe(6);
    expect(firstWeekday("language", "no language")).toBe(0);
    expect(firstWeekday(undefined, "en-US")).toBe(0);
  });
});

describe("hours in use", () => {
  it("are those with more than a fiftieth of the peak", () => {
    const values = from(9, 17);
    values[at(2, 7)] = 2;
    values[at(5, 20)] = 3;
    expect(hoursInUse(values, new Set())).toEqual([9, 21]);
  });

  it("are open on some day", () => {
    const closed = new Set([...ZEROS.keys()].filter((slot) => slot % 24 < 8));
    expect(hoursInUse(ZEROS, closed)).toEqual([8, 24]);
    expect(hoursInUse(ZEROS, new Set())).toEqual([0, 24]);
    expect(hoursInUse(ZEROS, new Set(ZEROS.keys()))).toEqual([0, 24]);
  });
});

it("divides the values into five steps", () => {
  expect([0, 19, 20, 59, 99, 100].map((value) => stepOf(value, 100))).toEqual([
    0, 0, 1, 2, 4, 4,
  ]);
  expect(stepOf(-100, 100)).toBe(4);
  expect(stepOf(0, 0)).toBe(0);
});

describe("merged hours", () => {
  it("are their mean, known as long as the shorter", () => {
    expect(merge([0, 1], [10, 20], [8, 4], new Set())).toEqual({
      kind: "known",
      value: 15,
      weeks: 4,
    });
  });

  it("are unknown if one is", () => {
    expect(merge([0, 1], [10, null], [8, 2], new Set()).kind).toBe("unknown");
  });

  it("count only where it is open", () => {
    expect(merge([0, 1], [null, 20], [0, 8], new Set([0])).value).toBe(20);
    expect(merge([0, 1], [null, null], [0, 0], new Set([0, 1])).kind).toBe("closed");
  });

  it("begin at even hours", () => {
    const grid = gridOf(week(from(9, 17)), 0, 2);
    expect(grid.hours).toEqual([8, 10, 12, 14, 16]);
    expect(grid.rows[0]?.cells[0]?.value).toBe(50);
  });
});

describe("the grid", () => {
  it("has a row for each day and a column for each hour in use", () => {
    const grid = gridOf(week(from(9, 17)), 6, 1);
    expect(grid.rows.map((row) => row.weekday)).toEqual([6, 0, 1, 2, 3, 4, 5]);
    expect(grid.hours).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
    const now = grid.rows.flatMap((row) => row.cells).filter((cell) => cell.isNow);
    expect(now.map((cell) => [cell.weekday, cell.hour])).toEqual([[3, 14]]);
  });

  it("marks hours of few weeks", () => {
    const weeks = [...EIGHT_WEEKS];
    weeks[at(0, 9)] = 4;
    const [first, second] =
      gridOf(week(from(9, 17), { weeks }), 0, 1).rows[0]?.cells ?? [];
    expect([first?.isSample, second?.isSample]).toEqual([true, false]);
  });

  it("has differences, as dark as they are large", () => {
    const difference = ZEROS.map((): number | null => null);
    difference[at(0, 9)] = -50;
    difference[at(0, 10)] = 10;
    const comparison: Week["comparison"] = {
      kind: "last_year",
      recent: ["2026-10-30", "2026-11-26"],
      earlier: ["2025-10-31", "2025-11-27"],
      difference,
      weeks: ZEROS.map(() => 4),
    };
    const grid = gridOf(week(from(9, 17), { comparison }), 0, 1, true);
    const cells = grid.rows[0]?.cells ?? [];
    expect(grid.top).toBe(50);
    expect(cells.slice(0, 3).map((cell) => [cell.value, cell.step, cell.kind])).toEqual(
      [
        [-50, 4, "known"],
        [10, 1, "known"],
        [null, 0, "unknown"],
      ],
    );
    expect(cells.some((cell) => cell.isSample)).toBe(false);
  });
});

describe("labels", () => {
  it("are in the user's language", () => {
    const names = (locale: Locale) =>
      [0, 6].map((weekday) => formatWeekday(weekday, "short", locale));
    expect(names(ENGLISH)).toEqual(["Mon", "Sun"]);
    expect(names(GERMAN)).toEqual(["Mo", "So"]);
    expect(names(JAPANESE)).toEqual(["月", "日"]);
  });

  it("have 12 or 24 hours", () => {
    expect(plain(formatHour(14, ENGLISH))).toBe("2 PM");
    expect(formatHour(14, GERMAN)).toBe("14:00");
    expect(formatHour(14, JAPANESE)).toContain("14");
    expect(formatHour(0, { ...ENGLISH, time_format: "24" })).toBe("00:00");
  });

  it("name a period", () => {
    const days = ["2026-10-30", "2026-11-26"] as const;
    expect(plain(formatDays(days, ENGLISH))).toBe("Oct 30 – Nov 26, 2026");
    expect(plain(formatDays(days, GERMAN))).toContain("2026");
  });

  it("have signs only where there is a difference", () => {
    expect(formatValue(12.34, "utilization", GERMAN)).toBe("12,3");
    expect(formatValue(-12.34, "utilization", ENGLISH, true)).toBe("−12.3");
    expect(formatValue(1234, "occupancy", ENGLISH, true)).toBe("+1,234");
    expect(formatValue(0.4, "visitors", ENGLISH, true)).toBe("0");
  });
});

it("says what a cell shows", () => {
  const look: Look = {
    metric: "occupancy",
    isDifference: false,
    texts,
    locale: { ...ENGLISH, time_format: "24" },
  };
  const [cell] = gridOf(week(from(14, 14, 508)), 3, 1).rows[0]?.cells ?? [];
  expect(cell && cellText(cell, look)).toBe("Thu 14:00: 508 people (8 weeks)");
  expect(cell && cellText({ ...cell, kind: "closed" }, look)).toBe("Thu 14:00: closed");
  expect(cell && cellText({ ...cell, kind: "unknown" }, look)).toBe(
    "Thu 14:00: unknown",
  );
  const share = { ...look, metric: "utilization" as const };
  expect(cell && cellText({ ...cell, value: 73.25 }, share)).toBe(
    "Thu 14:00: 73.3% (8 weeks)",
  );
  const difference = { ...look, metric: "utilization" as const, isDifference: true };
  expect(cell && cellText({ ...cell, value: -3.25, weeks: 4 }, difference)).toBe(
    "Thu 14:00: −3.2 percentage points (4 weeks)",
  );
});
