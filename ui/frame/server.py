"""What the server does besides running pages: hand out our JavaScript and Plotly’s, say where the app lies, and warm up.

`app.py` gives these to `st.App`. Our files and Plotly's lie under a folder named after their content, so that a browser
may keep them for good and an update is never mixed with an old copy.
"""

import gc
import hashlib
import os
import socket
import threading
import time
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import plotly
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from streamlit import file_util
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
from ui.frame import bundle
from ui.frame.files import Handed
from ui.frame.ways import SECTIONS

WEB = Path(__file__).parents[1] / "web"
PLOTLY = Path(str(files("plotly") / "package_data"))


def fingerprint() -> str:
    """A short hash over what the browser gets of ours, as it gets it, and Plotly's version."""
    digest = hashlib.blake2b(plotly.__version__.encode(), digest_size=6)
    for text in (OURS, STYLES):
        digest.update(text.encode())
    return digest.hexdigest()


OURS, STYLES = bundle.script(WEB), bundle.sheet(WEB)
BASE = f"basin-{fingerprint()}"
SCRIPT, SHEET = f"{BASE}/basin.js", f"{BASE}/basin.css"
STREAMLIT = Path(file_util.get_static_dir()) / "static"  # its own page's files, each with its hash in its name
FOLDERS = {f"{BASE}/plotly": PLOTLY, BASE: WEB, "static": STREAMLIT}
MADE = {SCRIPT: OURS, SHEET: STYLES}

# Relative, so that they hold behind a base path, too.
AHEAD, CHARTS = f"<{SCRIPT}>; rel=modulepreload", f"<{BASE}/plotly/plotly.min.js>; rel=preload; as=script"
WITHOUT_CHARTS = {Path(page).stem for page in SECTIONS["Reference"].values()}
HEAD, PLACE = b"<head>", b'<div id="root">'
# Where the app lies: one level above any page, whatever path the app itself is served under. At a page's own address Streamlit's script
# would look for its server below that page first, in vain.
ROOTED = b"""<script>
      { const root = new URL("./", location.href).href; window.__streamlit ??= { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root }; }
    </script>"""
STYLED = f'<link rel="stylesheet" href="{SHEET}">'.encode()  # behind the sheets of Streamlit, which are in the head
# The document must not come packed, as it is added to, nor be taken for one that the browser has from an older server.
UNASKED = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class Document:
    """Adds to Streamlit's page where the app lies, our style sheet, and what the browser may fetch beside Streamlit's own scripts."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            return await self.app(scope, receive, send)
        asked = [one for one in scope["headers"] if one[0] not in UNASKED]
        page = scope["path"].rpartition("/")[2]  # "" at the root
        held = []

        async def added_to(message):
            if message["type"] == "http.response.start":
                held.append(message)  # until it is seen whether it grows
                return
            if held:
                start, body = held.pop(), message.get("body", b"")
                if start["status"] == 200 and body.count(HEAD) == body.count(PLACE) == 1:
                    body = body.replace(HEAD, HEAD + (ROOTED if page else b"")).replace(PLACE, STYLED + PLACE)
                    message, headers = {**message, "body": body}, MutableHeaders(scope=start)
                    headers["Content-Length"] = str(len(body))
                    headers.append("Link", AHEAD if page in WITHOUT_CHARTS else f"{CHARTS}, {AHEAD}")
                    for stamp in ("ETag", "Last-Modified"):
                        del headers[stamp]
                await send(start)
            await send(message)

        return await self.app({**scope, "headers": asked}, receive, added_to)


MIDDLEWARE = [Middleware(Handed, folders=FOLDERS, made=MADE), Middleware(Document)]

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


def send_at_once() -> None:
    """Have every message leave when it is sent.

    Else a small one waits until the browser has acknowledged the one before: that made 25 of the 50 ms of a page on one machine, and is
    more on a network. asyncio would see to it, but Streamlit makes its socket without saying that it speaks TCP.
    """
    sockets = [one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() >= 0]
    for one in sockets:
        speaks_tcp = one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
        if speaks_tcp and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):  # what it accepts is as it is
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def lifespan(_app):
    """Warm up beside the start of the server, so that the first page need not wait for it."""
    send_at_once()
    PagesManager.uses_pages_directory = False  # else the first deep link finds Streamlit's older kind of pages/ and no page in it
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield {}


def component_js(module: str) -> str:
    """JavaScript for a component that lives in `ui/web/<module>`: load ours, once for all components, then call `render`.

    Streamlit sends this text with every rerun, so it is short, and runs it as a module of its own, where relative
    imports lead nowhere; the app's address is read off Streamlit's own script.
    """
    return f"""
const own = document.querySelector('script[type="module"][src*="static/js/"]');
const base = (own ? own.src.split("static/js/")[0] : new URL("./", document.baseURI).href) + "{BASE}/";
const loaded = import(base + "basin.js");
export default (component) => {{
  let stop;
  loaded.then(({{ modules }}) => {{ stop = modules["{module}"].render(component, base); }});
  return () => stop?.();
}};
"""
