"""Basin's table of contents. Start it with `streamlit run app.py`."""

import streamlit as st

from ui import page
from ui.server import MIDDLEWARE, ROUTES, lifespan

if __name__ == "__main__":  # a visitor's turn
    st.set_page_config(page_title="Basin", page_icon="ui/web/icon.svg", layout="wide")
    pages = {
        "Optimization": [
            st.Page("pages/optimization/race.py", title="Race", default=True),
            st.Page("pages/optimization/microscope.py", title="Microscope"),
            st.Page("pages/optimization/rates.py", title="Learning rate"),
            st.Page("pages/optimization/schedules.py", title="Schedules"),
            st.Page("pages/optimization/maps.py", title="Maps"),
            st.Page("pages/optimization/basins.py", title="Basins"),
        ],
        "Regularization": [
            st.Page("pages/regularization/diamond.py", title="Diamond and circle"),
            st.Page("pages/regularization/paths.py", title="Paths"),
            st.Page("pages/regularization/overfitting.py", title="Overfitting"),
            st.Page("pages/regularization/decay.py", title="Weight decay"),
        ],
        "Reference": [st.Page("pages/reference/catalogue.py", title="Catalogue")],
    }
    chosen = st.navigation(pages, position="top")
    page.enter(chosen.url_path)
    chosen.run()
else:  # the server's start
    app = st.App(__file__, routes=ROUTES, lifespan=lifespan, middleware=MIDDLEWARE)
