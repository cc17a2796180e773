"""Whatever number is passed, it works if it is legal and is refused by name if not: never another error."""

import math

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st


@settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_number_works_or_is_refused(argument, data):
    p = argument.parameter
    value = data.draw(st.floats() | st.floats(float(p.low), float(p.high)) | st.integers(int(p.low), 12))
    assume(not (p.name in ("steps", "points") and 12 < value <= p.high))  # legal, but each another program or a long run
    if math.isfinite(value) and p.low <= value <= p.high and not (p.whole and value != int(value)):
        argument.call(value)
    else:
        with pytest.raises(ValueError, match=argument.says or p.name):
            argument.call(value)
