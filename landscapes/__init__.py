"""What we descend: loss surfaces over the plane."""

from landscapes import jax_settings as jax_settings  # first: before anything is traced
from landscapes.base import Landscape
from landscapes.heights import heights
from landscapes.surfaces import LANDSCAPES, landscape

__all__ = ["LANDSCAPES", "Landscape", "heights", "landscape"]
