"""Basin's table of contents. Start it with `streamlit run app.py`."""

import streamlit as st

from ui.server import MIDDLEWARE, ROUTES, lifespan

if __name__ == "__main__":  # a visitor's turn
    st.set_page_config(page_title="Basin", page_icon="ui/web/icon.svg", layout="wide")
    pages = {
        "Optimization": [st.Page("pages/optimization/race.py", title="Race", default=True)],
        "Reference": [st.Page("pages/reference/catalogue.py", title="Catalogue")],
    }
    st.navigation(pages, position="top").run()
else:  # the server's start
    app = st.App(__file__, routes=ROUTES, lifespan=lifespan, middleware=MIDDLEWARE)
