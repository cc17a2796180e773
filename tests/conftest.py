"""Compiled programs of the tests: a folder per worker, kept from run to run, so that two never write the same file.

And what the judges found: the workers hand it to the controller, which writes it down once.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.verified import keep

PROGRAMS = Path(tempfile.gettempdir()) / f"basin-tests-{os.getuid()}"
OWN = PROGRAMS / os.environ.get("PYTEST_XDIST_WORKER", "main")

os.environ["BASIN_CACHE"] = str(OWN)
os.environ["JAX_PERSISTENT_CACHE_ENABLE_XLA_CACHES"] = "none"  # a graphics card's; they would put the folder into the name of every program
OWN.mkdir(parents=True, exist_ok=True)
for program in PROGRAMS.glob("*/*-cache"):  # what any worker compiled in an earlier run
    with suppress(OSError):  # it is there already, or was just tidied away
        os.link(program, OWN / program.name)

FOUND = pytest.StashKey[list]()


@pytest.fixture(scope="session")
def verified(pytestconfig):
    """Keep what a judge found, for the catalogue. Call it after the assertion, with the difference measured:

    `verified("rules", "Adam", "torch", 3e-15, "θ over 200 steps of Rosenbrock")`.
    """

    def verified(shelf: str, name: str, judge: str, difference: float, unit: str) -> None:
        pytestconfig.stash[FOUND].append((shelf, name, judge, float(difference), unit))

    return verified


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
