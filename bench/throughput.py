#!/usr/bin/env python3
"""The pipeline against the yardstick, measured in one run.

  throughput.py BUILD_DIR [--megabytes N] [--rounds N] [--json FILE]

Prints MB of article text per CPU-second for the yardstick (nine plain RE2 patterns) and for `dealwire extract -j 1`, their
ratio, -j 1 against -j 2 by the clock, peak memory and start-up time. Runs take turns, and medians are shown, so that a
machine whose speed drifts does not favour one side. The corpus is news_mix where ../shared has it, else one made by
generate.py. Python 3.9+, standard library only.
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parent
NEWS_MIX = HOME.parent.parent / "shared" / "corpora" / "news_mix.jsonl.gz"


def run(command):
    """Wall seconds, CPU seconds, peak kilobytes and standard output of a command."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("%s: exit %d" % (" ".join(map(str, command)), os.waitstatus_to_exitcode(status)))
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, out


def make_corpus(path, megabytes):
    """Returns the bytes of text and the name of the source."""
    total = 0
    if NEWS_MIX.exists():
        with gzip.open(NEWS_MIX, "rt", encoding="utf-8") as source, open(path, "w", encoding="utf-8") as out:
            for line in source:
                if total >= megabytes * 1e6:
                    break
                total += len(json.loads(line)["text"].encode())
                out.write(line)
        return total, "news_mix"
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, HOME / "generate.py", str(megabytes)], stdout=out, check=True)
    with open(path, encoding="utf-8") as lines:
        total = sum(len(json.loads(line)["text"].encode()) for line in lines)
    return total, "generated (../shared is absent)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--megabytes", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json")
    args = parser.parse_args()
    build = pathlib.Path(args.build)
    corpus = build / "bench_corpus.jsonl"
    size, source = make_corpus(corpus, args.megabytes)
    program, floor = build / "dealwire", build / "bench" / "dealwire_floor"
    extract = [program, "extract", "--from", "jsonl", corpus]

    start = [run([program, "extract", "/dev/null"])[0] for _ in range(args.rounds)]
    floors, ones, twos, walls1, walls2, memory = [], [], [], [], [], []
    for _ in range(args.rounds):
        out = run([floor, HOME / "floor" / "patterns.txt", corpus])[3].decode()
        floors.append(float(re.search(r"([\d.]+) MB per CPU-second", out)[1]))
        wall, cpu, peak, _ = run(extract + ["-j", "1"])
        ones.append(size / 1e6 / cpu)
        walls1.append(wall)
        wall, cpu, peak, _ = run(extract + ["-j", "2"])
        twos.append(size / 1e6 / cpu)
        walls2.append(wall)
        memory.append(peak)
    median = statistics.median
    figures = {
        "corpus": source, "megabytes": round(size / 1e6, 2), "rounds": args.rounds,
        "yardstick_mb_per_cpu_second": round(median(floors), 2),
        "pipeline_mb_per_cpu_second": round(median(ones), 2),
        "ratio_to_yardstick": round(median(o / f for o, f in zip(ones, floors)), 3),
        "jobs2_over_jobs1": round(median(a / b for a, b in zip(walls1, walls2)), 2),
        "peak_memory_mb": round(max(memory) / 1024, 1),
        "start_up_ms": round(median(start) * 1000, 1),
    }
    for key, value in figures.items():
        print("%-30s %s" % (key, value))
    if args.json:
        pathlib.Path(args.json).write_text(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
