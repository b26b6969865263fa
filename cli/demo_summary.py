#!/usr/bin/env python3
"""Prints records of dealwire for reading in a terminal. Python 3.9+, standard library only.

  demo_summary.py RECORDS.jsonl

For each article: its file, its date and where that came from, how many things were found, and one line a deal:
type, status, who plays which role, and the value in the words of the article.
"""
import json
import os
import sys

COLOURS = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "cyan": "36"}
USE_COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(text, colour):
    return "\033[%sm%s\033[0m" % (COLOURS[colour], text) if USE_COLOUR and text else text


def as_list(x):
    return x if isinstance(x, list) else [] if x is None else [x]


def one_line(text, limit=60):
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def article_name(doc):
    return os.path.basename(doc.get("path") or doc.get("id") or "?")


def article_date(doc):
    published = doc.get("published")
    return "%s (%s)" % (published.get("value"), published.get("basis")) if published else "no date"


def deal_parties(deal, names):
    """'acquirer=Osprey & Lark plc, target=Halvorsen Grid Inc'; several in one role are joined by '+'."""
    by_role = {}
    for entry in deal.get("parties", []):
        by_role.setdefault(entry["role"], []).append(one_line(names.get(entry["party"], "?"), 40))
    return ", ".join("%s=%s" % (role, " + ".join(who)) for role, who in by_role.items())


def deal_value(deal, money):
    """The amounts in the article's own words: '$2.41 billion; up front $1.5 billion'."""
    value = deal.get("value") or {}
    words = []
    for part in ("total", "up_front", "contingent", "per_share", "annual"):
        found = [one_line(money[m], 40) for m in as_list(value.get(part)) if m in money]
        if found:
            words.append(("" if part == "total" else part.replace("_", " ") + " ") + " + ".join(found))
    if not words and value.get("disclosed_span"):
        words.append(one_line(value["disclosed_span"]["exact"], 40))
    return "; ".join(words) or (value.get("disclosed") or "").replace("_", " ").replace("not stated", "")


def deal_rows(record):
    names = {p["id"]: p.get("name", "?") for p in record.get("parties", [])}
    money = {m["id"]: m["span"]["exact"] for m in record.get("money", [])}
    for deal in record.get("deals", []):
        yield deal["type"], deal.get("status", ""), deal_parties(deal, names), deal_value(deal, money)


def print_article(record, widths):
    doc = record.get("doc", {})
    counts = "  ".join("%d %s" % (len(record.get(k, [])), k) for k in ("money", "dates", "parties", "quotes"))
    print("%s  %s  %s" % (paint(article_name(doc).ljust(widths[0]), "bold"),
                          article_date(doc).ljust(widths[1]), paint(counts, "dim")))
    rows = list(deal_rows(record))
    for kind, status, parties, value in rows:
        print("  %s %s %s%s" % (paint(kind.ljust(widths[2]), "cyan"), paint(status.ljust(widths[3]), "yellow"),
                                parties, "  " + paint("[%s]" % value, "green") if value else ""))
    if not rows:
        print(paint("  no deal found", "dim"))
    print()


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    path = sys.argv[1]
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    docs = [r.get("doc", {}) for r in records]
    deals = [row for r in records for row in deal_rows(r)]
    widths = [max(map(len, column), default=0) for column in (
        [article_name(d) for d in docs], [article_date(d) for d in docs],
        [row[0] for row in deals], [row[1] for row in deals])]
    for record in records:
        print_article(record, widths)
    print("%d articles, %d deals. The records (one JSON object a line): %s" % (len(records), len(deals), path))


if __name__ == "__main__":
    try:
        main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
