"""What the server does besides running pages: hand out our JavaScript and Plotly’s, say where the app lies, and warm up.

`app.py` gives these to `st.App`. The files lie under a folder named after their content, so that a browser
may keep them for good and an update is never mixed with an old copy.
"""

import gc
import hashlib
import os
import threading
import time
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import plotly
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.runtime.pages_manager import PagesManager

from landscapes import LANDSCAPES, heights
from landscapes.penalised import PENALISED
from optimizers import OPTIMIZERS, Run, descend
from optimizers.conditions import conditions_of
from optimizers.engine import AT_ONCE, walk_each
from optimizers.microscope import magnify
from optimizers.rules import FIRST_ORDER
from optimizers.rules.proximal import PROXIMAL
from optimizers.rules.sgd_l2 import SGD_L2
from optimizers.rules.sgdw import SGDW
from plots.race import GRID, lowest_value

WEB = Path(__file__).parents[1] / "web"
PLOTLY = Path(str(files("plotly") / "package_data"))


def fingerprint() -> str:
    """A short hash over our browser files and Plotly's version."""
    digest = hashlib.blake2b(plotly.__version__.encode(), digest_size=6)
    for file in sorted(WEB.rglob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


BASE = f"basin-{fingerprint()}"


class Kept(StaticFiles):
    """Static files that a browser need not ask for twice."""

    def file_response(self, *args, **kwargs):
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


ROUTES = [Mount(f"/{BASE}/plotly", Kept(directory=PLOTLY)), Mount(f"/{BASE}", Kept(directory=WEB))]


FIRST = (WEB / "shared", WEB / "player", WEB / "sliders")  # what the race is made of
MODULES = [f"{BASE}/{file.relative_to(WEB).as_posix()}" for file in sorted(WEB.rglob("*.js")) if file.parent in FIRST]
# Relative, so that they hold behind a base path, too.
AHEAD = ", ".join([f"<{BASE}/plotly/plotly.min.js>; rel=preload; as=script", *(f"<{module}>; rel=modulepreload" for module in MODULES)])


class Ahead:
    """Names what the first page needs in its header, so that the browser fetches it beside Streamlit's own scripts."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def with_header(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Link", AHEAD)
            await send(message)

        opening = scope["type"] == "http" and scope["path"].endswith("/")
        await self.app(scope, receive, with_header if opening else send)


# Where the app lies: one level above any page, whatever path the app itself is served under.
ROOTED = b"""<script>
      { const root = new URL("./", location.href).href; window.__streamlit ??= { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root }; }
    </script>"""
HEAD = b"<head>"


class Rooted:
    """Tells Streamlit's script where the app lies: at a page's own address it would look for its server below that page first, in vain."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", ()))
        if scope["type"] != "http" or b"text/html" not in headers.get(b"accept", b"") or scope["path"].endswith("/"):
            return await self.app(scope, receive, send)
        # What is to be added to must not come compressed; a page's document is small.
        plain = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
        held = []

        async def with_root(message):
            if message["type"] == "http.response.start":
                held.append(message)  # until it is seen whether it grows
                return
            if held:
                start = held.pop()
                if message.get("body", b"").count(HEAD) == 1 and start["status"] == 200:
                    message = {**message, "body": message["body"].replace(HEAD, HEAD + ROOTED)}
                    length = MutableHeaders(scope=start)
                    length["content-length"] = str(int(length["content-length"]) + len(ROOTED))
                await send(start)
            await send(message)

        return await self.app(plain, receive, with_root)


MIDDLEWARE = [Middleware(Ahead), Middleware(Rooted)]

# Seconds that are left to the first visitor before the rest is compiled; in the browser tests, which ask for little of it, it never comes.
FIRST_PAGE = float(os.environ.get("BASIN_FIRST_PAGE", "5"))


def warm_up() -> None:
    """Compile what the first visitor would wait for, then what the next choice needs."""
    land = LANDSCAPES[0]
    descend(land, [Run(FIRST_ORDER[0])], steps=1)
    heights(land, points=GRID)
    lowest_value(land, {})
    settle()
    time.sleep(FIRST_PAGE)
    for rule in OPTIMIZERS:
        descend(land, [Run(rule)], steps=1)
    alone = conditions_of(land, None, 1, "Constant", None, 0.0, 0, None)
    walk_each([alone] * AT_ONCE, [Run(FIRST_ORDER[0])] * AT_ONCE)  # the whole of a slider, at its first grasp
    for rule in OPTIMIZERS:
        magnify(land, Run(rule), steps=1)
    descend(PENALISED, [Run(FIRST_ORDER[0])], steps=1)  # what the pages on regularization descend
    heights(PENALISED, points=GRID)
    for rule in (PROXIMAL, SGD_L2, SGDW):
        descend(PENALISED, [Run(rule)], steps=1)
    settle()


def settle() -> None:
    """Exempt what is loaded from garbage collection."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_app):
    """Warm up beside the start of the server, so that the first page need not wait for it."""
    PagesManager.uses_pages_directory = False  # else the first deep link finds Streamlit's older kind of pages/ and no page in it
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield {}


def component_js(module: str, style: str = "") -> str:
    """JavaScript for a component that lives in `ui/web/<module>`: load it and its style sheet once, then call `render`.

    Before the first sheet of its own comes what all have alike, so that a component has the last word.

    Streamlit sends this text with every rerun, so it is short, and runs it as a module of its own, where relative
    imports lead nowhere; the app's address is read off Streamlit's own script.
    """
    return f"""
const own = document.querySelector('script[type="module"][src*="static/js/"]');
const base = (own ? own.src.split("static/js/")[0] : new URL("./", document.baseURI).href) + "{BASE}/";
const sheets = (globalThis.basinSheets ??= {{}});
const styled = (sheet) => sheet && (sheets[base + sheet] ??= new Promise((done) => {{
  const link = Object.assign(document.createElement("link"), {{ rel: "stylesheet", href: base + sheet, onload: done, onerror: done }});
  document.head.append(link);
}}));
const loaded = Promise.all([import(base + "{module}"), styled("shared/base.css"), styled("{style}")]);
export default (component) => {{
  let stop;
  loaded.then(([m]) => {{ stop = m.render(component, base); }});
  return () => stop?.();
}};
"""
