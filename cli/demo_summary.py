#!/usr/bin/env python3
"""Shows what a file of records holds, for people: demo_summary.py RECORDS.jsonl. Python 3.9+, standard library only."""
import json
import pathlib
import sys


def paint(code, words):
    return "\033[%sm%s\033[0m" % (code, words) if sys.stdout.isatty() else words


def value_words(deal, money):
    for key in ("total", "up_front", "contingent", "per_share", "annual"):
        ids = deal["value"].get(key)
        if ids:
            first = ids if isinstance(ids, str) else ids[0]
            return "%s %s" % (key.replace("_", " "), money[first]["span"]["exact"])
    return "" if deal["value"]["disclosed"] == "not_stated" else deal["value"]["disclosed"]


def show(record):
    doc = record["doc"]
    published = doc.get("published", {})
    name = pathlib.Path(doc.get("path", doc["id"])).name
    counts = ", ".join("%d %s" % (len(record[key]), key) for key in ("money", "percents", "dates", "parties", "quotes", "deals"))
    print("%s  %s" % (paint("1", name), ("published %(value)s (%(basis)s)" % published) if published else "no publication date"))
    print("   " + counts)
    parties = {p["id"]: p["name"] for p in record["parties"]}
    money = {m["id"]: m for m in record["money"]}
    for deal in record["deals"]:
        roles = ", ".join("%s %s" % (p["role"], paint("36", parties[p["party"]])) for p in deal["parties"])
        words = value_words(deal, money)
        print("   %-18s %-11s %s%s" % (paint("32", deal["type"]), deal["status"], roles, "; " + words if words else ""))
    print()


def main():
    path = pathlib.Path(sys.argv[1])
    for line in path.open(encoding="utf-8"):
        show(json.loads(line))
    print("Records as JSON Lines: %s" % paint("1", str(path)))


if __name__ == "__main__":
    main()
