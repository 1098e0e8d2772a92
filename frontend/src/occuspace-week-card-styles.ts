import { css } from "lit";

/** Colors come from the theme only. */
export const weekStyles = css`
  :host {
    display: block;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
    --card: var(--ha-card-background, var(--card-background-color));
  }
  ha-card {
    position: relative;
    box-sizing: border-box;
    padding: 12px 16px;
    overflow: hidden;
    container-type: inline-size;
    color: var(--primary-text-color);
  }
  h2 {
    margin: 0;
    line-height: 26px;
    font-size: 16px;
    font-weight: 500;
    overflow-wrap: break-word;
  }
  h2 small {
    font-size: 14px;
    font-weight: 400;
    color: var(--secondary-text-color);
  }
  p {
    margin: 0;
    line-height: 20px;
    font-size: 14px;
  }
  .note,
  .legend {
    color: var(--secondary-text-color);
    line-height: 18px;
    font-size: 11px;
  }
  table {
    inline-size: calc(100% + 4px);
    margin: 6px -2px;
    border-collapse: separate;
    border-spacing: 2px;
    table-layout: fixed;
  }
  .merged {
    display: none;
  }
  th {
    position: relative;
    padding: 0;
    color: var(--secondary-text-color);
    font-size: 11px;
    font-weight: 400;
    line-height: 16px;
    text-align: start;
    white-space: nowrap;
  }
  thead th:first-child {
    inline-size: var(--days, 40px);
  }
  thead th > span:not(.hidden) {
    display: block;
    inline-size: 0;
  }
  td {
    position: relative;
    block-size: 24px;
    box-sizing: border-box;
    padding: 0;
    border-radius: 3px;
    font-size: 10px;
    line-height: 12px;
    text-align: center;
    overflow: hidden;
    background: var(--fill);
  }
  .step0 {
    --fill: color-mix(in oklab, var(--hue) 4%, var(--card));
    box-shadow: inset 0 0 0 1px var(--pale);
  }
  .step1 {
    --fill: color-mix(in oklab, var(--hue) 25%, var(--card));
  }
  .step2 {
    --fill: color-mix(in oklab, var(--hue) 50%, var(--card));
  }
  .step3 {
    --fill: color-mix(in oklab, var(--hue) 75%, var(--card));
  }
  .step4 {
    --fill: var(--hue);
  }
  td,
  i {
    --hue: var(--primary-color);
  }
  .less {
    --hue: var(--secondary-text-color);
  }
  .unknown {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 3px,
      var(--pale) 3px 5px
    );
  }
  .sample::after {
    content: "";
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: var(--primary-text-color);
    box-shadow: 0 0 0 1px var(--card);
  }
  .now {
    outline: 2px solid var(--primary-text-color);
    outline-offset: -1px;
  }
  /* The sign stands on the card's own background: legible on any hue. */
  .sign {
    display: inline-block;
    min-inline-size: 10px;
    border-radius: 2px;
    color: var(--primary-text-color);
    background: color-mix(in srgb, var(--card) 80%, transparent);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .legend span {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .legend b {
    margin-inline: 4px;
    unicode-bidi: plaintext;
    font-weight: 400;
    white-space: nowrap;
  }
  .legend i {
    position: relative;
    inline-size: 18px;
    block-size: 10px;
    border-radius: 2px;
    background: var(--fill);
  }
  .legend i.unknown {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 3px,
      var(--pale) 3px 5px
    );
  }
  .legend i.sample {
    --fill: color-mix(in oklab, var(--hue) 25%, var(--card));
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton td,
  .skeleton h2 span {
    background: var(--pale);
  }
  .skeleton h2 span {
    display: inline-block;
    inline-size: 40%;
    block-size: 14px;
    border-radius: 4px;
  }
  @container (max-width: 310px) {
    .single {
      display: none;
    }
    .merged {
      display: table;
    }
  }
  @media (forced-colors: active) {
    td {
      border: 1px solid GrayText;
      forced-color-adjust: none;
    }
  }
`;
