"""442 people with diabetes: ten measurements of each, and how far the illness had gone a year later.

Source: Efron, Hastie, Johnstone and Tibshirani, Least angle regression, Annals of Statistics 32 (2004); the numbers are those that
scikit-learn ships as `load_diabetes(scaled=False)`, under its licence (see DIABETES_LICENCE beside this file).
"""

from pathlib import Path

import numpy as np

NAMES = ("age", "sex", "body mass", "blood pressure", "cholesterol", "LDL", "HDL", "chol. ÷ HDL", "triglycerides", "glucose")
MEANINGS = (
    "age in years",
    "sex, coded 1 and 2",
    "body mass index",
    "average blood pressure",
    "s1, total serum cholesterol",
    "s2, low-density lipoproteins",
    "s3, high-density lipoproteins",
    "s4, total cholesterol over HDL",
    "s5, possibly the log of serum triglycerides",
    "s6, blood sugar",
)
TABLE = np.loadtxt(Path(__file__).with_name("diabetes.csv"), delimiter=",")
MEASURED, PROGRESSION = TABLE[:, :-1], TABLE[:, -1]  # (442, 10), (442,)
