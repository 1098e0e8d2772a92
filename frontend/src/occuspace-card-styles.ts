import { css } from "lit";

/** Colors come from the theme only. */
export const cardStyles = css`
  :host {
    display: block;
    block-size: 100%;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
  }
  ha-card {
    position: relative;
    block-size: 100%;
    min-block-size: 160px;
    box-sizing: border-box;
    overflow: hidden;
    container-type: inline-size;
  }
  button {
    position: absolute;
    inset: 0;
    z-index: 1;
    border: 0;
    border-radius: inherit;
    background: none;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .content > * {
    flex: none;
  }
  .content {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    box-sizing: border-box;
    padding: 12px 16px;
    color: var(--primary-text-color);
  }
  .title {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 0 8px;
    min-block-size: 26px;
    line-height: 26px;
    font-size: 16px;
    font-weight: 500;
  }
  #name {
    flex: 1 1 0;
    min-inline-size: min-content;
    max-inline-size: 100%;
    overflow-wrap: break-word;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .pill {
    flex: none;
    padding-inline: 10px;
    border: 1px solid var(--secondary-text-color);
    border-radius: 13px;
    line-height: 24px;
    font-size: 12px;
    font-weight: 400;
    white-space: nowrap;
  }
  .thick {
    border-width: 2px;
    line-height: 22px;
  }
  .filled {
    border-color: var(--primary-text-color);
    background: var(--primary-text-color);
    color: var(--card-background-color);
  }
  .dashed {
    border-style: dashed;
    color: var(--secondary-text-color);
  }
  #value {
    min-block-size: 36px;
    line-height: 36px;
    white-space: nowrap;
  }
  .count {
    font-size: 32px;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    color: var(--secondary-text-color);
  }
  #sentence {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    word-break: auto-phrase;
    text-wrap: pretty;
    overflow: hidden;
    min-block-size: 20px;
    line-height: 20px;
    font-size: 14px;
  }
  .content > .day {
    flex: 1 1 136px;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    container-type: size;
  }
  .plot {
    position: relative;
    flex: 1 1 auto;
    display: flex;
    align-items: stretch;
    min-block-size: 20px;
    margin-block-start: 8px;
    border-block-end: 1px solid var(--divider-color);
  }
  .hour {
    position: relative;
    flex: 1 1 0;
  }
  .hour > * {
    position: absolute;
    inset-block-end: 0;
    box-sizing: border-box;
  }
  .hour .typical {
    inset-inline: 10%;
    border-radius: 2px 2px 0 0;
    background: var(--pale);
  }
  .current .typical {
    border: 1px solid var(--primary-text-color);
    border-block-end: 0;
  }
  .hour .now {
    inset-inline: 28%;
    border-radius: 2px 2px 0 0;
    background: var(--primary-color);
  }
  .hour .measured,
  .hour .expected {
    inset-inline: 10%;
    border-block-start: 2px solid var(--primary-text-color);
  }
  .hour .expected {
    border-block-start: 2px dotted var(--primary-color);
  }
  .full {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    box-sizing: border-box;
    border-block-start: 1px dashed var(--secondary-text-color);
  }
  .axis {
    display: flex;
    block-size: 16px;
    color: var(--secondary-text-color);
    line-height: 16px;
    font-size: 11px;
  }
  .axis span {
    flex: 1 1 0;
    inline-size: 0;
    display: flex;
    justify-content: center;
  }
  .axis i {
    flex: none;
    font-style: normal;
    white-space: nowrap;
  }
  .legend,
  .zone {
    color: var(--secondary-text-color);
    line-height: 18px;
    font-size: 11px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    min-block-size: 18px;
  }
  .legend span {
    display: flex;
    align-items: center;
    gap: 5px;
  }
  .legend i {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 1px;
  }
  .legend .typical i {
    background: var(--pale);
  }
  .legend .now i {
    background: var(--primary-color);
  }
  .legend .measured i {
    block-size: 2px;
    background: var(--primary-text-color);
  }
  .legend .expected i {
    block-size: 0;
    border-block-start: 2px dotted var(--primary-color);
  }
  .legend .capacity i {
    block-size: 0;
    border-block-start: 1px dashed var(--secondary-text-color);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .line {
    display: inline-block;
    inline-size: 40%;
    block-size: 14px;
    border-radius: 4px;
    background: var(--pale);
  }
  @container (max-width: 240px) {
    .count {
      font-size: 26px;
    }
    .unit {
      font-size: 12px;
    }
  }
  @container (max-width: 300px) {
    .odd i {
      visibility: hidden;
    }
  }
  @container (max-width: 300px) or (max-height: 110px) {
    .legend {
      display: none;
    }
  }
  @container (max-height: 60px) {
    .zone {
      display: none;
    }
  }
  @container (max-height: 36px) {
    .plot,
    .axis {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .hour .typical {
      border: 1px solid GrayText;
    }
    .hour .now {
      background: Highlight;
    }
  }
`;
