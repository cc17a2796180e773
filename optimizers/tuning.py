"""Moved to `studies.tuning`; notebooks that import it from here go on working."""

from studies.tuning import tune

__all__ = ["tune"]
