/** A switch stands in the panel like a slider: a few options side by side, or a menu where there are many. */

const SIDE_BY_SIDE = 3; // more options than this would not fit the sidebar

/**
 * @param {import("./scale.js").Row} row @param {string} id @param {string} spoken what a screen reader calls it
 * @param {(value: number) => void} chosen
 * @returns {{box: HTMLElement, show: (value: number) => void}}
 */
export function switchOf(row, id, spoken, chosen) {
  return row.options.length > SIDE_BY_SIDE ? menu(row, id, spoken, chosen) : buttons(row, id, spoken, chosen);
}

/** Radio buttons: the arrow keys move between them, and a screen reader says which of how many. */
function buttons(row, id, spoken, chosen) {
  const box = document.createElement("div");
  box.className = "switch";
  box.setAttribute("role", "radiogroup");
  box.setAttribute("aria-label", spoken);
  const radios = row.options.map((option, place) => {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: id, value: String(place) });
    radio.dataset.name = row.name;
    radio.addEventListener("change", () => chosen(place));
    label.append(radio, option);
    box.append(label);
    return radio;
  });
  return {
    box,
    show: (value) =>
      radios.forEach((radio, place) => {
        radio.checked = place === value;
      }),
  };
}

function menu(row, id, spoken, chosen) {
  const box = document.createElement("select");
  box.id = id;
  box.dataset.name = row.name;
  box.setAttribute("aria-label", spoken);
  box.append(...row.options.map((option, place) => new Option(option, String(place))));
  box.addEventListener("change", () => chosen(Number(box.value)));
  return {
    box,
    show: (value) => {
      box.value = String(value);
    },
  };
}
