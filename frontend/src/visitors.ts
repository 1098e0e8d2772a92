/** What is said of a month's visitors, and when to ask again. */

import { cached } from "./cached.ts";
import type { Locale } from "./home-assistant.ts";
import { formatCount, formatPercentage } from "./numbers.ts";
import type { MonthVisitors, Visitors } from "./payloads.ts";
import type { Texts } from "./texts.ts";
import { wallClock } from "./times.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MINUTES_PER_DAY = 24 * 60;
/** Unknown figures may follow soon, such as those of yesterday. */
const SOON = 10 * MINUTE;

const monthFormat = cached(
  (language: string) =>
    new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }),
);
const daysFormat = cached(
  (language: string) =>
    new Intl.DateTimeFormat(language, {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    }),
);
const minutesFormat = cached(
  (language: string) =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: "minute",
      unitDisplay: "long",
    }),
);

function isMonth(visitors: Visitors): visitors is MonthVisitors {
  return visitors.reason === null;
}

/** How many visitors there were and how long they stayed; "" if neither is known. */
export function visitorsSentence(
  visitors: Visitors,
  texts: Texts,
  locale: Locale,
): string {
  if (!isMonth(visitors)) {
    return "";
  }
  const { dwell_time: minutes } = visitors;
  // In a Japanese sentence there are no spaces.
  const isSpaced = !locale.language.startsWith("ja");
  const duration = (of: number) => {
    const text = minutesFormat(locale.language).format(of);
    return isSpaced ? text : text.replace(/\s/g, "");
  };
  return [
    visitors.visitors !== null && counted(visitors, visitors.visitors, texts, locale),
    minutes !== null &&
      texts.text("config_panel.visitors.dwell_time", {
        duration: duration(minutes),
      }),
  ]
    .filter(Boolean)
    .join(isSpaced ? " " : "");
}

function counted(
  { start, change, is_whole_month: isWhole }: MonthVisitors,
  count: number,
  texts: Texts,
  locale: Locale,
): string {
  const values = {
    month: monthOf(start, locale.language),
    visitors: texts.plural("config_panel.visitors.count", count, {
      count: formatCount(count, locale),
    }),
  };
  const period = isWhole ? "month" : "so_far";
  if (change === null) {
    return texts.text(`config_panel.visitors.${period}_alone`, values);
  }
  const percentage = formatPercentage(Math.abs(change), locale);
  const direction = change === 0 ? "same" : change > 0 ? "more" : "fewer";
  return texts.text(`config_panel.visitors.${period}_${direction}`, {
    ...values,
    percentage,
  });
}

/** The month's name as the first word of a sentence. */
function monthOf(day: string, language: string): string {
  const [first = "", ...others] = monthFormat(language).format(new Date(day));
  return first.toLocaleUpperCase(language) + others.join("");
}

/** The days, and those of last year if they are compared. */
export function comparedDays(
  visitors: Visitors,
  texts: Texts,
  { language }: Locale,
): string {
  if (!isMonth(visitors)) {
    return "";
  }
  const range = (first: string, last: string) =>
    daysFormat(language).formatRange(new Date(first), new Date(last));
  const days = range(visitors.start, visitors.end);
  return visitors.change === null
    ? days
    : texts.text("config_panel.visitors.compared", {
        days,
        days_last_year: range(visitors.start_last_year, visitors.end_last_year),
      });
}

/** In milliseconds: at the venue's next day, but in an hour or, if unknown, sooner. */
export function askAgainIn(visitors: Visitors | null, now: Date): number {
  if (!visitors || !isMonth(visitors)) {
    return SOON;
  }
  if (visitors.visitors === null && visitors.history !== "none") {
    return SOON;
  }
  const { date, hour, minute } = wallClock(now, visitors.zone);
  if (date !== visitors.date) {
    return SOON;
  }
  // A minute later than the clock of the browser may believe.
  const left = (MINUTES_PER_DAY - hour * 60 - minute + 1) * MINUTE;
  return Math.min(left, HOUR);
}
