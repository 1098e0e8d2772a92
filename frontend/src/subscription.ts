/** A subscription that lasts as long as its element is on the page. */

import type { HomeAssistant } from "./home-assistant.ts";

const FIRST_RETRY = 5_000;
const MAX_RETRY = 60_000;

export interface Command {
  type: string;
  [option: string]: unknown;
}

/** Repeats itself while the command fails, such as before the integration is set up. */
export class Subscription<Event> {
  private unsubscribe: Promise<() => Promise<void>> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private delay = FIRST_RETRY;
  private ended = false;
  private readonly connection: HomeAssistant["connection"];
  private readonly command: Command;
  private readonly onEvent: (event: Event) => void;
  private readonly onFailure: () => void;

  constructor(
    connection: HomeAssistant["connection"],
    command: Command,
    onEvent: (event: Event) => void,
    onFailure: () => void,
  ) {
    this.connection = connection;
    this.command = command;
    this.onEvent = onEvent;
    this.onFailure = onFailure;
    this.start();
  }

  /** The connection itself subscribes again after it was lost. */
  private start(): void {
    const receive = (event: Event) => {
      this.delay = FIRST_RETRY;
      if (!this.ended) {
        this.onEvent(event);
      }
    };
    this.unsubscribe = this.connection.subscribeMessage<Event>(receive, this.command);
    this.unsubscribe.catch(() => {
      this.unsubscribe = undefined;
      if (this.ended) {
        return;
      }
      this.onFailure();
      this.timer = setTimeout(() => this.start(), this.delay);
      this.delay = Math.min(this.delay * 2, MAX_RETRY);
    });
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    // The server may have ended it already.
    this.unsubscribe?.then((stop) => stop()).catch(() => {});
  }
}
