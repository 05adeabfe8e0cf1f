"""The "promo" timeline rendered by Workprint: cold, after edits, one picture, and an hour of it; against
the ffmpeg command line and melt where their scripts and clips are there. See Scripts/bench."""

import copy
import json
import os
import random
import shutil
import statistics
import sys

from bench_clips import EDITOR, SCREEN, SINTEL, Clips
from bench_timing import run, table

program, work, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
peers = sys.argv[4] if len(sys.argv) > 4 else None
os.environ["XDG_CACHE_HOME"] = f"{work}/cache"


clips = f"{peers}/media/clips" if peers else f"{work}/clips"
if not peers:
    generated = Clips(None, clips)
    for name in (SINTEL, EDITOR, SCREEN):
        generated(name)


def video(start, source, media, **more):
    return {"s": start, "d": 10000, "ss": source, "u": media, "ft": "cover", **more}


promo = {
    "m": {"title": "Promo", "width": 1280, "height": 720, "fps": 30},
    "d": 30000,
    "t": [
        {"tt": 0, "sg": [
            video(0, 5000, SINTEL),
            video(10000, 5000, EDITOR),
            video(20000, 30000, SINTEL),
        ]},
        {"tt": 0, "mu": True, "sg": [
            {"s": 5000, "d": 12000, "u": SCREEN, "sc": 0.3, "x": 0.825, "y": 1 / 6},
        ]},
        {"tt": 1, "v": 0.35, "sg": [{"s": 0, "d": 30000, "u": SINTEL, "fo": 2000}]},
        {"tt": 7, "sg": [
            {"s": 0, "d": 3000, "tx": "Urban Dreams", "ts": {"z": 0.111}},
            {"s": 10000, "d": 3000, "tx": "Second chapter", "y": 0.87, "ts": {"z": 0.083, "c": "#FFFF00"}},
            {"s": 26000, "d": 4000, "tx": "The end", "ts": {"z": 0.111}},
        ]},
    ],
}


def write(draft, name):
    path = f"{work}/{name}.json"
    with open(path, "w") as file:
        json.dump(draft, file)
    return path


def retitled(number):
    draft = copy.deepcopy(promo)
    draft["t"][3]["sg"][0]["tx"] = f"Urban Dreams {number}"
    return draft


def trimmed(milliseconds):
    """A trim at the front; everything after it moves earlier."""
    draft = copy.deepcopy(promo)
    for track in draft["t"]:
        for segment in track["sg"]:
            if segment["s"] == 0:
                segment["d"] -= milliseconds
                if "u" in segment:
                    segment["ss"] = segment.get("ss", 0) + milliseconds
            else:
                segment["s"] -= milliseconds
    del draft["d"]
    return draft


def hour():
    """An hour: promo's tracks a hundred and twenty times."""
    draft = copy.deepcopy(promo)
    for track in draft["t"]:
        once = track["sg"]
        track["sg"] = [{**segment, "s": segment["s"] + 30000 * turn} for turn in range(120) for segment in once]
    draft["d"] = 3600000
    return draft


def preview(path):
    return [program, "preview", path, "--media", clips, "-o", f"{work}/ours.mp4", "--force"]


rows = {}


def measure(name, command):
    rows.setdefault(name, []).append(run(command))


long = write(hour(), "hour")
random.seed(1)
for turn in range(runs + 1):
    if turn == 1:
        # The first turn only warms the system's caches.
        rows.clear()
    shutil.rmtree(f"{work}/cache", ignore_errors=True)
    measure("cold", preview(write(promo, "promo")))
    measure("after a title edit", preview(write(retitled(turn), "title")))
    measure("after a trim at the front", preview(write(trimmed(500 + 100 * turn), "trim")))
    at = f"{random.randrange(300)}00ms"
    measure(
        "one frame at a random time",
        [program, "frame", f"{work}/promo.json", "--media", clips, "--at", at, "-o", f"{work}/f.png", "--force"])
    measure("an hour: plan", [program, "plan", long, "--media", clips, "--json"])
    at = f"{random.randrange(3600)}s"
    measure(
        "an hour: one frame at a random time",
        [program, "frame", long, "--media", clips, "--at", at, "-o", f"{work}/f.png", "--force"])
    if peers:
        if shutil.which("melt"):
            measure("melt", ["sh", f"{peers}/bench/promo-melt.sh", clips, f"{work}/melt.mp4"])
        measure("ffmpeg", ["sh", f"{peers}/bench/promo-ffmpeg.sh", clips, f"{work}/peer.mp4"])

print('"promo", 30 s, 640x360; each a whole process, medians:\n')
figures = [(name, [statistics.median(column) for column in zip(*samples)]) for name, samples in rows.items()]
if not peers:
    figures = figures[1:] + figures[:1]
table(figures)
