"""Run every bench, or those named: `python -m bench`, `python -m bench engine`."""

import sys
from importlib import import_module

from bench.machine import described
from bench.table import print_table

# Modules of this folder with a function rows().
BENCHES = ("page", "pages", "load", "microscope", "compile", "growth", "maps", "regularization", "resampling", "engine", "devices")


def main(names: list[str]) -> None:
    """Print the machine, then the rows of the benches asked for (all, if none is)."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"No bench called {', '.join(sorted(unknown))}; there are: {', '.join(BENCHES)}.")
    print(described(), end="\n\n", flush=True)
    print_table(row for name in names or BENCHES for row in import_module(f"bench.{name}").rows())


if __name__ == "__main__":
    main(sys.argv[1:])
