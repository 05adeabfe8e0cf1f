"""`workprint diff` of two long drafts against python3 -m json.tool of one of them. See Scripts/bench.

On each of the four tracks a segment is removed, so that what follows it moves up, and the volume of
another one is changed.
"""

import json
import subprocess
import sys

from bench_drafts import draft
from bench_timing import medians, table

program, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])


def edit(old, new):
    with open(old) as file:
        timeline = json.load(file)
    for index, track in enumerate(timeline["t"]):
        segments = track["sg"]
        place = len(segments) // 2 + index
        removed = segments.pop(place)
        for segment in segments[place:]:
            segment["s"] -= removed["d"]
        segments[len(segments) // 4 + index]["v"] = 0.5
    with open(new, "w") as file:
        json.dump(timeline, file)


for segments in (20_000, 100_000):
    old, new = f"{work}/{segments}.json", f"{work}/{segments}-new.json"
    draft(segments, old)
    edit(old, new)
    # 1 says that there are differences.
    ours, peer = medians(
        [[program, "diff", old, new], [sys.executable, "-m", "json.tool", old]], runs, expected=(0, 1))
    answer = subprocess.run([program, "diff", old, new], stdout=subprocess.PIPE, check=False).stdout
    print(f"Comparing {segments:,} segments after 8 edits, told in {answer.count(bytes([10]))} lines:\n")
    table([("workprint diff", ours), ("python3 -m json.tool", peer)])
