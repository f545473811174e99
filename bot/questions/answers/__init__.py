"""What was answered inside a row, asked as a list: 信用村有文件没成效的乡镇, 双公示谁迟报了.

The scheme's own words are the vocabulary: a row is spoken of by its name, its clause, its questions
and the items of its checklist (``printed``). A sentence is cut into such words, what is said of
them, and small words (``cutting``); where nothing is left over and one row is meant, it is a
``Query`` (``reading``). Which units it holds for is ``bot.inquiry.of_answers``'.
"""

from bot.questions.answers.printed import Answer, AskedRow, Printed
from bot.questions.answers.reading import read

__all__ = ["Answer", "AskedRow", "Printed", "read"]
