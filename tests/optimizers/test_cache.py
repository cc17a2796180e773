"""Compiled programs are kept on disk, so that a restarted server answers at once."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SESSION = """
import jax.monitoring
hits = []
jax.monitoring.register_event_listener(lambda event, **_: event.endswith("/cache_hits") and hits.append(event))
from landscapes import heights
heights("Round bowl", points=5)
print(len(hits))
"""


def visit(folder):
    done = subprocess.run(
        [sys.executable, "-c", SESSION],
        cwd=ROOT,
        env={**os.environ, "BASIN_CACHE": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_the_second_process_finds_what_the_first_one_compiled(tmp_path):
    folder = tmp_path / "not yet there"
    assert visit(folder) == 0
    kept = [file for file in folder.iterdir() if file.stat().st_size > 0]
    assert kept
    assert visit(folder) > 0
