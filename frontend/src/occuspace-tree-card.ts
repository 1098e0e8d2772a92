/** The card of a whole account: its locations as a tree, with live values. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { deviceOfEntity, hasChildren, valueEntities } from "./devices.ts";
import { store, stored } from "./expansion.ts";
import {
  type CardConfig,
  type CardSuggestion,
  type ConfigForm,
  type GridOptions,
  type HomeAssistant,
  showMoreInfo,
} from "./home-assistant.ts";
import { LocalizedElement } from "./localized-element.ts";
import { formatCount } from "./numbers.ts";
import { treeStyles } from "./occuspace-tree-card-styles.ts";
import type { Overview, OverviewLocation } from "./payloads.ts";
import { Subscription } from "./subscription.ts";
import { loadedText, type Texts } from "./texts.ts";
import {
  type Figures,
  figuresOf,
  type Line,
  linesOf,
  moveOf,
  type Place,
  placesOf,
  SORTS,
  type Sort,
  sparkline,
} from "./tree.ts";
import { HEIGHT, renderPlace, WIDTH } from "./tree-row.ts";

export interface OccuspaceTreeCardConfig extends CardConfig {
  /** Only this location and those below it. */
  device_id?: string;
  sort?: Sort;
}

export class OccuspaceTreeCard extends LocalizedElement {
  static override styles = treeStyles;
  static override properties = {
    ...LocalizedElement.properties,
    config: { state: true },
    overview: { state: true },
    sort: { state: true },
    toggled: { state: true },
    focused: { state: true },
  };

  declare protected config?: OccuspaceTreeCardConfig;
  /** By device id. */
  declare protected overview: ReadonlyMap<string, OverviewLocation>;
  declare protected sort: Sort;
  /** Lines that are not as they are at first, which is: only roots are expanded. */
  declare protected toggled: ReadonlySet<string>;
  declare protected focused: string | undefined;
  private places: Place[] = [];
  private lines: Line[] = [];
  /** The entities whose states are shown. */
  private shown: string[] = [];
  private locations = new Map<string, OverviewLocation>();
  private paths = new WeakMap<OverviewLocation, string>();
  private subscription: Subscription<Overview> | undefined;

  constructor() {
    super();
    this.overview = new Map();
    this.toggled = new Set();
    this.sort = "free";
  }

  static getConfigForm(): ConfigForm {
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
      ],
      computeLabel: ({ name }) => {
        const field = name as "device_id" | "sort";
        return loadedText(`config_panel.tree.field.${field}`) || name;
      },
    };
  }

  static getStubConfig(): OccuspaceTreeCardConfig {
    return { type: "custom:occuspace-tree-card" };
  }

  /** For locations with others in them. */
  static getEntitySuggestion(
    hass: HomeAssistant,
    entityId: string,
  ): CardSuggestion | null {
    const device = deviceOfEntity(hass, entityId);
    if (device === null || !hasChildren(hass, device)) {
      return null;
    }
    const config: OccuspaceTreeCardConfig = {
      type: "custom:occuspace-tree-card",
      device_id: device,
    };
    return { config };
  }

  setConfig(config: OccuspaceTreeCardConfig): void {
    const old = this.config;
    this.config = config;
    if (!old || old.device_id !== config.device_id || old.sort !== config.sort) {
      this.unsubscribe();
      this.toggled = new Set(stored(this.storageKey));
      this.sort = SORTS.find((each) => each === config.sort) ?? "free";
      this.places = [];
    }
  }

  getCardSize(): number {
    return Math.max(3, this.lines.length);
  }

  getGridOptions(): GridOptions {
    return { columns: 12, rows: "auto", min_columns: 4 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  private unsubscribe(): void {
    this.subscription?.end();
    this.subscription = undefined;
    this.locations.clear();
    this.overview = new Map();
  }

  private get storageKey(): string {
    return `occuspace-tree-card:${this.config?.device_id ?? ""}`;
  }

  protected override hassMatters(old: HomeAssistant, hass: HomeAssistant): boolean {
    return (
      super.hassMatters(old, hass) ||
      old.devices !== hass.devices ||
      old.entities !== hass.entities ||
      this.shown.some((entityId) => old.states[entityId] !== hass.states[entityId])
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { hass, config } = this;
    if (!hass || !config) {
      return;
    }
    const old: HomeAssistant | undefined = changed.get("hass");
    if (
      changed.has("config") ||
      (changed.has("hass") &&
        (old?.devices !== hass.devices || old.entities !== hass.entities))
    ) {
      const entities = valueEntities(hass.entities);
      this.places = placesOf(hass.devices, entities, config.device_id);
      this.shown = entityIdsOf(this.places);
    }
    if (!this.subscription && this.isConnected) {
      this.subscribe(hass, config);
    }
    this.lines = linesOf(this.places, {
      sort: this.sort,
      language: hass.language,
      isExpanded: (key, level) => this.isExpanded(key, level),
      figures: (place) => this.figures(place, hass),
    });
    if (!this.lines.some((line) => line.key === this.focused)) {
      this.focused = this.lines[0]?.key;
    }
  }

  private subscribe(hass: HomeAssistant, config: OccuspaceTreeCardConfig): void {
    this.subscription = new Subscription<Overview>(
      hass.connection,
      {
        type: "occuspace/overview",
        ...(config.device_id && { device_id: config.device_id }),
      },
      ({ locations, reason }) => {
        if (reason) {
          this.locations.clear();
        }
        for (const [id, location] of Object.entries(locations ?? {})) {
          if (location === null) {
            this.locations.delete(id);
          } else {
            this.locations.set(id, location);
          }
        }
        this.overview = new Map(
          [...this.locations.values()].map((each) => [each.d, each]),
        );
      },
      // Live values need no overview.
      () => {},
    );
  }

  /** Without a connection, every value is unknown. */
  private figures(place: Place, hass: HomeAssistant): Figures {
    const states = hass.connected ? hass.states : {};
    return figuresOf(place, states, this.overview.get(place.deviceId));
  }

  private isExpanded(key: string, level: number): boolean {
    const atFirst = level === 1 && !key.startsWith("folded:");
    return atFirst !== this.toggled.has(key);
  }

  private toggle(key: string): void {
    const toggled = new Set(this.toggled);
    if (!toggled.delete(key)) {
      toggled.add(key);
    }
    this.toggled = toggled;
    store(this.storageKey, toggled);
  }

  private activate(line: Line): void {
    const entityId = "place" in line ? line.place.entities.count : undefined;
    if (entityId) {
      showMoreInfo(this, entityId);
    } else if (line.expanded !== null) {
      this.toggle(line.key);
    }
  }

  private onKey(event: KeyboardEvent, line: Line): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.activate(line);
      return;
    }
    const isRtl = getComputedStyle(this).direction === "rtl";
    const mirrored: Record<string, string> = {
      ArrowLeft: "ArrowRight",
      ArrowRight: "ArrowLeft",
    };
    const key = (isRtl && mirrored[event.key]) || event.key;
    const move = moveOf(key, this.lines, this.lines.indexOf(line));
    if (move === null) {
      return;
    }
    event.preventDefault();
    if ("toggle" in move) {
      this.toggle(move.toggle);
    } else {
      this.focused = this.lines[move.focus]?.key;
      this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[tabindex="0"][role]')?.focus(),
      );
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, texts } = this;
    if (!hass || !config) {
      return nothing;
    }
    if (!texts) {
      return html`<ha-card aria-busy="true" class="loading">
        ${this.lines.map(() => html`<div class="row"><i></i><div class="name"></div></div>`)}
      </ha-card>`;
    }
    if (this.lines.length === 0) {
      return html`<ha-card>
        <div class="message">${texts.text("config_panel.tree.empty")}</div>
      </ha-card>`;
    }
    return html`
      <ha-card>
        <label class="sort">
          ${texts.text("config_panel.tree.sort.label")}
          <select
            @change=${(event: Event) => {
              this.sort = (event.target as HTMLSelectElement).value as Sort;
            }}
          >
            ${SORTS.map(
              (sort) => html`<option value=${sort} ?selected=${sort === this.sort}>
                ${texts.text(`config_panel.tree.sort.${sort}`)}
              </option>`,
            )}
          </select>
        </label>
        <div role="tree" aria-label=${texts.text("config_panel.tree.label")}>
          ${repeat(
            this.lines,
            (line) => line.key,
            (line) => this.renderLine(line, texts, hass),
          )}
        </div>
      </ha-card>
    `;
  }

  private renderLine(line: Line, texts: Texts, hass: HomeAssistant): TemplateResult {
    return html`
      <div
        class="row"
        role="treeitem"
        style=${styleMap({ "--level": String(line.level) })}
        tabindex=${line.key === this.focused ? 0 : -1}
        aria-level=${line.level}
        aria-posinset=${line.position}
        aria-setsize=${line.siblings}
        aria-expanded=${line.expanded ?? nothing}
        title=${"place" in line ? line.place.path : nothing}
        @click=${() => {
          this.focused = line.key;
          this.activate(line);
        }}
        @keydown=${(event: KeyboardEvent) => this.onKey(event, line)}
      >
        ${
          line.expanded === null
            ? html`<span></span>`
            : html`<span
              class="toggle"
              aria-hidden="true"
              @click=${(event: Event) => {
                event.stopPropagation();
                this.focused = line.key;
                this.toggle(line.key);
              }}
            ></span>`
        }
        ${
          "place" in line
            ? renderPlace(
                line.place.name,
                this.figures(line.place, hass),
                this.pathOf(line.place),
                texts,
                hass.locale,
              )
            : html`<bdi class="folded">
              ${texts.plural("config_panel.tree.not_counting", line.folded, {
                count: formatCount(line.folded, hass.locale),
              })}
            </bdi>`
        }
      </div>
    `;
  }

  private pathOf(place: Place): string {
    const location = this.overview.get(place.deviceId);
    if (!location) {
      return "";
    }
    let path = this.paths.get(location);
    if (path === undefined) {
      path = sparkline(location.t, WIDTH, HEIGHT - 2);
      this.paths.set(location, path);
    }
    return path;
  }
}

function entityIdsOf(places: readonly Place[]): string[] {
  return places.flatMap((place) => [
    ...Object.values(place.entities),
    ...entityIdsOf(place.children),
  ]);
}
