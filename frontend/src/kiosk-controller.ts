/** Keeps a card on the whole screen: its clock, its wake lock, and the way out. */

import type { LitElement, ReactiveController } from "lit";
import { LEAVE_TIME, Outage } from "./kiosk.ts";

const TICK = 4_000;
/** How long the button stays after the pointer has moved. */
const POINTER_TIME = 4_000;

interface Host extends LitElement {
  readonly isKiosk: boolean;
}

export class KioskController implements ReactiveController {
  readonly outage = new Outage();
  private readonly host: Host;
  private isActive = false;
  private startedAt = Date.now();
  private leftAt: number | null = null;
  private pointerTimer: ReturnType<typeof setTimeout> | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private lock: WakeLockSentinel | undefined;

  constructor(host: Host) {
    this.host = host;
    host.addController(this);
  }

  /** Whether someone has left the full screen, a few minutes ago at most. */
  get isLeft(): boolean {
    return this.leftAt !== null && Date.now() - this.leftAt < LEAVE_TIME;
  }

  get elapsed(): number {
    return Date.now() - this.startedAt;
  }

  get isPointerShown(): boolean {
    return this.pointerTimer !== undefined;
  }

  readonly leave = (): void => {
    this.leftAt = Date.now();
    this.host.requestUpdate();
  };

  readonly onPointer = (): void => {
    const isShown = this.isPointerShown;
    clearTimeout(this.pointerTimer);
    this.pointerTimer = setTimeout(() => {
      this.pointerTimer = undefined;
      this.host.requestUpdate();
    }, POINTER_TIME);
    if (!isShown) {
      this.host.requestUpdate();
    }
  };

  hostUpdated(): void {
    if (!this.host.isConnected) {
      return;
    }
    if (this.host.isKiosk !== this.isActive) {
      if (this.isActive) {
        this.stop();
      } else {
        this.start();
      }
    }
    const { dialog } = this;
    if (dialog && !dialog.open) {
      // In the top layer: above everything, which cannot be reached meanwhile.
      dialog.showModal();
      // Else the browser would focus the button, and so show it.
      dialog.focus();
    }
  }

  hostDisconnected(): void {
    // An open dialog that returns to the page would no longer be in the top layer.
    this.dialog?.close();
    this.stop();
  }

  private get dialog(): HTMLDialogElement | null {
    return this.host.renderRoot.querySelector("dialog");
  }

  private start(): void {
    this.isActive = true;
    this.startedAt = Date.now();
    this.timer = setInterval(() => this.host.requestUpdate(), TICK);
    document.addEventListener("visibilitychange", this.keepAwake);
    this.keepAwake();
  }

  private stop(): void {
    this.isActive = false;
    clearInterval(this.timer);
    clearTimeout(this.pointerTimer);
    this.pointerTimer = undefined;
    document.removeEventListener("visibilitychange", this.keepAwake);
    this.lock?.release().catch(() => {});
    this.lock = undefined;
  }

  /** The browser ends the lock of a page that is hidden. It may also refuse one. */
  private readonly keepAwake = async (): Promise<void> => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) {
      return;
    }
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (this.isActive) {
        this.lock = lock;
      } else {
        await lock.release();
      }
    } catch {
      // Then the screen follows its own settings.
    }
  };
}
