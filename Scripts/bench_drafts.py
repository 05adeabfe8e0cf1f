"""Long drafts to measure with, the same in each run."""

import json
import random


def draft(segments, path):
    generator = random.Random(1)
    tracks = []
    for track in range(4):
        start, items = 0, []
        for index in range(segments // 4):
            length = generator.choice([1000, 1500, 2000, 3200])
            items.append({
                "id": f"seg-{track}-{index:05d}", "s": start, "d": length,
                "ss": generator.randint(0, 50000),
                "u": f"https://cdn.example.com/media/clips/holiday-{index % 97:03d}.mp4",
                "v": 0.8, "x": 0.5, "y": 0.5, "sc": 1.0, "r": 0, "o": 1, "ft": "cover", "fi": 250, "fo": 250,
                "cr": {"l": 0.1, "t": 0, "r": 0.1, "b": 0},
                "m": {"title": f"Holiday clip number {index}", "note": "kept by the service", "tags": ["a", "b"]},
            })
            start += length
        tracks.append({"id": f"track-{track}", "tt": 0, "sg": items})
    with open(path, "w") as file:
        json.dump({"t": tracks, "d": start, "m": {"title": "Long", "width": 1080, "height": 1920}}, file)
