/** Weekdays, hours, days and values of a week, as text. */

import { cached } from "./cached.ts";
import type { Locale } from "./home-assistant.ts";
import { formatCount, formatDecimal } from "./numbers.ts";
import type { Metric } from "./payloads.ts";
import { formatTime } from "./times.ts";

/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const dateFormat = cached(
  (language: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }),
);

/** The name of a weekday; Monday is 0. */
export function formatWeekday(
  weekday: number,
  style: "short" | "long",
  locale: Locale,
): string {
  return dateFormat(locale.language, { weekday: style }).format(MONDAY + weekday * DAY);
}

/** An hour of the day, such as "2 PM" or "14:00". */
export function formatHour(hour: number, locale: Locale): string {
  return formatTime(new Date(MONDAY + hour * HOUR), "UTC", locale);
}

/** Two days, such as "Oct 30 – Nov 26, 2026". */
export function formatDays(days: readonly [string, string], locale: Locale): string {
  const format = dateFormat(locale.language, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return format.formatRange(new Date(days[0]), new Date(days[1]));
}

/** A value without its unit, except per cent; a difference with its sign. */
export function formatValue(
  value: number,
  metric: Metric,
  locale: Locale,
  isDifference = false,
): string {
  const rounded =
    metric === "utilization" ? Math.round(value * 10) / 10 : Math.round(value);
  const size = isDifference ? Math.abs(rounded) : rounded;
  const text =
    metric === "utilization" ? formatDecimal(size, locale) : formatCount(size, locale);
  return isDifference ? `${signOf(rounded)}${text}` : text;
}

/** The sign of a difference, "" of none. */
export function signOf(value: number): "+" | "−" | "" {
  if (value === 0) {
    return "";
  }
  return value > 0 ? "+" : "−";
}
