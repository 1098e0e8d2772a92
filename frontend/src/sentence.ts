/** What a card says about a location. */

import type { Locale } from "./home-assistant.ts";
import type { Day, Level, Reason } from "./payloads.ts";
import type { Key, Texts } from "./texts.ts";
import { formatDay, formatTime } from "./times.ts";

type Said = Pick<
  Day,
  "sentence" | "history" | "measured_at" | "opens" | "zone" | "date"
>;

/** The one sentence: how it is now and, where that is known, what comes next. */
export function sentenceOf(day: Said, texts: Texts, locale: Locale): string {
  const { now, next } = day.sentence;
  return [
    now && sentenceNow(day, texts, locale),
    next && sentenceNext(day, texts, locale),
  ]
    .filter(Boolean)
    .join(locale.language.startsWith("ja") ? "" : " ");
}

function sentenceNow(day: Said, texts: Texts, locale: Locale): string {
  const { now, at } = day.sentence;
  switch (now) {
    case "closed_opens":
      return sentenceAt(
        "config_panel.now.opens",
        at ?? day.opens,
        day,
        texts,
        locale,
        () => texts.text("config_panel.now.closed"),
      );
    case "stale":
      return sentenceAt(
        "config_panel.now.stale",
        day.measured_at,
        day,
        texts,
        locale,
        () => texts.text("config_panel.now.stale"),
      );
    case "no_typical":
      return day.history === "ready"
        ? ""
        : texts.text(`config_panel.history.${day.history}`);
    case null:
      return "";
    default:
      return texts.text(`config_panel.now.${now}`);
  }
}

function sentenceNext(day: Said, texts: Texts, locale: Locale): string {
  const { next, at } = day.sentence;
  if (next === null) {
    return "";
  }
  if (next === "calm_rest") {
    return texts.text("config_panel.next.calm_rest");
  }
  if (at === null) {
    return "";
  }
  const time = formatTime(new Date(at), day.zone, locale);
  return texts.text(`config_panel.next.${next}`, { time });
}

/** A sentence with a time, and with its day unless that is today. */
function sentenceAt(
  key: "config_panel.now.opens" | "config_panel.now.stale",
  at: string | null,
  { zone, date }: Said,
  texts: Texts,
  locale: Locale,
  otherwise: () => string,
): string {
  if (at === null) {
    return otherwise();
  }
  const moment = new Date(at);
  const time = formatTime(moment, zone, locale);
  const day = formatDay(moment, zone, date, locale);
  return day === null
    ? texts.text(`${key}_at`, { time })
    : texts.text(`${key}_on`, { day, time });
}

export interface Pill {
  text: string;
  /** How it is drawn: the outline's weight, or filled; dashed if there is no level. */
  kind: "thin" | "thick" | "filled" | "dashed";
}

const STATUS: Record<Exclude<Reason, "removed" | "not_permitted_here">, Key> = {
  inactive: "entity.sensor.status.state.inactive",
  stale: "entity.sensor.status.state.stale",
  never_measured: "entity.sensor.status.state.never_measured",
  not_reported: "entity.sensor.status.state.not_reported",
  not_permitted: "entity.sensor.status.state.not_permitted",
  awaited: "entity.sensor.status.state.awaited",
  unreachable: "entity.sensor.status.state.unreachable",
  doubtful: "entity.binary_sensor.doubtful.name",
};
const LEVELS = {
  not_busy: ["entity.sensor.busy_level.state.not_busy", "thin"],
  busy: ["entity.sensor.busy_level.state.busy", "thick"],
  very_busy: ["entity.sensor.busy_level.state.very_busy", "filled"],
} as const;

export function isLevel(state: string | undefined): state is Level {
  return state !== undefined && Object.hasOwn(LEVELS, state);
}

export function levelText(level: Level, texts: Texts): string {
  return texts.text(LEVELS[level][0]);
}

/** The word for why there is no value. */
export function reasonText(reason: Reason, texts: Texts): string {
  return reason === "removed" || reason === "not_permitted_here"
    ? texts.text(`config_panel.reason.${reason}`)
    : texts.text(STATUS[reason]);
}

/** The word for the level, or for why there is none; null if nothing is to be said. */
export function pillOf(
  day: Pick<Day, "reason" | "is_open" | "is_doubtful" | "level">,
  texts: Texts,
): Pill | null {
  if (day.reason !== null) {
    return { text: reasonText(day.reason, texts), kind: "dashed" };
  }
  if (day.is_open === false) {
    return { text: texts.text("entity.binary_sensor.open.state.off"), kind: "dashed" };
  }
  if (day.is_doubtful) {
    return { text: texts.text("entity.binary_sensor.doubtful.name"), kind: "dashed" };
  }
  if (day.level === null) {
    return null;
  }
  return { text: levelText(day.level, texts), kind: LEVELS[day.level][1] };
}
