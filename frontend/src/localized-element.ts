/** What all cards share: the texts, and when Home Assistant's object matters. */

import { LitElement, type PropertyDeclarations, type PropertyValues } from "lit";
import type { HomeAssistant, Localize } from "./home-assistant.ts";
import { loadTexts, type Texts, textsOf } from "./texts.ts";

export abstract class LocalizedElement extends LitElement {
  static override properties: PropertyDeclarations = {
    hass: { attribute: false },
    localize: { state: true },
    preview: { attribute: false },
  };

  declare hass?: HomeAssistant;
  /** Set in edit mode, and wherever a card is shown to be chosen. */
  declare preview?: boolean;
  declare protected localize?: Localize;
  private loadedLanguage: string | undefined;

  /** Whether a new object of Home Assistant has something that is shown. */
  protected hassMatters(old: HomeAssistant, hass: HomeAssistant): boolean {
    return (
      old.connected !== hass.connected ||
      old.locale !== hass.locale ||
      old.localize !== hass.localize ||
      old.language !== hass.language
    );
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (changed.size > 1 || !changed.has("hass")) {
      return true;
    }
    const old: HomeAssistant | undefined = changed.get("hass");
    return !old || !this.hass || this.hassMatters(old, this.hass);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { hass } = this;
    if (!hass || hass.language === this.loadedLanguage) {
      return;
    }
    this.loadedLanguage = hass.language;
    loadTexts(hass).then(
      (localize) => {
        this.localize = localize;
      },
      () => {
        this.loadedLanguage = undefined;
      },
    );
  }

  /** The texts; null while they are loading. */
  protected get texts(): Texts | null {
    const { hass, localize } = this;
    return hass && localize ? textsOf(hass.language, hass.localize, localize) : null;
  }
}
