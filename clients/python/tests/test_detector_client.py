"""Runs against a real service, which tests/Detector.Client.Tests starts and names in the environment."""

import datetime
import gzip
import io
import json
import os
import ssl
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from detector_client import Client, DetectorError, page  # noqa: E402


def told(name):
    value = os.environ.get(name)
    if not value:
        raise unittest.SkipTest("%s is not set: 'dotnet test --project tests/Detector.Client.Tests' runs this suite against a service of its own." % name)
    return value


def client(url="DETECTOR_URL", **more):
    return Client(told(url), **dict({"retries": 20, "first_pause": 0.05, "longest_pause": 1.0}, **more))


REPORT = [
    "The outdoor pool will open on Saturday after all, three weeks late and with a crack in the shallow end that the engineer calls ugly but sound.",
    "Swimmers had given up on May. The caretaker, who slept beside the pump for a week, filled it twice, and twice it was gone by breakfast.",
    "A plumber from Harrowgate found the leak with a bottle of blue dye and a good deal of patience, and asked to be paid in season tickets.",
    "The council had set aside money for a new lining, which will now go to the changing rooms, where the roof has let in rain since the storm.",
    "Children under six swim free on the first day; everybody else pays four pounds and is asked to bring a towel of their own.",
    "If the weather holds, the band of the fire brigade plays at noon, and the mayor has promised to jump in with his chain on.",
]


def html(number):
    said = "".join("<p>%s</p>" % paragraph for paragraph in REPORT)
    return "<!DOCTYPE html><html><head><title>Pool number %d will open on Saturday - Wetherby Down Post</title></head><body><h1>Pool number %d will open on Saturday</h1><p>By Hester Quill</p>%s</body></html>" % (number, number, said)


def url(number):
    return "https://wetherbydownpost.example/2025/05/pool-%d/" % number


def pages(count):
    for number in range(1, count + 1):
        yield page(id="page %d" % number, url=url(number), html=html(number))


def record(number):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(number).encode() + b"<!--" + b"x" * 10000 + b"-->"
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\nWARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
    return gzip.compress((head % (number, url(number), len(block))).encode() + block + b"\r\n\r\n")


def samples():
    with open(told("DETECTOR_VERDICTS"), encoding="utf-8") as lines:
        for line in lines:
            verdict = json.loads(line)
            name = os.path.basename(verdict.pop("id"))
            with open(os.path.join(told("DETECTOR_SAMPLES"), name), "rb") as file:
                content = file.read()
            content_type = "text/plain; charset=utf-8" if name.endswith(".txt") else "text/html; charset=utf-8"
            yield name, verdict, {"id": name, "url": verdict["url"], "html": content, "content_type": content_type}


class SinglePages(unittest.TestCase):
    def test_a_page_is_judged_as_the_command_line_judges_it(self):
        asked = client()
        for name, verdict, one in samples():
            answer = asked.score(**one)
            self.assertEqual(answer.pop("id"), name)
            self.assertEqual(answer, verdict, name)

    def test_characters_and_text_are_judged_too_and_the_time_comes_back(self):
        asked = client()
        at = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.timezone.utc)
        characters = asked.score(html=html(1), url=url(1), fetched=at, reasons=1)
        raw = asked.score(html=html(1).encode(), url=url(1), fetched=at, content_type="text/html", status=200, reasons=1)
        self.assertEqual(characters, raw)
        self.assertEqual(len(raw["reasons"]), 1)
        self.assertEqual(asked.score(text="Too short.", id="short")["unjudged"], "too-short")
        self.assertIn("margin", asked.score(html=html(1), detail="full"))

    def test_a_refusal_says_what_is_wrong(self):
        with self.assertRaises(DetectorError) as refused:
            client().score(html="x" * 2_000_000, id="large")
        self.assertEqual((refused.exception.status, refused.exception.code, refused.exception.id), (413, "too-large", "large"))
        with self.assertRaises(DetectorError) as refused:
            client().score(html="x", detail="everything")
        self.assertEqual(refused.exception.code, "bad-parameter")
        with self.assertRaises(ValueError):
            client().score(url=url(1))
        with self.assertRaises(ValueError):
            Client("ftp://127.0.0.1")

    def test_a_caller_over_its_rate_waits_as_long_as_it_is_told(self):
        hasty = client("DETECTOR_KEYED_URL", key=told("DETECTOR_KEY"), retries=0)
        with self.assertRaises(DetectorError) as refused:
            for number in range(60):
                hasty.score(html=html(number))
        self.assertEqual((refused.exception.status, refused.exception.code), (429, "rate-limit"))
        self.assertGreaterEqual(refused.exception.retry_after, 1)
        self.assertEqual(client("DETECTOR_KEYED_URL", key=told("DETECTOR_KEY")).score(html=html(1))["kind"], "ordinary")

    def test_an_unknown_key_is_refused_at_once(self):
        for ask in (lambda asked: asked.score(html=html(1)), lambda asked: list(asked.score_batch(pages(2)))):
            with self.assertRaises(DetectorError) as refused:
                ask(client("DETECTOR_KEYED_URL", key="det_0"))
            self.assertEqual((refused.exception.status, refused.exception.code), (401, "key-needed"))

    def test_a_service_that_is_not_there_is_told(self):
        asked = Client("http://127.0.0.1:9", retries=1, first_pause=0.01)
        with self.assertRaises(ConnectionError):
            asked.score(html=html(1))
        with self.assertRaises((ConnectionError, DetectorError)):
            list(asked.score_batch(pages(1)))

    def test_what_judges_can_be_asked(self):
        asked = client()
        model = asked.model()
        self.assertEqual(asked.version()["model"], model["id"])
        self.assertEqual(sum(signal["weighed"] for signal in asked.signals()), len(model["signals"]))
        self.assertEqual(asked.ready()["status"], "ready")


class Articles(unittest.TestCase):
    def test_articles_are_filed_found_and_taken_out(self):
        asked = client("DETECTOR_INDEX_URL")
        story = page(id="story", url=url(90001), html=html(90001), fetched="2025-01-01T00:00:00Z")
        added = asked.add_articles([story, {"id": "short", "url": "https://short.example/", "text": "Too short."}])
        self.assertEqual((added["added"], added["left"], added["reasons"][0]["id"]), (1, 1, "short"))
        copy = {"id": "copy", "url": "https://quillvault.example/a/1", "html": html(90001)}
        self.assertEqual([found["address"] for found in asked.lookup(**copy)["pages"]], [url(90001)])
        self.assertEqual([answer["neighbours"]["id"] for answer in asked.score_batch([copy])], ["copy"])
        asked.remove_articles([url(90001)])
        self.assertEqual(asked.lookup(**copy)["pages"], [])


class Streams(unittest.TestCase):
    def test_a_batch_is_answered_in_order_and_every_page_by_its_own_id(self):
        known = list(samples())
        sent = [one for _, _, one in known] + [{"id": known[0][0], "text": "Too short."}, {"html": html(1)}]
        answers = list(client().score_batch(sent))
        self.assertEqual([answer["id"] for answer in answers], [name for name, _, _ in known] + [known[0][0], "line:%d" % len(sent)])
        for (name, verdict, _), answer in zip(known, answers):
            del answer["id"]
            self.assertEqual(answer, verdict, name)

    def test_answers_come_while_the_next_page_is_not_there_yet(self):
        turn = threading.Semaphore(1)

        def crawl():
            for one in pages(5):
                self.assertTrue(turn.acquire(timeout=60), "The page before was not answered while its caller waited.")
                yield one

        seen = []
        for answer in client().score_batch(crawl()):
            seen.append(answer["id"])
            turn.release()
        self.assertEqual(seen, ["page %d" % number for number in range(1, 6)])

    def test_a_caller_that_reads_slowly_is_not_read_from_and_nothing_is_stuck(self):
        taken = []

        def crawl():
            for one in pages(300):
                taken.append(one)
                yield dict(one, html=one["html"] + "<!--" + "x" * 20000 + "-->")

        ahead = 0
        for number, _ in enumerate(client(pages_under_way=24).score_batch(crawl(), detail="full")):
            ahead = max(ahead, len(taken) - number)
            if number % 100 == 0:
                time.sleep(0.2)
        self.assertEqual(number, 299)
        self.assertLessEqual(ahead, 24 + 2)

    def test_broken_connections_cost_no_answer_and_double_none(self):
        asked = client("DETECTOR_FLAKY_URL")
        self.assertEqual([answer["id"] for answer in asked.score_batch(pages(300))], ["page %d" % number for number in range(1, 301)])
        ready = list(asked.score_batch(pages(100), order="ready"))
        self.assertEqual(sorted(answer["url"] for answer in ready), sorted(url(number) for number in range(1, 101)))
        self.assertTrue(all(answer["url"] == url(int(answer["id"][5:])) for answer in ready))

    def test_pages_that_fail_to_come_are_told_after_the_answers_to_those_before(self):
        def crawl():
            yield from pages(10)
            raise RuntimeError("The crawl fell over.")

        seen = []
        with self.assertRaisesRegex(RuntimeError, "The crawl fell over"):
            for answer in client().score_batch(crawl()):
                seen.append(answer["id"])
        self.assertEqual(len(seen), 10)

    def test_a_caller_may_leave_in_the_middle(self):
        before = threading.active_count()
        for answer in client().score_batch(pages(100000)):
            if answer["id"] == "page 50":
                break
        until = time.monotonic() + 60
        while threading.active_count() > before and time.monotonic() < until:
            time.sleep(0.05)
        self.assertLessEqual(threading.active_count(), before, "Its threads end.")

    def test_an_archive_is_answered_record_by_record(self):
        archive = b"".join(record(number) for number in range(1, 201))
        answers = list(client("DETECTOR_FLAKY_ARCHIVES_URL").score_warc(io.BytesIO(archive)))
        self.assertEqual([answer["id"] for answer in answers], ["urn:uuid:00000000-0000-4000-8000-%012d" % number for number in range(1, 201)])
        self.assertEqual([answer["url"] for answer in answers], [url(number) for number in range(1, 201)])

    def test_bytes_of_a_batch_are_decoded_as_the_service_decodes_them(self):
        words = "<p>Jörg Müller says the café at the harbour will “re-open” in spring, whatever the council decides about it.</p>" * 8
        sent = [
            {"id": id, "url": "https://harbour.example/cafe/", "html": (head + words).encode(encoding), "content_type": type_}
            for id, encoding, head, type_ in (
                ("header", "cp1252", "<title>Café</title>", "text/html; charset=ISO-8859-1"),
                ("meta", "cp1252", '<meta charset="windows-1252"><title>Café</title>', "text/html"),
                ("neither", "cp1252", "<title>Café</title>", "text/html"),
                ("another", "utf-8", "<title>Café</title>", "text/html; charset=iso-8859-1"),
                ("mark", "utf-8-sig", "<title>Café</title>", None),
                ("wide", "utf-16", "<title>Café</title>", None),
            )
        ]
        asked = client()
        for one, answer in zip(sent, asked.score_batch(sent, detail="full")):
            self.assertEqual(answer, asked.score(detail="full", **one), one["id"])

    def test_half_a_surrogate_pair_does_no_harm(self):
        self.assertEqual([answer["kind"] for answer in client().score_batch([page(html=html(1) + "\ud83d")])], ["ordinary"])

    def test_all_of_it_over_TLS(self):
        trusting = client("DETECTOR_TLS_URL", context=ssl.create_default_context(cafile=told("DETECTOR_TLS_CERTIFICATE")))
        self.assertEqual(trusting.score(html=html(1))["kind"], "ordinary")
        self.assertEqual([answer["id"] for answer in trusting.score_batch(pages(200), detail="full")], ["page %d" % number for number in range(1, 201)])
        with self.assertRaises(ssl.SSLCertVerificationError):
            client("DETECTOR_TLS_URL").score(html=html(1))
        with self.assertRaises(ssl.SSLCertVerificationError):
            list(client("DETECTOR_TLS_URL").score_batch(pages(1)))


if __name__ == "__main__":
    unittest.main()
