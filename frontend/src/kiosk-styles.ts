import { css } from "lit";

/** In parts of the shorter side, to be read from six metres away. */
export const kioskStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    max-inline-size: none;
    max-block-size: none;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 0;
    outline: 0;
    overflow: hidden;
    background: var(--card-background-color, Canvas);
    color: var(--primary-text-color);
    font-family: var(--ha-font-family-body, inherit);
  }
  dialog:not(.pointer) {
    cursor: none;
  }
  .screen {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 100%;
    padding: 4vmin 6vmin;
  }
  .screen > * {
    flex: none;
  }
  h1,
  .word,
  .says,
  li {
    overflow-wrap: anywhere;
  }
  h1,
  .says {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    margin: 0;
    font-size: 7vmin;
    line-height: 1.2;
  }
  h1 {
    font-weight: 500;
  }
  .says {
    word-break: auto-phrase;
    text-wrap: pretty;
  }
  .lost {
    font-size: 5vmin;
  }
  h1.long {
    font-size: 6vmin;
  }
  .word {
    font-size: 15vmin;
    font-weight: 500;
    line-height: 1.1;
  }
  .word.dashed {
    border: 0;
    font-size: 10vmin;
    color: var(--primary-text-color);
  }
  .screen #value {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 3vmin;
    line-height: 1;
    white-space: normal;
  }
  .screen .count {
    font-size: 30vmin;
    font-weight: 500;
    line-height: 0.95;
  }
  .screen .unit {
    font-size: 8vmin;
  }
  .screen .day {
    flex: 1 1 0;
    margin-block-start: 2vmin;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    container-type: size;
  }
  .screen .plot {
    flex: 1 1 auto;
    min-block-size: 0;
    max-block-size: 40vmin;
    margin-block: auto 0;
  }
  .screen .day .axis {
    block-size: 4.5vmin;
    line-height: 4.5vmin;
    font-size: 3vmin;
  }
  .screen .day .legend,
  .screen .day .zone {
    display: none;
  }
  .screen .hour .measured,
  .screen .hour .expected {
    border-block-start-width: 0.4vmin;
  }
  .foot {
    min-block-size: 5vmin;
    color: var(--secondary-text-color);
    font-size: 4vmin;
    line-height: 5vmin;
    text-align: end;
  }
  ul {
    flex: 1 1 0 !important;
    min-block-size: 0;
    display: grid;
    grid-template-rows: repeat(var(--rows), minmax(0, 20vmin));
    align-content: start;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4vmin;
    border-block-end: 1px solid var(--divider-color);
    font-size: 5vmin;
    line-height: 1.05;
  }
  .few li {
    font-size: 7vmin;
  }
  li span {
    max-inline-size: 44vmin;
    font-weight: 500;
    text-align: end;
  }
  li .unknown {
    color: var(--secondary-text-color);
    font-weight: 400;
  }
  li.long bdi {
    font-size: 0.84em;
  }
  dialog .leave {
    position: absolute;
    inset: auto;
    inset-block-end: 2vmin;
    inset-inline-start: 2vmin;
    min-block-size: 48px;
    padding-inline: 20px;
    border: 2px solid var(--primary-text-color);
    border-radius: 24px;
    background: var(--card-background-color, Canvas);
    color: var(--primary-text-color);
    font: inherit;
    font-size: max(16px, 2.5vmin);
    opacity: 0;
    transition: opacity 200ms;
  }
  dialog .leave:hover {
    background: var(--card-background-color, Canvas);
  }
  .pointer .leave,
  dialog .leave:focus-visible {
    opacity: 1;
  }
  dialog .leave:focus-visible {
    outline: 4px solid var(--primary-color);
    outline-offset: 2px;
  }
  @media (orientation: landscape) {
    h1,
    .says {
      -webkit-line-clamp: 2;
    }
  }
`;
