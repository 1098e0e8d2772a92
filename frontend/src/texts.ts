/** The texts of the cards, in the user's language. */

import type english from "../../custom_components/occuspace/translations/en.json";
import { cached } from "./cached.ts";
import type { HomeAssistant, Localize, Values } from "./home-assistant.ts";

type Paths<T> = T extends string
  ? ""
  : {
      [K in keyof T & string]: Paths<T[K]> extends "" ? K : `${K}.${Paths<T[K]>}`;
    }[keyof T & string];
type Panel = Paths<(typeof english)["config_panel"]>;
type Sensor = Paths<(typeof english)["entity"]>;

/** Every text that there is: those of the cards, and those of the entities. */
export type Key = `config_panel.${Panel}` | `entity.${Sensor}`;
/** What has a text for one and a text for several. */
export type PluralKey<K extends Key = Key> = K extends `${infer Stem}_other`
  ? `${Stem}_one` extends Key
    ? Stem
    : never
  : never;

export interface Texts {
  text(key: Key, values?: Values): string;
  plural(key: PluralKey, count: number, values?: Values): string;
}

const DOMAIN = "component.occuspace";

const pluralRules = cached((language: string) => new Intl.PluralRules(language));

/** The suffix of the text for a number: "one", or "other" for all else. */
export function pluralSuffix(count: number, language: string): "one" | "other" {
  return pluralRules(language).select(count) === "one" ? "one" : "other";
}

/** Texts by the first function that knows them. */
export function textsOf(language: string, ...localizes: Localize[]): Texts {
  const text = (key: string, values?: Values): string => {
    for (const localize of localizes) {
      const found = localize(`${DOMAIN}.${key}`, values);
      if (found) {
        return found;
      }
    }
    return "";
  };
  return {
    text,
    plural: (key, count, values) =>
      text(`${key}_${pluralSuffix(count, language)}`, values),
  };
}

const LOADED = new Map<string, Promise<Localize>>();
let latest: Localize = () => "";

/** Loads the texts of the cards, once per language. */
export function loadTexts(hass: HomeAssistant): Promise<Localize> {
  const { language } = hass;
  let loading = LOADED.get(language);
  if (loading === undefined) {
    loading = hass.loadBackendTranslation("config_panel", "occuspace");
    LOADED.set(language, loading);
    loading.then(
      (localize) => {
        latest = localize;
      },
      () => LOADED.delete(language),
    );
  }
  return loading;
}

/** A text where there is no card to ask: that of the last language, or "". */
export function loadedText(key: Key): string {
  return latest(`${DOMAIN}.${key}`);
}
