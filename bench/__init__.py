"""How fast Basin is: `python -m bench`. Figures only; nothing here passes or fails on speed."""
