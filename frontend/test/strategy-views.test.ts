import { describe, expect, it } from "vitest";
import { bestOf, cautionsOf, innermost } from "../src/best-places.ts";
import { valueEntities } from "../src/devices.ts";
import type { RegisteredDevice, Registries } from "../src/home-assistant.ts";
import {
  type Card,
  dashboardViews,
  locationView,
  overviewView,
  type Source,
  statisticIds,
  type View,
} from "../src/strategy-views.ts";
import { placesOf } from "../src/tree.ts";
import { texts } from "./texts-of-english.ts";

type Listed = [id: string, parent: string | null, name: string];

const CAMPUS: Listed[] = [
  ["1_1", null, "Campus"],
  ["1_3", "1_1", "Science Hall"],
  ["1_31", "1_3", "Science Hall 02_Lab"],
  ["1_2", "1_1", "Main Library"],
  ["1_22", "1_2", "Main Library 02_Second Floor"],
  ["1_21", "1_2", "Main Library 01_Main Floor"],
];
const OTHER: Listed[] = [
  ["9_9", null, "Airport"],
  ["9_2", "9_9", "Main Library"],
  ["9_3", "9_2", "Desk"],
];
const CONFIG = { type: "custom:occuspace" };
const HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:b)";

function source(listed: Listed[], more: Partial<Source> = {}): Source {
  const devices: Record<string, RegisteredDevice> = {};
  const entities: Registries["entities"] = {};
  for (const [id, parent, name] of listed) {
    devices[id] = {
      id,
      name,
      name_by_user: null,
      via_device_id: parent,
      identifiers: [["occuspace", id]],
    };
    const entity_id = `sensor.today_${id}`;
    entities[entity_id] = {
      entity_id,
      device_id: id,
      platform: "occuspace",
      translation_key: "visitors_today",
    };
  }
  return { devices, entities, language: "en", texts, isAdmin: true, ...more };
}

function cards(view: View): Card[] {
  return view.sections.flatMap((each) => each.cards);
}

function ofType(view: View, type: string): Card[] {
  return cards(view).filter((each) => each.type === type);
}

const titles = (listed: Listed[]) =>
  dashboardViews(source(listed), CONFIG).map((each) => each.title);

describe("a dashboard", () => {
  it("has a view of the account and of each building", () => {
    expect(dashboardViews(source(CAMPUS), CONFIG)).toEqual([
      {
        title: "Campus",
        path: "overview",
        strategy: { type: "custom:occuspace-overview" },
      },
      {
        title: "Main Library",
        path: "location-1-2",
        strategy: { type: "custom:occuspace-location", device_id: "1_2" },
      },
      {
        title: "Science Hall",
        path: "location-1-3",
        strategy: { type: "custom:occuspace-location", device_id: "1_3" },
      },
    ]);
  });

  it("tells locations of the same name in two accounts apart", () => {
    expect(titles([...CAMPUS, ...OTHER])).toEqual([
      "Overview",
      "Main Library · Airport",
      "Main Library · Campus",
      "Science Hall",
    ]);
  });

  it("follows new, renamed and removed locations", () => {
    expect(titles([...CAMPUS, ["1_4", "1_1", "Arts"]])).toContain("Arts");
    expect(titles(CAMPUS.filter(([id]) => !id.startsWith("1_3")))).toEqual([
      "Campus",
      "Main Library",
    ]);
    const renamed = source(CAMPUS);
    const library = renamed.devices["1_2"];
    if (library) {
      library.name_by_user = "Books";
    }
    expect(dashboardViews(renamed, CONFIG)[1]?.title).toBe("Books");
  });

  it("does without the root", () => {
    const rootless = CAMPUS.filter(([id]) => id !== "1_1");
    expect(titles(rootless)).toEqual(["Overview", "Main Library", "Science Hall"]);
    const view = overviewView(source(rootless), CONFIG);
    expect(ofType(view, "custom:occuspace-tree-card")[0]).not.toHaveProperty(
      "device_id",
    );
  });

  it("has a view of an account's only location", () => {
    expect(titles([["5_5", null, "Shop"]])).toEqual(["Shop", "Shop"]);
  });

  it("has few views of many locations", () => {
    const flat = Array.from(
      { length: 1000 },
      (_, index): Listed => [`1_${index + 10}`, "1_1", `Desk ${index}`],
    );
    expect(titles([["1_1", null, "Campus"], ...flat])).toEqual(["Campus"]);
    const deep = flat.map(([id], index): Listed => [`${id}0000`, id, `Room ${index}`]);
    const many = titles([["1_1", null, "Campus"], ...flat, ...deep, ...OTHER]);
    expect(many).toHaveLength(20);
    expect(many[1]).toBe("Main Library");
    expect(many[2]).toBe("Desk 0");
  });

  it("can be about one location", () => {
    const views = dashboardViews(source([...CAMPUS, ...OTHER]), {
      ...CONFIG,
      device_id: "1_2",
    });
    expect(views.map((each) => each.title)).toEqual([
      "Main Library",
      "Main Floor",
      "Second Floor",
    ]);
    expect(views[0]?.strategy.device_id).toBe("1_2");
  });

  it("ignores the devices of others", () => {
    const hass = source(CAMPUS);
    hass.devices["hub"] = {
      id: "hub",
      name: "Hub",
      name_by_user: null,
      via_device_id: null,
      identifiers: [["other", "1_9"]],
    };
    expect(dashboardViews(hass, CONFIG)).toHaveLength(3);
  });
});

describe("the overview", () => {
  it("has a tree, what is best now and the visitors of an account", () => {
    const types = cards(overviewView(source(CAMPUS), CONFIG)).map((each) => each.type);
    expect(types).toEqual([
      "heading",
      "custom:occuspace-tree-card",
      "heading",
      "custom:occuspace-now-card",
      "tile",
      "custom:occuspace-card",
      "custom:occuspace-card",
    ]);
  });

  it("has a section per account", () => {
    const { sections } = overviewView(source([...CAMPUS, ...OTHER]), CONFIG);
    expect(sections.map(({ cards: [first] }) => first?.["heading"])).toEqual([
      "Airport",
      "Campus",
    ]);
  });

  it("leads administrators to a first account", () => {
    const content = (isAdmin: boolean) =>
      String(cards(overviewView(source([], { isAdmin }), CONFIG))[0]?.["content"]);
    expect(content(true)).toContain(
      "(/config/integrations/dashboard/add?domain=occuspace)",
    );
    expect(content(false)).not.toContain("config");
  });

  it("says so if the location that it is about is gone", () => {
    const view = overviewView(source(CAMPUS), { ...CONFIG, device_id: "gone" });
    expect(cards(view)[0]?.["content"]).toBe("This location has been removed.");
  });
});

describe("the view of a location", () => {
  const hass = source(CAMPUS);
  const all = new Set(statisticIds(hass, "1_2"));

  it("asks for the statistics of the location", () => {
    expect([...all]).toEqual(["occuspace:1_2_visitors", "occuspace:1_2_dwell_time"]);
  });

  it("has the location, what is in it and its history", () => {
    const view = locationView(hass, "1_2", all);
    expect(ofType(view, "custom:occuspace-card").map((each) => each["name"])).toEqual([
      undefined,
      "Main Floor",
      "Second Floor",
    ]);
    expect(ofType(view, "custom:occuspace-tree-card")).toHaveLength(1);
    expect(ofType(view, "custom:occuspace-visitors-card")).toEqual([
      { type: "custom:occuspace-visitors-card", device_id: "1_2" },
    ]);
    expect(
      ofType(view, "statistics-graph").map(({ period, stat_types }) => [
        period,
        stat_types,
      ]),
    ).toEqual([
      ["day", ["change"]],
      ["month", ["change"]],
      ["week", ["mean"]],
    ]);
  });

  it("has only the statistics that exist", () => {
    const view = locationView(hass, "1_2", new Set(["occuspace:1_2_dwell_time"]));
    expect(ofType(view, "statistics-graph")).toHaveLength(1);
    expect(ofType(view, "custom:occuspace-visitors-card")).toHaveLength(0);
    const none = locationView(hass, "1_2", new Set());
    expect(ofType(none, "markdown")[0]?.["content"]).toMatch(/^Charts follow/);
    const unrecorded = locationView({ ...hass, entities: {} }, "1_2", new Set());
    expect(unrecorded.sections).toHaveLength(2);
  });

  it("has the tree only if there are many locations in it", () => {
    const rooms = Array.from(
      { length: 7 },
      (_, index): Listed => [`1_4${index}`, "1_3", `Room ${index}`],
    );
    const view = locationView(source([...CAMPUS, ...rooms]), "1_3", all);
    expect(ofType(view, "custom:occuspace-card")).toHaveLength(1);
    expect(ofType(view, "custom:occuspace-tree-card")).toHaveLength(1);
  });

  it("says so if the location is gone", () => {
    expect(cards(locationView(hass, "gone", new Set()))).toHaveLength(1);
  });
});

it("never has a name as markup", () => {
  const hostile = source(CAMPUS.map(([id, parent]) => [id, parent, HOSTILE]));
  const views = [
    overviewView(hostile, CONFIG),
    locationView(hostile, "1_2", new Set()),
    locationView(hostile, "1_21", new Set()),
  ];
  for (const view of views) {
    for (const card of ofType(view, "markdown")) {
      expect(JSON.stringify(card)).not.toContain("onerror");
    }
  }
  expect(dashboardViews(hostile, CONFIG)[0]?.title).toBe(HOSTILE);
});

describe("the best places now", () => {
  const rooms: Listed[] = [
    ["1_1", null, "Campus"],
    ["1_2", "1_1", "Hall"],
    ["1_3", "1_1", "Lab"],
    ["1_4", "1_1", "Shop"],
  ];
  const values: Record<string, [count: string, percentage: string, free: string]> = {
    "1_1": ["80", "40", "120"],
    "1_2": ["60", "60", "40"],
    "1_3": ["20", "20", "80"],
    "1_4": ["unknown", "unknown", "unknown"],
  };

  function best(extra: Record<string, [key: string, state: string]> = {}) {
    const { devices, entities } = source(rooms);
    const states: Registries["states"] = {};
    const add = (device_id: string, key: string, state: string) => {
      const entity_id = `sensor.${key}_${device_id}`;
      entities[entity_id] = {
        entity_id,
        device_id,
        platform: "occuspace",
        translation_key: key,
      };
      states[entity_id] = { entity_id, state };
    };
    for (const [id, [count, percentage, free]] of Object.entries(values)) {
      add(id, "count", count);
      add(id, "percentage", percentage);
      add(id, "free_capacity", free);
    }
    for (const [id, [key, state]] of Object.entries(extra)) {
      add(id, key, state);
    }
    const places = innermost(placesOf(devices, valueEntities(entities)));
    const found = bestOf(places, cautionsOf(entities), states);
    const name = (each: typeof found.busiest) => each?.place.name ?? null;
    return [
      name(found.mostRoom),
      name(found.quietest),
      name(found.busiest),
      found.unknown,
    ];
  }

  it("are innermost locations with a value", () => {
    expect(best()).toEqual(["Lab", "Lab", "Hall", 1]);
  });

  it("are open, active and not doubtful", () => {
    expect(best({ "1_3": ["open", "off"] })).toEqual(["Hall", null, "Hall", 1]);
    expect(best({ "1_3": ["doubtful", "on"] })).toEqual(["Hall", null, "Hall", 1]);
    expect(best({ "1_4": ["is_active", "off"] })).toEqual(["Lab", "Lab", "Hall", 0]);
  });
});
