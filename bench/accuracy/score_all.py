#!/usr/bin/env python3
"""Scores the built program on every development gold set beside the checkout (../shared), one line a set.

  score_all.py [SET ...] [--program build/release/dealwire]

The gold is for measuring only and no part of this repository; without it this says so and ends. Python 3.9+, standard
library only.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[2]
SHARED = HOME.parent / "shared"

SPANS = ("span_strict.F1", "span_relaxed.F1")
SETS = {
    "money_meantime": ("money", SPANS + ("amount_of_found.acc", "amount_and_currency_of_found.acc"), ()),
    "money_ieer_ap": ("money", SPANS + ("amount_of_found.acc", "amount_and_currency_of_found.acc"), ()),
    "money_recognizers": ("money", SPANS + ("amount_of_found.acc",), ()),
    "money_duckling": ("money", SPANS + ("amount_of_found.acc",), ()),
    "dates_timebank": ("dates", SPANS + ("value_relaxed.F1",), ()),
    "dates_meantime": ("dates", SPANS + ("value_relaxed.F1",), ()),
    "parties_finer_ord": ("parties", ("ORG_strict.F1", "PER_strict.F1"), ()),
    "parties_conll2003": ("parties", ("ORG_strict.F1", "PER_strict.F1"), ("--split", "dev")),
    "parties_meantime": ("parties", ("ORG_strict.F1", "PER_strict.F1"), ()),
    "parties_fire": ("parties", ("ORG_strict.F1", "PER_strict.F1"), ()),
    "quotes_polnear": ("quotes", ("direct_exact.F1", "speaker_of_found_direct.acc", "direct_and_mixed_overlap08.F1", "indirect_overlap03.F1"), ()),
    "deals_freitag": ("deals", ("all_exact.F1", "all_half_of_the_words.F1"), ()),
    "deals_fire": ("deals", ("all_exact.F1", "all_half_of_the_words.F1"), ()),
    "records_modern": ("records", ("deal_found.F1", "party_and_role.F1", "main_deal_found.acc", "value_of_found.acc", "status_of_found.acc"), ()),
}


def score_set(name, program):
    task, keys, extra = SETS[name]
    command = [sys.executable, SHARED / "eval" / "score.py", task, SHARED / "gold" / (name + ".jsonl"), "--json",
               "--cmd", "%s extract --from jsonl -" % program, *extra]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    cells = []
    for key in keys:
        group, measure = key.split(".")
        cells.append("%s %s" % (key.replace("_strict", "").replace(".F1", "").replace(".acc", ""), report[group][measure]))
    bad = report["spans_not_equal_to_text"]
    return "  ".join(cells) + ("  SPANS NOT EQUAL TO TEXT %d" % bad if bad else "")


def score_source_article(program):
    with tempfile.NamedTemporaryFile(suffix=".json") as record:
        subprocess.run([program, "extract", "--published", "2026-04-27", SHARED / "seed" / "article.txt", "-o", record.name], check=True)
        out = subprocess.run([sys.executable, SHARED / "eval" / "score_seed.py", record.name, "--json"], capture_output=True, text=True, check=True)
    return "  ".join("%s %s" % item for item in json.loads(out.stdout).items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--program", default=str(HOME / "build" / "release" / "dealwire"))
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("NOT SCORED: no gold beside the checkout (%s)" % SHARED, file=sys.stderr)
        return
    for name in args.sets or [*SETS, "seed"]:
        figures = score_source_article(args.program) if name == "seed" else score_set(name, args.program)
        print("%-20s %s" % (name, figures), flush=True)


if __name__ == "__main__":
    main()
