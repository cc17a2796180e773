"""Nine points of the plane in three classes, and the weights to begin with: docs/lecture.md, section 4, has the numbers."""

import numpy as np

X = np.array(
    [[0.5, 0.4], [0.8, 0.3], [0.3, 0.8], [-0.4, 0.3], [-0.3, 0.7], [-0.7, 0.2], [0.7, -0.4], [0.5, -0.6], [-0.4, -0.5]],
)
Y = np.repeat([0, 1, 2], 3)
W = np.array([[1.0, 2.0], [2.0, -4.0], [3.0, -1.0]])
B = np.array([0.0, 0.5, -0.5])
