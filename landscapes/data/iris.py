"""Fisher's 150 iris flowers: lengths and widths in cm, species 0 setosa, 1 versicolor, 2 virginica; each (150,)."""

from pathlib import Path

import numpy as np

SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH, SPECIES = np.loadtxt(Path(__file__).with_name("iris.csv"), delimiter=",", unpack=True)
