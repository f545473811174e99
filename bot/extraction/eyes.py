"""Eyes: the text of photos and scans, read by RapidOCR on this machine, nothing sent anywhere.

The settings are those that won on papers with known truth: no direction classifier for single
lines (it reads a lone 9 as 6 with full score), the whole page turned where most of its lines ask
for it, at most 1280 pixels of a side for finding lines, one thread, no memory arena; long pictures
of a screen are cut; under something red the red channel is read beside the picture. Sides, pixels
and shape are bounded before anything reaches the engine. Runs in the reader's own process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bot.extraction.layout import Piece, as_lines, moved
from bot.extraction.pages import Line
from bot.extraction.seals import red, without_seals

Array = Any
"""An array of numpy: rows, columns, three colours."""
FIND = 1280
"""Pixels of the longer side in which lines are looked for."""
_SHARP = 2000
"""Pixels of the longer side from which a found line is cut and read."""
_LEAST = 24
_READ = 500
"""A line read with a lower score is no text; but that a line stands there tells how a page lies."""
_LONG = 3.0
"""So many times longer than high is what holds several signs."""
_STRIP = 2.2
"""A picture so many times longer than wide is cut into pieces of this shape."""
_OVERLAP = 0.12
_MOST_STRIPS = 24
_TALL = 1.5
_VOTES = 5
_SURE = 0.9
_RED_SHARE = 0.002
_BAND = 0.02


class Rapid:
    """RapidOCR, loaded once. Raises ImportError where it is not installed."""

    def __init__(self) -> None:
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        engine = "EngineConfig.onnxruntime."
        self._engine: Any = rapidocr.RapidOCR(
            params={
                # Paths, not names: then nothing is ever looked for elsewhere.
                "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
                "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
                "Cls.model_path": str(models / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Global.max_side_len": _SHARP,
                "Global.text_score": 0.0,  # what is too unclear falls out here, once it is turned
                "Det.limit_side_len": FIND,
                "Det.limit_type": "max",
                "Rec.rec_batch_num": 1,
                engine + "intra_op_num_threads": 1,
                engine + "inter_op_num_threads": 1,
                engine + "enable_cpu_mem_arena": False,
            }
        )

    def see(
        self, image: Image.Image, beat: Callable[[], None] = lambda: None
    ) -> tuple[list[Line], int]:
        """The lines of an upright picture, and by how much it had to be turned to be read."""
        image, pieces, turned = self.pieces(image, beat)
        return as_lines(pieces, *image.size, "ocr", turned), turned

    def pieces(
        self, image: Image.Image, beat: Callable[[], None] = lambda: None
    ) -> tuple[Image.Image, list[Piece], int]:
        """The picture as it can be read, what was found on it, and by how much it was turned."""
        if min(image.size) < _LEAST:
            return image, [], 0
        found = self._strips(image, beat)
        pieces = _clear(found)
        long, lines = [one for one in pieces if len(one.text) >= 3], list(filter(_is_line, found))
        told = 2 * len(long) >= len(lines)  # on their side or their head signs may be read as none
        turned = self._turn(image, long if told else lines)
        if turned:
            upright = image.rotate(-turned, expand=True)
            again = _clear(self._strips(upright, beat))
            if told or _letters(again) > _letters(pieces):
                return upright, again, turned
        return image, pieces, 0

    def find(self, image: Image.Image) -> list[Piece]:
        """The lines of a small part of a picture, in its pixels."""
        return _clear(self._read(_array(image)))

    def line(self, image: Image.Image) -> tuple[str, int]:
        """What one line says that fills the picture, and how sure that is, of a thousand."""
        told = self._engine(_array(image), use_det=False, use_cls=False, use_rec=True)
        if not told.txts:
            return "", 0
        return str(told.txts[0]), round(float(told.scores[0]) * 1000)

    # -- one picture -----------------------------------------------------------------------------

    def _strips(self, image: Image.Image, beat: Callable[[], None]) -> list[Piece]:
        """A long picture piece by piece; what two pieces both show is taken once.

        With the lines that could not be read: the page may lie on its head.
        """
        found: list[Piece] = []
        for left, top, strip in _cut(image):
            beat()
            here = [moved(one, left, top) for one in self._both(strip)]
            clear = _clear(found)
            found += [one for one in here if not _known(one, clear)]
        return found

    def _both(self, image: Image.Image) -> list[Piece]:
        """The picture without its seals, and where else it is red its red channel beside it."""
        image = without_seals(image)
        seen = self._read(_array(image))
        found = _clear(seen)
        for top, bottom in _red_bands(image):
            band = image.crop((0, top, image.width, bottom)).getchannel("R").convert("RGB")
            under = [moved(one, 0, top) for one in self.find(band)]
            found = _merged(found, under, top, bottom)
        return [*found, *(one for one in seen if one.score < _READ)]

    def _read(self, array: Array) -> list[Piece]:
        if min(array.shape[:2]) < _LEAST:
            return []
        told = self._engine(array, use_det=True, use_cls=False, use_rec=True)
        if told.boxes is None or told.txts is None:
            return []
        return [
            _piece(box, text, score)
            for box, text, score in zip(told.boxes, told.txts, told.scores, strict=True)
        ]

    # -- the whole page is turned ----------------------------------------------------------------

    def _turn(self, image: Image.Image, long: Sequence[Piece]) -> int:
        """By how many degrees clockwise the page must be turned so that its lines stand upright."""
        if not long:
            return 0
        tall = [one for one in long if one.height > _TALL * (one.right - one.left)]
        quarter = 90 if 2 * len(tall) > len(long) else 0
        image = image.rotate(-quarter, expand=True) if quarter else image
        if quarter:
            long = [_quarter(one, image.width) for one in tall]
        return (quarter + 180) % 360 if self._upside_down(image, long) else quarter

    def _upside_down(self, image: Image.Image, pieces: Sequence[Piece]) -> bool:
        """Ask the direction classifier about the widest lines: only their majority counts."""
        widest = sorted(pieces, key=lambda one: one.left - one.right)[: 2 * _VOTES + 1]
        crops = [
            _array(image.crop((round(x.left), round(x.top), round(x.right), round(x.bottom))))
            for x in widest
        ]
        crops = [one for one in crops if min(one.shape[:2]) >= 4]
        if not crops:
            return False
        told = self._engine._load_cls_model()(crops).cls_res  # noqa: SLF001 -- no other door
        votes = [label for label, score in told if score > _SURE]
        return len(votes) >= min(2, len(crops)) and votes.count("180") * 3 > 2 * len(votes)


def _array(image: Image.Image) -> Array:
    """As OpenCV has it: blue first."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def _cut(image: Image.Image) -> Iterator[tuple[int, int, Image.Image]]:
    """The picture, or pieces of one that is much longer than wide."""
    width, height = image.size
    long, short = max(width, height), min(width, height)
    if long <= max(_STRIP * short, 1.0) * 1.25 or long <= FIND:
        yield 0, 0, image
        return
    size = max(round(short * _STRIP), FIND // 2)
    step = round(size * (1 - _OVERLAP))
    for count, at in enumerate(range(0, max(1, long - round(size * _OVERLAP)), step)):
        if count >= _MOST_STRIPS:
            return
        end = min(long, at + size)
        if height >= width:
            yield 0, at, image.crop((0, at, width, end))
        else:
            yield at, 0, image.crop((at, 0, end, height))


def _clear(pieces: Sequence[Piece]) -> list[Piece]:
    return [one for one in pieces if one.score >= _READ]


def _letters(pieces: Sequence[Piece]) -> int:
    return sum(len(one.text) for one in pieces)


def _is_line(one: Piece) -> bool:
    """Whether it holds several signs, whichever way it lies and whatever they are."""
    across = max(one.right - one.left, 1e-6)
    return len(one.text) >= 3 or max(across, one.height) > _LONG * min(across, one.height)


def _piece(box: Array, text: str, score: float) -> Piece:
    """A line as it was found: four corners, clockwise from its upper left."""
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    across = xs[1] - xs[0]
    slope = (ys[1] - ys[0]) / across if across > 8 else 0.0
    # Along the slant a line is as high as its left side, not as its whole box.
    high = min(max(ys) - min(ys), max(1.0, (ys[3] - ys[0] + ys[2] - ys[1]) / 2))
    middle = (max(ys) + min(ys)) / 2
    return Piece(
        text,
        min(xs),
        middle - high / 2 if abs(slope) < 0.7 else min(ys),
        max(xs),
        middle + high / 2 if abs(slope) < 0.7 else max(ys),
        round(float(score) * 1000),
        slope if abs(slope) < 0.7 else 0.0,
    )


def _quarter(one: Piece, width: int) -> Piece:
    """A piece on the picture turned by a quarter clockwise, whose new width is given."""
    return Piece(one.text, width - one.bottom, one.left, width - one.top, one.right, one.score)


def _known(one: Piece, found: Sequence[Piece]) -> bool:
    return any(_same_place(one, other) > 0.5 for other in found[-200:])


def _same_place(one: Piece, other: Piece) -> float:
    """How much of the smaller of two pieces the other covers."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(piece.right - piece.left) * piece.height for piece in (one, other)]
    return across * down / max(1e-6, min(areas))


def _red_bands(image: Image.Image) -> list[tuple[int, int]]:
    """From which row to which something red lies, such as a head or a square stamp."""
    small = image.convert("RGB")
    small.thumbnail((600, 600))
    mask = red(small)
    if mask.mean() < _RED_SHARE:
        return []
    rows = np.flatnonzero(mask.sum(axis=1) > 0.01 * mask.shape[1])
    return _bands(rows.tolist(), image.height, image.height / small.height)


def _bands(rows: Sequence[int], height: int, scale: float) -> list[tuple[int, int]]:
    margin = _BAND * height
    found: list[tuple[int, int]] = []
    for row in rows:
        top, bottom = max(0, round(row * scale - margin)), round((row + 1) * scale + margin)
        if found and top <= found[-1][1]:
            found[-1] = (found[-1][0], min(height, bottom))
        else:
            found.append((top, min(height, bottom)))
    return found


def _merged(found: list[Piece], under: list[Piece], top: int, bottom: int) -> list[Piece]:
    """What was read, with what the red hid: new lines, and fuller readings of those under it.

    A line that the band cuts is not taken from it.
    """
    result = list(found)
    for one in under:
        if (one.top < top + 2 and top > 0) or one.bottom > bottom - 2:
            continue
        same = [other for other in result if _same_place(one, other) > 0.4]
        letters = sum(len(other.text) for other in same)
        if not same:
            result.append(one)
        elif len(one.text) > letters or (
            len(one.text) == letters and one.score > max(other.score for other in same)
        ):
            result = [other for other in result if other not in same] + [one]
    return result
