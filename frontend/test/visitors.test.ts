import { describe, expect, it } from "vitest";
import type { MonthVisitors } from "../src/payloads.ts";
import { askAgainIn, comparedDays, visitorsSentence } from "../src/visitors.ts";
import { ENGLISH, GERMAN } from "./locales.ts";
import { texts } from "./texts-of-english.ts";

const NOVEMBER: MonthVisitors = {
  reason: null,
  zone: "America/Los_Angeles",
  date: "2026-11-27",
  history: "ready",
  start: "2026-11-01",
  end: "2026-11-26",
  days: 26,
  is_whole_month: false,
  start_last_year: "2025-11-02",
  end_last_year: "2025-11-27",
  visitors: 80120,
  visitors_last_year: 77038,
  change: 4,
  dwell_time: 86,
};
const NOON = new Date("2026-11-27T20:00:00Z");
const MINUTE = 60_000;

const plain = (text: string) => text.replace(/[\s ]/g, " ");

function say(month: Partial<MonthVisitors> = {}, locale = ENGLISH): string {
  return plain(visitorsSentence({ ...NOVEMBER, ...month }, texts, locale));
}

function days(month: Partial<MonthVisitors> = {}): string {
  return plain(comparedDays({ ...NOVEMBER, ...month }, texts, ENGLISH));
}

describe("the sentence", () => {
  it("has the visitors, the change and how long people stayed", () => {
    expect(say()).toBe(
      "November so far: 80,120 visitors, 4% more than on the same days last year. " +
        "On an average day, people stayed 86 minutes.",
    );
  });

  it("says which way", () => {
    expect(say({ change: -12 })).toContain("80,120 visitors, 12% fewer than on the");
    expect(say({ change: 0 })).toContain("80,120 visitors, about as many as on the");
  });

  it("is about the last month on the first days of another", () => {
    const october = { start: "2026-10-01", end: "2026-10-31", is_whole_month: true };
    expect(say(october)).toMatch(/^October: 80,120 visitors, 4% more than/);
    expect(say({ ...october, change: null })).toMatch(/^October: 80,120 visitors\. On/);
  });

  it("leaves out what is not known", () => {
    expect(say({ change: null, visitors_last_year: null })).toMatch(
      /^November so far: 80,120 visitors\. On an average day/,
    );
    expect(say({ dwell_time: null })).toMatch(/last year\.$/);
    expect(say({ visitors: null, change: null })).toBe(
      "On an average day, people stayed 86 minutes.",
    );
  });

  it("is empty if nothing is known", () => {
    expect(say({ visitors: null, change: null, dwell_time: null })).toBe("");
    expect(visitorsSentence({ reason: "removed" }, texts, ENGLISH)).toBe("");
    expect(visitorsSentence({ reason: "unreachable" }, texts, ENGLISH)).toBe("");
  });

  it("has a singular, and numbers and months of the language", () => {
    expect(say({ visitors: 1, dwell_time: 1 })).toMatch(/: 1 visitor, .* 1 minute\.$/);
    expect(say({ start: "2026-12-01" }, GERMAN)).toMatch(
      /^Dezember .* 80\.120 .* 86 Minuten\.$/,
    );
    expect(say({ start: "2026-12-01" }, { ...ENGLISH, language: "ja" })).toMatch(
      /^12月 .*\.On .* 86分\.$/,
    );
    const french = { ...ENGLISH, language: "fr" };
    expect(say({ start: "2026-08-01" }, french)).toMatch(/^Août /);
  });
});

it("the days are said", () => {
  expect(days()).toBe(
    "Nov 1 – 26, 2026 compared with Nov 2 – 27, 2025, the same days of the week",
  );
  expect(days({ change: null })).toBe("Nov 1 – 26, 2026");
  expect(comparedDays({ reason: "removed" }, texts, ENGLISH)).toBe("");
});

describe("it is asked again", () => {
  it("in an hour", () => {
    expect(askAgainIn(NOVEMBER, NOON)).toBe(60 * MINUTE);
  });

  it("when the venue's day ends", () => {
    const late = new Date("2026-11-28T07:45:00Z");
    expect(askAgainIn(NOVEMBER, late)).toBe(16 * MINUTE);
    expect(askAgainIn({ ...NOVEMBER, date: "2026-11-26" }, NOON)).toBe(10 * MINUTE);
  });

  it("soon if figures may follow", () => {
    expect(askAgainIn({ ...NOVEMBER, visitors: null }, NOON)).toBe(10 * MINUTE);
    expect(askAgainIn({ reason: "unreachable" }, NOON)).toBe(10 * MINUTE);
    expect(askAgainIn(null, NOON)).toBe(10 * MINUTE);
    const none = { ...NOVEMBER, visitors: null, history: "none" as const };
    expect(askAgainIn(none, NOON)).toBe(60 * MINUTE);
  });
});
