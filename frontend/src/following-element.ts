/** An element that shows the last event of a command, while it is on the page. */

import type { PropertyDeclarations, PropertyValues } from "lit";
import { LocalizedElement } from "./localized-element.ts";
import { type Command, Subscription } from "./subscription.ts";

export abstract class FollowingElement<Event> extends LocalizedElement {
  static override properties: PropertyDeclarations = {
    ...LocalizedElement.properties,
    event: { state: true },
    failed: { state: true },
  };

  declare protected event?: Event | undefined;
  declare protected failed: boolean;
  private subscription: Subscription<Event> | undefined;
  private subscribedTo: string | undefined;

  /** What to subscribe to; null for nothing. */
  protected abstract get command(): Command | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { command, hass } = this;
    const wanted = command ? JSON.stringify(command) : undefined;
    if (wanted !== this.subscribedTo) {
      this.unsubscribe();
    }
    if (hass?.connected === false) {
      // Once it is back, it sends everything again.
      this.event = undefined;
    }
    if (hass && command && !this.subscription && this.isConnected) {
      this.failed = false;
      this.subscribedTo = wanted;
      this.subscription = new Subscription<Event>(
        hass.connection,
        command,
        (event) => {
          this.failed = false;
          this.event = event;
        },
        () => {
          this.failed = true;
          this.event = undefined;
        },
      );
    }
  }

  protected unsubscribe(): void {
    this.subscription?.end();
    this.subscription = undefined;
    this.subscribedTo = undefined;
    this.event = undefined;
  }
}
