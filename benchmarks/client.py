"""A client over HTTP as a browser is one: keeps its cookies and its connection, counts the bytes on the wire."""

import gzip
import http.client
import re
import time
import urllib.parse
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """`sent` is the size of the body as it came over the wire; `seconds` from the first byte out to the last in."""

    status: int
    text: str
    sent: int
    seconds: float
    location: str = ""


@dataclass
class Client:
    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(self.host, self.port, timeout=60)

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, None, {})

    def post(self, address: str, told: dict[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.host}:{self.port}/"}
        return self._ask("POST", address, urllib.parse.urlencode(told).encode(), headers)

    def post_json(self, address: str, body: bytes) -> Answer:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies.get("csrftoken", "")}
        return self._ask("POST", address, body, headers)

    def log_in(self, name: str, password: str) -> None:
        """Raises RuntimeError where the password is not accepted."""
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/login/").text)
        told = {
            "csrfmiddlewaretoken": secret[1] if secret else "",
            "log_in": name,
            "secret": password,
            "password": password,
        }
        if self.post("/login/", told).status not in (302, 303):
            raise RuntimeError(f"{name} could not log in")

    def _ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        said = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        begun = time.perf_counter()
        self._connection.request(method, address, body, said)
        answer = self._connection.getresponse()
        raw = answer.read()
        took = time.perf_counter() - begun
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        plain = gzip.decompress(raw) if answer.getheader("Content-Encoding") == "gzip" else raw
        return Answer(
            answer.status, plain.decode("utf-8", "replace"), len(raw), took, answer.getheader("Location") or ""
        )
