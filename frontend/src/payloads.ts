/** What the integration's websocket commands send. */

export type Reason =
  | "inactive"
  | "stale"
  | "never_measured"
  | "not_reported"
  | "not_permitted"
  | "awaited"
  | "unreachable"
  | "doubtful"
  | "removed"
  | "not_permitted_here";

export type Level = "not_busy" | "busy" | "very_busy";

export type Comparison =
  | "much_quieter"
  | "quieter"
  | "as_usual"
  | "busier"
  | "much_busier";

export type Now = Comparison | "closed" | "closed_opens" | "no_typical" | Reason;

export type Next = "calmer_from" | "calm_until" | "calm_rest" | "busier_from";

/** A number per hour of the day; null where there is none, empty if there is no number. */
export type Hours = readonly (number | null)[];

/** An event of `occuspace/day`: the day of one location. */
export interface Day {
  name: string;
  entity_id: string | null;
  /** The venue's time zone, and its date there. */
  zone: string;
  date: string;
  capacity: number | null;
  thresholds: readonly [number, number];
  reason: Reason | null;
  measured_at: string | null;
  count: number | null;
  percentage: number | null;
  level: Level | null;
  comparison: Comparison | null;
  is_open: boolean | null;
  opens: string | null;
  closes: string | null;
  is_doubtful: boolean | null;
  history: "none" | "catching_up" | "too_short" | "ready";
  /** The start of every hour of the day: 24, or 23 or 25. */
  starts: readonly string[];
  typical: Hours;
  low: Hours;
  high: Hours;
  measured: Hours;
  expected: Hours;
  sentence: { now: Now | null; next: Next | null; at: string | null };
}

/** All that is sent of a location that is gone, or that the user may not read. */
export interface Withheld {
  reason: "removed" | "not_permitted_here";
}

export function isWithheld<Event extends object>(
  event: Event | Withheld,
): event is Withheld {
  return !("zone" in event);
}

export type Metric = "occupancy" | "utilization" | "visitors";
export type Compare = "previous_weeks" | "last_year";

/** How the last four weeks differ from earlier ones. */
export interface Difference {
  kind: Compare;
  /** The first and the last day of each period. */
  recent: readonly [string, string];
  earlier: readonly [string, string];
  /** By hour, as in a week. */
  difference: Hours;
  weeks: readonly number[];
}

/** An event of `occuspace/week`: the typical week of one location. */
export interface Week {
  name: string;
  entity_id: string | null;
  zone: string;
  metric: Metric;
  reason: Reason | null;
  history: Day["history"];
  /** Weekday, Monday being 0, and hour. */
  now: readonly [number, number];
  /** By hour from Monday 0:00 on: 168. */
  typical: Hours;
  weeks: readonly number[];
  /** The hours in which it is always closed. */
  closed: readonly number[];
  comparison: Difference | null;
}

/** A location in an event of `occuspace/overview`. */
export interface OverviewLocation {
  /** Device id. */
  d: string;
  /** Typical people per hour of today, as far as they are known. */
  t: Hours | null;
  /** The first hour of `t`; midnight if left out. */
  f?: number;
  /** Why there is no value, or none to rely on; left out if there is one. */
  r?: Reason | null;
  /** False if it is closed. */
  o?: false;
}

/** Later events hold only what has changed; null is a location that is gone. */
export interface Overview {
  zone?: string;
  date?: string;
  locations?: Record<string, OverviewLocation | null>;
  /** If there are no locations. */
  reason?: Reason;
}

/** The answer to `occuspace/visitors`: this month so far, or the whole last one. */
export interface MonthVisitors {
  reason: null;
  /** The venue's time zone, and its date there. */
  zone: string;
  date: string;
  history: "none" | "catching_up" | "ready";
  start: string;
  end: string;
  days: number;
  is_whole_month: boolean;
  /** As many days, on the same weekdays. */
  start_last_year: string;
  end_last_year: string;
  visitors: number | null;
  visitors_last_year: number | null;
  /** In per cent. */
  change: number | null;
  /** In minutes: the mean of the days. */
  dwell_time: number | null;
}

export type Visitors =
  | MonthVisitors
  | { reason: "removed" | "not_permitted_here" | "unreachable" };
