"""Moved to `studies.range_test`; notebooks that import it from here go on working."""

from studies.range_test import range_test

__all__ = ["range_test"]
