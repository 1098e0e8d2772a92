import { css } from "lit";

/** Colors come from the theme only. */
export const nowStyles = css`
  :host {
    display: block;
  }
  ha-card {
    overflow: hidden;
    padding-block: 8px;
    color: var(--primary-text-color);
  }
  button {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 12px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .label,
  .where,
  .note {
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  .label {
    grid-column: 1 / -1;
  }
  .where {
    display: block;
  }
  .name {
    overflow-wrap: anywhere;
    font-weight: 500;
  }
  .value {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .note {
    padding: 6px 16px;
  }
`;
