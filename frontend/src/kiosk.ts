/** What a full screen shows when: its page, its place, and since when it is cut off. */

import type { Locale } from "./home-assistant.ts";
import type { Texts } from "./texts.ts";
import { formatDay, formatTime, wallClock } from "./times.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const ROWS_PER_PAGE = 8;
const PAGE_TIME = 12 * SECOND;
const SHIFT_TIME = 3 * MINUTE;
/** Shorter interruptions are not shown. */
const GRACE = MINUTE;
/** How long a screen that someone has left stays left. */
export const LEAVE_TIME = 5 * MINUTE;

export interface Page<Row> {
  rows: readonly Row[];
  /** From 1. */
  number: number;
  pages: number;
}

/** The rows to show after a time; without motion, those of the first page. */
export function pageAt<Row>(
  rows: readonly Row[],
  elapsed: number,
  isStill: boolean,
): Page<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const page = isStill ? 0 : Math.floor(Math.max(0, elapsed) / PAGE_TIME) % pages;
  return {
    rows: rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE),
    number: page + 1,
    pages,
  };
}

const SHIFTS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** By how much everything is moved, in per cent: no pixel stays the same for days. */
export function shiftAt(elapsed: number): readonly [x: number, y: number] {
  const step = Math.floor(Math.max(0, elapsed) / SHIFT_TIME) % SHIFTS.length;
  return SHIFTS[step] ?? SHIFTS[0];
}

/** When values were last received. */
export class Outage {
  /** Null until there was a first value. */
  private lastGood: number | null = null;
  private isGood = false;

  update(isGood: boolean, now: number): void {
    if (isGood || this.isGood) {
      this.lastGood = now;
    }
    this.isGood = isGood;
  }

  /** Since when there are no values; null if there are, or for a minute only. */
  since(now: number): Date | null {
    if (this.isGood || this.lastGood === null || now - this.lastGood < GRACE) {
      return null;
    }
    return new Date(this.lastGood);
  }
}

export function asOfText(
  measuredAt: string | null,
  zone: string,
  texts: Texts,
  locale: Locale,
): string {
  return measuredAt === null
    ? ""
    : texts.text("config_panel.kiosk.as_of", {
        time: formatTime(new Date(measuredAt), zone, locale),
      });
}

/** Since when there is no connection, with the day unless that is today. */
export function lostText(
  since: Date,
  now: Date,
  zone: string,
  texts: Texts,
  locale: Locale,
): string {
  const time = formatTime(since, zone, locale);
  const day = formatDay(since, zone, wallClock(now, zone).date, locale);
  return day === null
    ? texts.text("config_panel.kiosk.lost_at", { time })
    : texts.text("config_panel.kiosk.lost_on", { day, time });
}
