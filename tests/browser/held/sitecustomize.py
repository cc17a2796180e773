"""A server whose slow work waits as long as a file is there, so that a test can look at what stands on the page meanwhile.

Python imports this before all else if its folder is on PYTHONPATH; without `BASIN_TEST_HOLD` it does nothing.
"""

import os
import sys
import time
from functools import wraps
from pathlib import Path

HOLD = os.environ.get("BASIN_TEST_HOLD")


def held(work):
    @wraps(work)
    def waits(*args, **named):
        while HOLD and Path(HOLD).exists():
            time.sleep(0.02)
        return work(*args, **named)

    return waits


if HOLD and "streamlit" in " ".join(sys.orig_argv):
    sys.path.insert(0, str(Path(__file__).parents[3]))
    import models.resampling
    import optimizers.engine
    import studies.range_test
    import studies.results_cache

    kept = studies.results_cache.remembered
    studies.results_cache.remembered = lambda key, make: kept(key, held(make))
    optimizers.engine.descend_under = held(optimizers.engine.descend_under)
    studies.range_test.range_test_under = held(studies.range_test.range_test_under)
    models.resampling.draw = held(models.resampling.draw)
