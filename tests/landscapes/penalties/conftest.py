"""Every penalty on the shelf, with its parameters at their defaults and at both ends."""

from itertools import product

import pytest

from landscapes.penalties import PENALTIES


def extremes(kind):
    return dict.fromkeys([tuple(p.default for p in kind.parameters), *product(*((p.low, p.high) for p in kind.parameters))])


SETTINGS = [(kind, numbers) for kind in PENALTIES for numbers in extremes(kind)]


@pytest.fixture(params=PENALTIES, ids=lambda kind: kind.name)
def kind(request):
    return request.param


@pytest.fixture(params=SETTINGS, ids=lambda setting: " ".join([setting[0].name, *map(str, setting[1])]))
def setting(request):
    """A penalty and the numbers its functions take."""
    return request.param
