import { describe, expect, it } from "vitest";
import { asOfText, lostText, Outage, pageAt, shiftAt } from "../src/kiosk.ts";
import { ENGLISH, GERMAN } from "./locales.ts";
import { texts } from "./texts-of-english.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ROWS = Array.from({ length: 20 }, (_, index) => index);

describe("the pages", () => {
  it("of eight rows follow each other every twelve seconds", () => {
    expect(pageAt(ROWS, 0, false)).toEqual({
      rows: [0, 1, 2, 3, 4, 5, 6, 7],
      number: 1,
      pages: 3,
    });
    expect(pageAt(ROWS, 11_999, false).number).toBe(1);
    expect(pageAt(ROWS, 24_000, false).rows).toEqual([16, 17, 18, 19]);
    expect(pageAt(ROWS, 36_000, false).number).toBe(1);
  });

  it("stay at the first where motion is not wanted", () => {
    expect(pageAt(ROWS, 24_000, true).number).toBe(1);
  });

  it("are one without rows", () => {
    expect(pageAt([], 99_000, false)).toEqual({ rows: [], number: 1, pages: 1 });
  });
});

describe("the shift", () => {
  it("changes every three minutes by one per cent at most", () => {
    const shifts = Array.from({ length: 9 }, (_, step) => shiftAt(step * 3 * MINUTE));
    expect(new Set(shifts.map(String)).size).toBe(9);
    expect(Math.max(...shifts.flat().map(Math.abs))).toBe(1);
    expect(shiftAt(3 * MINUTE - 1)).toEqual([0, 0]);
    expect(shiftAt(27 * MINUTE)).toEqual([0, 0]);
  });
});

describe("an outage", () => {
  it("is shown after a minute, with its beginning", () => {
    const outage = new Outage();
    outage.update(true, 0);
    outage.update(false, 10 * SECOND);
    outage.update(false, 60 * SECOND);
    expect(outage.since(69 * SECOND)).toBeNull();
    expect(outage.since(70 * SECOND)).toEqual(new Date(10 * SECOND));
  });

  it("ends with a value, and begins anew", () => {
    const outage = new Outage();
    outage.update(true, 0);
    outage.update(false, SECOND);
    outage.update(true, 5 * MINUTE);
    expect(outage.since(5 * MINUTE)).toBeNull();
    outage.update(false, 6 * MINUTE);
    expect(outage.since(6.5 * MINUTE)).toBeNull();
    expect(outage.since(7 * MINUTE)).toEqual(new Date(6 * MINUTE));
  });

  it("has no known beginning before the first value", () => {
    const outage = new Outage();
    outage.update(false, 0);
    expect(outage.since(10 * MINUTE)).toBeNull();
  });
});

describe("the texts", () => {
  const ZONE = "America/New_York";

  it("name the time of the measurement in the venue's zone", () => {
    expect(asOfText("2026-11-24T19:20Z", ZONE, texts, ENGLISH)).toBe("as of 2:20 PM");
    expect(asOfText(null, ZONE, texts, ENGLISH)).toBe("");
  });

  it("name the beginning of an outage, with its day unless that is today", () => {
    const since = new Date("2026-11-24T19:32Z");
    const lost = (now: string) => lostText(since, new Date(now), ZONE, texts, GERMAN);
    expect(lost("2026-11-24T22:00Z")).toBe("No connection since 14:32");
    expect(lost("2026-11-25T22:00Z")).toBe("No connection since Dienstag, 14:32");
  });
});
