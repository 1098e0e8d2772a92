/** The English texts, as Home Assistant localizes them. */

import english from "../../custom_components/occuspace/translations/en.json" with {
  type: "json",
};
import type { Localize } from "../src/home-assistant.ts";
import { textsOf } from "../src/texts.ts";

export const localize: Localize = (key, values = {}) => {
  const found = key
    .replace(/^component\.occuspace\./, "")
    .split(".")
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      english,
    );
  return typeof found === "string"
    ? found.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
    : "";
};

export const texts = textsOf("en", localize);
