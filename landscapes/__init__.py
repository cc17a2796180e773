"""What we descend: loss surfaces over the plane."""

from landscapes import jax_settings as jax_settings  # first: before anything is traced
from landscapes.base import Landscape
from landscapes.formula import formula
from landscapes.heights import heights, loss_at, minima_values
from landscapes.surfaces import LANDSCAPES, landscape

__all__ = ["LANDSCAPES", "Landscape", "formula", "heights", "landscape", "loss_at", "minima_values"]
