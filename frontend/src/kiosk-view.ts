/** The frame of a full screen, with the way out. */

import { html, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { shiftAt } from "./kiosk.ts";
import type { KioskController } from "./kiosk-controller.ts";
import type { Texts } from "./texts.ts";

/** Its label is the name of the location, or of the list. */
export function renderKiosk(
  label: string,
  content: TemplateResult,
  foot: string,
  kiosk: KioskController,
  texts: Texts,
): TemplateResult {
  const [x, y] = shiftAt(kiosk.elapsed);
  return html`
    <dialog
      tabindex="-1"
      class=${classMap({ pointer: kiosk.isPointerShown })}
      aria-label=${label}
      @cancel=${kiosk.leave}
      @pointermove=${kiosk.onPointer}
      @pointerdown=${kiosk.onPointer}
    >
      <div class="screen" style=${styleMap({ translate: `${x}vmin ${y}vmin` })}>
        ${content}
        <div class="foot">${foot}</div>
      </div>
      <button type="button" class="leave" @click=${kiosk.leave}>
        ${texts.text("config_panel.kiosk.leave")}
      </button>
    </dialog>
  `;
}

/** How many characters a text is wide, where those of Japanese are two. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > "\u2e80" ? 2 : 1), 0);
}
