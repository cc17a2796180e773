"""Compiled programs of the tests: a folder per worker, kept from run to run, so that two never write the same file."""

import os
import tempfile
from pathlib import Path

os.environ["BASIN_CACHE"] = str(Path(tempfile.gettempdir()) / f"basin-tests-{os.getuid()}" / os.environ.get("PYTEST_XDIST_WORKER", "main"))
