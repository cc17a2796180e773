/** What a map is made of; its panels are made as they come. */

export const MARKUP = `
  <div class="top">
    <div class="legend"></div>
    <div class="views" role="group" aria-label="Coloured by">
      <button type="button" data-act="zoom" aria-pressed="false" title="Then drag a rectangle on the map">Zoom</button>
      <button type="button" data-act="whole">Whole range</button>
      <button type="button" data-colouring="outcome">Outcome</button>
      <button type="button" data-colouring="steps">Steps</button>
      <button type="button" data-colouring="loss">Loss</button>
    </div>
  </div>
  <div class="panels"></div>
  <p class="said" aria-live="polite"></p>
  <div class="tip" hidden></div>
`;
