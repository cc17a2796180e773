/** What the microscope is made of. */

export const MARKUP = `
  <div class="top">
    <div class="views" role="group" aria-label="Picture">
      <button type="button" data-look="Follow">Follow</button>
      <button type="button" data-look="Whole map">Whole map</button>
      <button type="button" data-look="Slice x">Slice along x</button>
      <button type="button" data-look="Slice y">Slice along y</button>
    </div>
    <span class="ground" aria-live="off"></span>
  </div>
  <div class="panes">
    <div class="pane map" role="img">
      <div class="plot"></div><canvas class="still"></canvas><canvas class="moving"></canvas><div class="labels"></div>
    </div>
    <div class="pane slice" role="img"><div class="plot"></div><canvas></canvas></div>
    <div class="pane sums"><ol class="lines" aria-label="This step’s arithmetic"></ol></div>
  </div>
  <div class="transport">
    <button type="button" data-act="play" class="main">Play sub-steps</button>
    <button type="button" data-act="back">Step back</button>
    <button type="button" data-act="on">Step on</button>
    <input type="range" min="0" max="1" step="1" value="0" aria-label="Step">
    <label class="jump">step
      <input type="text" inputmode="numeric" autocomplete="off" maxlength="7" aria-label="Jump to step">
      <span class="of"></span></label>
    <select aria-label="Speed of the sub-steps">
      <option value="0.5">0.5×</option><option value="1" selected>1×</option><option value="2">2×</option>
      <option value="4">4×</option><option value="16">16×</option>
    </select>
  </div>
  <p class="problem" role="status"></p>
  <div class="below">
    <div class="why" aria-live="polite"><strong>Why this step?</strong> <span></span></div>
    <div class="state"><table><thead></thead><tbody></tbody></table></div>
  </div>
`;
