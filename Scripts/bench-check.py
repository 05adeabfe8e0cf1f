"""`workprint check` on long drafts against python3 -m json.tool. See Scripts/bench."""

import sys

from bench_drafts import draft
from bench_timing import medians, table

program, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

for segments in (20_000, 100_000):
    path = f"{work}/{segments}.json"
    draft(segments, path)
    commands = [
        [program, "check", path, "--fail-on", "off"],
        [sys.executable, "-m", "json.tool", path],
    ]
    ours, peer = medians(commands, runs)
    print(f"Checking {segments:,} segments:\n")
    table([("workprint check", ours), ("python3 -m json.tool", peer)])
