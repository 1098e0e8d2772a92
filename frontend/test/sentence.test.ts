import { describe, expect, it } from "vitest";
import type { Day, Now } from "../src/payloads.ts";
import { pillOf, reasonText, sentenceOf } from "../src/sentence.ts";
import { READING_ROOM } from "./fixtures/days.ts";
import { ENGLISH } from "./locales.ts";
import { texts } from "./texts-of-english.ts";

function say(sentence: Partial<Day["sentence"]>, day: Partial<Day> = {}): string {
  const whole = { now: null, next: null, at: null, ...sentence };
  return sentenceOf(
    { ...READING_ROOM, ...day, sentence: whole },
    texts,
    ENGLISH,
  ).replace(/\s/g, " ");
}

describe("the sentence", () => {
  it("has what is now and what comes next", () => {
    expect(
      say({ now: "as_usual", next: "calmer_from", at: "2026-11-25T05:00:00+00:00" }),
    ).toBe("As busy as usual. Likely calmer from 9 PM.");
    expect(say({ now: "quieter", next: "calm_rest" })).toBe(
      "Quieter than usual. Likely calm for the rest of the day.",
    );
    expect(say({ now: "much_busier" })).toBe("Much busier than usual.");
    expect(say({ next: "calm_until", at: "2026-11-25T00:30:00+00:00" })).toBe(
      "Likely calm until 4:30 PM.",
    );
  });

  it("leaves out a half without its time", () => {
    expect(say({ now: "busier", next: "busier_from" })).toBe("Busier than usual.");
  });

  it("says when a closed location opens, and on which day", () => {
    expect(say({ now: "closed_opens", at: "2026-11-24T23:00:00+00:00" })).toBe(
      "Closed. Opens at 3 PM.",
    );
    expect(say({ now: "closed_opens", at: "2026-11-25T16:00:00+00:00" })).toBe(
      "Closed. Opens on Wednesday at 8 AM.",
    );
    expect(say({ now: "closed_opens" }, { opens: null })).toBe("Closed.");
    expect(say({ now: "closed" })).toBe("Closed.");
  });

  it("says when an old count was measured", () => {
    expect(say({ now: "stale" })).toBe("Last count at 1:03 PM.");
    expect(say({ now: "stale" }, { measured_at: "2026-11-21T21:00:00+00:00" })).toBe(
      "Last count on Saturday at 1 PM.",
    );
    expect(say({ now: "stale" }, { measured_at: null })).toBe(
      "The last count is too old.",
    );
  });

  it("says why there are no typical values", () => {
    const now = "no_typical";
    expect(say({ now }, { history: "none" })).toBe("Typical values need the recorder.");
    expect(say({ now }, { history: "too_short" })).toBe(
      "Typical values follow after three weeks.",
    );
    expect(say({ now }, { history: "ready" })).toBe("");
  });

  it("has words for every reason", () => {
    const reasons = [
      ...(["inactive", "never_measured", "not_reported", "not_permitted"] as const),
      ...([
        "awaited",
        "unreachable",
        "removed",
        "not_permitted_here",
        "doubtful",
      ] as const),
    ] satisfies Now[];
    const said = reasons.map((now) => say({ now }));
    expect(new Set(said).size).toBe(reasons.length);
    expect(said).not.toContain("");
  });
});

describe("the pill", () => {
  const pill = (day: Partial<Day>) => pillOf({ ...READING_ROOM, ...day }, texts);

  it("is the level", () => {
    expect(pill({ level: "not_busy" })).toEqual({ text: "Not busy", kind: "thin" });
    expect(pill({ level: "busy" })).toEqual({ text: "Busy", kind: "thick" });
    expect(pill({ level: "very_busy" })).toEqual({ text: "Very busy", kind: "filled" });
    expect(pill({ level: null })).toBeNull();
  });

  it("is the reason before anything else", () => {
    expect(pill({ reason: "stale", is_open: false })).toEqual({
      text: "Outdated",
      kind: "dashed",
    });
    expect(pill({ is_open: false, is_doubtful: true })?.text).toBe("Closed");
    expect(pill({ is_doubtful: true })?.text).toBe("Doubtful");
    expect(reasonText("removed", texts)).toBe("Removed");
    expect(reasonText("not_permitted_here", texts)).toBe("No access");
  });
});
