#!/usr/bin/env bash
# What `./dev bench` runs: the pipeline against the yardstick, then each stage by itself.
#   bench/run.sh [--megabytes N] [--rounds N]
set -euo pipefail
cd "$(dirname "$0")/.."
python3 bench/throughput.py build/bench "$@"
build/bench/bench/dealwire_micro --benchmark_min_time=0.2
