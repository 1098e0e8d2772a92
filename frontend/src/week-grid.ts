/** Which hours of a week are drawn, in which rows and columns, and how dark. */

import type { Hours, Week } from "./payloads.ts";

export const DAYS = 7;
const HOURS = 24;

/** Hours with less than this part of the peak are not in use. */
const IN_USE = 0.02;
/** Hours known from fewer weeks are marked. */
const MANY_WEEKS = 5;

/** Per cent of the hue in each step. */
export const STEPS = [4, 25, 50, 75, 100] as const;

export type Kind = "known" | "unknown" | "closed";

export interface Cell {
  kind: Kind;
  /** Monday is 0. */
  weekday: number;
  hour: number;
  value: number | null;
  weeks: number;
  isSample: boolean;
  isNow: boolean;
  /** Of STEPS; of a difference, how large it is. */
  step: number;
}

export interface Grid {
  /** The first hour of every column. */
  hours: number[];
  rows: { weekday: number; cells: Cell[] }[];
  /** The highest value, or the largest difference. */
  top: number;
}

const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
];

/** The user's first weekday, Monday being 0; "language" is that of the language. */
export function firstWeekday(setting: string | undefined, language: string): number {
  const named = WEEKDAYS.indexOf(setting ?? "");
  if (named >= 0) {
    return (named + 6) % DAYS;
  }
  if (setting !== "language") {
    return 0;
  }
  try {
    const locale = new Intl.Locale(language) as Intl.Locale & {
      getWeekInfo?(): { firstDay: number };
      weekInfo?: { firstDay: number };
    };
    const info = locale.getWeekInfo?.() ?? locale.weekInfo;
    return info ? (info.firstDay + 6) % DAYS : 0;
  } catch {
    return 0;
  }
}

/** The weekdays in the order of the rows. */
export function weekdaysFrom(first: number): number[] {
  return Array.from({ length: DAYS }, (_, index) => (first + index) % DAYS);
}

/** The first hour in use of any day, and the one after the last. */
export function hoursInUse(
  values: Hours,
  closed: ReadonlySet<number>,
): [first: number, end: number] {
  const least = Math.max(...values.map((each) => Math.abs(each ?? 0)), 0) * IN_USE;
  const open = Array.from({ length: HOURS }, (_, hour) => hour).filter((hour) =>
    rowsOf(hour).some((slot) => !closed.has(slot)),
  );
  const used = open.filter((hour) =>
    rowsOf(hour).some((slot) => Math.abs(values[slot] ?? 0) > least),
  );
  const [first, last] = [
    (used.length ? used : open)[0],
    (used.length ? used : open).at(-1),
  ];
  return first === undefined || last === undefined ? [0, HOURS] : [first, last + 1];
}

function rowsOf(hour: number): number[] {
  return Array.from({ length: DAYS }, (_, weekday) => weekday * HOURS + hour);
}

/** The step of a value: from 0 to the highest there is. */
export function stepOf(value: number, top: number): number {
  if (top <= 0) {
    return 0;
  }
  const step = Math.floor((Math.abs(value) / top) * STEPS.length);
  return Math.min(step, STEPS.length - 1);
}

/** What a cell of one or several hours shows: their mean, if all of them are known. */
export function merge(
  slots: readonly number[],
  values: Hours,
  weeks: readonly number[],
  closed: ReadonlySet<number>,
): { kind: Kind; value: number | null; weeks: number } {
  const open = slots.filter((slot) => !closed.has(slot));
  if (open.length === 0) {
    return { kind: "closed", value: null, weeks: 0 };
  }
  let sum = 0;
  for (const slot of open) {
    const value = values[slot] ?? null;
    if (value === null) {
      return { kind: "unknown", value: null, weeks: 0 };
    }
    sum += value;
  }
  return {
    kind: "known",
    value: sum / open.length,
    weeks: Math.min(...open.map((slot) => weeks[slot] ?? 0)),
  };
}

type Shown = Pick<Week, "typical" | "weeks" | "closed" | "now" | "comparison">;

/** The grid of a week, or of its differences from another period. */
export function gridOf(
  week: Shown,
  first: number,
  hoursPerCell: 1 | 2,
  isDifference = false,
): Grid {
  const closed = new Set(week.closed);
  const difference = isDifference ? week.comparison : null;
  const [values, weeks] = difference
    ? [difference.difference, difference.weeks]
    : [week.typical, week.weeks];
  const [start, end] = hoursInUse(
    week.typical.some(Boolean) ? week.typical : values,
    closed,
  );
  const from = start - (start % hoursPerCell);
  const hours: number[] = [];
  for (let hour = from; hour < end; hour += hoursPerCell) {
    hours.push(hour);
  }
  const [today, thisHour] = week.now;
  const rows = weekdaysFrom(first).map((weekday) => ({
    weekday,
    cells: hours.map((hour): Cell => {
      const slots = Array.from(
        { length: hoursPerCell },
        (_, index) => weekday * HOURS + hour + index,
      );
      const merged = merge(slots, values, weeks, closed);
      const isNow =
        weekday === today && thisHour >= hour && thisHour < hour + hoursPerCell;
      return {
        ...merged,
        weekday,
        hour,
        isNow,
        isSample: merged.kind === "known" && !difference && merged.weeks < MANY_WEEKS,
        step: 0,
      };
    }),
  }));
  const cells = rows.flatMap((row) => row.cells);
  const top = Math.max(...cells.map((cell) => Math.abs(cell.value ?? 0)), 0);
  for (const cell of cells) {
    cell.step = stepOf(cell.value ?? 0, top);
  }
  return { hours, rows, top };
}
