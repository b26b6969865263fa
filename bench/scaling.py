#!/usr/bin/env python3
"""How the cost of one article grows with its length: a table, and a plot as SVG.

  scaling.py PROGRAM [--megabytes N] [--svg FILE]

Articles of 1 KB to N megabytes (default 20), made by generate.py, go through `dealwire extract -j 1` one at a time, short ones
many times over; start-up is taken off. CPU seconds a megabyte must stay flat: work that grows faster than the text would show
as a rising line. Python 3.9+, standard library only.
"""
import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent


def text_of(size):
    """`size` bytes of articles of our own, one behind the other."""
    made = subprocess.run([sys.executable, HOME / "generate.py", str(min(size / 1e6 + 0.1, 2))], stdout=subprocess.PIPE, check=True)
    text = "\n\n".join(json.loads(line)["text"] for line in made.stdout.decode().splitlines())
    text = text * (size // len(text.encode()) + 1)
    return text.encode()[:size].decode(errors="ignore")


def cpu_seconds(program, path):
    process = subprocess.Popen([program, "extract", "--quiet", "-j", "1", "--from", "jsonl", path], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("%s failed on %s" % (program, path))
    return usage.ru_utime + usage.ru_stime


def measure(program, sizes):
    """Seconds a megabyte for each size."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "articles.jsonl")
        pathlib.Path(path).write_text("")
        start_up = min(cpu_seconds(program, path) for _ in range(3))
        for size in sizes:
            copies = max(1, int(2e6 / size))
            line = json.dumps({"text": text_of(size)}) + "\n"
            pathlib.Path(path).write_text(line * copies)
            seconds = cpu_seconds(program, path) - start_up
            found.append(seconds / (size * copies / 1e6))
            print("%10.3f MB an article %8.3f CPU s/MB" % (size / 1e6, found[-1]))
    return found


def plot(sizes, costs):
    """A line over the logarithm of the size."""
    width, height, left, bottom = 640, 360, 60, 40
    top = max(costs) * 1.25
    low, high = math.log10(sizes[0]), math.log10(sizes[-1])
    x = [left + (width - left - 20) * (math.log10(s) - low) / (high - low) for s in sizes]
    y = [height - bottom - (height - bottom - 20) * c / top for c in costs]
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">' % (width, height),
           '<rect width="%d" height="%d" fill="white"/>' % (width, height),
           '<path d="M%d 20V%dH%d" fill="none" stroke="black"/>' % (left, height - bottom, width - 20),
           '<text x="%d" y="14">CPU seconds a megabyte, by bytes an article (-j 1)</text>' % left]
    for i in range(1, 5):
        at = height - bottom - (height - bottom - 20) * i / 5
        out.append('<text x="%d" y="%.1f" text-anchor="end">%.2f</text>' % (left - 6, at + 4, top * i / 5))
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/>' % (left, at, width - 20))
    for s, at in zip(sizes, x):
        label = "%g MB" % (s / 1e6) if s >= 1e6 else "%g KB" % (s / 1e3)
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (at, height - bottom + 18, label))
    out.append('<polyline points="%s" fill="none" stroke="#06c" stroke-width="2"/>' % " ".join("%.1f,%.1f" % p for p in zip(x, y)))
    out += ['<circle cx="%.1f" cy="%.1f" r="3" fill="#06c"/>' % p for p in zip(x, y)]
    return "\n".join(out + ["</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--svg")
    args = parser.parse_args()
    sizes = [s for s in (1000, 10000, 100000, 1000000, 5000000, 20000000) if s <= args.megabytes * 1e6]
    costs = measure(args.program, sizes)
    print("the dearest megabyte costs %.2f times the cheapest" % (max(costs) / min(costs)))
    if args.svg:
        pathlib.Path(args.svg).write_text(plot(sizes, costs))
        print("plot: %s" % args.svg)


if __name__ == "__main__":
    main()
