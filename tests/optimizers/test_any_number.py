"""Whatever number is passed, it works or is refused: never another error, never nonsense in the shapes."""

import math

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

FLOATS = st.floats(width=64)


@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_number_works_or_is_refused(argument, data):
    p = argument.parameter
    value = data.draw(FLOATS | st.floats(float(p.low), float(p.high)) | st.integers(int(p.low), int(min(p.high, 50))))
    if p.name in ("steps", "points") and math.isfinite(value):
        assume(not 50 < value <= p.high)  # legal, but each another program or a long run
    legal = math.isfinite(value) and p.low <= value <= p.high and not (p.whole and value != int(value))
    try:
        argument.call(value)
    except ValueError as error:
        assert not legal, error
        assert (argument.says or p.name) in str(error)
    else:
        assert legal
