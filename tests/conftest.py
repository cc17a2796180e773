"""Compiled programs of the tests: a folder per worker, kept from run to run, so that two never write the same file.

And what the judges found: the workers hand it to the controller, which writes it down once.
"""

import os
import tempfile
from pathlib import Path

import pytest

from tests.verified import keep

os.environ["BASIN_CACHE"] = str(Path(tempfile.gettempdir()) / f"basin-tests-{os.getuid()}" / os.environ.get("PYTEST_XDIST_WORKER", "main"))

FOUND = pytest.StashKey[list]()


@pytest.fixture(scope="session")
def verified(pytestconfig):
    """Keep what a judge found, for the catalogue. Call it after the assertion, with the difference measured:

    `verified("rules", "Adam", "torch", 3e-15, "θ over 200 steps of Rosenbrock")`.
    """

    def verified(shelf: str, name: str, judge: str, difference: float, unit: str) -> None:
        pytestconfig.stash[FOUND].append((shelf, name, judge, float(difference), unit))

    return verified


def pytest_configure(config):
    config.stash[FOUND] = []


@pytest.hookimpl(optionalhook=True)  # pytest-xdist's
def pytest_testnodedown(node):
    node.config.stash[FOUND] += getattr(node, "workeroutput", {}).get("verified", [])


def pytest_sessionfinish(session):
    found = session.config.stash[FOUND]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["verified"] = found
    else:
        keep(found)
