#!/usr/bin/env python3
"""Prints the sample articles with their publication dates as JSON Lines, for `dealwire extract --from jsonl -`."""
import csv
import json
import pathlib

HOME = pathlib.Path(__file__).resolve().parent

for row in csv.DictReader((HOME / "published.tsv").open(encoding="utf-8"), delimiter="\t"):
    text = (HOME / "articles" / row["file"]).read_text(encoding="utf-8")
    print(json.dumps({"id": row["file"], "published": row["published"], "text": text}, ensure_ascii=False))
