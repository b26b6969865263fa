#!/usr/bin/env bash
# What `./dev bench` runs: the pipeline against the yardstick, then each stage by itself.
#   bench/run.sh [--megabytes N] [--rounds N]
# and how the cost of one article grows with its length, plotted to build/bench/scaling.svg.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 bench/throughput.py build/bench "$@"
python3 bench/scaling.py build/bench/dealwire --svg build/bench/scaling.svg
build/bench/bench/dealwire_micro --benchmark_min_time=0.2
