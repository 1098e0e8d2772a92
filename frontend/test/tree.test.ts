import { describe, expect, it } from "vitest";
import {
  exampleDevice,
  identifierOf,
  numberOf,
  valueEntities,
} from "../src/devices.ts";
import type { RegisteredDevice, Registries } from "../src/home-assistant.ts";
import type { OverviewLocation, Reason } from "../src/payloads.ts";
import {
  figuresOf,
  type Line,
  linesOf,
  moveOf,
  type Place,
  placesOf,
  type Sort,
  shortName,
  sparkline,
  typicalHours,
} from "../src/tree.ts";

type Listed = [
  id: string,
  parent: string | null,
  name: string,
  count?: string,
  percentage?: string,
];

const CAMPUS: Listed[] = [
  ["1", null, "Campus", "900", "50"],
  ["2", "1", "Main Library", "465", "68"],
  ["21", "2", "Main Library 01_Main Floor", "212", "63"],
  ["22", "2", "Main Library 10_Tenth Floor", "40", "104"],
  ["23", "2", "Main Library 02_Second Floor", "140", "74"],
  ["24", "2", "Archive", "unknown", "unknown"],
  ["3", "1", "Science Hall", "445", "67"],
  ["4", "1", "Arts", "unavailable", "unavailable"],
  ["5", "1", "Barn"],
];

function device(id: string, parent: string | null, name: string): RegisteredDevice {
  return {
    id,
    name,
    name_by_user: null,
    via_device_id: parent,
    identifiers: [["occuspace", `1_${id}`]],
  };
}

function registries(listed: Listed[]): Registries {
  const made: Registries = { devices: {}, entities: {}, states: {} };
  made.devices["hub"] = {
    ...device("hub", null, "Hub"),
    identifiers: [["other", "1"]],
  };
  for (const [id, parent, name, count, percentage] of listed) {
    made.devices[id] = device(id, parent, name);
    for (const [key, state] of Object.entries({ count, percentage })) {
      if (state !== undefined) {
        const entity_id = `sensor.${key}_${id}`;
        made.entities[entity_id] = {
          entity_id,
          device_id: id,
          platform: "occuspace",
          translation_key: key,
        };
        made.states[entity_id] = { entity_id, state };
      }
    }
  }
  return made;
}

const HASS = registries(CAMPUS);

function lines(
  sort: Sort,
  options: {
    expanded?: string[];
    reasons?: Record<string, Reason>;
    root?: string;
  } = {},
): Line[] {
  const { expanded = ["1", "2"], reasons = {}, root } = options;
  const places = placesOf(HASS.devices, valueEntities(HASS.entities), root);
  const overview = (place: Place): OverviewLocation => ({
    d: place.deviceId,
    t: [],
    r: reasons[place.deviceId] ?? null,
  });
  return linesOf(places, {
    sort,
    language: "en",
    isExpanded: (key) => expanded.includes(key),
    figures: (place) => figuresOf(place, HASS.states, overview(place)),
  });
}

const shown = (all: Line[]) =>
  all.map((line) =>
    "place" in line
      ? `${"-".repeat(line.level - 1)}${line.place.name}`
      : `${"-".repeat(line.level - 1)}+${line.folded}`,
  );

describe("the tree", () => {
  it("is the account's, without other devices", () => {
    expect(shown(lines("name"))).toEqual([
      "Campus",
      "-Arts",
      "-Barn",
      "-Main Library",
      "--Archive",
      "--Main Floor",
      "--Second Floor",
      "--Tenth Floor",
      "-Science Hall",
    ]);
  });

  it("shows the fullest first, and the unknown last", () => {
    expect(shown(lines("utilization"))).toEqual([
      "Campus",
      "-Main Library",
      "--Tenth Floor",
      "--Second Floor",
      "--Main Floor",
      "--Archive",
      "-Science Hall",
      "-Arts",
      "-Barn",
    ]);
  });

  it("starts at a location", () => {
    expect(shown(lines("name", { root: "2" }))[0]).toBe("Main Library");
    expect(lines("name", { root: "gone" })).toEqual([]);
  });

  it("collapses", () => {
    expect(shown(lines("name", { expanded: [] }))).toEqual(["Campus"]);
    expect(lines("name", { expanded: [] })[0]?.expanded).toBe(false);
  });

  it("folds those that do not count, and only those", () => {
    const reasons: Record<string, Reason> = {
      4: "inactive",
      5: "never_measured",
      24: "unreachable",
    };
    expect(shown(lines("name", { reasons, expanded: ["1", "2"] })).slice(-3)).toEqual([
      "--Tenth Floor",
      "-Science Hall",
      "-+2",
    ]);
    const open = lines("name", { reasons, expanded: ["1", "folded:1"] });
    expect(shown(open).slice(-3)).toEqual(["-+2", "--Arts", "--Barn"]);
    expect(open.at(-3)).toMatchObject({ position: 3, siblings: 3, expanded: true });
  });

  it("does not fold a location with one that counts", () => {
    const reasons: Record<string, Reason> = { 2: "inactive" };
    expect(shown(lines("name", { reasons, expanded: ["1"] }))).toContain(
      "-Main Library",
    );
  });

  it("survives devices that refer to each other or to a removed one", () => {
    const { devices } = registries([
      ["1", "gone", "A"],
      ["2", "2", "B"],
    ]);
    expect(placesOf(devices, new Map()).map((each) => each.name)).toEqual(["A", "B"]);
  });
});

describe("a location", () => {
  it("knows what is above it", () => {
    const [campus] = placesOf(HASS.devices, new Map());
    expect(campus?.children[0]?.children[0]?.path).toBe(
      "Campus › Main Library › Main Library 01_Main Floor",
    );
  });

  it("goes by the name that its user gave it", () => {
    const renamed = { ...device("1", null, "01_Hall"), name_by_user: "01_My hall" };
    expect(shortName(renamed)).toBe("01_My hall");
    expect(shortName(device("1", null, "01_Hall"))).toBe("Hall");
    expect(shortName(device("1", null, "3"), device("2", null, "Hall"))).toBe("3");
  });

  it("has a free capacity by its sensor, or by its capacity", () => {
    const [campus] = placesOf(HASS.devices, valueEntities(HASS.entities));
    const states = {
      ...HASS.states,
      "sensor.capacity": { entity_id: "sensor.capacity", state: "800" },
      "sensor.free": { entity_id: "sensor.free", state: "17" },
    };
    const free = (entities: Place["entities"]) =>
      campus &&
      figuresOf({ ...campus, entities: { ...campus.entities, ...entities } }, states)
        .free;
    expect(free({})).toBeNull();
    expect(free({ capacity: "sensor.capacity" })).toBe(0);
    expect(free({ capacity: "sensor.capacity", free_capacity: "sensor.free" })).toBe(
      17,
    );
  });
});

describe("typical hours", () => {
  it("begin at midnight, known or not", () => {
    const hours = typicalHours({ d: "1", t: [3, null, 5], f: 8 });
    expect(hours?.length).toBe(24);
    expect(hours?.slice(7, 12)).toEqual([null, 3, null, 5, null]);
    expect(typicalHours({ d: "1", t: [7] })?.slice(0, 2)).toEqual([7, null]);
    expect(typicalHours({ d: "1", t: null })).toBeNull();
  });
});

describe("a doubtful location", () => {
  it("has no value, so it is not the one with the most room", () => {
    const [campus] = placesOf(HASS.devices, valueEntities(HASS.entities));
    const figures =
      campus && figuresOf(campus, HASS.states, { d: "1", t: null, r: "doubtful" });
    expect(figures).toEqual({
      count: null,
      percentage: null,
      free: null,
      reason: "doubtful",
    });
  });
});

describe("devices", () => {
  it("are those of the integration", () => {
    expect(identifierOf(device("7", null, "A"))).toBe("1_7");
    expect(HASS.devices["hub"] && identifierOf(HASS.devices["hub"])).toBeNull();
    expect(exampleDevice(HASS)).toBe("1");
    expect(exampleDevice(registries([]))).toBeNull();
    expect(exampleDevice(registries([["5", null, "Barn"]]))).toBe("5");
  });

  it("have numbers or nothing", () => {
    expect(["0", "1.5", "", " ", "unknown", undefined].map(numberOf)).toEqual([
      0,
      1.5,
      ...[null, null, null, null],
    ]);
  });
});

describe("the keyboard", () => {
  const all = lines("name");

  it("goes through the lines", () => {
    expect(moveOf("ArrowDown", all, 0)).toEqual({ focus: 1 });
    expect(moveOf("ArrowUp", all, 0)).toBeNull();
    expect(moveOf("End", all, 0)).toEqual({ focus: all.length - 1 });
    expect(moveOf("Home", all, 3)).toEqual({ focus: 0 });
    expect(moveOf("x", all, 3)).toBeNull();
  });

  it("expands, collapses and goes in and out", () => {
    expect(moveOf("ArrowRight", all, 0)).toEqual({ focus: 1 });
    expect(moveOf("ArrowLeft", all, 0)).toEqual({ toggle: "1" });
    expect(moveOf("ArrowRight", all, 1)).toBeNull();
    expect(moveOf("ArrowLeft", all, 5)).toEqual({ focus: 3 });
    const collapsed = lines("name", { expanded: [] });
    expect(moveOf("ArrowRight", collapsed, 0)).toEqual({ toggle: "1" });
    expect(moveOf("ArrowLeft", collapsed, 0)).toBeNull();
  });
});

describe("a sparkline", () => {
  it("is interrupted where nothing is known", () => {
    expect(sparkline([0, 10, null, 5], 60, 20)).toBe("M0 20L20 0M60 10");
    expect(sparkline([], 60, 20)).toBe("");
    expect(sparkline(null, 60, 20)).toBe("");
  });
});
