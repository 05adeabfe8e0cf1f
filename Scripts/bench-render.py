"""The "promo" timeline rendered by Workprint and by the ffmpeg command line. See Scripts/bench."""

import json
import sys

from bench_timing import medians, table

program, work, runs, peers = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
clips = f"{peers}/media/clips"


def video(start, source, media, **more):
    return {"s": start, "d": 10000, "ss": source, "u": media, "ft": "cover", **more}


promo = {
    "m": {"title": "Promo", "width": 1280, "height": 720, "fps": 30},
    "d": 30000,
    "t": [
        {"tt": 0, "sg": [
            video(0, 5000, "sintel_trailer-720p.mp4"),
            video(10000, 5000, "auto-editor-example-720p.mp4"),
            video(20000, 30000, "sintel_trailer-720p.mp4"),
        ]},
        {"tt": 0, "mu": True, "sg": [
            {"s": 5000, "d": 12000, "u": "art-critic.mp4", "sc": 0.3, "x": 0.825, "y": 1 / 6},
        ]},
        {"tt": 1, "v": 0.35, "sg": [{"s": 0, "d": 30000, "u": "sintel_trailer-720p.mp4", "fo": 2000}]},
        {"tt": 7, "sg": [
            {"s": 0, "d": 3000, "tx": "Urban Dreams", "ts": {"z": 0.111}},
            {"s": 10000, "d": 3000, "tx": "Second chapter", "y": 0.87, "ts": {"z": 0.083, "c": "#FFFF00"}},
            {"s": 26000, "d": 4000, "tx": "The end", "ts": {"z": 0.111}},
        ]},
    ],
}
path = f"{work}/promo.json"
with open(path, "w") as file:
    json.dump(promo, file)
commands = [
    [program, "preview", path, "--media", clips, "-o", f"{work}/ours.mp4", "--force"],
    ["sh", f"{peers}/bench/promo-ffmpeg.sh", clips, f"{work}/peer.mp4"],
]
ours, peer = medians(commands, runs)
print('Rendering "promo", 30 s, 640x360, from an empty cache:\n')
table([("workprint preview", ours), ("ffmpeg", peer)])
