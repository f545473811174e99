#!/bin/sh
# Clean black print on white, drawn here, read by RapidOCR as it comes. Seen with rapidocr 3.10.0, onnxruntime 1.32.0
# and PP-OCRv6 on 28 November 2026, each with a score of at least 0.998:
#   a 9 alone in the cell of a table is read as 6; with Global.use_cls off as 9
#   定于二〇二六年十月在全县开展诚信教育活动 is read as 定于二二六年十月在全县开展诚信教育活动 (the 〇 is gone)
# A picture of a screen, 540 x 7000, is made to fit 2000 pixels first: 78 lines come back, none of them right, half
# of them with a score above 0.6; cut into pieces of 1200 all 78 are read rightly.
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

FONT = str(pylopdf_fonts_zh_cn.serif_path())


def drawn(size, words, lines=()):
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for line in lines:
        pen.line(line, "black", 2)
    for x, y, text, height in words:
        pen.text((x, y), text, "black", ImageFont.truetype(FONT, height))
    return image


def read(image, engine):
    found = engine(numpy.asarray(image)[:, :, ::-1])
    return list(zip(found.txts or (), found.scores or ()))


quiet = {"Global.log_level": "critical"}
usual, without = RapidOCR(params=quiet), RapidOCR(params=quiet | {"Global.use_cls": False})
cells = ["乡镇", "次数", "得分", "冢头", "9", "6", "龙山", "9", "9"]
words = [(80 + at % 3 * 206, 62 + at // 3 * 80, word, 32) for at, word in enumerate(cells)]
rules = [(40, 40 + at * 80, 660, 40 + at * 80) for at in range(5)]
rules += [(40 + at * 206, 40, 40 + at * 206, 360) for at in range(4)]
table = drawn((700, 420), words, rules)
print("cells:", cells)
seen, plain = read(table, usual), read(table, without)
print("with classifier:   ", seen)
print("without classifier:", [text for text, _ in plain])
nine = seen[4][0] == "6" and seen[4][1] > 0.99 and [text for text, _ in plain] == cells
sentence = "定于二〇二六年十月在全县开展诚信教育活动"
(said, score), *_ = read(drawn((1240, 300), [(60, 60, sentence, 32), (60, 150, "二〇二六年十月十五日", 32)]), without)
print(sentence, "->", said, score)
zero = said == sentence.replace("〇", "") and score > 0.99
truth = [f"第{at + 1:03}条 县教育局诚信活动记录" for at in range(78)]
screen = drawn((540, 7000), [(40, 30 + at * 88, text, 26) for at, text in enumerate(truth)])
whole = read(screen, without)
right = {text.replace(" ", "") for text in truth}
hits = sum(text.replace(" ", "") in right for text, _ in whole)
sure = sum(score > 0.6 for _, score in whole)
print("long screen at once:", len(whole), "lines,", hits, "right,", sure, "above 0.6, such as", whole[0])
pieces = [screen.crop((0, at, 540, at + 1232)) for at in range(0, 7000, 1232)]
cut = sum(text.replace(" ", "") in right for piece in pieces for text, _ in read(piece, without))
print("cut into pieces:", cut, "right")
sys.exit(0 if nine and zero and hits == 0 and sure * 2 > len(whole) and cut == 78 else 1)
PY
