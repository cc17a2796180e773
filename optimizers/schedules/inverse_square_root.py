"""Fall quickly at first, then ever more slowly; never reach zero."""

from optimizers.schedules.base import Schedule


def decay(t, T):
    return (t + 1) ** -0.5  # the lecture's t starts at 1 here


INVERSE_SQUARE_ROOT = Schedule(
    name="Inverse square root",
    decay=decay,
    formula=r"\alpha_t = \alpha_0 / \sqrt{t + 1}",
    story=__doc__,
    reference="Vaswani et al. (2017), also behind a warm-up, where it goes on from the climb: √(W/(t + 1)); CS231n, optimization notes",
    afresh=False,
    behind=r"then $\alpha_0 \sqrt{W / (t + 1)}$",
)
