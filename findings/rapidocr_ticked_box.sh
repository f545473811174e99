#!/bin/sh
# A form with four boxes before four words, two of them ticked by two strokes of a pen, drawn here and read by RapidOCR.
# Seen with rapidocr 3.10.0, onnxruntime 1.32.0 and PP-OCRv6 on 1 December 2026: before the two words that are NOT
# ticked stands □; before the two that are ticked stands nothing at all, and their lines have the higher scores. Whoever
# reads words alone, or takes □ for "chosen", reads the form as its opposite.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rapidocr==3.10.0 onnxruntime==1.32.0 opencv-python-headless==5.0.0.93 \
    pillow==12.3.0 pylopdf-fonts-zh-cn==0.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import sys

import numpy
import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont
from rapidocr import RapidOCR

FONT = ImageFont.truetype(str(pylopdf_fonts_zh_cn.serif_path()), 36)
FORM = ((True, "已建立信用领导小组"), (False, "未建立信用领导小组"), (True, "已报送"), (False, "未报送"))
image = Image.new("RGB", (1000, 500), "white")
pen = ImageDraw.Draw(image)
for at, (ticked, words) in enumerate(FORM):
    x, y = 80, 60 + at * 90
    pen.rectangle((x, y + 6, x + 34, y + 40), outline="black", width=3)
    if ticked:
        pen.line((x + 6, y + 22, x + 15, y + 34, x + 32, y + 4), fill="black", width=5)
    pen.text((x + 50, y), words, "black", FONT)
engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
found = engine(numpy.asarray(image)[:, :, ::-1])
right = len(found.txts) == len(FORM)
for (ticked, words), text, score in zip(FORM, found.txts, found.scores):
    print(f"{'ticked' if ticked else 'empty '}: {text!r} {score:.3f}")
    right = right and words in text and ("□" in text) == (not ticked)
sys.exit(0 if right else 1)
PY
