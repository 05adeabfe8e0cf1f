"""The media of the speed measurements: clips of a folder where it has them, else generated ones, and what
is made of those (photos, music, longer and larger clips)."""

import os
import struct
import subprocess

SINTEL = "sintel_trailer-720p.mp4"  # 24 fps, key frames far apart
EDITOR = "auto-editor-example-720p.mp4"  # 30 fps, a card with a time code
SCREEN = "art-critic.mp4"  # 1920x880 at 60 fps, a person speaks
GREEN = "man-on-green-screen.mp4"  # 720p
PHONE = "internal_emulator_transformer_output_270_rotated.mp4"  # 720p, to be turned upright
PQ = "sample_with_colr_mdcv_and_clli.mp4"  # a second of AV1, 1080p60
HLG = "sample_edit_list.mp4"  # two seconds of HEVC, 1080p, to be turned upright
SINTEL_HD, TALK, TALK_HD = "sintel-1080p.mp4", "talk-720p.mp4", "talk-1080p.mp4"  # the latter two at 30 fps
PQ_LONG, HLG_LONG = "hdr-pq.mp4", "hdr-hlg.mp4"
MUSIC, LOGO, STICKER = "music.m4a", "logo.png", "sticker.gif"
PHOTOS = [f"photo-{number}.jpg" for number in range(1, 7)]  # 12 megapixels

# Clips that run at more than 30 fps.
FAST = {SCREEN, PQ, PQ_LONG}


def _generated(size, rate, seconds, *encoder, look=""):
    """A test picture that moves, and a tone."""
    return lambda media: [
        "-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}{look}",
        "-f", "lavfi", "-i", f"sine=440:d={seconds}",
        *(encoder or ("-c:v", "libx264", "-g", "250", "-pix_fmt", "yuv420p")), "-c:a", "aac", "-shortest"]


def _hdr(transfer):
    return ("-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc",
            "-c:v", "libx265", "-preset", "fast", "-x265-params", "log-level=error")


def _resized(clip, width, height, *before, rate=""):
    return lambda media: [
        *before, "-i", media(clip),
        "-vf", f"scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height}{rate}",
        "-c:v", "libx264", "-preset", "fast", "-crf", "20", "-c:a", "aac"]


def _repeated(clip):
    return lambda media: [
        "-stream_loop", "11", "-i", media(clip), "-map", "0:v:0", "-map", "0:a:0", "-c", "copy", "-t", "12"]


def _photo(moment):
    return lambda media: [
        "-ss", str(moment), "-i", media(SINTEL), "-frames:v", "1",
        "-vf", "crop=iw*0.56:ih*0.75,scale=4032:3024,noise=alls=3", "-q:v", "3"]


# How each is made: arguments for ffmpeg, without the output.
_RECIPES = {
    SINTEL: _generated("1280x720", 24, 52),
    EDITOR: _generated("1280x720", 30, 20, "-c:v", "libx264", "-g", "60", "-pix_fmt", "yuv420p"),
    SCREEN: _generated("1920x880", 60, 14),
    GREEN: _generated("400x400", 30, 24.4, look=",pad=1280:720:440:160:0x20FF00"),
    PHONE: _generated("1280x720", "30000/1001", 5),
    PQ: _generated("1920x1080", "60000/1001", 1, *_hdr("smpte2084")),
    HLG: _generated("1920x1080", "30000/1001", 2.5, *_hdr("arib-std-b67")),
    SINTEL_HD: _resized(SINTEL, 1920, 1080),
    TALK: _resized(SCREEN, 1280, 720, "-stream_loop", "1", rate=",fps=30"),
    TALK_HD: _resized(SCREEN, 1920, 1080, "-stream_loop", "1", rate=",fps=30"),
    PQ_LONG: _repeated(PQ),
    HLG_LONG: _repeated(HLG),
    MUSIC: lambda media: ["-i", media(SINTEL), "-vn", "-c", "copy"],
    LOGO: lambda media: [
        "-f", "lavfi", "-i", "color=0x2060C0:s=800x400:d=1,format=rgba,"
        "geq=r='r(X,Y)':g='g(X,Y)':b='255*X/W':a='clip((1-hypot(X/400-1,Y/200-1))*2000,0,255)'", "-frames:v", "1"],
    STICKER: lambda media: [
        "-f", "lavfi", "-i", "color=red:s=240x240:r=12.5:d=2,format=rgba,"
        "geq=r=240:g='200*Y/H':b=40:a='255*lt(hypot(X-120,Y-120),80+35*sin(PI*T))',"
        "split[a][b];[a]palettegen[p];[b][p]paletteuse"],
    **{name: _photo(12.5 + 4 * index) for index, name in enumerate(PHOTOS)},
}


class Clips:
    """Finds media by name; what is not in `folder` (which may be `None`) is made in `made` when it is asked for."""

    def __init__(self, folder, made):
        self.folder, self.made = folder, made
        os.makedirs(made, exist_ok=True)

    @property
    def folders(self):
        return [folder for folder in (self.folder, self.made) if folder]

    def __call__(self, name):
        for folder in self.folders:
            if os.path.exists(f"{folder}/{name}"):
                return f"{folder}/{name}"
        path, unfinished = f"{self.made}/{name}", f"{self.made}/unfinished-{name}"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *_RECIPES[name](self), unfinished], check=True)
        if name in (PHONE, HLG):
            _turn(unfinished)
        os.replace(unfinished, path)
        return path


def _turn(path):
    """Writes the display matrix of a quarter turn into a file's track headers (ISO/IEC 14496-12, 8.3.2)."""
    with open(path, "r+b") as file:
        data = file.read()
        at = data.find(b"tkhd")  # the first track's, which is the picture's
        file.seek(at + 4 + 40)
        file.write(struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000))
