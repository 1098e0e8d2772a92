/** The views of the dashboard, made from the registries. */

import { entitiesByDevice } from "./devices.ts";
import type { Registries } from "./home-assistant.ts";
import {
  type Account,
  accountsOf,
  idOf,
  inOrder,
  viewed,
} from "./strategy-accounts.ts";
import type { Key, Texts } from "./texts.ts";
import { type Place, placesOf } from "./tree.ts";

export interface StrategyConfig {
  type: string;
  /** Only this location and those within it. */
  device_id?: string;
}
export interface Card {
  type: string;
  [option: string]: unknown;
}
export interface Section {
  type: "grid";
  cards: Card[];
  column_span?: number;
}
export interface View {
  type: "sections";
  max_columns: number;
  sections: Section[];
}
export interface GeneratedView {
  title: string;
  path: string;
  strategy: StrategyConfig;
}

/** What the views are made from. */
export interface Source extends Pick<Registries, "devices" | "entities"> {
  language: string;
  texts: Texts;
  isAdmin: boolean;
}

/** More locations have the tree only. */
const MAX_LOCATION_CARDS = 6;
const COLUMNS = 3;
const ADD_ACCOUNT = "/config/integrations/dashboard/add?domain=occuspace";

/** The charts of a location: kind of statistic, text, and how it is drawn. */
const CHARTS = [
  {
    kind: "visitors",
    heading: "config_panel.dashboard.visitors_by_day",
    options: { chart_type: "bar", period: "day", days_to_show: 30 },
    stat: "change",
  },
  {
    kind: "visitors",
    heading: "config_panel.dashboard.visitors_by_month",
    options: { chart_type: "bar", period: "month", days_to_show: 365 },
    stat: "change",
  },
  {
    kind: "dwell_time",
    heading: "config_panel.dashboard.dwell_time_by_week",
    options: { chart_type: "line", period: "week", days_to_show: 365 },
    stat: "mean",
  },
] as const satisfies readonly { heading: Key; [option: string]: unknown }[];

const WHOLE = { grid_options: { columns: "full" } };
const only = (deviceId: string | undefined) => deviceId && { device_id: deviceId };

/** The views of a dashboard; what is in them is made when they are opened. */
export function dashboardViews(
  source: Source,
  { device_id: deviceId }: StrategyConfig,
): GeneratedView[] {
  const accounts = accountsOf(source, source.language, deviceId);
  const [first, ...others] = accounts;
  const overview: GeneratedView = {
    title:
      (others.length === 0 && first?.name) ||
      source.texts.text("config_panel.dashboard.overview"),
    path: "overview",
    strategy: { type: "custom:occuspace-overview", ...only(deviceId) },
  };
  const locations = viewed(accounts).map(({ place, title }): GeneratedView => {
    const id = idOf(source, place).replace("_", "-");
    return {
      title,
      path: `location-${id}`,
      strategy: { type: "custom:occuspace-location", device_id: place.deviceId },
    };
  });
  return [overview, ...locations];
}

/** All accounts: now, and as trees. */
export function overviewView(
  source: Source,
  { device_id: deviceId }: StrategyConfig,
): View {
  const accounts = accountsOf(source, source.language, deviceId);
  const { texts } = source;
  if (accounts.length === 0) {
    const isGone = deviceId !== undefined;
    const text = texts.text("config_panel.now.removed");
    return view([grid([isGone ? message(text) : noAccount(source)])]);
  }
  const roots = accounts.map(({ root }) => root);
  if (accounts.length > 1 && roots.every((root) => root !== null)) {
    return view(
      accounts.map((each) =>
        grid([
          heading(each.name, "mdi:domain"),
          ...now(each.root?.deviceId),
          ...visitorsToday(source, [each]),
          tree(each.root?.deviceId),
        ]),
      ),
    );
  }
  const tops = accounts.flatMap((each) => each.tops);
  const cards = locationCards(tops.filter((each) => !roots.includes(each)));
  return view([
    grid(
      [
        heading(texts.text("config_panel.dashboard.locations"), "mdi:file-tree"),
        tree(deviceId),
      ],
      2,
    ),
    grid([
      heading(texts.text("config_panel.dashboard.now"), "mdi:account-clock"),
      ...now(deviceId),
      ...visitorsToday(source, accounts),
    ]),
    ...(cards.length > 0 ? [grid(cards, COLUMNS)] : []),
  ]);
}

/** The ids of the statistics that the view of a location can show. */
export function statisticIds(source: Source, deviceId: string): string[] {
  const place = placeOf(source, deviceId);
  const kinds = new Set(CHARTS.map(({ kind }) => kind));
  return place ? [...kinds].map((kind) => statisticId(source, place, kind)) : [];
}

/** One location: now, its week, what is in it, and its history. */
export function locationView(
  source: Source,
  deviceId: string,
  statistics: ReadonlySet<string>,
): View {
  const place = placeOf(source, deviceId);
  const { texts } = source;
  if (place === null) {
    return view([grid([message(texts.text("config_panel.now.removed"))])]);
  }
  const sections = [
    grid([
      { type: "custom:occuspace-card", device_id: deviceId },
      { type: "custom:occuspace-week-card", device_id: deviceId },
    ]),
  ];
  if (place.children.length > 0) {
    sections.push(grid(within(source, place)));
  }
  const history = charts(source, place, statistics);
  if (history.length > 0) {
    sections.push(grid(history));
  }
  return view(sections);
}

function within(source: Source, place: Place): Card[] {
  const children = inOrder(source, place.children, source.language);
  const text = source.texts.text("config_panel.dashboard.within");
  return [
    heading(text, "mdi:layers-triple-outline"),
    tree(place.deviceId),
    ...locationCards(children),
  ];
}

/** A card of each location, if they are few. */
function locationCards(places: readonly Place[]): Card[] {
  return places.length > MAX_LOCATION_CARDS
    ? []
    : places.map(({ deviceId, name }) => ({
        type: "custom:occuspace-card",
        device_id: deviceId,
        name,
        grid_options: { columns: 12 },
      }));
}

function charts(source: Source, place: Place, statistics: ReadonlySet<string>): Card[] {
  const made = CHARTS.flatMap(({ kind, heading: key, options, stat }): Card[] => {
    const id = statisticId(source, place, kind);
    return statistics.has(id)
      ? [
          heading(source.texts.text(key)),
          {
            type: "statistics-graph",
            ...options,
            stat_types: [stat],
            entities: [id],
            hide_legend: true,
          },
        ]
      : [];
  });
  const today = tile(source, place);
  if (statistics.has(statisticId(source, place, "visitors"))) {
    today.push({ type: "custom:occuspace-visitors-card", device_id: place.deviceId });
  }
  if (made.length === 0 && today.length > 0) {
    made.push(message(source.texts.text("config_panel.dashboard.charts_follow")));
  }
  return [...today, ...made];
}

/** With the recorder, a location has this sensor. */
function tile({ entities, texts }: Source, { deviceId }: Place): Card[] {
  const found = entitiesByDevice(entities, ["visitors_today"]).get(deviceId);
  const entity = found?.visitors_today;
  // Home Assistant would have it in the language of the server.
  const name = texts.text("entity.sensor.visitors_today.name");
  return entity ? [{ type: "tile", entity, name, ...WHOLE }] : [];
}

function visitorsToday(source: Source, accounts: readonly Account[]): Card[] {
  return accounts.flatMap(({ root }) => (root ? tile(source, root) : []));
}

function noAccount({ texts, isAdmin }: Source): Card {
  const text = texts.text("config_panel.dashboard.no_account");
  const add = texts.text("config_panel.dashboard.add_account");
  return message(isAdmin ? `${text}\n\n[${add}](${ADD_ACCOUNT})` : text);
}

function placeOf(source: Source, deviceId: string): Place | null {
  return placesOf(source.devices, new Map(), deviceId)[0] ?? null;
}

function statisticId(source: Source, place: Place, kind: string): string {
  return `occuspace:${idOf(source, place)}_${kind}`;
}

const view = (sections: Section[]): View => ({
  type: "sections",
  max_columns: COLUMNS,
  sections,
});
const grid = (cards: Card[], columns?: number): Section => ({
  type: "grid",
  cards,
  ...(columns && { column_span: columns }),
});
const heading = (text: string, icon?: string): Card => ({
  type: "heading",
  heading: text,
  ...(icon && { icon }),
});
const tree = (deviceId: string | undefined): Card => ({
  type: "custom:occuspace-tree-card",
  ...only(deviceId),
  ...WHOLE,
});
const now = (deviceId: string | undefined): Card[] => [
  { type: "custom:occuspace-now-card", ...only(deviceId) },
];
/** Markdown, so only for texts of the integration: names could be read as markup. */
const message = (content: string): Card => ({ type: "markdown", content });
