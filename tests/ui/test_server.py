"""What the server promises, and the internal options it leans on."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from gzip import decompress as gunzip
from pathlib import Path

import plotly
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from streamlit import config, file_util
from streamlit.web.server.app_discovery import discover_asgi_app

from ui.frame.server import BASE, HEAD, MIDDLEWARE, PLOTLY, ROOTED, ROUTES, WEB, component_js

ROOT = Path(__file__).parents[2]


def test_streamlit_knows_the_option_that_keeps_reruns_short():
    """`runner.postScriptGC` is an internal option: if it goes, reruns grow by 40 to 65 ms and this says why."""
    assert "runner.postScriptGC" in config._config_options_template
    assert "postScriptGC = false" in (ROOT / ".streamlit" / "config.toml").read_text()


def test_the_cache_that_kills_pages_is_off():
    """`global.minCachedMessageSize` is an internal option: if it goes, a page may be named a message that it has just forgotten."""
    assert "global.minCachedMessageSize" in config._config_options_template
    assert "minCachedMessageSize = 1e12" in (ROOT / ".streamlit" / "config.toml").read_text()


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
    status, headers, _ = whole_answer(path, routes)
    return status, headers


def whole_answer(path, routes=ROUTES, accept=b"text/html"):
    """The body, too, of what it says to a browser that asks for this and can unpack what is packed."""
    sent = []

    async def ask():
        async def receive():
            await asyncio.Event().wait()  # a browser that stays

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "headers": [(b"accept", accept), (b"accept-encoding", b"gzip")],
            "query_string": b"",
            "root_path": "",
        }
        await Starlette(routes=routes, middleware=[*MIDDLEWARE, Middleware(GZipMiddleware, minimum_size=1)])(scope, receive, send)

    with ThreadPoolExecutor() as apart:  # a browser test in this process may have a loop running
        apart.submit(asyncio.run, ask()).result()
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_a_pages_own_address_is_told_where_the_app_lies_and_nothing_else_is_touched():
    """Streamlit's script would else ask for /race/_stcore/health and …/host-config first, which are not there: two 404s in the console."""
    page = b"<!DOCTYPE html><html><head><title>Streamlit</title></head></html>"
    routes = [Route(path, lambda request: Response(page, media_type="text/html")) for path in ("/microscope", "/base/microscope", "/")]
    for path in ("/microscope", "/base/microscope"):
        status, headers, body = whole_answer(path, routes)
        assert (status, int(headers[b"content-length"])) == (200, len(body))
        assert b"content-encoding" not in headers
        assert body.replace(ROOTED, b"") == page
        assert body.index(b"<head>") < body.index(ROOTED) < body.index(b"<title>")
    assert whole_answer("/microscope", routes, accept=b"*/*")[1][b"content-encoding"] == b"gzip"
    assert gunzip(whole_answer("/", routes)[2]) == page  # at the root it finds its server at once
    assert whole_answer("/nowhere", routes)[0] == 404


def test_streamlits_page_has_the_head_that_is_added_to():
    assert (Path(file_util.get_static_dir()) / "index.html").read_bytes().count(HEAD) == 1


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
