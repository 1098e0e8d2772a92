/** The part of Home Assistant's frontend that the cards use. */

import type { Connection } from "home-assistant-js-websocket";

export type Values = Record<string, string | number>;
/** Returns "" for a key that does not exist or is not loaded. */
export type Localize = (key: string, values?: Values) => string;

export interface Locale {
  language: string;
  number_format: string;
  time_format: string;
  first_weekday?: string;
}

export interface StateObject {
  entity_id: string;
  state: string;
}

export interface RegisteredEntity {
  entity_id: string;
  device_id?: string | null;
  platform?: string;
  translation_key?: string;
}

export interface RegisteredDevice {
  id: string;
  name: string | null;
  name_by_user: string | null;
  via_device_id: string | null;
  identifiers: [string, string][];
}

export interface Registries {
  entities: Record<string, RegisteredEntity>;
  devices: Record<string, RegisteredDevice>;
  states: Record<string, StateObject>;
}

export interface HomeAssistant extends Registries {
  connection: Connection;
  connected: boolean;
  language: string;
  locale: Locale;
  localize: Localize;
  user?: { is_admin: boolean };
  loadBackendTranslation(category: string, integration: string): Promise<Localize>;
}

export interface FormField {
  name: string;
  required?: boolean;
  selector: Record<string, unknown>;
}

export interface ConfigForm {
  schema: FormField[];
  computeLabel(field: FormField): string;
}

export interface GridOptions {
  columns: number;
  rows: number | "auto";
  min_columns: number;
  min_rows?: number;
}

export interface CardConfig {
  type: string;
}

export interface CardSuggestion {
  config: CardConfig;
}

/** An entry of the list of cards to choose from. */
export interface CustomCard {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): CardSuggestion | null;
}

/** An entry of the list of dashboards to add. */
export interface CustomStrategy {
  type: string;
  strategyType: "dashboard";
  name: string;
  description: string;
  documentationURL: string;
}

declare global {
  interface Window {
    customCards?: CustomCard[];
    customStrategies?: CustomStrategy[];
  }
}

/** Opens the dialog with the details of an entity. */
export function showMoreInfo(element: HTMLElement, entityId: string): void {
  element.dispatchEvent(
    new CustomEvent("hass-more-info", {
      bubbles: true,
      composed: true,
      detail: { entityId },
    }),
  );
}
