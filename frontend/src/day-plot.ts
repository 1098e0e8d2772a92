/** Which hours of a day are drawn, and how high. */

import type { Day } from "./payloads.ts";
import { wallClock } from "./times.ts";

export interface Bar {
  start: Date;
  /** How far above the base line, as a part of the plot's height. */
  typical: number | null;
  measured: number | null;
  expected: number | null;
  /** The count, in the current hour only. */
  now: number | null;
  isNow: boolean;
  /** 0: no label; 1: only where there is room; 2: always. */
  label: 0 | 1 | 2;
}

export interface Plot {
  bars: Bar[];
  /** Where 100 % is, if within the plot. */
  full: number | null;
}

type Figures = Pick<
  Day,
  "starts" | "typical" | "measured" | "expected" | "count" | "capacity" | "zone"
>;

/** Hours with less than this part of the peak are not in use. */
const IN_USE = 0.02;
const HOUR = 3_600_000;

/** The index of the hour that a time is in; -1 outside the day. */
export function hourOf(starts: readonly Date[], now: Date): number {
  const index = starts.findLastIndex((start) => start <= now);
  const last = starts.at(-1);
  return last !== undefined && now.getTime() >= last.getTime() + HOUR ? -1 : index;
}

/** The first and the last hour to draw: those in use, and one around them. */
export function hoursInUse(
  peaks: readonly number[],
  current: number,
): [first: number, last: number] {
  const least = Math.max(...peaks, 0) * IN_USE;
  const isUsed = (peak: number, index: number) => peak > least || index === current;
  if (!peaks.some((peak) => peak > 0)) {
    return [0, peaks.length - 1];
  }
  return [
    Math.max(0, peaks.findIndex(isUsed) - 1),
    Math.min(peaks.length - 1, peaks.findLastIndex(isUsed) + 1),
  ];
}

export function labelOf(start: Date, zone: string): Bar["label"] {
  const { hour, minute } = wallClock(start, zone);
  if (minute !== 0 || hour % 3 !== 0) {
    return 0;
  }
  return hour % 6 === 0 ? 2 : 1;
}

export function plotOf(day: Figures, now: Date): Plot {
  const starts = day.starts.map((start) => new Date(start));
  const current = hourOf(starts, now);
  const at = (values: readonly (number | null)[], index: number) =>
    values[index] ?? null;
  const peaks = starts.map((_, index) =>
    Math.max(
      at(day.typical, index) ?? 0,
      at(day.measured, index) ?? 0,
      at(day.expected, index) ?? 0,
      index === current ? (day.count ?? 0) : 0,
    ),
  );
  const [first, last] = hoursInUse(peaks, current);
  const top = Math.max(...peaks, 1);
  const part = (value: number | null) => (value === null ? null : value / top);
  return {
    full: day.capacity !== null && day.capacity > 0 ? within(day.capacity / top) : null,
    bars: starts.slice(first, last + 1).map((start, offset) => {
      const index = first + offset;
      const isNow = index === current;
      return {
        start,
        typical: part(at(day.typical, index)),
        measured: part(at(day.measured, index)),
        expected: isNow ? null : part(at(day.expected, index)),
        now: isNow ? part(day.count) : null,
        isNow,
        label: labelOf(start, day.zone),
      };
    }),
  };
}

function within(part: number): number | null {
  return part <= 1 ? part : null;
}
