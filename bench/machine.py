"""What the figures were measured on."""

import os
import platform
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("jax", "streamlit", "plotly")


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spent(pid: int) -> float:
    """Seconds that all cores together have given a process so far, to a hundredth."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def processor() -> str:
    """The processor's name."""
    facts = Path("/proc/cpuinfo")
    for line in facts.read_text().splitlines() if facts.exists() else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def installed(package: str) -> str:
    """A package's version."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def described() -> str:
    """Processor, cores, date; Python and the packages that matter."""
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{package} {installed(package)}" for package in PACKAGES)])
    return f"{processor()}, {cores()} cores, {date.today()}\n{versions}"
