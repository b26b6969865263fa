#!/usr/bin/env python3
"""Makes a large corpus from our own articles: JSON Lines on standard output, the same for the same seed.

  generate.py MEGABYTES [--seed N] > corpus.jsonl

Each article takes whole paragraphs from several of the sample articles in corpora/articles, with other numbers in them,
so that it reads like news and no two are the same. Python 3.9+, standard library only.
"""
import argparse
import json
import pathlib
import random
import re
import sys

ARTICLES = pathlib.Path(__file__).resolve().parent.parent / "corpora" / "articles"


def paragraphs():
    found = []
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [re.sub(r"\s+", " ", p).strip() for p in text.split("\n\n") if len(p) > 80]
    return found


def other_numbers(text, rng):
    """Every digit but the first of a number, and none of a year."""
    return re.sub(r"\b(?!(?:19|20)\d\d\b)(\d)(\d+)", lambda m: m[1] + "".join(rng.choice("0123456789") for _ in m[2]), text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng, pool, written, number = random.Random(args.seed), paragraphs(), 0, 0
    while written < args.megabytes * 1e6:
        text = "\n\n".join(other_numbers(p, rng) for p in rng.sample(pool, rng.randint(4, 12)))
        number += 1
        row = {"id": "made-%06d" % number, "published": "2026-%02d-%02d" % (rng.randint(1, 12), rng.randint(1, 28)), "text": text}
        line = json.dumps(row, ensure_ascii=False) + "\n"
        written += len(text.encode())
        sys.stdout.write(line)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.exit(0)
