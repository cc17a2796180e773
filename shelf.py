"""A shelf is a tuple of named things; this finds one by its name."""

from typing import Protocol, TypeVar


class Named(Protocol):
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def find(name: object, shelf: tuple[T, ...], kind: str) -> T:
    """The member of `shelf` called `name`.

    Raises:
        ValueError: there is none; the message lists the names there are.
    """
    for member in shelf:
        if member.name == name:
            return member
    raise ValueError(f"{kind} = {name!r} is not on the shelf (allowed: {', '.join(m.name for m in shelf)}).")
