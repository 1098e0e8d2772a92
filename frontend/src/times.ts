/** Times of day in the venue's time zone and the user's format. */

import { cached } from "./cached.ts";
import type { Locale } from "./home-assistant.ts";

const dateFormat = cached(
  (language: string | undefined, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options),
);

function languageOf(locale: Locale): string | undefined {
  return locale.time_format === "system" ? undefined : locale.language;
}

function usesAmPm(locale: Locale): boolean {
  if (locale.time_format === "12" || locale.time_format === "24") {
    return locale.time_format === "12";
  }
  const format = dateFormat(languageOf(locale), { hour: "numeric" });
  return format.resolvedOptions().hour12 === true;
}

/** The hour, such as "9 AM" or "09:00"; with minutes where they are not zero. */
export function formatTime(time: Date, zone: string, locale: Locale): string {
  const amPm = usesAmPm(locale);
  const { minute } = wallClock(time, zone);
  const options: Intl.DateTimeFormatOptions =
    amPm && minute === 0
      ? { hour: "numeric" }
      : { hour: amPm ? "numeric" : "2-digit", minute: "2-digit" };
  return dateFormat(languageOf(locale), {
    ...options,
    hourCycle: amPm ? "h12" : "h23",
    timeZone: zone,
  }).format(time);
}

export interface WallClock {
  /** ISO, such as "2026-11-24". */
  date: string;
  hour: number;
  minute: number;
}

const WALL_CLOCK: Intl.DateTimeFormatOptions = {
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
};

/** What a clock at the venue shows. */
export function wallClock(time: Date, zone: string): WallClock {
  const format = dateFormat("en-CA", { ...WALL_CLOCK, timeZone: zone });
  const parts = new Map(
    format.formatToParts(time).map((each) => [each.type, each.value]),
  );
  return {
    date: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
    hour: Number(parts.get("hour")),
    minute: Number(parts.get("minute")),
  };
}

const DAY = 86_400_000;

/** The day of a time, or null for today: a weekday within six days, else a date. */
export function formatDay(
  time: Date,
  zone: string,
  today: string,
  locale: Locale,
): string | null {
  const { date } = wallClock(time, zone);
  if (date === today) {
    return null;
  }
  const days = Math.abs(Date.parse(date) - Date.parse(today)) / DAY;
  return dateFormat(locale.language, {
    timeZone: zone,
    ...(days < 7 ? { weekday: "long" } : { day: "numeric", month: "long" }),
  }).format(time);
}

/** Whether clocks in two zones differ at any of the given times. */
export function zonesDiffer(
  one: string,
  other: string,
  times: readonly Date[],
): boolean {
  return times.some((time) => {
    const [a, b] = [wallClock(time, one), wallClock(time, other)];
    return a.date !== b.date || a.hour !== b.hour || a.minute !== b.minute;
  });
}

export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The name of a zone, such as "Pacific Time". */
export function formatZone(zone: string, locale: Locale): string {
  const part = dateFormat(locale.language, {
    timeZone: zone,
    timeZoneName: "longGeneric",
  })
    .formatToParts()
    .find((each) => each.type === "timeZoneName");
  return part?.value ?? zone;
}
