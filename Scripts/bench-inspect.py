"""`workprint inspect` on long drafts against Python's json.load. See Scripts/bench."""

import sys

from bench_drafts import draft
from bench_timing import medians, table

program, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

for segments in (20_000, 100_000):
    path = f"{work}/{segments}.json"
    draft(segments, path)
    commands = [
        [program, "inspect", path],
        [sys.executable, "-c", "import json, sys; json.load(open(sys.argv[1]))", path],
    ]
    ours, peer = medians(commands, runs)
    print(f"Inspecting {segments:,} segments:\n")
    table([("workprint inspect", ours), ("python3 json.load", peer)])
