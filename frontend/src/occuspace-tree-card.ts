/** The card of a whole account: its locations as a tree, with live values. */

import { nothing, type PropertyValues, type TemplateResult } from "lit";
import { deviceOfEntity, hasChildren, valueEntities } from "./devices.ts";
import { store, stored } from "./expansion.ts";
import {
  type CardSuggestion,
  type ConfigForm,
  type GridOptions,
  type HomeAssistant,
  showMoreInfo,
} from "./home-assistant.ts";
import { KioskController } from "./kiosk-controller.ts";
import { renderList } from "./kiosk-list.ts";
import { kioskStyles } from "./kiosk-styles.ts";
import { LocalizedElement } from "./localized-element.ts";
import { treeStyles } from "./occuspace-tree-card-styles.ts";
import type { Overview, OverviewLocation } from "./payloads.ts";
import { Subscription } from "./subscription.ts";
import {
  entityIdsOf,
  type Figures,
  figuresOf,
  type Line,
  linesOf,
  type Move,
  type Place,
  placesOf,
  SORTS,
  type Sort,
  sparkline,
  typicalHours,
} from "./tree.ts";
import { type OccuspaceTreeCardConfig, treeForm } from "./tree-form.ts";
import { HEIGHT, WIDTH } from "./tree-row.ts";
import {
  type Action,
  actionOf,
  isExpanded,
  isReached,
  isSelecting,
  onKey,
  withEvent,
  withToggled,
} from "./tree-state.ts";
import { renderLoading, renderTree } from "./tree-view.ts";

export class OccuspaceTreeCard extends LocalizedElement {
  static override styles = [treeStyles, kioskStyles];
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
  private locations: ReadonlyMap<string, OverviewLocation> = new Map();
  private paths = new WeakMap<OverviewLocation, string>();
  private zone: string | undefined;
  private readonly kiosk = new KioskController(this);
  private subscription: Subscription<Overview> | undefined;

  constructor() {
    super();
    this.overview = new Map();
    this.toggled = new Set();
    this.sort = "free";
  }

  static getConfigForm(): ConfigForm {
    return treeForm();
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

  get isKiosk(): boolean {
    return this.config?.kiosk === true && !this.preview && !this.kiosk.isLeft;
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
    this.locations = new Map();
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
      isExpanded: (key, level) => isExpanded(this.toggled, key, level),
      figures: (place) => this.figures(place, hass),
    });
    this.kiosk.outage.update(hass.connected && isReached(this.overview), Date.now());
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
      (event) => {
        this.zone = event.zone ?? this.zone;
        this.locations = withEvent(this.locations, event);
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

  private toggle(key: string): void {
    this.toggled = withToggled(this.toggled, key);
    store(this.storageKey, this.toggled);
  }

  private perform(action: Move | Action): void {
    if (action === null) {
      return;
    }
    if ("details" in action) {
      showMoreInfo(this, action.details);
    } else if ("toggle" in action) {
      this.toggle(action.toggle);
    } else {
      this.focused = this.lines[action.focus]?.key;
      this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[tabindex="0"][role]')?.focus(),
      );
    }
  }

  private onKey(event: KeyboardEvent, line: Line): void {
    const isRtl = getComputedStyle(this).direction === "rtl";
    const action = onKey(event, this.lines, line, isRtl);
    if (action !== null || isSelecting(event)) {
      event.preventDefault();
    }
    this.perform(action);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, texts } = this;
    if (!hass || !config) {
      return nothing;
    }
    if (this.isKiosk) {
      const { places, sort, overview, zone, kiosk } = this;
      return texts
        ? renderList({ places, sort, overview, zone, kiosk, hass, texts })
        : nothing;
    }
    if (!texts) {
      return renderLoading(this.lines.length);
    }
    return renderTree({
      lines: this.lines,
      sort: this.sort,
      focused: this.focused,
      texts,
      locale: hass.locale,
      figures: (place) => this.figures(place, hass),
      sparkline: (place) => this.pathOf(place),
      onSort: (sort) => {
        this.sort = sort;
      },
      onSelect: (line) => {
        this.focused = line.key;
        this.perform(actionOf(line));
      },
      onToggle: (line) => {
        this.focused = line.key;
        this.toggle(line.key);
      },
      onKey: (event, line) => this.onKey(event, line),
    });
  }

  private pathOf(place: Place): string {
    const location = this.overview.get(place.deviceId);
    if (!location) {
      return "";
    }
    let path = this.paths.get(location);
    if (path === undefined) {
      path = sparkline(typicalHours(location), WIDTH, HEIGHT - 2);
      this.paths.set(location, path);
    }
    return path;
  }
}
