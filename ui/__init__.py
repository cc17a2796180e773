"""How it is steered: the only library code that imports streamlit."""
