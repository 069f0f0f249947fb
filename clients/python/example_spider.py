"""Crawls a site and prints its pages with their verdicts.

    detector-api &
    python3 -m scrapy runspider example_spider.py -a start=https://www.example.org/ -O pages.jsonl
"""

import scrapy
from scrapy.linkextractors import LinkExtractor


class PagesSpider(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "DOWNLOADER_MIDDLEWARES": {"detector_scrapy.DetectorMiddleware": 540},
        "SPIDER_MIDDLEWARES": {"detector_scrapy.DetectorLabels": 540},
        "DEPTH_LIMIT": 1,
    }

    def __init__(self, start, **more):
        super().__init__(**more)
        self.start_urls = [start]

    def parse(self, response):
        yield {"url": response.url, "title": response.css("title::text").get()}
        yield from response.follow_all(LinkExtractor().extract_links(response))
