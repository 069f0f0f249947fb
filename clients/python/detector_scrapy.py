"""Judges what a Scrapy spider fetches, with a scoring API of Detector.

    DOWNLOADER_MIDDLEWARES = {"detector_scrapy.DetectorMiddleware": 540}   # posts each HTML response; the verdict is in response.meta["detector"]
    SPIDER_MIDDLEWARES = {"detector_scrapy.DetectorLabels": 540}           # items of a judged response get it as their field "detector"
    ITEM_PIPELINES = {"detector_scrapy.DetectorPipeline": 300}             # items that hold a page themselves (html or body, url) are judged

Settings: DETECTOR_URL (http://127.0.0.1:8080), DETECTOR_KEY, DETECTOR_ON_ERROR ("keep": what could not be judged because the API was away is labelled so and kept, the default; "drop": its
items are dropped), DETECTOR_CONCURRENCY (8 requests at once), DETECTOR_RETRIES (3), DETECTOR_TIMEOUT (100 s), DETECTOR_REASONS, DETECTOR_DETAIL. A request with meta["detector"] = False is not judged.

Requests to the API are made in threads of their own: the reactor never waits. Responses on their way to it are counted by Scrapy as being downloaded, so CONCURRENT_REQUESTS bounds them.
"""

from __future__ import annotations

import datetime
import http.client
import weakref
from typing import Any, Dict, Optional

from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.http import HtmlResponse
from twisted.internet.threads import deferToThreadPool
from twisted.python.threadpool import ThreadPool

from detector_client import Client, DetectorError

#: What stands as "unjudged" in the verdict on a page that the API could not be asked about.
AWAY = "api-away"
#: The key of response.meta and the field of items.
LABEL = "detector"


class _Judge:
    """One client and its threads, shared by what runs in one crawler."""

    _all: "weakref.WeakKeyDictionary[Any, _Judge]" = weakref.WeakKeyDictionary()

    def __init__(self, crawler):
        settings = crawler.settings
        self.on_error = settings.get("DETECTOR_ON_ERROR", "keep")
        if self.on_error not in ("keep", "drop"):
            raise NotConfigured("DETECTOR_ON_ERROR takes 'keep' or 'drop'; %r was given." % self.on_error)
        self._client = Client(
            settings.get("DETECTOR_URL", "http://127.0.0.1:8080"),
            key=settings.get("DETECTOR_KEY"),
            retries=settings.getint("DETECTOR_RETRIES", 3),
            timeout=settings.getfloat("DETECTOR_TIMEOUT", 100.0),
        )
        self._form = {"detail": settings.get("DETECTOR_DETAIL"), "reasons": settings.get("DETECTOR_REASONS")}
        self._stats = crawler.stats
        self._pool = ThreadPool(minthreads=0, maxthreads=settings.getint("DETECTOR_CONCURRENCY", 8), name="detector")
        crawler.signals.connect(self._stop, signal=signals.engine_stopped)

    @classmethod
    def of(cls, crawler) -> "_Judge":
        if crawler not in cls._all:
            cls._all[crawler] = cls(crawler)
        return cls._all[crawler]

    def judge(self, **page):
        """A deferred verdict; it never fails."""
        from twisted.internet import reactor  # here, so that importing this chooses no reactor

        if not self._pool.started:
            self._pool.start()
        deferred = deferToThreadPool(reactor, self._pool, self._client.score, **page, **self._form)
        deferred.addCallbacks(self._counted, self._failed, errbackKeywords={"url": page.get("url"), "id": page.get("id")})
        return deferred

    def _counted(self, verdict: Dict[str, Any]) -> Dict[str, Any]:
        if "unjudged" in verdict:
            self._stats.inc_value("detector/unjudged")
            self._stats.inc_value("detector/unjudged/" + verdict["unjudged"])
        else:
            self._stats.inc_value("detector/judged")
            self._stats.inc_value("detector/kind/" + verdict["kind"])
            if verdict["flagged"]:
                self._stats.inc_value("detector/flagged")
        return verdict

    def _failed(self, failure, url: Optional[str], id: Optional[str]) -> Dict[str, Any]:
        # A page that the API refuses (too large, no key) keeps its label too: the code says why.
        failure.trap(DetectorError, OSError, http.client.HTTPException)
        refused = failure.check(DetectorError) and not failure.value.passing
        reason = failure.value.code if refused else AWAY
        self._stats.inc_value("detector/errors")
        self._stats.inc_value("detector/errors/" + reason)
        verdict = {"id": id, "url": url, "unjudged": reason, "says": str(failure.value), "error": True}
        return {name: value for name, value in verdict.items() if value is not None}

    def keeps(self, verdict: Dict[str, Any]) -> bool:
        if self.on_error == "keep" or not verdict.get("error"):
            return True
        self._stats.inc_value("detector/items_dropped")
        return False

    def _stop(self) -> None:
        if self._pool.started:
            self._pool.stop()


class DetectorMiddleware:
    """Downloader middleware: the verdict on each HTML response is in its meta before the spider sees it."""

    def __init__(self, judge: _Judge):
        self._judge = judge

    @classmethod
    def from_crawler(cls, crawler):
        return cls(_Judge.of(crawler))

    def process_response(self, request, response, spider):
        if request.meta.get(LABEL) is False or not isinstance(response, HtmlResponse) or not response.body:
            return response
        content_type = response.headers.get("Content-Type")
        judged = self._judge.judge(
            html=response.body,
            url=response.url,
            id=response.url,
            content_type=content_type.decode("latin-1") if content_type else None,
            status=response.status,
            fetched=datetime.datetime.now(datetime.timezone.utc),
        )

        def label(verdict):
            # The response's meta is its request's.
            request.meta[LABEL] = verdict
            return response

        return judged.addCallback(label)


class DetectorLabels:
    """Spider middleware: items get the verdict on the response they come from as their field "detector"."""

    def __init__(self, judge: _Judge):
        self._judge = judge

    @classmethod
    def from_crawler(cls, crawler):
        return cls(_Judge.of(crawler))

    def process_spider_output(self, response, result, spider):
        for one in result:
            if self._keeps(one, response):
                yield one

    async def process_spider_output_async(self, response, result, spider):
        async for one in result:
            if self._keeps(one, response):
                yield one

    def _keeps(self, one, response) -> bool:
        verdict = response.meta.get(LABEL)
        if not verdict:
            return True
        if not ItemAdapter.is_item(one):
            # A request made from this response's meta must not carry its verdict to another page.
            if getattr(one, "meta", {}).get(LABEL) is verdict:
                del one.meta[LABEL]
            return True
        if not self._judge.keeps(verdict):
            return False
        ItemAdapter(one)[LABEL] = verdict
        return True


class DetectorPipeline:
    """Item pipeline: judges items that hold a page (field html or body, with url, and content_type, status and fetched where they have them) and are not labelled yet."""

    def __init__(self, judge: _Judge):
        self._judge = judge

    @classmethod
    def from_crawler(cls, crawler):
        return cls(_Judge.of(crawler))

    def process_item(self, item, spider):
        fields = ItemAdapter(item)
        content = fields.get("html") or fields.get("body")
        if fields.get(LABEL) or not content:
            return item
        judged = self._judge.judge(
            html=content,
            url=fields.get("url"),
            id=fields.get("url"),
            content_type=fields.get("content_type"),
            status=fields.get("status"),
            fetched=fields.get("fetched"),
        )

        def label(verdict):
            if not self._judge.keeps(verdict):
                raise DropItem("%s: %s" % (verdict["unjudged"], verdict["says"]))
            fields[LABEL] = verdict
            return item

        return judged.addCallback(label)
