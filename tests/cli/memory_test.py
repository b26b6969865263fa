#!/usr/bin/env python3
"""Memory stays flat on an endless standard input: 300 MB of generated lines, resident memory read on the way.

Run by ctest: memory_test.py PROGRAM SOURCE_DIR.
"""
import json
import subprocess
import sys
import threading

PROGRAM = sys.argv[1]
MEGABYTES = 300
LIMIT_KB = 300 * 1024


def resident_kb(pid):
    with open("/proc/%d/status" % pid) as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1])
    return 0


def main():
    process = subprocess.Popen([PROGRAM, "extract", "--from", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    counted = []
    reader = threading.Thread(target=lambda: counted.append(sum(chunk.count(b"\n") for chunk in iter(lambda: process.stdout.read(1 << 20), b""))))
    reader.start()
    # Mostly plain words, so that 300 MB do not take minutes; every tenth article has something to find.
    plain = "The harbour was quiet and the boats lay still while people walked along the wall and talked of this and that. " * 220
    found = "On Monday, Alder agreed to pay $3 million for a 27 percent stake, it said. " * 40
    sent = lines = 0
    middle = peak = 0
    while sent < MEGABYTES * 1e6:
        text = found if lines % 10 == 0 else plain
        line = (json.dumps({"id": lines, "text": text}) + "\n").encode()
        process.stdin.write(line)
        sent += len(line)
        lines += 1
        if lines % 500 == 0:
            now = resident_kb(process.pid)
            peak = max(peak, now)
            if middle == 0 and sent > MEGABYTES * 1e6 / 3:
                middle = now
    end = resident_kb(process.pid)
    process.stdin.close()
    reader.join()
    code = process.wait()
    print("%d lines, %.0f MB; resident: a third in %d KB, at the end %d KB, peak %d KB" % (lines, sent / 1e6, middle, end, peak))
    if code != 0 or counted[0] != lines:
        sys.exit("exit %d, %s records for %d lines" % (code, counted, lines))
    if peak > LIMIT_KB or end > middle * 1.25 + 8192:
        sys.exit("memory is not flat")


main()
