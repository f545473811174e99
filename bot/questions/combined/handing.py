"""Words about what is handed in, papers and work reports: which are there, and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.questions.combined.draft import Draft, Effect, Unclear, one_of
from bot.questions.combined.query import ConditionKind
from bot.questions.combined.reading import Word
from bot.questions.sentence import KINDS


def kind_of(said: str) -> str:
    """How the ledger calls a kind of work report."""
    return KINDS.get(said, said)


def not_handed(draft: Draft, words: Sequence[Word]) -> None:
    """没交 is the form, 一项都没报 has nothing of it; 一篇都没报 is a report of an unknown kind."""
    counts = "".join(one.said for one in words if one.kind == "not")
    if any(sign in counts for sign in "篇份") or (
        any(sign in counts for sign in "次场张笔") and not draft.rows
    ):
        raise Unclear("of which row, or which kind of report")
    draft.test("idle" if _NO_ROW.search(counts) else "waiting")


_NO_ROW = re.compile(r"一(?:项|条|样|点|个字|个指标)(?:都|也)?")
"""一项都没报: who filled in ten of twelve has not handed in, and is none of them."""


def unclear(_: Draft, words: Sequence[Word]) -> None:
    """总结还没审: of a report nobody asks here whether it was looked at."""
    raise Unclear(words[0].said)


def report(kind: ConditionKind) -> Effect:
    """A condition about a kind of work report, or about any."""

    def effect(draft: Draft, words: Sequence[Word]) -> None:
        named = one_of(words, "kind")
        draft.test(kind, value=kind_of(named.said) if named else "")

    return effect


def no_papers(draft: Draft, words: Sequence[Word]) -> None:
    """没交材料 says that nothing was handed in; 没传佐证 that a row is not proved."""
    noun = one_of(words, "papers")
    vague = noun is not None and noun.said == "材料" and not one_of(words, "upload")
    draft.test("waiting" if vague and not draft.rows else "no_papers")


def has_papers(draft: Draft, words: Sequence[Word]) -> None:
    """交了材料 says that it was handed in; 传了佐证 that there are papers."""
    noun = one_of(words, "papers")
    vague = noun is not None and noun.said == "材料" and not one_of(words, "upload")
    if vague and not draft.rows and one_of(words, "whole") is None:
        draft.test("submitted")
        return
    draft.test("papers")


def both_missing(draft: Draft, words: Sequence[Word]) -> None:
    """总结和简报都没交的."""
    for one in words:
        if one.kind == "kind":
            draft.test("missing", value=kind_of(one.said))


def none_of_row(draft: Draft, words: Sequence[Word]) -> None:
    """四.1一次都没有."""
    draft.rows.append(words[0].value)
    draft.test("blank")


def row_unproved(draft: Draft, words: Sequence[Word]) -> None:
    """填了三.4但没传佐证."""
    draft.rows += [one.value for one in words if one.kind in ("row", "rowname")]
    draft.test("unproved")


def counts_papers(draft: Draft, _: Sequence[Word]) -> None:
    """一共传了多少材料."""
    draft.say("measure", "papers")
    draft.summed = True


def counts_reports(draft: Draft, words: Sequence[Word]) -> None:
    """一共报了多少篇简报."""
    named = one_of(words, "kind")
    draft.say("measure", "reports")
    draft.say("kind", kind_of(named.said) if named else "")
    draft.summed = True


def counts_cuts(draft: Draft, _: Sequence[Word]) -> None:
    """一共核减了多少."""
    draft.say("measure", "cut")
    draft.summed = True


def not_reviewed(draft: Draft, words: Sequence[Word]) -> None:
    """没审完 has something left, 一项都没审 and 还没开始审 have nothing decided at all."""
    denied = one_of(words, "not")
    none = denied is not None and _NONE_AT_ALL.search(denied.said)
    draft.test("untouched" if none or one_of(words, "begin") else "unreviewed")


def left_to_review(draft: Draft, words: Sequence[Word]) -> None:
    """没审完的还有多少项: the rows, of everybody; 没审完的有多少: the units."""
    whole = one_of(words, "whole")
    if whole is not None and whole.said.endswith("项"):
        draft.say("topic", "reviewers")
    else:
        not_reviewed(draft, words)


_NONE_AT_ALL = re.compile(r"一[项条个点件]|动|碰|开始")


def returned(draft: Draft, words: Sequence[Word]) -> None:
    """退回补上了 is mended, 退回没补 is not; 退回的补了没 asks how it stands."""
    mends, denied = one_of(words, "mend"), one_of(words, "not")
    draft.test("mended" if mends is not None and denied is None else "returned")


def due(draft: Draft, _: Sequence[Word]) -> None:
    """没补的最晚哪天得补: until when each row that was sent back has to be mended."""
    draft.say("measure", "due")
    if not any(one.kind == "returned" for clause in draft.clauses for one in clause.tests):
        draft.test("returned")
