"""How JAX is set up, before anything is compiled. Imported first by `landscapes`.

Compiled programs are kept on disk, so that a restarted server answers at once. JAX's default
thresholds (one second of compiling) would keep none of ours.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import jax


def cache_folder() -> Path:
    """This user's folder for compiled programs; `BASIN_CACHE` moves it."""
    chosen = os.environ.get("BASIN_CACHE")
    if chosen:
        return Path(chosen)
    try:
        return Path.home() / ".cache" / "basin" / "jax"
    except RuntimeError:  # no home: a bare container's user
        return Path(tempfile.gettempdir()) / "basin-jax"


def trim(folder: Path, most: int) -> None:
    """Delete the oldest programs beyond `most` bytes: visitors' formulas must not fill the disk."""
    files = sorted(((f.stat().st_mtime, f.stat().st_size, f) for f in folder.glob("*-cache")), reverse=True)
    total = 0
    for _, size, file in files:
        total += size
        if total > most:
            file.unlink(missing_ok=True)


# A processor's loops over so few bytes become one function, not a call for each of their parts: a map's tiles of lanes are such loops.
# A race is larger, on
# purpose: its runs are the same to the last bit however many run beside them, which two ways to compile would not keep.
SMALL_LOOP = 160_000
FLAGS = os.environ.get("XLA_FLAGS", "")
if "xla_backend_extra_options" not in FLAGS:  # a person's own come first; read when the first program is compiled
    os.environ["XLA_FLAGS"] = f"{FLAGS} --xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP}".strip()

MOST_ON_DISK = 300_000_000  # about a thousand formulas

with suppress(OSError):  # another server is tidying, or the folder is not ours to tidy
    trim(cache_folder(), MOST_ON_DISK)
jax.config.update("jax_enable_x64", True)  # what is drawn is float64: a loss floor of 1e-23
jax.config.update("jax_compilation_cache_dir", str(cache_folder()))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
