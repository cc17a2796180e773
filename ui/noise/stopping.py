"""When to stop."""


def read() -> None:
    """It has nothing of its own yet."""


def title(asked: None) -> tuple[str, str]:
    return "Noise and batches", "When to stop."


def show(asked: None) -> None:
    pass


def steer(asked: None) -> None:
    pass
