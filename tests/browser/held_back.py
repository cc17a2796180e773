"""A page whose server's answers can be held back, as a busy machine or a slow network does."""

from urllib.parse import parse_qsl

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60_000  # ms for an answer on a slow machine


class HeldBack:
    """Stands between a page and its server: hears every answer, and lets it through at once or when it is told to."""

    def __init__(self, page):
        self.page = page
        self.forget()
        page.route_web_socket("**/_stcore/stream", self.connect)

    def forget(self):
        """Nothing is held back, nor lost, nor was ever written."""
        self.holding, self.losing, self.waiting = False, 0, []
        self.links: list[dict[str, str]] = []  # those the server has written

    def connect(self, socket):
        self.socket = socket
        self.server = socket.connect_to_server()
        self.server.on_message(lambda data: self.answer(socket, data))
        socket.on_message(self.word)

    def answer(self, socket, data):
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "page_info_changed":
            self.links.append(dict(parse_qsl(message.page_info_changed.query_string)))
        if self.holding:
            self.waiting.append((socket, data))
        else:
            socket.send(data)

    def word(self, data):
        if self.losing:
            self.losing -= 1
        else:
            self.server.send(data)

    def lose(self, count: int):
        """The next messages of the page come to nothing, as one does that Streamlit drops behind a run."""
        self.losing = count

    def hold(self):
        """From now on the page hears nothing."""
        self.holding = True

    def release(self):
        """Let the page hear everything, in order."""
        self.holding = False
        for socket, data in self.waiting:
            socket.send(data)
        self.waiting.clear()

    def written(self, act):
        """Do something and wait until the server has written a link for it."""
        before = len(self.links)
        act()
        self.until(lambda: len(self.links) > before)
        return self.links[-1]

    def until(self, test):
        """Wait for something that no element of the page shows."""
        for _ in range(PATIENCE // 20):
            if test():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("It did not come about.")
