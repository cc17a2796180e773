/** What the component is made of; its panels are made as they come. */

export const MARKUP = `
  <div class="panels"></div>
  <div class="transport">
    <button type="button" data-act="play" class="main">Play</button>
    <button type="button" data-act="back">Step back</button>
    <button type="button" data-act="on">Step on</button>
    <input type="range" min="0" max="1" step="1" value="0" aria-label="Budget">
    <span class="step" aria-live="off"></span>
    <select aria-label="Speed">
      <option value="0.25">0.25×</option><option value="0.5">0.5×</option>
      <option value="1" selected>1×</option><option value="2">2×</option><option value="4">4×</option>
    </select>
  </div>
  <p class="hint"></p>
`;

export const PANEL = `
  <figcaption><strong></strong><span class="formula"></span></figcaption>
  <div class="pane"><div class="plot" role="img"></div><canvas></canvas><button type="button" class="grip"></button></div>
  <p class="weights"></p>
  <p class="numbers"></p>
  <p class="words"></p>
`;
