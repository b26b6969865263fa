#!/usr/bin/env python3
"""Measures the accuracy of the built program on every gold set. Python 3.9+, standard library only.

  score_all.py [SET...] [--shared ../shared] [--program build/release/dealwire] [--out build/score.json]

SET   names from the table below, or beginnings of names ("money", "dates_timebank"); default: all
The gold is not part of the repository: --shared names a folder with eval/, gold/ and seed/.
One line a set with its key figures in percent. Where the last --out holds the same figure, the change stands
behind it in brackets. --out keeps all figures of score.py as JSON.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time

REPO = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEED_PUBLISHED = "2026-04-27"

MONEY = ("span_strict", "span_relaxed", "span_and_value_relaxed")
DATES = ("span_strict", "span_relaxed", "value_relaxed", "type_relaxed")
PARTIES = ("ORG_strict", "ORG_relaxed", "PER_strict", "PER_relaxed")
QUOTES = ("direct_exact", "direct_overlap08", "direct_and_mixed_overlap08", "indirect_overlap03", "speaker_of_found_direct")
DEALS = ("all_exact", "all_half_of_the_words", "acquired_exact", "purchaser_exact", "seller_exact", "dlramt_exact")
RECORDS = ("deal_found", "party_and_role", "main_deal_found", "type_of_found", "value_of_found", "status_of_found",
           "silent_where_there_is_no_deal")

# set: (task of score.py, more arguments, key figures)
SETS = {
    "money_meantime": ("money", [], MONEY),
    "money_ieer_ap": ("money", [], MONEY),
    "money_recognizers": ("money", [], MONEY),
    "money_duckling": ("money", [], MONEY),
    "dates_timebank": ("dates", [], DATES),
    "dates_meantime": ("dates", [], DATES),
    "parties_finer_ord": ("parties", [], PARTIES),
    "parties_conll2003": ("parties", ["--split", "dev"], PARTIES),
    "parties_meantime": ("parties", [], PARTIES),
    "parties_fire": ("parties", [], PARTIES),
    "quotes_polnear": ("quotes", [], QUOTES),
    "deals_freitag": ("deals", [], DEALS),
    "deals_fire": ("deals", [], DEALS),
    "records_modern": ("records", [], RECORDS),
    "seed": None,  # the one article read in full: eval/score_seed.py
    "html": None,  # main text of news pages: eval/score_html.py
}


def run(command):
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if result.returncode != 0:
        lines = (result.stderr.strip() or "exit %d" % result.returncode).splitlines()
        raise RuntimeError(lines[-1])
    return result.stdout


def figure(value):
    """The one number of an entry of score.py: F1 of a count, share of right ones otherwise."""
    return value.get("F1", value.get("acc")) if isinstance(value, dict) else value


def score_gold(name, args):
    """-> (all figures, key figures)"""
    task, more, keys = SETS[name]
    gold = os.path.join(args.shared, "gold", name + ".jsonl")
    program = shlex.quote(args.program) + " extract --from jsonl -"
    report = json.loads(run([sys.executable, os.path.join(args.shared, "eval", "score.py"), task, gold,
                             "--cmd", program, "--json"] + more))
    key = {k: figure(report[k]) for k in keys}
    for fault in ("records_missing", "spans_not_equal_to_text"):
        if report[fault]:
            key[fault.upper()] = report[fault]
    return report, key


def score_seed(args):
    seed = os.path.join(args.shared, "seed")
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record.jsonl")
        run([args.program, "extract", "--published", SEED_PUBLISHED, "-o", record, os.path.join(seed, "article.txt")])
        report = json.loads(run([sys.executable, os.path.join(args.shared, "eval", "score_seed.py"), record,
                                 "--seed", seed, "--json"]))
    keys = ("all", "deals found with their parties and roles", "fields of those deals", "deals besides",
            "money spurious", "dates spurious", "spans not equal to text")
    return report, {k: report[k] for k in keys}


def score_html(args):
    line = run([sys.executable, os.path.join(args.shared, "eval", "score_html.py"), "--show", "0",
                "--cmd", shlex.quote(args.program) + " text"]).strip().splitlines()[-1]
    report = {k: float(v) for k, v in re.findall(r"(P|R|mean F1) ([\d.]+)", line)}
    return report, {"mean F1": round(100 * report["mean F1"], 1)}


def with_change(name, value, before):
    """'deal_found 61.2 (+0.4)'"""
    text = "%s %s" % (name, value)
    if isinstance(value, (int, float)) and isinstance(before, (int, float)) and abs(value - before) >= 0.005:
        text += " (%+.4g)" % round(value - before, 2)
    return text


def chosen(wanted):
    unknown = [w for w in wanted if not any(s.startswith(w) for s in SETS)]
    if unknown:
        sys.exit("score_all.py: no such set: %s (there are: %s)" % (" ".join(unknown), " ".join(SETS)))
    return [s for s in SETS if not wanted or any(s.startswith(w) for w in wanted)]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sets", nargs="*", metavar="SET")
    ap.add_argument("--shared", default=os.path.join(REPO, "..", "shared"))
    ap.add_argument("--program", default=os.path.join(REPO, "build", "release", "dealwire"))
    ap.add_argument("--out", default=os.path.join(REPO, "build", "score.json"))
    args = ap.parse_args()
    sets = chosen(args.sets)
    if not os.path.exists(os.path.join(args.shared, "eval", "score.py")):
        sys.exit("score_all.py: NOTHING WAS SCORED: the gold sets are not at %s.\n"
                 "They are not part of the repository; say where they are with --shared." % os.path.normpath(args.shared))

    kept = {}
    if os.path.exists(args.out):
        with open(args.out, encoding="utf-8") as f:
            kept = json.load(f)
    failed = 0
    for name in sets:
        start = time.monotonic()
        try:
            report, key = {"seed": score_seed, "html": score_html}.get(name, lambda a: score_gold(name, a))(args)
        except (RuntimeError, OSError, ValueError, KeyError) as error:
            failed += 1
            print("%-18s FAILED: %s" % (name, error), flush=True)
            continue
        before = kept.get(name, {}).get("key", {})
        print("%-18s %s  [%.1f s]" % (name, "  ".join(with_change(k, v, before.get(k)) for k, v in key.items()),
                                      time.monotonic() - start), flush=True)
        kept[name] = {"key": key, "all": report}
    os.makedirs(os.path.dirname(os.path.abspath(args.out)), exist_ok=True)
    with open(args.out, "w", encoding="utf-8") as f:
        json.dump(kept, f, indent=1, ensure_ascii=False)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
