"""How words go together: each rule a row of kinds, and what it says of the question.

A rule is tried at every place of the row of words; the longest that fits is taken, and every word
must be taken by one. ``x?`` may be missing, ``x|y`` is either, ``x*`` any number. What a rule says
is put into a ``Draft``; saying two things that exclude each other ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.questions.combined import handing, marks, order, whom
from bot.questions.combined.draft import Draft, Effect, Unclear, nothing, says, tests
from bot.questions.combined.reading import Word


@dataclass(frozen=True)
class Rule:
    """A row of kinds and what it says."""

    pattern: re.Pattern[str]
    effect: Effect
    begins: frozenset[str]
    """The kinds of word its row may begin with."""


def _begins(parts: Sequence[str]) -> frozenset[str]:
    """The kinds up to the first that may not be missing."""
    found: set[str] = set()
    for part in parts:
        found |= set(part.rstrip("?*").split("|"))
        if part[-1] not in "?*":
            break
    return frozenset(found)


def _rule(kinds: str, effect: Effect) -> list[Rule]:
    """A rule for each wording; wordings are apart by commas."""
    found = []
    for wording in kinds.split(","):
        parts = []
        for part in wording.split():
            mark = part[-1] if part[-1] in "?*" else ""
            names = "|".join(f"{name} " for name in part.rstrip("?*").split("|"))
            parts.append(f"(?:{names}){mark}")
        found.append(Rule(re.compile("".join(parts)), effect, _begins(wording.split())))
    return found


RULES: Final[tuple[Rule, ...]] = tuple(
    rule
    for kinds, effect in (
        # what has been handed in
        (
            (
                "not hand|handed,unhanded,hand not not,lacks,lacks not hand|handed,others_,"
                "others_ not hand|handed,handed|hand lacks"
            ),
            handing.not_handed,
        ),
        (
            (
                "except unit|group except_end? and? rest|others_?,"
                "except unit join? unit except_end? and? rest|others_?,"
                "except unit join? unit join? unit except_end? and? rest|others_?,"
                "except unit|group except_end? and? rest|others_? and?,"
                "and? unit|group except_end and? rest?,and? unit except"
            ),
            whom.left_out,
        ),
        ("except gradename except_end? and? rest?", marks.not_of_grade),
        ("rest", nothing),
        # what is one of several, or was never
        ("class,class join? class,class join? class join? class", whom.class_),
        ("byclass", whom.by("class")),
        ("bysection", whom.by("section")),
        ("median total? howmuch|whole?", says(averaged=True, by="median")),
        (
            (
                "whichrow? rate howmuch|whole?,whichrow? rate most|least whichrow?,"
                "whichrow rate descend|ascend"
            ),
            whom.rates,
        ),
        ("never hand|handed,never fill", marks.never("waiting")),
        ("never begin", marks.never("idle")),
        ("never hand|upload kind,kind never hand|upload", marks.never("missing")),
        ("never upload|hand papers,papers never upload|hand", marks.never("no_papers")),
        ("never get? gradename", marks.never("grade", denied=True)),
        ("never get? full", marks.never("full", denied=True)),
        ("never entered|get? firstn", marks.never("top", denied=True)),
        ("never get? top", marks.never("top", denied=True)),
        ("never returned|returned_ever", marks.never("returned", denied=True)),
        ("rank unmoved", marks.moved("rank_still")),
        ("total unmoved", marks.moved("still")),
        (
            (
                "near gradename near|lacks? total|whole|minus,gradename near|lacks total|whole,"
                "gradename minus,near gradename howmuch|whole"
            ),
            marks.gap,
        ),
        ("unit join top minus|differ,unit versus top minus", marks.behind_the_first),
        (
            (
                "quarter versus quarter average total? minus|gained|up,"
                "average total? quarter versus quarter minus|gained|up"
            ),
            marks.means_beside,
        ),
        (
            (
                "average total? join|versus quarter minus|gained,"
                "join|versus quarter versus average total? minus|gained"
            ),
            marks.so_far,
        ),
        ("not? doubts papers?,papers not? doubts,doubtkind papers?", marks.doubtful),
        (
            (
                "doubts papers? most,papers? doubts most,doubts papers? descend,"
                "doubts papers? howmuch|whole|items"
            ),
            order.doubts,
        ),
        (
            (
                "days? notices people? not? seen people? not?,people? not? seen days? notices,"
                "not seen days? notices people?,seen not notices,days? notices seen not,"
                "people seen days? notices"
            ),
            whom.notices,
        ),
        (
            "people able review,able review people?,reviewers people,people reviewers",
            says(topic="staff"),
        ),
        (
            (
                "gradename versus quarter moreorless,versus quarter gradename moreorless,"
                "join|versus quarter versus gradename moreorless"
            ),
            marks.grades_beside,
        ),
        ("gradename get whole|howmuch", marks.threshold),
        ("person review whole|items|howmuch?", whom.person("reviewers")),
        (
            (
                "group average total? minus group average total?,"
                "group versus group average total? minus,class versus class average total? minus"
            ),
            whom.side_by_side,
        ),
        ("graderate howmuch?|whole?", says(topic="grades")),
        ("fill row|rowname and? not upload|hand? papers", handing.row_unproved),
        ("not lost", tests("full")),
        ("liaison xlsx send?,xlsx liaison", says(measure="contact", form="xlsx")),
        ("just hand|handed,just", order.just),
        ("when", order.also_when),
        ("running rear|head", order.running_end),
        ("nil", tests("blank")),
        ("gained", marks.moved("up")),
        ("lost_by", marks.moved("down")),
        ("notice not?,notice hand? not", says(topic="objections")),
        ("outcome? publish not?", says(topic="release")),
        ("review whole and? lacks? whole,review whole lacks whole", says(topic="reviewers")),
        ("liaison name and|join? phone", whom.person("contact")),
        ("drag,fill drag", tests("waiting")),
        ("fill whole_form and? not hand|handed", tests("ready")),
        ("fill whole,fill items", says(summed=True)),
        ("highish", order.by_score(descending=True)),
        ("lowish", order.by_score(descending=False)),
        (
            (
                "kind|papers? above|below amount,kind|papers? amount upward|downward,"
                "hand|upload? above|below amount kind|papers,"
                "hand|upload? amount upward|downward kind|papers"
            ),
            marks.counts,
        ),
        (
            "hand|handed? late? hand|handed? overdue,late hand? and? overdue,late late? overdue",
            order.overdue,
        ),
        (
            "quarter? get? entered firstn|gradename,entered get? firstn|gradename",
            marks.crossed("entered"),
        ),
        (
            (
                "left firstn|gradename,quarter firstn|gradename and? left,"
                "firstn|gradename left,quarter? firstn|gradename and? quarter left"
            ),
            marks.crossed("left"),
        ),
        ("whylow", says(topic="why")),
        ("whyhigh", says(topic="whyhigh")),
        ("row|rowname gotten", marks.gotten),
        ("row|rowname noneatall", handing.none_of_row),
        ("kind noneatall,noneatall kind", handing.report("missing")),
        (
            "lost above|below points|figure,lost points|figure upward|downward",
            marks.lost_points,
        ),
        ("lost items,lost figures,lost items figures", handing.unclear),
        ("times|figures|items firstn,times|figures|items lastn", order.row_end),
        ("times|figures|items descend,times|figures|items ascend", order.row_listed),
        ("lowplace", order.ranking(descending=False)),
        ("highplace", order.ranking(descending=True)),
        ("scoretable", says(measure="total", form="xlsx")),
        ("cut above|below points|figure,cut points|figure upward|downward", handing.unclear),
        ("only amount kind|papers,only kind|papers amount", marks.counts),
        (
            (
                "not hand|upload? kind join kind,kind join kind not hand|upload?,"
                "lacks kind join kind,unhanded kind join kind"
            ),
            handing.both_missing,
        ),
        ("versus average total? down,average total? versus? down", marks.beside_mean),
        ("versus average total? up", marks.beside_mean),
        ("papers not whole_form,papers whole_form not", tests("unproved")),
        ("row|rowname fullmark", whom.criteria),
        ("upload|hand? kind hand? figures order|rank", order.ranked("reports")),
        ("handrate,hand|handed handrate,hand|handed? whole handrate", says(topic="progress")),
        ("gradeword", says(measure="grade")),
        ("overall? better", order.better),
        ("times|figures|items most,times|figures|items doing? most", order.ordered("", most=True)),
        ("times|figures|items least", order.ordered("", most=False)),
        ("returned and? mend not?,returned_ever and? not mend|hand", tests("returned")),
        ("hand|handed|fill figures? most", order.by_row(most=True)),
        ("hand|handed|fill figures? least", order.by_row(most=False)),
        (
            "received whole? appealed,appealed received? whole,received? howmany appealed",
            tests("appealed"),
        ),
        ("pending most?,pending whole|items", says(topic="reviewers")),
        ("hand share,share hand,hand whole share", says(topic="progress")),
        ("kind whole_form not?,kind hand? whole_form not?", handing.report("missing")),
        ("not above gradename gradeword?", marks.grade),
        ("liaison sounded,liaison order? sounded order?", says(measure="contact", sounded=True)),
        ("full whole,full howmuch,fullmark", says(topic="threshold")),
        ("order when order?,order hand|handed when order?", order.by("at")),
        ("order total order?", order.by("total")),
        ("order rank order?", order.by("rank")),
        ("order done order?", order.by("done")),
        ("row|rowname whatpapers", whom.criteria),
        ("late only_then hand,late hand only_then hand", tests("handed_late")),
        ("only_then", nothing),
        ("nth,nthrange,nth_after,last_nth", marks.nth),
        ("tied", tests("tied")),
        ("above average total?,average total? upward", marks.beside_mean),
        ("below average total?,average total? downward", marks.beside_mean),
        ("spread differ? total?", says(topic="spread")),
        ("join|versus quarter versus_up", marks.higher("up")),
        ("join|versus quarter versus_down", marks.higher("down")),
        ("days? days until days", whom.from_to),
        ("days daypart,daypart", whom.part_of_day),
        ("order? sounded order?", says(sounded=True)),
        ("digits phone?", whom.by_phone),
        ("unmanned", tests("unbound")),
        ("fill figures? and? not papers,only fill figures? and? not papers", tests("unproved")),
        ("join papers same,papers join same", says(topic="alike")),
        ("lacks whole|items not review whole_form?", says(topic="reviewers")),
        ("appealed not", tests("appealed")),
        ("vetoed not", tests("vetoed")),
        ("kind not review whole_form?,kind review not?,not review kind", handing.unclear),
        ("lacks kind,kind lacks,lacks not hand kind,kind none_", handing.report("missing")),
        ("lacks not review|hand papers,papers none_", handing.no_papers),
        ("lacks not review whole_form?", tests("unreviewed")),
        ("hand,handed,hand not hand?,handed not,not hand not", tests("submitted")),
        (
            "not hand|upload|received? kind,kind not hand|upload?,unhanded kind,kind unhanded",
            handing.report("missing"),
        ),
        ("hand|handed|upload|received kind,kind hand|handed", handing.report("sent")),
        (
            (
                "kind hand|upload? late,late only_then? hand? kind,kind late only_then? hand,"
                "kind not ontime hand"
            ),
            handing.report("sent_late"),
        ),
        ("not upload|hand papers,not papers,papers not upload|hand", handing.no_papers),
        ("upload|hand|handed papers,papers upload|hand|handed", handing.has_papers),
        ("only fill|hand figures? and? not upload|hand papers?", tests("unproved")),
        ("fill figures? and? not upload|hand papers,only fill|hand figures", tests("unproved")),
        ("not fill whole_form,filling,not fill hand", tests("filling")),
        ("not begin,not fill,begin not", tests("idle")),
        ("blank,none_", tests("blank")),
        ("liaison? phone? book,liaison phone", whom.person("contact")),
        ("not bind,not liaison bind?,liaison not bind", tests("unbound")),
        ("late hand?,late not hand?", tests("late")),
        ("returned and? not mend|hand,returned not,not mend,returned,mend", tests("returned")),
        ("extended", tests("extended")),
        ("not review,not review whole_form", tests("unreviewed")),
        ("review not?,review whole_form not?", tests("reviewed")),
        ("hand|review? early hand?,early", order.handed_end(first=True)),
        ("hand lately,lately hand?", order.handed_end(first=False)),
        ("when hand|handed,hand|handed when", order.when_handed),
        # points, grades, places
        ("not? get? gradename gradeword? upward|downward?", marks.grade),
        (
            (
                "get? gradename join|and? gradename gradeword?,"
                "get? gradename join|and? gradename join|and? gradename gradeword?"
            ),
            marks.grades,
        ),
        ("below|above points|figure,until? points|figure upward|downward|within", marks.points),
        ("not get|above points", marks.not_up_to),
        (
            (
                "points|figure until points|figure until?,"
                "until points|figure until points|figure until?"
            ),
            marks.points,
        ),
        ("points", marks.points),
        (
            (
                "near below? points|figure within? gradename,"
                "near gradename near? below? points|figure within?"
            ),
            marks.near,
        ),
        ("gradename near below? points|figure within?", marks.near),
        ("almost gradename,gradename almost", marks.almost),
        ("not? get? full", marks.full),
        ("not? get? zero,not get? total", marks.zero),
        ("total", marks.measured("total")),
        ("total? course", marks.course),
        ("total rank,rank", says(measure="rank")),
        ("lost", marks.measured("lost")),
        ("done", says(measure="done")),
        ("get", nothing),
        ("get whole|howmuch", says(measure="total")),
        ("rear", order.ordered("rank", most=False)),
        ("head", order.ordered("rank", most=True)),
        ("first_", order.ordered("total", most=True)),
        ("worst_", order.ordered("total", most=False)),
        ("upload|hand? kind figures? order|rank", order.ranked("reports")),
        ("upload|hand? papers figures? order|rank", order.ranked("papers")),
        ("most,doing most", order.ordered("", most=True)),
        ("least,doing least", order.ordered("", most=False)),
        ("total most", order.ordered("total", most=True)),
        ("total least", order.ordered("total", most=False)),
        ("lost most", order.ordered("lost", most=True)),
        ("lost least", order.ordered("lost", most=False)),
        ("rank most", order.ordered("rank", most=True)),
        ("rank least", order.ordered("rank", most=False)),
        ("done most", order.ordered("done", most=True)),
        ("done least", order.ordered("done", most=False)),
        ("cut most", order.ordered("cut", most=True)),
        ("returned most", order.ordered("returned", most=True)),
        ("upload|hand? papers upload|hand? most,upload most", order.ordered("papers", most=True)),
        (
            "upload|hand? papers upload|hand? least,upload least",
            order.ordered("papers", most=False),
        ),
        ("upload|hand? kind upload|hand? most", order.ordered("reports", most=True)),
        ("upload|hand? kind upload|hand? least", order.ordered("reports", most=False)),
        ("descend", order.listed(descending=True)),
        ("ascend", order.listed(descending=False)),
        ("order", nothing),
        ("rank? firstn,rank? lastn", order.end),
        ("some", order.some),
        ("get|rank? top", tests("top")),
        ("rank? bottom", tests("bottom")),
        ("running", order.running),
        ("vetoed", tests("vetoed")),
        ("cut", tests("cut")),
        ("cut total|whole|items", handing.counts_cuts),
        # compared with another time
        ("join|versus quarter versus,versus quarter", marks.versus),
        ("join|versus quarter versus how,versus quarter how", marks.so_far),
        ("total? up not?", marks.moved("up")),
        ("total? down not?", marks.moved("down")),
        ("rank up not?,rank? up places upward|downward?", marks.moved("rank_up")),
        ("rank down not?,rank? down places upward|downward?", marks.moved("rank_down")),
        ("total? up points upward|downward?", marks.moved("up")),
        ("total? down points upward|downward?", marks.moved("down")),
        ("total? up swing? most", marks.moved("up", most=True)),
        ("total? down swing? most", marks.moved("down", most=True)),
        ("rank up swing? most", marks.moved("rank_up", most=True)),
        ("rank down swing? most", marks.moved("rank_down", most=True)),
        (
            "overall? up orelse down,overall down orelse up",
            marks.up_or_down,
        ),
        ("average total?,average total? differ|minus,average get? total", says(averaged=True)),
        (
            "average total? most,average total? least,group average join group average",
            says(averaged=True),
        ),
        ("average total? up|down orelse? down|up? whole?", says(averaged=True, compared=True)),
        # sums
        (
            "received? hand|upload? whole papers,whole received papers,papers received? whole",
            handing.counts_papers,
        ),
        ("received? hand|upload? whole kind,kind received? whole", handing.counts_reports),
        ("whole items?,whole whole,items,whole total", says(summed=True)),
        # who and when
        ("unit,unit join unit,unit join unit join unit,unit unit,unit unit unit", whom.unit),
        ("group,group join group,some group", whom.group_n),
        ("row,rowname,row|rowname join row|rowname", whom.row),
        ("quarter", whom.quarter),
        ("span", whom.span),
        ("months", whom.months),
        ("recent", whom.recent),
        ("days", whom.days),
        # single facts
        (
            (
                "liaison name? phone? howmuch|whole?,liaison name? phone howmuch|whole,"
                "phone howmuch?,whoisit,liaison phone when?"
            ),
            whom.person("contact"),
        ),
        ("person liaison? phone howmuch|whole?", whom.person("contact")),
        ("person duty,duty person", whom.person("duty")),
        ("person days? did,days person did", whom.person("did")),
        ("stage", says(topic="stage")),
        (
            (
                "when publish total|rank|outcome?,total|rank|outcome? when publish,publish when,"
                "total|rank|outcome publish when"
            ),
            says(topic="release"),
        ),
        (
            "notice remain end?,notice until? when end?,notice end when,notice until",
            says(topic="objections"),
        ),
        (
            (
                "gradename gradeword? need|get? total need|get?,"
                "get? total need|get* gradename gradeword?"
            ),
            marks.threshold,
        ),
        (
            (
                "gradename gradeword? line howmuch|total?,line howmuch|total?,"
                "gradename gradeword? need total upward"
            ),
            marks.threshold,
        ),
        ("row|rowname criteria howmuch?,criteria row|rowname", whom.criteria),
        ("vetoed cases,cases will? vetoed,cases will need? vetoed", says(topic="vetoes")),
        (
            (
                "review done how?,reviewers done?,review slow|least|most,"
                "each reviewers? review whole|items?"
            ),
            says(topic="reviewers"),
        ),
        (
            ("items|whole not review whole_form?,review whole|items,reviewers review whole|items?"),
            says(topic="reviewers"),
        ),
        ("corrected times?,times corrected,corrected whole", says(topic="corrections")),
        (
            "papers join others same,same papers,papers same,papers others same",
            says(topic="alike"),
        ),
        (
            "appealed and? handled?,hand appealed and? handled?,not? hand appealed",
            tests("appealed"),
        ),
        ("appealed succeed", tests("won")),
        ("appealed not succeed,appealed fail", tests("refused")),
        # as what
        ("upload? xlsx send?,send xlsx", says(form="xlsx")),
        ("picture send?,send picture", says(form="picture")),
        ("send,how", nothing),
        ("and", nothing),
    )
    for rule in _rule(kinds, effect)
)


def _by_beginning() -> dict[str, list[Rule]]:
    """The rules by the word they begin with, in their order: few of all are tried at a place."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for kind in rule.begins:
            found.setdefault(kind, []).append(rule)
    return found


_BY_BEGINNING: Final = _by_beginning()


def understand(words: Sequence[Word]) -> Draft | None:
    """What a row of words says; None where a word is taken by no rule."""
    row = "".join(f"{one.kind} " for one in words)
    starts = [0]
    for one in words:
        starts.append(starts[-1] + len(one.kind) + 1)
    draft, place = Draft(), 0
    while place < len(words):
        matches = [
            (match.end(), rule)
            for rule in _BY_BEGINNING.get(words[place].kind, ())
            if (match := rule.pattern.match(row, starts[place])) and match.end() > starts[place]
        ]
        if not matches:
            return None
        end, rule = max(matches, key=lambda found: found[0])
        after = starts.index(end)
        try:
            rule.effect(draft, words[place:after])
        except Unclear:
            return None
        place = after
    return replace(draft)
