"""Raw and standardised."""


def read() -> None:
    """It has nothing of its own yet."""


def title(asked: None) -> tuple[str, str]:
    return "Noise and batches", "Raw and standardised."


def show(asked: None) -> None:
    pass


def steer(asked: None) -> None:
    pass
