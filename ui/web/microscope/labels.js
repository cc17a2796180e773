/** The arrows' names beside them, as formulas; a label without room for itself is left out. */

// Where a label may stand: straight on from its arrow's tip, else turned away more and more, else further out.
const TURNS = [0, Math.PI / 4, -Math.PI / 4, Math.PI / 2, -Math.PI / 2, (3 * Math.PI) / 4, (-3 * Math.PI) / 4];
const AWAY = [8, 30, 60]; // pixels

export class Labels {
  /** @param {HTMLElement} box laid over the map's inner pane */
  constructor(box) {
    this.box = box;
    this.kept = new Map(); // line and label → element, with its size
  }

  /** @param {Axis} x @param {Axis} y the chart's axes */
  begin(x, y) {
    Object.assign(this.box.style, { left: `${x._offset}px`, top: `${y._offset}px`, width: `${x._length}px`, height: `${y._length}px` });
    this.room = [x._length, y._length];
    this.taken = [];
    this.used = new Set();
  }

  /** @param {number} line @param {string} name MathML @param {string} colour @param {{anchor: number[], towards: number[]} | null} place */
  put(line, name, colour, place) {
    if (!place) return;
    const label = this.element(line, name, colour);
    const { wide, tall } = label;
    const [ax, ay] = place.anchor;
    const [ux, uy] = place.towards;
    const spots = AWAY.flatMap((away) =>
      TURNS.map((turn) => {
        const [dx, dy] = [ux * Math.cos(turn) - uy * Math.sin(turn), ux * Math.sin(turn) + uy * Math.cos(turn)];
        return [ax + dx * (away + wide / 2) - wide / 2, ay + dy * (away + tall / 2) - tall / 2];
      }),
    );
    const free = spots.find(
      ([left, top]) =>
        left >= 0 &&
        top >= 0 &&
        left + wide <= this.room[0] &&
        top + tall <= this.room[1] &&
        this.taken.every(([l, t, w, h]) => left + wide < l || l + w < left || top + tall < t || t + h < top),
    );
    if (!free) return;
    this.taken.push([...free, wide, tall]);
    this.used.add(label.node);
    label.node.style.transform = `translate(${free[0]}px, ${free[1]}px)`;
  }

  end() {
    for (const { node } of this.kept.values()) node.hidden = !this.used.has(node);
  }

  element(line, name, colour) {
    const key = `${line} ${name} ${colour}`;
    if (!this.kept.has(key)) {
      const node = document.createElement("span");
      node.innerHTML = name; // MathML that Python made from the rule's own symbols
      node.style.color = colour;
      this.box.append(node);
      this.kept.set(key, { node, wide: node.offsetWidth, tall: node.offsetHeight });
    }
    const label = this.kept.get(key);
    label.node.hidden = false;
    return label;
  }
}
