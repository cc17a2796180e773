"""Saddle."""


def read() -> None:
    """It has nothing of its own yet."""


def title(asked: None) -> tuple[str, str]:
    return "Cliffs and plateaus", "Saddle."


def show(asked: None) -> None:
    pass


def steer(asked: None) -> None:
    pass
