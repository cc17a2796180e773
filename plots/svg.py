"""Strokes of a small still picture, as SVG text. Pictures are SIDE units a side, with y downwards."""

import numpy as np

from plots.theme import PAPER

SIDE = 512
INK = f"light-dark({PAPER['light'].text}, {PAPER['dark'].text})"
GROUND = f"light-dark({PAPER['light'].label}, {PAPER['dark'].label})"


def picture(content: str) -> str:
    """A whole picture. Its colours follow the light or dark page that shows it."""
    style = "<style>:root{color-scheme:light dark}path{stroke-linejoin:round;stroke-linecap:round}</style>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE} {SIDE}'>{style}{content}</svg>"


def trace(points: np.ndarray) -> str:
    """A path through points (n, 2), in whole units and as moves from one to the next; no move is not drawn."""
    whole = np.round(np.clip(points, -SIDE, 2 * SIDE)).astype(int)
    moves = np.diff(whole, axis=0)
    moves = moves[moves.any(1)]
    return f"M{whole[0, 0]} {whole[0, 1]}l0 0" + "".join(f" {x} {y}" for x, y in moves.tolist())


def line(points: np.ndarray, colour: str, width: float, more: str = "") -> str:
    return f"<path d='{trace(points)}' fill='none' style='stroke:{colour}' stroke-width='{width}' {more}/>"


def star(x: float, y: float) -> str:
    """A minimum."""
    turns = np.arange(10) * np.pi / 5
    reach = np.where(np.arange(10) % 2, 10.8, 24)
    points = np.stack([x + reach * np.sin(turns), y - reach * np.cos(turns)], 1)
    return f"<path d='{trace(points)}z' style='fill:{INK};stroke:{GROUND};paint-order:stroke' stroke-width='8'/>"


def ring(x: float, y: float) -> str:
    """A start."""
    circle = f"<circle cx='{x:.0f}' cy='{y:.0f}' r='20' fill='none'"
    return f"{circle} style='stroke:{GROUND}' stroke-width='16'/>{circle} style='stroke:{INK}' stroke-width='8'/>"
