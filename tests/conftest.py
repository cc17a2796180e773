"""Compiled programs of the tests: a folder per worker, so that two never write the same file; what one has compiled, all use.

And what the judges found: the workers hand it to the controller, which writes it down once.
"""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.verified import keep

PROGRAMS = Path(tempfile.gettempdir()) / f"basin-tests-{os.getuid()}"
OWN = PROGRAMS / os.environ.get("PYTEST_XDIST_WORKER", "main")

os.environ["BASIN_CACHE"] = str(OWN)
os.environ["JAX_PERSISTENT_CACHE_ENABLE_XLA_CACHES"] = "none"  # a graphics card's; they would put the folder into the name of every program
# Most of the tests' time went into compiling, each program for a run or two. The older emitters at level 1 of 3 compile in half the time
# what a visitor's compile; only a map of many runs takes twice as long. Where the last digit counts, see `visitors_programs.py`.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_use_fusion_emitters=false --xla_backend_optimization_level=1")
os.environ["BASIN_FIRST_PAGE"] = "1e9"  # a server of the browser tests compiles what is asked of it, not all that a visitor might ask
OWN.mkdir(parents=True, exist_ok=True)
WRITTEN = 2  # seconds after which nobody is still writing a program


def fetch_programs() -> None:
    """What any worker has compiled, in this run or an earlier one, is this one's, too."""
    mine = {program.name for program in OWN.iterdir()}
    for program in PROGRAMS.glob("*/*-cache"):
        with suppress(OSError):  # it was just tidied away
            if program.name not in mine and program.stat().st_mtime < time.time() - WRITTEN:
                os.link(program, OWN / program.name)


fetch_programs()

FOUND = pytest.StashKey[list]()


@pytest.fixture(scope="session")
def verified(pytestconfig):
    """Keep what a judge found, for the catalogue. Call it after the assertion, with the difference measured:

    `verified("rules", "Adam", "torch", 3e-15, "θ over 200 steps of Rosenbrock")`.
    """

    def verified(shelf: str, name: str, judge: str, difference: float, unit: str) -> None:
        pytestconfig.stash[FOUND].append((shelf, name, judge, float(difference), unit))

    return verified


@pytest.fixture(scope="module", autouse=True)
def _programs_of_all_workers():
    fetch_programs()


@pytest.fixture
def nothing_compiled():
    """Forget every compiled program: what other tests compiled must not stand in for what this one counts."""
    import jax

    jax.clear_caches()


def pytest_configure(config):
    config.stash[FOUND] = []
    config.option.loadscopereorder = False  # pytest-xdist's: the order below is kept


def pytest_collection_modifyitems(items):
    """Whoever forgets what was compiled comes first, when there is little to forget."""
    items.sort(key=lambda item: "nothing_compiled" not in item.fixturenames)


@pytest.hookimpl(optionalhook=True)  # pytest-xdist's
def pytest_testnodedown(node):
    node.config.stash[FOUND] += getattr(node, "workeroutput", {}).get("verified", [])


def pytest_sessionfinish(session):
    found = session.config.stash[FOUND]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["verified"] = found
    else:
        keep(found)


pytest_plugins = ["tests.shelf_fixtures", "tests.visitors_programs"]  # after the cache's place is set: they import JAX
