import { css } from "lit";

/** Colors come from the theme only. What is narrow loses all but names and counts. */
export const treeStyles = css`
  :host {
    display: block;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
  }
  ha-card {
    block-size: 100%;
    box-sizing: border-box;
    overflow: auto;
    container-type: inline-size;
    padding-block: 8px;
    color: var(--primary-text-color);
  }
  .sort {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding-inline: 16px;
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  select {
    min-block-size: 28px;
    border: 1px solid var(--divider-color);
    border-radius: 6px;
    background: var(--card-background-color);
    color: var(--primary-text-color);
    font: inherit;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr) auto auto auto;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
    box-sizing: border-box;
    padding-block: 3px;
    padding-inline: calc(8px + (var(--level) - 1) * 16px) 16px;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: auto 40px;
  }
  .row:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  [role="treeitem"]:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .toggle {
    display: grid;
    place-items: center;
    align-self: stretch;
    color: var(--secondary-text-color);
  }
  .toggle::before {
    content: "";
    inline-size: 7px;
    block-size: 7px;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  .toggle:dir(rtl)::before {
    transform: rotate(135deg);
  }
  [aria-expanded="true"] .toggle::before {
    transform: rotate(45deg);
  }
  .name {
    overflow-wrap: anywhere;
    line-height: 20px;
  }
  .folded {
    grid-column: span 4;
    color: var(--secondary-text-color);
  }
  svg {
    inline-size: 60px;
    block-size: 20px;
    fill: none;
    stroke: var(--secondary-text-color);
    stroke-width: 1.5;
  }
  .bar {
    inline-size: 72px;
    block-size: 8px;
    border-radius: 4px;
    box-shadow: inset 0 0 0 1px var(--pale);
    overflow: hidden;
  }
  .bar > div {
    block-size: 100%;
    background: var(--primary-color);
  }
  .bar.over > div {
    background: linear-gradient(
      to var(--end, right),
      var(--primary-color) 75%,
      transparent 75%
    ),
    repeating-linear-gradient(
      135deg,
      var(--primary-color) 0 2px,
      var(--card-background-color) 2px 4px
    );
  }
  .bar.over:dir(rtl) {
    --end: left;
  }
  .bar.unknown {
    background: repeating-linear-gradient(
      135deg,
      var(--secondary-text-color) 0 1px,
      transparent 1px 4px
    );
  }
  .value {
    inline-size: 92px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .value b {
    font-weight: 600;
  }
  .value span {
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  .message {
    padding: 8px 16px;
    color: var(--secondary-text-color);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .loading .name::before {
    content: "";
    display: block;
    inline-size: 50%;
    block-size: 12px;
    border-radius: 4px;
    background: var(--pale);
  }
  @media (pointer: coarse) {
    .row {
      min-block-size: 44px;
    }
  }
  @container (max-width: 440px) {
    svg {
      display: none;
    }
    .bar {
      inline-size: 52px;
    }
    .value {
      inline-size: 80px;
    }
  }
  @container (max-width: 340px) {
    .bar {
      display: none;
    }
    .value {
      inline-size: auto;
    }
    .row {
      padding-inline: calc(4px + (var(--level) - 1) * 8px) 8px;
      gap: 4px;
    }
  }
  @container (max-width: 240px) {
    .value .percent {
      display: none;
    }
  }
`;
