"""What the server promises, and the internal options it leans on."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import plotly
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from streamlit import config
from streamlit.web.server.app_discovery import discover_asgi_app

from ui.server import BASE, MIDDLEWARE, PLOTLY, ROUTES, WEB, component_js

ROOT = Path(__file__).parents[2]


def test_streamlit_knows_the_option_that_keeps_reruns_short():
    """`runner.postScriptGC` is an internal option: if it goes, reruns grow by 40 to 65 ms and this says why."""
    assert "runner.postScriptGC" in config._config_options_template
    assert "postScriptGC = false" in (ROOT / ".streamlit" / "config.toml").read_text()


def test_streamlit_run_finds_the_app_with_its_routes():
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_plotly_brings_the_script_we_serve():
    script = PLOTLY / "plotly.min.js"
    assert script.is_file()
    assert f"/{BASE}/plotly" in [route.path for route in ROUTES if isinstance(route, Mount)]
    assert plotly.__version__.startswith("7.")


def test_every_import_between_our_modules_leads_to_a_file():
    for module in WEB.rglob("*.js"):
        for target in re.findall(r'from "(\.[^"]+)"', module.read_text()):
            assert (module.parent / target).is_file(), f"{module.name} imports {target}"


def answer(path, routes=ROUTES):
    """Status and headers of what the server says to a GET."""
    sent = []

    async def ask():
        async def receive():
            await asyncio.Event().wait()  # a browser that stays

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "root_path": ""}
        await Starlette(routes=routes, middleware=MIDDLEWARE)(scope, receive, send)

    with ThreadPoolExecutor() as apart:  # a browser test in this process may have a loop running
        apart.submit(asyncio.run, ask()).result()
    return sent[0]["status"], dict(sent[0]["headers"])


def test_files_are_served_under_their_fingerprint_and_kept():
    status, headers = answer(f"/{BASE}/player/main.js")
    assert status == 200
    assert headers[b"cache-control"] == b"public, max-age=31536000, immutable"
    assert b"link" not in headers


def test_the_first_page_names_ahead_what_it_needs_and_all_of_it_is_served():
    status, headers = answer("/", [Route("/", lambda request: PlainTextResponse("page"))])
    named = re.findall(r"<([^>]+)>; rel=(\w+)", headers[b"link"].decode())
    assert status == 200
    assert (f"{BASE}/plotly/plotly.min.js", "preload") in named
    assert (f"{BASE}/player/main.js", "modulepreload") in named
    assert all(answer(f"/{file}")[0] == 200 for file, _ in named)


def test_a_component_names_the_file_it_loads():
    script = component_js("player/main.js", "player/player.css")
    assert f'"{BASE}/"' in script
    for file in ("player/main.js", "player/player.css"):
        assert f'"{file}"' in script
        assert (WEB / file).is_file()
