#!/usr/bin/env python3
"""Writes pages.warc, the sample of a web archive; cli/input_test.py makes gzipped and broken ones of its records."""
import gzip
import pathlib


def record(kind, block, uri="", content="application/http; msgtype=response", number=1):
    head = ["WARC/1.0", "WARC-Type: " + kind, "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>" % number,
            "WARC-Date: 2026-04-27T10:00:%02dZ" % number, "Content-Type: " + content, "Content-Length: %d" % len(block)]
    if uri:
        head.insert(3, "WARC-Target-URI: " + uri)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body, number, status="200 OK", content="text/html; charset=UTF-8", more=""):
    head = "HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n" % (status, content, more)
    return record("response", head.encode() + body, "https://news.example/%d" % number, number=number)


def chunked(body, size=20):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def page(words):
    return b"<html><body><p>" + words + b"</p></body></html>"


def records():
    packed = gzip.compress(page(b"Kessan Air leased two hangars."), mtime=0)
    return [
        record("warcinfo", b"software: none\r\n", content="application/warc-fields", number=1),
        record("request", b"GET /2 HTTP/1.1\r\nHost: news.example\r\n\r\n", "https://news.example/2", "application/http; msgtype=request", 1),
        response(page(b"Orvane Foods agreed to buy Dell Mill for $12 million."), 2),
        response(page(b"gone"), 3, "404 Not Found"),
        response(b"\x89PNG\r\n\x1a\n\x00\x00", 4, content="image/png"),
        response(chunked(page(b"Tolme Rail sold its yard for $3 million.")), 5, content='text/html; charset="iso-8859-1"', more="Transfer-Encoding: chunked\r\n"),
        response(packed, 6, more="Content-Encoding: gzip\r\n"),
        # Headers that no longer fit, as the archive has taken chunks and compression off.
        response(page(b"Verrin Bank raised its stake."), 7, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        record("conversion", b"Only the text of a page.", "https://news.example/8", "text/plain", 8),
        response(page(b"Strange packing."), 9, more="Content-Encoding: br\r\n").replace(b"<html>", b"\x0b\x02\x80\x00\x00\x03"),
        response(b"", 10),
    ]


if __name__ == "__main__":
    (pathlib.Path(__file__).parent / "pages.warc").write_bytes(b"".join(records()))
