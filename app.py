"""Basin's table of contents. Start it with `streamlit run app.py`."""

import streamlit as st

from ui.frame import page, turns, ways
from ui.frame.server import MIDDLEWARE, lifespan

if __name__ == "__main__":  # a visitor's turn
    pages = {
        section: [st.Page(path, title=title, default=path == ways.RACE) for title, path in titles.items()]
        for section, titles in ways.SECTIONS.items()
    }
    chosen = st.navigation(pages, position="top", expanded=True)  # of so many pages a phone would hide the last ones
    st.set_page_config(page_title=f"{chosen.title} · Basin", page_icon="ui/web/icon.svg", layout="wide")
    with turns.turn():
        page.enter(chosen.url_path)
        chosen.run()
else:  # the server's start
    app = st.App(__file__, lifespan=lifespan, middleware=MIDDLEWARE)
