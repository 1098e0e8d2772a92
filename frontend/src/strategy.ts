/** The dashboard that Home Assistant has the integration generate. */

import { identifierOf } from "./devices.ts";
import type { HomeAssistant, Registries } from "./home-assistant.ts";
import {
  dashboardViews,
  type GeneratedView,
  locationView,
  overviewView,
  type Source,
  type StrategyConfig,
  statisticIds,
  type View,
} from "./strategy-views.ts";
import { loadTexts, textsOf } from "./texts.ts";

async function sourceOf(hass: HomeAssistant): Promise<Source> {
  const { devices, entities, language, user } = hass;
  const localize = await loadTexts(hass).catch(() => hass.localize);
  const texts = textsOf(language, hass.localize, localize);
  return { devices, entities, language, texts, isAdmin: user?.is_admin ?? false };
}

/** A registry's part that is shown, as text. */
function remembered<Registry extends object>(describe: (of: Registry) => unknown) {
  const known = new WeakMap<Registry, string>();
  return (registry: Registry): string => {
    let found = known.get(registry);
    if (found === undefined) {
      found = JSON.stringify(describe(registry));
      known.set(registry, found);
    }
    return found;
  };
}

const namesIn = remembered((devices: Registries["devices"]) =>
  Object.values(devices)
    .filter((each) => identifierOf(each) !== null)
    .map((each) => [each.id, each.name, each.name_by_user, each.via_device_id]),
);
const sensorsIn = remembered((entities: Registries["entities"]) =>
  Object.values(entities)
    .filter(({ platform, translation_key: key }) => {
      return platform === "occuspace" && key === "visitors_today";
    })
    .map((each) => [each.entity_id, each.device_id]),
);

/** Whether a location or the language has changed. */
export function hasChanged(old: HomeAssistant, hass: HomeAssistant): boolean {
  return (
    old.language !== hass.language ||
    (old.devices !== hass.devices && namesIn(old.devices) !== namesIn(hass.devices))
  );
}

function haveSensorsChanged(old: HomeAssistant, hass: HomeAssistant): boolean {
  return (
    hasChanged(old, hass) ||
    (old.entities !== hass.entities &&
      sensorsIn(old.entities) !== sensorsIn(hass.entities))
  );
}

export class DashboardStrategy extends HTMLElement {
  static getCreateSuggestions(): { title: string; icon: string } {
    return { title: "Occuspace", icon: "mdi:account-group" };
  }

  static shouldRegenerate(
    _config: StrategyConfig,
    old: HomeAssistant,
    hass: HomeAssistant,
  ): boolean {
    return hasChanged(old, hass);
  }

  static async generate(
    config: StrategyConfig,
    hass: HomeAssistant,
  ): Promise<{ views: GeneratedView[] }> {
    return { views: dashboardViews(await sourceOf(hass), config) };
  }
}

export class OverviewStrategy extends HTMLElement {
  static shouldRegenerate(
    _config: StrategyConfig,
    old: HomeAssistant,
    hass: HomeAssistant,
  ): boolean {
    return haveSensorsChanged(old, hass);
  }

  static async generate(config: StrategyConfig, hass: HomeAssistant): Promise<View> {
    return overviewView(await sourceOf(hass), config);
  }
}

/** Locations whose history was not there when their view was made. */
const INCOMPLETE = new Set<string>();

/** Whether the import of an account's history has come to its end. */
function isHistoryImported(old: HomeAssistant, hass: HomeAssistant): boolean {
  return Object.values(hass.entities).some(
    ({ platform, translation_key: key, entity_id: id }) =>
      platform === "occuspace" &&
      key === "history" &&
      old.states[id]?.state !== hass.states[id]?.state &&
      hass.states[id]?.state === "up_to_date",
  );
}

export class LocationStrategy extends HTMLElement {
  static shouldRegenerate(
    { device_id: deviceId = "" }: StrategyConfig,
    old: HomeAssistant,
    hass: HomeAssistant,
  ): boolean {
    return (
      haveSensorsChanged(old, hass) ||
      (INCOMPLETE.has(deviceId) && isHistoryImported(old, hass))
    );
  }

  static async generate(
    { device_id: deviceId = "" }: StrategyConfig,
    hass: HomeAssistant,
  ): Promise<View> {
    const source = await sourceOf(hass);
    const wanted = statisticIds(source, deviceId);
    const found = await existing(hass, wanted);
    if (wanted.every((id) => found.has(id))) {
      INCOMPLETE.delete(deviceId);
    } else {
      INCOMPLETE.add(deviceId);
    }
    return locationView(source, deviceId, found);
  }
}

/** Those of the statistics that exist; none without the recorder. */
async function existing(
  hass: HomeAssistant,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) {
    return new Set();
  }
  try {
    const rows = await hass.connection.sendMessagePromise<{ statistic_id: string }[]>({
      type: "recorder/get_statistics_metadata",
      statistic_ids: [...ids],
    });
    return new Set(rows.map((each) => each.statistic_id));
  } catch {
    return new Set();
  }
}
