"""Asks a scoring API of Detector whether web pages are content-farm pages.

Standard library only, Python 3.9 or newer. Answers are plain dicts, as the service says them:

    from detector_client import Client

    client = Client("http://127.0.0.1:8080")
    verdict = client.score(html=body, url="https://www.example.org/news/1", content_type="text/html; charset=utf-8")
    for verdict in client.score_batch(pages):
        ...

A client may be shared by threads: every request has a connection of its own.
"""

from __future__ import annotations

import codecs
import collections
import datetime
import email.utils
import gzip
import http.client
import io
import json
import queue
import random
import re
import selectors
import socket
import ssl
import threading
import time
import urllib.parse
from typing import Any, BinaryIO, Dict, Iterable, Iterator, List, Mapping, Optional, Union

__all__ = ["Client", "DetectorError", "page"]
__version__ = "0.1.0"

_PASSING = frozenset((408, 429, 502, 503, 504))
_PIECE = 64 * 1024
_END = object()


class DetectorError(Exception):
    """The service refused a request, or broke off. What it says is a problem document (RFC 9457)."""

    def __init__(self, status: int, code: str, detail: str, id: Optional[str] = None, retry_after: Optional[float] = None, passing: Optional[bool] = None):
        super().__init__("%s: %s" % (code, detail))
        #: HTTP status; 200 when an answer began well and broke off.
        self.status = status
        #: For programs: "queue-full", "key-needed", "broken-input", ...
        self.code = code
        #: For people: what is wrong and the way out.
        self.detail = detail
        #: The page's id, where the service names one.
        self.id = id
        #: Seconds after which to ask again, where the service says it.
        self.retry_after = retry_after
        #: The same request may well succeed later.
        self.passing = status in _PASSING if passing is None else passing


def page(
    *,
    html: Union[str, bytes, None] = None,
    text: Optional[str] = None,
    url: Optional[str] = None,
    id: Optional[str] = None,
    content_type: Optional[str] = None,
    status: Optional[int] = None,
    fetched: Union[datetime.datetime, str, None] = None,
) -> Dict[str, Any]:
    """A page of a batch as a dict. Bytes are decoded as a browser would: byte order mark, charset of content_type, meta element."""
    if (html is None) == (text is None):
        raise ValueError("Page %r has %s of html and text; exactly one is needed." % (id or url, "neither" if html is None else "both"))
    if isinstance(html, (bytes, bytearray, memoryview)):
        html = _decode(bytes(html), content_type)
    if isinstance(fetched, datetime.datetime):
        if fetched.tzinfo is None:
            raise ValueError("Page %r: fetched has no time zone." % (id or url))
        fetched = fetched.isoformat()
    made = {"id": id, "url": url, "html": html, "text": text, "content_type": content_type, "status": status, "fetched": fetched}
    return {name: value for name, value in made.items() if value is not None}


# What a page may have: declared once, by page().
_FIELDS = frozenset(page.__kwdefaults__)


class Client:
    """A scoring API at an address.

    key:            the API key, where the service wants one
    retries:        how often a request is sent again before its failure is told; in a batch only attempts that brought no answer count
    first_pause:    seconds before a request is sent again; each further pause is about twice as long, up to longest_pause, with jitter.
                    Where the service says when to ask again (Retry-After), that is kept.
    timeout:        seconds for connecting and for an answer; longer than a page may take there
    pages_under_way: pages of a batch sent and not yet answered, at most; they are held in memory, to be sent again if the connection breaks
    context:        ssl.SSLContext of an https address
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8080",
        *,
        key: Optional[str] = None,
        retries: int = 6,
        first_pause: float = 0.2,
        longest_pause: float = 20.0,
        timeout: float = 100.0,
        pages_under_way: int = 256,
        context: Optional[ssl.SSLContext] = None,
    ):
        parsed = urllib.parse.urlsplit(address)
        if parsed.scheme not in ("http", "https") or not parsed.hostname:
            raise ValueError("%r is no address of a service; http://127.0.0.1:8080 is one." % address)
        if retries < 0 or pages_under_way < 1 or timeout <= 0:
            raise ValueError("retries is 0 or more, pages_under_way 1 or more, timeout above 0; %r, %r and %r were given." % (retries, pages_under_way, timeout))
        self._host = parsed.hostname
        self._port = parsed.port or (443 if parsed.scheme == "https" else 80)
        self._prefix = parsed.path.rstrip("/")
        self._context = (context or ssl.create_default_context()) if parsed.scheme == "https" else None
        if key is not None and not all("!" <= letter <= "~" for letter in key):
            raise ValueError("The key has a letter in it that no key has: a blank, a line end, or one beyond ASCII.")
        self._headers = {"Authorization": "Bearer " + key} if key else {}
        self._retries = retries
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._timeout = timeout
        self._under_way = pages_under_way

    # One page

    def score(self, *, detail: Optional[str] = None, reasons: Union[int, str, None] = None, **fields: Any) -> Dict[str, Any]:
        """Judges one page, given by the fields of page(); html as bytes goes to the service as it is. A page that cannot be judged is answered too: its "unjudged" says why.

        detail is "brief", "reasons" or "full"; reasons a number or "all".
        """
        body, type_, query = _one(fields)
        verdict = self._ask("POST", "/v1/score", dict(query, **_form(detail, reasons)), body, type_)
        fetched = fields.get("fetched")
        if fetched is not None and "fetched" not in verdict:
            # Raw bytes have no place for it on the way.
            verdict["fetched"] = fetched.isoformat() if isinstance(fetched, datetime.datetime) else fetched
        return verdict

    def lookup(self, **fields: Any) -> Dict[str, Any]:
        """Who else has the text of a page, given by the fields of page(); it is not judged."""
        body, type_, query = _one(fields)
        return self._ask("POST", "/v1/lookup", query, body, type_)

    # Streams

    def score_batch(self, pages: Iterable[Mapping[str, Any]], *, detail: Optional[str] = None, reasons: Union[int, str, None] = None, order: str = "input") -> Iterator[Dict[str, Any]]:
        """Judges any number of pages (see page()), streamed both ways: a thread of its own takes pages from the iterable and sends them while answers are read.

        Every page is answered once, by its own id (one without is called by its number, "line:12"), in the pages' order, or with order="ready" as they come. When the connection breaks or the
        service is restarted, the pages not yet answered are sent again. A caller that does not take answers is not read from.
        """
        if order not in ("input", "ready"):
            raise ValueError("order takes 'input' or 'ready'; %r was given." % order)
        query = _form(detail, reasons)
        if order == "ready":
            query["order"] = "ready"
        return self._stream("/v1/score/batch", query, "application/x-ndjson", _Pages(pages, self._under_way))

    def score_warc(self, archive: BinaryIO, *, detail: Optional[str] = None, reasons: Union[int, str, None] = None) -> Iterator[Dict[str, Any]]:
        """Judges the pages of a web archive (WARC or WET; plain, or gzip or zstd a record), streamed both ways, in its order; ids are WARC-Record-IDs.

        A file that can seek is sent again when the connection breaks, and what was answered is not told twice; one that cannot ends with an error after the answers that came.
        """
        return self._stream("/v1/score/warc", _form(detail, reasons), "application/warc", _Archive(archive))

    # Index

    def add_articles(self, pages: Iterable[Mapping[str, Any]]) -> Dict[str, Any]:
        """Files pages in the index; when it returns they are safe there. At most as many as one request may have (10,000 unless the service says otherwise)."""
        body = b"".join(_json(_whole(article)) + b"\n" for article in pages)
        return self._ask("POST", "/v1/articles", {}, body, "application/x-ndjson")

    def remove_articles(self, urls: Iterable[str]) -> None:
        """Takes every page filed under the given addresses out of the index."""
        self._ask("DELETE", "/v1/articles", {}, _json({"urls": list(urls)}), "application/json")

    # About the service

    def signals(self) -> List[Dict[str, Any]]:
        """The catalogue of signals."""
        return self._ask("GET", "/v1/signals")

    def model(self) -> Dict[str, Any]:
        """The model in use."""
        return self._ask("GET", "/v1/model")

    def version(self) -> Dict[str, Any]:
        """Versions of program, model, catalogue and signatures."""
        return self._ask("GET", "/v1/version")

    def ready(self) -> Dict[str, Any]:
        """Whether the service should be sent pages: its "status" is ready, degraded or stopping. Asked once, without retries."""
        status, headers, body = self._once("GET", "/health/ready", None, None)
        # While it stops it says so with 503 and the same document.
        if status not in (200, 503) or not headers.get("Content-Type", "").startswith("application/json"):
            raise _refused(status, headers, body)
        return _parse(body)

    # Requests

    def _target(self, path: str, query: Mapping[str, str]) -> str:
        return self._prefix + path + ("?" + urllib.parse.urlencode(query) if query else "")

    def _connection(self) -> http.client.HTTPConnection:
        if self._context is not None:
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=self._context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)

    def _once(self, method: str, target: str, body: Optional[bytes], content_type: Optional[str]):
        connection = self._connection()
        try:
            headers = dict(self._headers, **{"Accept-Encoding": "gzip"})
            if content_type:
                headers["Content-Type"] = content_type
            try:
                connection.request(method, target, body, headers)
            except (BrokenPipeError, ConnectionResetError):
                # It may have refused the body before it was all sent; what it said then is there to be read.
                pass
            response = connection.getresponse()
            answer = response.read()
            if response.headers.get("Content-Encoding") == "gzip":
                answer = gzip.decompress(answer)
            return response.status, response.headers, answer
        finally:
            connection.close()

    def _ask(self, method: str, path: str, query: Mapping[str, str] = {}, body: Optional[bytes] = None, content_type: Optional[str] = None) -> Any:
        target = self._target(path, query)
        failures = 0
        while True:
            try:
                status, headers, answer = self._once(method, target, body, content_type)
                if status >= 300:
                    raise _refused(status, headers, answer)
                return _parse(answer) if answer else None
            except (DetectorError, OSError, http.client.HTTPException) as failure:
                self._pause(failure, failures)
                failures += 1

    def _pause(self, failure: Exception, failures: int) -> None:
        """Waits before a request is sent again; raises when it is not to be."""
        if failures >= self._retries or (isinstance(failure, DetectorError) and not failure.passing) or isinstance(failure, ssl.SSLCertVerificationError):
            raise failure
        told = getattr(failure, "retry_after", None)
        if told is not None:
            # Callers shed together come back apart: up to a fifth later than they were told.
            time.sleep(told * (1 + random.random() / 5))
        else:
            time.sleep(random.uniform(0.5, 1.5) * min(self._longest_pause, self._first_pause * 2**failures))

    def _stream(self, path: str, query: Mapping[str, str], content_type: str, source: Any) -> Iterator[Dict[str, Any]]:
        target = self._target(path, query)
        failures = 0
        given = 0
        try:
            while True:
                progress = False
                wire = None
                try:
                    wire = _Wire(self._host, self._port, self._timeout, self._context)
                    for answer in self._attempt(wire, target, content_type, source):
                        progress = True
                        given += 1
                        yield answer
                        source.given()
                    break
                except (DetectorError, OSError, http.client.HTTPException) as failure:
                    if source.answered():
                        break
                    if isinstance(failure, DetectorError) and not failure.passing:
                        raise
                    if not source.again():
                        if source.failure is not None:
                            raise source.failure
                        raise DetectorError(200, "broken-off", "The stream broke off after %d answers, and its body cannot be read a second time. %s" % (given, failure), passing=False) from failure
                    # A batch of a week outlives any number of restarts: only attempts that brought nothing count.
                    if progress:
                        failures = 0
                    else:
                        self._pause(failure, failures)
                        failures += 1
                finally:
                    if wire is not None:
                        wire.close()
                    source.join()
            if source.failure is not None:
                raise source.failure
        finally:
            source.close()

    def _attempt(self, wire: "_Wire", target: str, content_type: str, source: Any) -> Iterator[Dict[str, Any]]:
        head = "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n" % (
            target,
            "[%s]" % self._host if ":" in self._host else self._host,
            self._port,
            content_type,
        )
        wire.send("".join([head] + ["%s: %s\r\n" % pair for pair in self._headers.items()] + ["\r\n"]).encode("ascii"))
        source.begin(wire)
        response = http.client.HTTPResponse(wire.as_socket(source.waiting), method="POST")
        response.begin()
        if response.status != 200:
            raise _refused(response.status, response.headers, response.read())
        end = None
        while True:
            line = response.readline()
            if not line:
                break
            if line.startswith(b'{"stopped"'):
                end = _parse(line)
                continue
            answer = source.take(_parse(line))
            if answer is not None:
                yield answer
        if end is not None:
            raise DetectorError(200, end["stopped"], end.get("says", ""), passing=True)
        if not source.may_end():
            raise ConnectionError("The answer ended before every page was answered.")


class _Pages:
    """Pages of the caller's, a line each: one thread takes and sends them, another takes their answers."""

    def __init__(self, pages: Iterable[Mapping[str, Any]], most: int):
        self._pages = pages
        self._fresh: "queue.Queue[Any]" = queue.Queue()
        self._room = threading.Semaphore(most)
        self._book = threading.Lock()
        self._unanswered: "collections.OrderedDict[int, Any]" = collections.OrderedDict()
        self._lines: Dict[str, int] = {}
        self._all_taken = False
        self._closed = False
        self._sender: Optional[threading.Thread] = None
        self._puller: Optional[threading.Thread] = None
        self.failure: Optional[BaseException] = None

    def begin(self, wire: "_Wire") -> None:
        if self._puller is None:
            self._puller = threading.Thread(target=self._pull, name="detector pages", daemon=True)
            self._puller.start()
        with self._book:
            self._lines.clear()
            left = list(self._unanswered.items())
        self._sender = threading.Thread(target=self._send, args=(wire, left), name="detector sender", daemon=True)
        self._sender.start()

    def _pull(self) -> None:
        number = 0
        try:
            pages = iter(self._pages)
            while True:
                self._room.acquire()
                if self._closed:
                    return
                try:
                    one = next(pages)
                except StopIteration:
                    return
                number += 1
                one = _whole(one)
                # Two pages may bear one id, and a line that is refused whole has lost its own: on the way a page is called by its line, and gets its id back here.
                id = one.pop("id", None)
                self._fresh.put((number, id, _json(one) + b"\n"))
        except BaseException as failure:  # told after the answers to the pages before
            self.failure = failure
        finally:
            self._fresh.put(_END)

    def _send(self, wire: "_Wire", left: List[Any]) -> None:
        line = 0
        try:
            for number, (id, body) in left:
                line += 1
                self._send_one(wire, line, number, id, body)
            while not self._all_taken:
                try:
                    one = self._fresh.get(timeout=0.2)
                except queue.Empty:
                    if wire.closed:
                        return
                    continue
                if one is _END:
                    self._all_taken = True
                    break
                line += 1
                self._send_one(wire, line, *one)
            wire.send(b"0\r\n\r\n")
        except OSError:
            # What the service said before it stopped reading is still to be read, and tells why.
            return

    def _send_one(self, wire: "_Wire", line: int, number: int, id: Any, body: bytes) -> None:
        with self._book:
            self._unanswered[number] = (id, body)
            self._lines["line:%d" % line] = number
        wire.chunk(body)

    def waiting(self) -> bool:
        with self._book:
            return bool(self._lines)

    def take(self, answer: Dict[str, Any]) -> Dict[str, Any]:
        with self._book:
            number = self._lines.pop(answer.get("id"), None)
            if number is None:
                raise DetectorError(200, "foreign-answer", "An answer names %r, which is no line that was sent and waits." % answer.get("id"), passing=False)
            id, _ = self._unanswered.pop(number)
        answer["id"] = "line:%d" % number if id is None else str(id)
        if "neighbours" in answer:
            answer["neighbours"]["id"] = answer["id"]
        return answer

    def given(self) -> None:
        self._room.release()

    def answered(self) -> bool:
        with self._book:
            return self._all_taken and not self._unanswered

    may_end = answered

    def again(self) -> bool:
        return True

    def join(self) -> None:
        if self._sender is not None:
            self._sender.join()

    def close(self) -> None:
        self._closed = True
        self._room.release()


class _Archive:
    """A web archive. Sent again from its start, answers given already are passed over."""

    def __init__(self, archive: BinaryIO):
        self._archive = archive
        self._seeks = archive.seekable()
        self._origin = archive.tell() if self._seeks else 0
        self._touched = False
        self._sent = False
        self._seen = 0
        self._given = 0
        self._sender: Optional[threading.Thread] = None
        self.failure: Optional[BaseException] = None

    def begin(self, wire: "_Wire") -> None:
        self._sent, self._seen = False, 0
        self._sender = threading.Thread(target=self._send, args=(wire,), name="detector sender", daemon=True)
        self._sender.start()

    def _send(self, wire: "_Wire") -> None:
        try:
            if self._seeks:
                self._archive.seek(self._origin)
        except Exception as failure:
            self.failure = failure
            wire.close()
            return
        while True:
            try:
                piece = self._archive.read(_PIECE)
            except Exception as failure:
                self.failure = failure
                wire.close()
                return
            try:
                if not piece:
                    # Before, for the answer may be there before this goes on.
                    self._sent = True
                    wire.send(b"0\r\n\r\n")
                    return
                self._touched = True
                wire.chunk(piece)
            except OSError:
                return

    def waiting(self) -> bool:
        return self._sent

    def take(self, answer: Dict[str, Any]) -> Optional[Dict[str, Any]]:
        self._seen += 1
        return answer if self._seen > self._given else None

    def given(self) -> None:
        self._given += 1

    def answered(self) -> bool:
        return False

    def may_end(self) -> bool:
        return self._sent

    def again(self) -> bool:
        return self.failure is None and (self._seeks or not self._touched)

    def join(self) -> None:
        # What cannot seek is read once, and may wait long for its next bytes.
        if self._sender is not None and self._seeks:
            self._sender.join()

    def close(self) -> None:
        pass


class _Wire:
    """A connection that one thread writes while another reads.

    A TLS connection of the ssl module must not be used by two threads at once, so TLS is done between two buffers in memory, under a lock that nobody holds while waiting for the network.
    """

    def __init__(self, host: str, port: int, timeout: float, context: Optional[ssl.SSLContext]):
        self._socket = socket.create_connection((host, port), timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._timeout = timeout
        self._tls: Optional[ssl.SSLObject] = None
        self._selector: Optional[selectors.BaseSelector] = None
        self.closed = False
        if context is not None:
            self._lock = threading.Lock()
            self._sending = threading.Lock()
            self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
            self._tls = context.wrap_bio(self._in, self._out, server_hostname=host)
            try:
                self._handshake()
            except BaseException:
                self.close()
                raise
        # Writing waits as long as the service does not read; reading has its own patience (see _Reader).
        self._socket.settimeout(None)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)

    def _handshake(self) -> None:
        while True:
            try:
                self._tls.do_handshake()
                self._flush()
                return
            except ssl.SSLWantReadError:
                self._flush()
                more = self._socket.recv(_PIECE)
                if not more:
                    raise ConnectionError("The connection ended during the TLS handshake.")
                self._in.write(more)

    def _flush(self) -> None:
        pending = self._out.read()
        if pending:
            self._socket.sendall(pending)

    def send(self, data: bytes) -> None:
        if self._tls is None:
            self._socket.sendall(data)
            return
        # One writer at a time keeps TLS records in their order on the wire.
        with self._sending:
            with self._lock:
                self._tls.write(data)
            while True:
                with self._lock:
                    pending = self._out.read()
                if not pending:
                    return
                self._socket.sendall(pending)

    def chunk(self, data: bytes) -> None:
        if data:
            self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def receive(self, size: int) -> bytes:
        if self._tls is None:
            return self._socket.recv(size)
        while True:
            with self._lock:
                try:
                    return self._tls.read(size)
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLZeroReturnError:
                    return b""
            more = self._socket.recv(_PIECE)
            with self._lock:
                if more:
                    self._in.write(more)
                else:
                    self._in.write_eof()

    def readable(self, seconds: float) -> bool:
        if self._tls is not None and (self._tls.pending() or self._in.pending):
            return True
        return bool(self._selector.select(seconds))

    def as_socket(self, waiting) -> "_Reader.Door":
        return _Reader.Door(self, self._timeout, waiting)

    def close(self) -> None:
        self.closed = True
        try:
            # Wakes a thread that waits in it.
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        if self._selector is not None:
            self._selector.close()
        self._socket.close()


class _Reader(io.RawIOBase):
    """Reads a connection with patience: time counts only while something is asked and not answered."""

    class Door:
        """What http.client.HTTPResponse wants of a socket."""

        def __init__(self, wire: _Wire, timeout: float, waiting):
            self._made = io.BufferedReader(_Reader(wire, timeout, waiting), _PIECE)

        def makefile(self, mode: str):
            return self._made

    def __init__(self, wire: _Wire, timeout: float, waiting):
        self._wire, self._timeout, self._waiting = wire, timeout, waiting

    def readable(self) -> bool:
        return True

    def readinto(self, into) -> int:
        since = time.monotonic()
        while not self._wire.readable(min(1.0, self._timeout)):
            if not self._waiting():
                since = time.monotonic()
            elif time.monotonic() - since > self._timeout:
                raise socket.timeout("The service has not answered within %g s." % self._timeout)
        data = self._wire.receive(len(into))
        into[: len(data)] = data
        return len(data)


def _one(fields: Mapping[str, Any]):
    """A single page: bytes as the HTTP response they came in (message/http), characters as JSON."""
    html = fields.get("html")
    if not isinstance(html, (bytes, bytearray, memoryview)):
        return _json(page(**fields)), "application/json", {}
    called = fields.get("id") or fields.get("url")
    if unknown := fields.keys() - _FIELDS:
        raise TypeError("Page %r has the fields %s, which no page has; these are known: %s." % (called, ", ".join(sorted(unknown)), ", ".join(sorted(_FIELDS))))
    if fields.get("text") is not None:
        raise ValueError("Page %r has both of html and text; exactly one is needed." % called)
    content_type = fields.get("content_type")
    if content_type and ("\r" in content_type or "\n" in content_type):
        raise ValueError("The content type of page %r has a line end in it." % called)
    head = "HTTP/1.1 %d \r\n" % (fields.get("status") or 200) + ("Content-Type: %s\r\n" % content_type if content_type else "") + "\r\n"
    return head.encode("latin-1", "replace") + bytes(html), "message/http", {name: fields[name] for name in ("url", "id") if fields.get(name) is not None}


def _whole(one: Mapping[str, Any]) -> Dict[str, Any]:
    """A page as the caller has it, made ready for JSON; what the service does not know is left to it."""
    known = {name: one[name] for name in _FIELDS if one.get(name) is not None}
    return dict({name: value for name, value in one.items() if name not in known and value is not None}, **page(**known))


def _form(detail: Optional[str], reasons: Union[int, str, None]) -> Dict[str, str]:
    form = {}
    if detail is not None:
        form["detail"] = detail
    if reasons is not None:
        form["reasons"] = str(reasons)
    return form


def _json(value: Any) -> bytes:
    # Half a surrogate pair, which crawled pages have, stays an escape and is valid JSON.
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as other:
        raise DetectorError(200, "foreign-answer", "The answer is not what a scoring API says: %s" % other, passing=False) from other


def _refused(status: int, headers: Mapping[str, str], body: bytes) -> DetectorError:
    try:
        problem = json.loads(body)
        if not isinstance(problem, dict):
            problem = {}
    except ValueError:
        # Something between here and the service answered, in its own words.
        problem = {}
    return DetectorError(
        status,
        problem.get("code", "no-problem-document"),
        problem.get("detail", "Status %d without a problem document: the answer does not come from a scoring API." % status),
        problem.get("id"),
        _seconds(headers.get("Retry-After")),
    )


def _seconds(after: Optional[str]) -> Optional[float]:
    if after is None:
        return None
    if after.strip().isdigit():
        return float(after)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(after).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)


def _decode(data: bytes, content_type: Optional[str]) -> str:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    # Many a page is UTF-8 and says otherwise; what is valid UTF-8 beyond ASCII is nothing else.
    if not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    # Browsers look within the first 1024 bytes: HTML Standard, 13.2.3.2.
    for said in (content_type or "", data[:1024].decode("latin-1")):
        found = _CHARSET.search(said)
        if found is None:
            continue
        try:
            name = codecs.lookup(found.group(1)).name
        except LookupError:
            continue
        # What is called by these names on the web is windows-1252 (Encoding Standard, 4.2).
        return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name, "replace")
    return data.decode("cp1252", "replace")
