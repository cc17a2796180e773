from optimizers.base import Optimizer, rate


def step(x, g, state, lr):
    return x - lr * g, state


SGD = Optimizer(
    name="SGD",
    step=step,
    parameters=(rate(0.01),),
    formula=r"x \leftarrow x - \alpha\, g",
    story="Walk downhill, as far as the slope is steep.",
    reference="Robbins and Monro (1951); CS231n, optimization notes",
)
