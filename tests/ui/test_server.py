"""What the server promises, and the internal options it leans on."""

import asyncio
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from gzip import decompress as gunzip
from pathlib import Path

import plotly
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import config, file_util
from streamlit.web.server.app_discovery import discover_asgi_app

from ui.frame import bundle
from ui.frame.server import BASE, FOLDERS, HEAD, MIDDLEWARE, PLACE, PLOTLY, ROOTED, STYLED, WEB, component_js, send_at_once

ROOT = Path(__file__).parents[2]


def test_streamlit_knows_the_option_that_keeps_reruns_short():
    """`runner.postScriptGC` is an internal option: if it goes, reruns grow by 40 to 65 ms and this says why."""
    assert "runner.postScriptGC" in config._config_options_template
    assert "postScriptGC = false" in (ROOT / ".streamlit" / "config.toml").read_text()


def test_the_cache_that_kills_pages_is_off():
    """`global.minCachedMessageSize` is an internal option: if it goes, a page may be named a message that it has just forgotten."""
    assert "global.minCachedMessageSize" in config._config_options_template
    assert "minCachedMessageSize = 1e12" in (ROOT / ".streamlit" / "config.toml").read_text()


def test_a_small_message_does_not_wait_for_word_of_the_one_before():
    with socket.create_server(("127.0.0.1", 0)) as door:
        send_at_once()
        with socket.create_connection(door.getsockname()), door.accept()[0] as came:
            assert came.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_streamlit_run_finds_the_app_with_its_routes():
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_plotly_brings_the_script_we_serve():
    assert (PLOTLY / "plotly.min.js").is_file()
    assert FOLDERS[f"{BASE}/plotly"] == PLOTLY
    assert plotly.__version__.startswith("7.")


def test_nothing_watches_the_files_of_a_server_that_runs():
    """Streamlit's watcher looked through every module after each rerun, and through all folders whenever a file changed."""
    assert 'fileWatcherType = "none"' in (ROOT / ".streamlit" / "config.toml").read_text()


def test_every_import_between_our_modules_leads_to_a_file():
    for module in WEB.rglob("*.js"):
        for target in re.findall(r'from "(\.[^"]+)"', module.read_text()):
            assert (module.parent / target).is_file(), f"{module.name} imports {target}"


def test_the_bundle_knows_every_way_in_which_ours_import_and_export():
    for module in WEB.rglob("*.js"):
        text = module.read_text()
        assert re.findall(r"^import\b", text, re.M) == ["import"] * len(bundle.IMPORT.findall(text)), module
        assert re.findall(r"^export\b", text, re.M) == ["export"] * len(bundle.EXPORT.findall(text)), module
        assert "import(" not in re.sub(r"/\*.*?\*/", "", text, flags=re.S), f"{module.name} imports what the bundle has"


def test_what_all_components_wear_comes_before_their_own_and_the_page_has_the_last_word():
    sheet = bundle.sheet(WEB)
    places = [sheet.index((WEB / name).read_text()) for name in ("shared/base.css", "player/player.css", "page/page.css")]
    assert places[0] == 0
    assert places == sorted(places)
    assert all(path.read_text() in sheet for path in WEB.rglob("*.css") if path.parent.name != "pages")


def answer(path, routes=(), **asked):
    """Status and headers of what the server says to a GET."""
    status, headers, _ = whole_answer(path, routes, **asked)
    return status, headers


def whole_answer(path, routes=(), accept=b"text/html", unpacks=b"gzip", more=()):
    """The body, too, of what it says to a browser that asks for this and can unpack that."""
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
            "headers": [(b"accept", accept), (b"accept-encoding", unpacks), *more],
            "query_string": b"",
            "root_path": "",
        }
        await Starlette(routes=routes, middleware=[*MIDDLEWARE, Middleware(GZipMiddleware, minimum_size=1)])(scope, receive, send)

    with ThreadPoolExecutor() as apart:  # a browser test in this process may have a loop running
        apart.submit(asyncio.run, ask()).result()
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_a_pages_own_address_is_told_where_the_app_lies_and_every_page_how_it_looks():
    """Streamlit's script would else ask for /race/_stcore/health and …/host-config first, which are not there: two 404s in the console."""
    page = b'<!DOCTYPE html><html><head><title>Streamlit</title></head><body><div id="root"></div></body></html>'
    routes = [Route(path, lambda request: Response(page, media_type="text/html")) for path in ("/microscope", "/base/microscope", "/")]
    for path in ("/microscope", "/base/microscope", "/"):
        status, headers, body = whole_answer(path, routes)
        assert (status, int(headers[b"content-length"])) == (200, len(body))
        assert b"content-encoding" not in headers
        assert body.replace(ROOTED, b"").replace(STYLED, b"") == page
        assert body.index(b"<title>") < body.index(STYLED) < body.index(b'<div id="root">')
        assert (ROOTED in body) == (path != "/")  # at the root it finds its server at once
        assert path == "/" or body.index(b"<head>") < body.index(ROOTED) < body.index(b"<title>")
    assert whole_answer("/microscope", routes, accept=b"*/*")[1][b"content-encoding"] == b"gzip"
    assert whole_answer("/nowhere", routes)[0] == 404


def test_a_document_of_an_older_server_is_not_taken_for_this_ones():
    """Streamlit's own page has not changed, but what is added to it has."""
    heard = []

    def page(request):
        heard.extend(request.headers)
        return Response(b'<head></head><div id="root">', headers={"ETag": '"1"', "Last-Modified": "Mon, 30 Nov 2026 12:00:00 GMT"})

    _, headers = answer(
        "/", [Route("/", page)], more=[(b"if-none-match", b'"1"'), (b"if-modified-since", b"Mon, 30 Nov 2026 12:00:00 GMT")]
    )
    assert not {"if-none-match", "if-modified-since"} & set(heard)
    assert not {b"etag", b"last-modified"} & set(headers)


def test_streamlits_page_has_the_places_that_are_added_to():
    page = (Path(file_util.get_static_dir()) / "index.html").read_bytes()
    assert page.count(HEAD) == page.count(PLACE) == 1


@pytest.mark.parametrize("before", ["", "/behind/a/proxy"])
def test_files_come_out_of_memory_packed_and_to_be_kept(before):
    for folder, path in (*FOLDERS.items(), (BASE, None)):
        file = next(path.rglob("*.js")) if path else WEB / "basin.js"
        name = f"{before}/{folder}/{file.relative_to(path or WEB).as_posix()}"
        status, headers, body = whole_answer(name)
        assert status == 200
        assert headers[b"cache-control"] == b"public, max-age=31536000, immutable"
        assert b"link" not in headers
        assert headers[b"content-type"].startswith(b"text/javascript")
        plain = file.read_bytes() if path else bundle.script(WEB).encode()
        assert (gunzip(body) if headers.get(b"content-encoding") == b"gzip" else body) == plain
        assert whole_answer(name, unpacks=b"identity")[2] == plain
    assert answer(f"/{BASE}/../app.py")[0] == 404


def test_the_first_page_names_ahead_what_it_needs_and_all_of_it_is_served():
    page = HTMLResponse('<head></head><div id="root">')
    routes = [Route(path, lambda request: page) for path in ("/", "/catalogue")]
    _, headers, body = whole_answer("/", routes)
    named = re.findall(r"<([^>]+)>; rel=(\w+)", headers[b"link"].decode())
    assert named == [(f"{BASE}/plotly/plotly.min.js", "preload"), (f"{BASE}/basin.js", "modulepreload")]
    assert b"plotly" not in answer("/catalogue", routes)[1][b"link"], "it shows no chart"
    for file in (*(file for file, _ in named), re.search(r'stylesheet" href="([^"]+)"', body.decode())[1]):
        assert answer(f"/{file}")[0] == 200


def test_a_component_names_the_module_it_lives_in():
    script = component_js("player/main.js")
    assert f'"{BASE}/"' in script
    assert 'modules["player/main.js"]' in script
    assert (WEB / "player/main.js").is_file()
