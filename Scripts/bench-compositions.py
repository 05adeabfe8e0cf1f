"""Films of many kinds rendered by Workprint, cold and after an edit of a title, against the ffmpeg command
line for the same film. See Scripts/bench."""

import argparse
import copy
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
from typing import NamedTuple

from bench_clips import (FAST, GREEN, HLG_LONG, LOGO, MUSIC, PHONE, PHOTOS, PQ_LONG, SCREEN, SINTEL, SINTEL_HD, STICKER,
                         TALK, TALK_HD, Clips)
from bench_timing import run, table

LANDSCAPE = {"width": 1280, "height": 720, "fps": 30}  # shown at 640x360
PORTRAIT = {"width": 1080, "height": 1920, "fps": 30}  # shown at 360x640
# The last source frame not after the output's time, from the cut on.
RATE = "fps=30:round=up:start_time=0"
STEREO = "aresample=48000,aformat=channel_layouts=stereo"
MIX = "amix=inputs=2:normalize=0:duration=longest"


class Cut(NamedTuple):
    """A stretch of a clip: seconds of the source and of the film."""
    clip: str
    source: float
    length: float
    speed: float = 1

    @property
    def input(self):
        """ffmpeg's arguments to read it."""
        return ["-ss", f"{self.source:g}", "-t", f"{self.length * self.speed:g}", "-i", media(self.clip)]

    def fitted(self, width=640, height=360, before=""):
        """Filters that make it cover a frame, at 30 fps, no longer than it is in the film. What runs faster loses
        frames first, before they are scaled.
        - before: filters for what has its size, and the format it had."""
        scale = f"scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height},setsar=1{before}"
        steps = (RATE, scale) if self.clip in FAST else (scale, RATE)
        return f"{','.join(steps)},trim=0:{self.length:g},format=yuv420p"

    def segment(self, start=0, **more):
        speed = {} if self.speed == 1 else {"sp": self.speed}
        return {"s": ms(start), "d": ms(self.length), "ss": ms(self.source), "u": self.clip, **speed, **more}


class Title(NamedTuple):
    """A line of text: seconds, the height of its middle as a fraction of the film's, its size in pixels there."""
    text: str
    start: float
    end: float
    y: float = 0.5
    size: int = 40
    color: str = "#FFFFFF"
    box: bool = False

    def segment(self, height):
        style = {"z": self.size / height, "c": self.color, **({"bg": "#000000A0"} if self.box else {})}
        return {"s": ms(self.start), "d": ms(self.end - self.start), "tx": self.text, "y": self.y, "ts": style}

    @property
    def filter(self):
        box = ":box=1:boxcolor=0x000000A0:boxborderw=6" if self.box else ""
        return (f"drawtext=text='{self.text}':fontsize={self.size}:fontcolor={self.color}:x=(w-tw)/2:y=h*{self.y}-th/2"
                f"{box}:enable='gte(t,{self.start:g})*lt(t,{self.end:g})'")


class Composition(NamedTuple):
    draft: dict
    peer: list  # ffmpeg's command line, without the output


def ms(seconds):
    return round(seconds * 1000)


# MARK: Drafts


def draft(canvas, *tracks):
    return {"m": canvas, "t": list(tracks)}


def row(cuts, **more):
    """A video track of cuts, one after the other."""
    starts = [sum(cut.length for cut in cuts[:index]) for index in range(len(cuts))]
    return {"tt": 0, "sg": [cut.segment(start, **{"ft": "cover", **more}) for cut, start in zip(cuts, starts)]}


def music(seconds, volume=1.0):
    return {"tt": 1, "v": volume, "sg": [{"s": 0, "d": ms(seconds), "u": MUSIC, "fo": 2000}]}


def texts(titles, height):
    return {"tt": 7, "sg": [title.segment(height) for title in titles]}


# MARK: Command lines


def ffmpeg(inputs, chains, seconds):
    """A command line whose chains of filters end in [v] and [a]."""
    return [
        "ffmpeg", "-v", "error", "-y", "-nostdin", *sum(inputs, []), "-filter_complex", ";\n".join(chains),
        "-map", "[v]", "-map", "[a]", "-t", f"{seconds:g}",
        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "28", "-c:a", "aac", "-b:a", "128k"]


def joined(cuts, width=640, height=360, sound=True, end="[v][a]"):
    """Chains that show cuts one after the other; they are the first inputs."""
    chains, pads = [], ""
    for index, cut in enumerate(cuts):
        chains.append(f"[{index}:v]{cut.fitted(width, height)}[v{index}]")
        pads += f"[v{index}]"
        if sound:
            chains.append(f"[{index}:a]{STEREO}[a{index}]")
            pads += f"[a{index}]"
    return chains + [f"{pads}concat=n={len(cuts)}:v=1:a={int(sound)}{end}"]


def bgm(index, seconds, volume=1.0, end="[a]"):
    return f"[{index}:a]volume={volume:g},afade=t=out:st={seconds - 2}:d=2,{STEREO}{end}"


def drawn(titles):
    return ",".join(title.filter for title in titles)


# MARK: Compositions


def short_cuts():
    clips = [(SINTEL, 12), (TALK, 4), (SCREEN, 2), (GREEN, 2)]
    cuts = [Cut(clips[n % 4][0], clips[n % 4][1] + n // 4 * 1.5, 1) for n in range(30)]
    return Composition(draft(LANDSCAPE, row(cuts)), ffmpeg([cut.input for cut in cuts], joined(cuts), 30))


def three_cuts():
    cuts = [Cut(SINTEL_HD, 12, 10), Cut(SCREEN, 2, 10), Cut(TALK_HD, 5, 10)]
    return Composition(
        draft(LANDSCAPE, {**row(cuts), "mu": True}, music(30)),
        ffmpeg([cut.input for cut in cuts] + [["-t", "30", "-i", media(MUSIC)]],
               joined(cuts, sound=False, end="[v]") + [bgm(3, 30)], 30))


def stills():
    """Six photos of 4 s with a slow move each, and crossfades of 1 s between them."""
    moves = [(1, 1.25, 0.5, 0.58), (1.25, 1, 0.42, 0.5)]  # scale from, to; place from, to

    def keys(prop, start, end):
        return [{"p": prop, "t": 0, "v": start}, {"p": prop, "t": 4000, "v": end}]

    segments, chains, faded = [], [], "[p0]"
    for index, photo in enumerate(PHOTOS):
        scale, to_scale, x, to_x = moves[index % 2]
        is_first, is_last = index == 0, index == len(PHOTOS) - 1
        segments.append({
            "s": 4000 * index, "d": 4000, "u": photo, "ft": "cover",
            "kf": keys("sc", scale, to_scale) + keys("x", x, to_x),
            **({} if is_last else {"tr": {"k": "crossfade", "d": 1000}})})
        # Half a second longer on either side where another one follows; it stands still there.
        lead = 0 if is_first else 15
        frames = 120 + lead + (0 if is_last else 15)
        part = f"clip((on-{lead + 1})/120,0,1)"
        chains.append(
            f"[{index}:v]scale=2560:1440:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv,"
            f"crop=2560:1440,setsar=1,format=yuv420p,zoompan=z='{scale}+{to_scale - scale:g}*{part}'"
            f":x='iw/2-iw/zoom/2+iw*({0.5 - x:g}-{to_x - x:g}*{part})/zoom':y='ih/2-ih/zoom/2'"
            f":d={frames}:s=640x360:fps=30,settb=1/30[p{index}]")
        if index > 0:
            end = "[v]" if is_last else f"[x{index}]"
            chains.append(f"{faded}[p{index}]xfade=transition=fade:duration=1:offset={4 * index - 0.5:g}{end}")
            faded = end
    return Composition(
        draft(LANDSCAPE, {"tt": 0, "sg": segments}, music(24)),
        ffmpeg([["-i", media(photo)] for photo in PHOTOS] + [["-t", "24", "-i", media(MUSIC)]],
               chains + [bgm(6, 24)], 24))


def chroma_key():
    below, speaker = Cut(SINTEL, 14, 24), Cut(GREEN, 0, 24)
    key = {"k": "chromakey", "c": "#20FF00", "s": 0.12, "b": 0.06}
    return Composition(
        draft(LANDSCAPE, row([below]), row([speaker], fx=[key])),
        ffmpeg([below.input, speaker.input], [
            f"[0:v]{below.fitted()}[below]",
            f"[1:v]{speaker.fitted()},chromakey=0x20FF00:0.12:0.06[key]",
            "[below][key]overlay[v]",
            f"[0:a]{STEREO}[a0]", f"[1:a]{STEREO}[a1]", f"[a0][a1]{MIX}[a]",
        ], 24))


def talking_head():
    cut = Cut(TALK, 1, 25)
    lines = [
        "So this is what we made", "over the last few weeks", "It began as a small idea", "on a rainy afternoon",
        "and it did not stop there", "Three of us wrote it", "Others came and tried it",
        "What they said helped most", "Now it is yours as well", "Thank you for watching"]
    captions = [Title(line, 2.5 * n, 2.5 * n + 2.5, 0.88, 22, box=True) for n, line in enumerate(lines)]
    return Composition(
        draft(LANDSCAPE, row([cut]), music(25, 0.2), texts(captions, 360)),
        ffmpeg([cut.input, ["-t", "25", "-i", media(MUSIC)]], [
            f"[0:v]{cut.fitted()},{drawn(captions)}[v]",
            f"[0:a]{STEREO}[voice]", bgm(1, 25, 0.2, "[bgm]"), f"[voice][bgm]{MIX}[a]",
        ], 25))


def portrait_cuts():
    cuts = [Cut(SINTEL, 22, 4), Cut(PHONE, 0, 4), Cut(TALK, 8, 4), Cut(PHONE, 0.5, 4), Cut(SINTEL, 30, 4),
            Cut(GREEN, 10, 4)]
    titles = [Title("Six moments", 0, 3, 0.2, 40), Title("The end", 20, 24, 0.8, 40)]
    return Composition(
        draft(PORTRAIT, row(cuts), texts(titles, 640)),
        ffmpeg([cut.input for cut in cuts],
               joined(cuts, 360, 640, end="[cuts][a]") + [f"[cuts]{drawn(titles)}[v]"], 24))


def blur_fit():
    cut = Cut(TALK, 1, 25)
    titles = [Title("Watch this", 0, 3, 0.15, 40)]
    return Composition(
        draft(PORTRAIT, row([cut], ft="blur"), texts(titles, 640)),
        ffmpeg([cut.input], [
            "[0:v]split[a0][b0]",
            f"[a0]{cut.fitted(360, 640)},gblur=sigma=19.2[below]",
            f"[b0]scale=360:-2,setsar=1,{RATE},format=yuv420p[above]",
            f"[below][above]overlay=x=0:y=(H-h)/2,{drawn(titles)}[v]",
            f"[0:a]{STEREO}[a]",
        ], 25))


def pip4():
    cuts = [Cut(SINTEL_HD, 14, 24), Cut(TALK_HD, 1, 24), Cut(GREEN, 0, 24), Cut(SINTEL, 8, 24)]
    tracks = [
        {**row([cut], x=x, y=y, sc=0.5), "mu": index > 1}
        for index, (cut, x, y) in enumerate(zip(cuts, (0.25, 0.75) * 2, (0.25, 0.25, 0.75, 0.75)))]
    return Composition(
        draft(LANDSCAPE, *tracks),
        ffmpeg([cut.input for cut in cuts],
               [f"[{index}:v]{cut.fitted(320, 180)}[v{index}]" for index, cut in enumerate(cuts)]
               + ["[v0][v1][v2][v3]xstack=inputs=4:layout=0_0|w0_0|0_h0|w0_h0[v]",
                  f"[0:a]{STEREO}[a0]", f"[1:a]{STEREO}[a1]", f"[a0][a1]{MIX}[a]"], 24))


def hdr():
    cuts = [Cut(PQ_LONG, 0, 11.5), Cut(HLG_LONG, 0, 11.5)]
    tone = (",zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0:peak=10,"
            "zscale=t=bt709:m=bt709:r=tv")
    return Composition(
        draft(PORTRAIT, row(cuts)),
        ffmpeg([cut.input for cut in cuts],
               [f"[{index}:v]{cut.fitted(360, 640, tone)}[v{index}]" for index, cut in enumerate(cuts)]
               + [f"[{index}:a]{STEREO}[a{index}]" for index in range(2)]
               + ["[v0][a0][v1][a1]concat=n=2:v=1:a=1[v][a]"], 23))


def speed():
    cuts = [Cut(SINTEL, 24, 8, 0.5), Cut(TALK, 1, 8, 2), Cut(SINTEL, 8, 8, 4)]
    tempo = {0.5: "atempo=0.5", 2: "atempo=2", 4: "atempo=2,atempo=2"}
    chains = [
        chain for index, cut in enumerate(cuts)
        for chain in (f"[{index}:v]settb=1/12000,setpts=PTS/{cut.speed:g},{cut.fitted()}[v{index}]",
                      f"[{index}:a]{tempo[cut.speed]},{STEREO}[a{index}]")]
    return Composition(
        draft(LANDSCAPE, row(cuts)),
        ffmpeg([cut.input for cut in cuts], chains + ["[v0][a0][v1][a1][v2][a2]concat=n=3:v=1:a=1[v][a]"], 24))


def transitions():
    """Five clips of 5 s with transitions of 1 s, for which each is read half a second longer on either side."""
    cuts = [Cut(SINTEL, 12, 5), Cut(TALK, 8, 5), Cut(SINTEL, 26, 5), Cut(GREEN, 6, 5), Cut(SCREEN, 3, 5)]
    kinds = [("crossfade", "fade"), ("wipeleft", "wipeleft"), ("pushleft", "slideleft"), ("wiperight", "wiperight")]
    track = row(cuts)
    inputs, chains, faded, heard = [], [], "[v0]", "[a0]"
    for index, cut in enumerate(cuts):
        is_first, is_last = index == 0, index == len(cuts) - 1
        lead = 0 if is_first else 0.5
        cut = Cut(cut.clip, cut.source - lead, cut.length + lead + (0 if is_last else 0.5))
        inputs.append(cut.input)
        chains += [f"[{index}:v]{cut.fitted()},settb=1/30[v{index}]", f"[{index}:a]{STEREO}[a{index}]"]
    for index, (ours, theirs) in enumerate(kinds, 1):
        track["sg"][index - 1]["tr"] = {"k": ours, "d": 1000}
        ends = ("[v]", "[a]") if index == len(kinds) else (f"[vx{index}]", f"[ax{index}]")
        chains += [f"{faded}[v{index}]xfade=transition={theirs}:duration=1:offset={5 * index - 0.5:g}{ends[0]}",
                   f"{heard}[a{index}]acrossfade=d=1:c1=tri:c2=tri{ends[1]}"]
        faded, heard = ends
    return Composition(draft(LANDSCAPE, track), ffmpeg(inputs, chains, 25))


def overlays():
    cut = Cut(TALK, 1, 24)
    logo = {"s": 0, "d": 24000, "u": LOGO, "x": 560 / 640, "y": 48 / 360, "sc": 0.2, "o": 0.8}
    sticker = {"s": 0, "d": 24000, "u": STICKER, "x": 61 / 640, "y": 299 / 360, "sc": 0.25}
    return Composition(
        draft(LANDSCAPE, row([cut]), {"tt": 0, "sg": [logo]}, {"tt": 0, "sg": [sticker]}),
        ffmpeg([cut.input, ["-i", media(LOGO)], ["-ignore_loop", "0", "-t", "24", "-i", media(STICKER)]], [
            f"[0:v]{cut.fitted()}[below]",
            "[1:v]scale=128:64,colorchannelmixer=aa=0.8[logo]", "[2:v]scale=90:90[sticker]",
            "[below][logo]overlay=x=496:y=16[marked]", "[marked][sticker]overlay=x=16:y=254[v]",
            f"[0:a]{STEREO}[a]",
        ], 24))


def effects():
    looks = [  # Workprint's, ffmpeg's
        ([{"k": "saturation", "a": 1.6}], "eq=saturation=1.6"),
        ([{"k": "grayscale", "a": 1}], "hue=s=0"),
        ([{"k": "contrast", "a": 1.1}, {"k": "brightness", "a": 0.03}], "eq=contrast=1.1:brightness=0.03"),
        ([{"k": "vignette", "a": 1}], "vignette"),
        ([{"k": "sepia", "a": 1}],
         "scale=in_color_matrix=bt709,format=gbrp,colorchannelmixer=.393:.769:.189:0:.349:.686:.168:0:.272:.534:.131,"
         "scale=out_color_matrix=bt709:out_range=tv"),
        ([{"k": "sharpen", "a": 0.8}], "unsharp=5:5:0.8:5:5:0"),
    ]
    cuts = [Cut((SINTEL, TALK)[n % 2], (22, 2)[n % 2] + 5 * (n // 2), 4) for n in range(6)]
    track = row(cuts)
    for segment, (fx, _) in zip(track["sg"], looks):
        segment["fx"] = fx
    chains = joined(cuts)
    for index, (_, filters) in enumerate(looks):
        chains[2 * index] = f"[{index}:v]{cuts[index].fitted(before=',format=yuv420p,' + filters)}[v{index}]"
    return Composition(draft(LANDSCAPE, track), ffmpeg([cut.input for cut in cuts], chains, 24))


def many_titles():
    cut = Cut(SINTEL, 14, 24)
    titles = [
        Title(f"Chapter {n + 1} of twenty", 1.2 * n, 1.2 * n + 1.2, 0.15 + 0.1 * (n % 8), 24 + 4 * (n % 4),
              ("#FFFFFF", "#FFFF00", "#80FFC0")[n % 3]) for n in range(20)]
    return Composition(
        draft(LANDSCAPE, row([cut]), texts(titles, 360)),
        ffmpeg([cut.input], [f"[0:v]{cut.fitted()},{drawn(titles)}[v]", f"[0:a]{STEREO}[a]"], 24))


COMPOSITIONS = [short_cuts, three_cuts, stills, chroma_key, talking_head, portrait_cuts, blur_fit, pip4, hdr, speed,
                transitions, overlays, effects, many_titles]


# MARK: Measuring


def retitled(draft, mark):
    """The draft with another word in its first title; `None` where it has no titles."""
    draft = copy.deepcopy(draft)
    for track in draft["t"]:
        if track["tt"] == 7:
            track["sg"][0]["tx"] += f" {mark}"
            return draft
    return None


def similarity(film, other):
    """The mean and the lowest SSIM of two films' frames."""
    graph = "[0:v]fps=30,settb=1/30[a];[1:v]fps=30,settb=1/30[b];[a][b]ssim=stats_file=-"
    result = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", film, "-i", other, "-lavfi", graph, "-f", "null", os.devnull],
        check=True, capture_output=True, text=True)
    values = [float(value) for value in re.findall(r"All:([\d.]+)", result.stdout)]
    return statistics.mean(values), min(values)


class Measurement:
    """A composition, its files in a folder, and what was measured of it."""

    def __init__(self, name, composition, folder):
        self.name, self.composition, self.folder, self.samples = name, composition, folder, {}
        self.ours, self.theirs = f"{folder}/{name}.mp4", f"{folder}/{name}-ffmpeg.mp4"
        self.draft = self.write(composition.draft, "")
        self.peer = composition.peer + [self.theirs]
        with open(f"{folder}/{name}-ffmpeg.sh", "w") as file:
            file.write("#!/bin/sh\nexec " + shlex.join(self.peer) + "\n")

    def write(self, draft, suffix):
        path = f"{self.folder}/{self.name}{suffix}.json"
        with open(path, "w") as file:
            json.dump(draft, file, indent=1)
        return path

    def measure(self, turn):
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
        self.take("cold", self.preview(self.draft, self.ours))
        if edited := retitled(self.composition.draft, turn):
            path = self.write(edited, "-edited")
            self.take("after a title edit", self.preview(path, f"{self.folder}/{self.name}-edited.mp4"))
        self.take("ffmpeg", self.peer)

    def preview(self, path, film):
        folders = sum((["--media", folder] for folder in media.folders), [])
        return [options.program, "preview", path, *folders, "-o", film, "--force", "--strict"]

    def take(self, what, command):
        self.samples.setdefault(what, []).append(run(command))

    @property
    def rows(self):
        return [(f"{self.name}: {what}", [statistics.median(column) for column in zip(*samples)])
                for what, samples in self.samples.items()]


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program")
parser.add_argument("work", help="a folder for what is temporary")
parser.add_argument("runs", type=int, help="0 renders each film once and measures nothing")
parser.add_argument("--clips", help="a folder with clips; those that it has not are generated")
parser.add_argument("--keep", metavar="DIR", help="leave drafts, command lines, made media and both films there")
parser.add_argument("--ssim", action="store_true", help="say how alike both films are")
parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(each.__name__ for each in COMPOSITIONS))
options = parser.parse_intermixed_args()
if unknown := set(options.names) - {each.__name__ for each in COMPOSITIONS}:
    parser.error(f"there is no composition named {' or '.join(sorted(unknown))}")

os.environ["XDG_CACHE_HOME"] = os.path.abspath(f"{options.work}/cache")
folder = os.path.abspath(options.keep or f"{options.work}/compositions")
media = Clips(options.clips and os.path.abspath(options.clips), f"{folder}/media")
measurements = [
    Measurement(each.__name__, each(), folder) for each in COMPOSITIONS
    if not options.names or each.__name__ in options.names]
for measurement in measurements:
    for track in measurement.composition.draft["t"]:
        for segment in track["sg"]:
            if "u" in segment:
                media(segment["u"])

for turn in range(options.runs + 1):
    for measurement in measurements:
        if turn == 1:
            # The first turn only warms the system's caches.
            measurement.samples.clear()
        measurement.measure(turn)

if options.runs > 0:
    print("Films of 20 to 30 s, 360 pixels on the short side; each a whole process, medians:\n")
    table(*(measurement.rows for measurement in measurements))
if options.ssim:
    print("| composition | mean SSIM | lowest |\n|---|---|---|")
    for measurement in measurements:
        mean, lowest = similarity(measurement.ours, measurement.theirs)
        print(f"| {measurement.name} | {mean:.3f} | {lowest:.3f} |")
