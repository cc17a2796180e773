/** Loads Plotly once, from our own server. */

let loading;

/** @param {string} base @returns {Promise<Plotly>} */
export function loadPlotly(base) {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${base}plotly/plotly.min.js`;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error("Plotly could not be loaded from this server."));
    document.head.append(script);
  });
  return loading;
}
