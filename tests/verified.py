"""What the judges found, in the file that the catalogue shows: written by the tests, never by hand."""

import json
from collections.abc import Iterable
from contextlib import suppress
from decimal import ROUND_UP, Context
from pathlib import Path

FILE = Path(__file__).parents[1] / "lessons" / "reference" / "verified.json"

Record = tuple[str, str, str, float, str]  # shelf, name, judge, difference, what it is a difference of


def read() -> dict:
    """shelf → name → judge → {"difference": number, "unit": what it is a difference of}."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def rounded_up(difference: float) -> float:
    """To one significant digit, so that another machine's last bits do not change the file."""
    return float(Context(prec=1, rounding=ROUND_UP).create_decimal(repr(float(difference))))


def merge(kept: dict, records: Iterable[Record]) -> dict:
    """Add what a run of the tests found to `kept`: the largest difference of each judge stays."""
    for shelf, name, judge, difference, unit in records:
        judges = kept.setdefault(shelf, {}).setdefault(name, {})
        found = {"difference": rounded_up(difference), "unit": unit}
        before = judges.get(judge)
        if before is None or before["unit"] != unit or before["difference"] < found["difference"]:
            judges[judge] = found
    return kept


def keep(records: Iterable[Record]) -> None:
    """Write the file, if it says something new and may be written."""
    text = json.dumps(merge(read(), records), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
        with suppress(OSError):  # a read-only checkout still runs the tests
            FILE.write_text(text, encoding="utf-8")
