"""What is asked of runs: how they ended and why, over maps of settings and starts, at many rates, beside what theory says."""
