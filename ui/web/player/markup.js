/** What the player is made of. */

export const MARKUP = `
  <div class="top">
    <div class="legend" role="group" aria-label="Runs shown"></div>
    <div class="views" role="group" aria-label="View">
      <button type="button" data-act="reset">Reset zoom</button>
      <button type="button" data-view="2-D">2-D</button>
      <button type="button" data-view="3-D">3-D</button>
    </div>
  </div>
  <div class="panes">
    <div class="pane map">
      <div class="plot" role="img"></div><canvas class="still"></canvas><canvas class="moving"></canvas>
      <button type="button" class="start"></button>
    </div>
    <div class="pane scene" role="img" aria-label="The same surface and paths in three dimensions"><div class="plot"></div></div>
    <div class="pane curves">
      <div class="axes" role="group" aria-label="Loss over"><span aria-hidden="true">Loss over</span>
        <button type="button" data-axis="steps">Steps</button>
        <button type="button" data-axis="evaluations">Evaluations</button>
      </div>
      <div class="plot" role="img"></div><canvas class="still"></canvas><canvas class="moving"></canvas>
    </div>
  </div>
  <div class="transport">
    <button type="button" data-act="play" class="main">Play</button>
    <button type="button" data-act="back">Step back</button>
    <button type="button" data-act="on">Step on</button>
    <input type="range" min="0" max="1" step="1" value="0" aria-label="Step">
    <span class="step" aria-live="off">step 0</span>
    <select aria-label="Speed">
      <option value="0.1">0.1×</option><option value="0.25">0.25×</option><option value="0.5">0.5×</option>
      <option value="1" selected>1×</option><option value="2">2×</option><option value="4">4×</option>
    </select>
    <div class="inspect open" hidden>
      <button type="button" data-act="open" title="The race, with this run at its rate">Open in the race</button>
      <div role="menu" aria-label="Open in the race" hidden></div>
    </div>
    <div class="inspect">
      <button type="button" data-act="inspect" title="Every number of this step, under the microscope">Inspect step</button>
      <div role="menu" aria-label="Inspect this step of" hidden></div>
    </div>
  </div>
  <p class="edge" hidden></p>
  <div class="tip" hidden></div>
`;
