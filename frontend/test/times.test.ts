import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatTime,
  formatZone,
  wallClock,
  zonesDiffer,
} from "../src/times.ts";
import { ENGLISH, GERMAN } from "./locales.ts";

const LOS_ANGELES = "America/Los_Angeles";
const NINE = new Date("2026-11-24T17:00:00Z");

/** Node.js writes a narrow space before AM and PM. */
const plain = (text: string) => text.replace(/\s/g, " ");

describe("formatTime", () => {
  it("follows the language", () => {
    expect(plain(formatTime(NINE, LOS_ANGELES, ENGLISH))).toBe("9 AM");
    expect(formatTime(NINE, LOS_ANGELES, GERMAN)).toBe("09:00");
    const midnight = new Date("2026-11-24T08:00:00Z");
    expect(formatTime(midnight, LOS_ANGELES, GERMAN)).toBe("00:00");
    expect(plain(formatTime(midnight, LOS_ANGELES, ENGLISH))).toBe("12 AM");
  });

  it("follows the user's choice of 12 or 24 hours", () => {
    const zone = LOS_ANGELES;
    expect(formatTime(NINE, zone, { ...ENGLISH, time_format: "24" })).toBe("09:00");
    expect(plain(formatTime(NINE, zone, { ...GERMAN, time_format: "12" }))).toBe(
      "9 AM",
    );
  });

  it("is the venue's time, with minutes where there are some", () => {
    expect(plain(formatTime(NINE, "Asia/Kolkata", ENGLISH))).toBe("10:30 PM");
    expect(formatTime(NINE, "Asia/Kathmandu", GERMAN)).toBe("22:45");
  });
});

describe("formatDay", () => {
  const day = (time: string) =>
    formatDay(new Date(time), LOS_ANGELES, "2026-11-24", ENGLISH);

  it("is nothing for today at the venue", () => {
    expect(day("2026-11-25T07:59:00Z")).toBeNull();
  });

  it("is a weekday within six days, else a date", () => {
    expect(day("2026-11-25T08:00:00Z")).toBe("Wednesday");
    expect(day("2026-11-30T20:00:00Z")).toBe("Monday");
    expect(day("2026-12-01T20:00:00Z")).toBe("December 1");
    expect(day("2026-11-01T20:00:00Z")).toBe("November 1");
  });
});

describe("zonesDiffer", () => {
  it("compares what clocks show, not names", () => {
    expect(zonesDiffer(LOS_ANGELES, "America/Vancouver", [NINE])).toBe(false);
    expect(zonesDiffer("Asia/Kolkata", "Asia/Colombo", [NINE])).toBe(false);
    expect(zonesDiffer("Asia/Kolkata", "Asia/Karachi", [NINE])).toBe(true);
  });

  it("notices a difference at some of the times", () => {
    const before = new Date("2026-10-24T12:00:00Z");
    const after = new Date("2026-10-26T12:00:00Z");
    expect(zonesDiffer("Europe/London", "Africa/Lagos", [before])).toBe(false);
    expect(zonesDiffer("Europe/London", "Africa/Lagos", [before, after])).toBe(true);
  });
});

it("names a zone in the user's language", () => {
  expect(formatZone(LOS_ANGELES, ENGLISH)).toBe("Pacific Time");
  expect(formatZone("Europe/Berlin", GERMAN)).toBe("Mitteleuropäische Zeit");
});

it("reads a clock at the venue", () => {
  const clock = wallClock(new Date("2026-11-24T08:00:00Z"), LOS_ANGELES);
  expect(clock).toEqual({ date: "2026-11-24", hour: 0, minute: 0 });
});
