/** The options of the tree card, and their form. */

import type { CardConfig, ConfigForm } from "./home-assistant.ts";
import { loadedText } from "./texts.ts";
import { SORTS, type Sort } from "./tree.ts";

export interface OccuspaceTreeCardConfig extends CardConfig {
  /** Only this location and those below it. */
  device_id?: string;
  sort?: Sort;
  kiosk?: boolean;
}

export function treeForm(): ConfigForm {
  return {
    schema: [
      {
        name: "device_id",
        selector: { device: { filter: [{ integration: "occuspace" }] } },
      },
      {
        name: "sort",
        selector: {
          select: {
            options: SORTS.map((sort) => ({
              value: sort,
              label: loadedText(`config_panel.tree.sort.${sort}`) || sort,
            })),
            mode: "dropdown",
          },
        },
      },
      { name: "kiosk", selector: { boolean: {} } },
    ],
    computeLabel: ({ name }) => {
      const field = name as "device_id" | "sort" | "kiosk";
      return loadedText(`config_panel.tree.field.${field}`) || name;
    },
  };
}
