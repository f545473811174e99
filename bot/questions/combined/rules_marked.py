"""What words about points, places, times and single facts say together.

Rows of the table of ``rules``, which says how they are written.
"""

from __future__ import annotations

from typing import Final

from bot.questions.combined import columns, handing, marks, order, whom
from bot.questions.combined.columns import COLUMN
from bot.questions.combined.draft import Effect, nothing, says, tests

MARKED: Final[tuple[tuple[str, Effect], ...]] = (
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
        ("points|figure until points|figure until?,until points|figure until points|figure until?"),
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
        "group average join group average",
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
    ("quarter join quarter,quarter join quarter join quarter", whom.two_quarters),
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
    ("person days? did,days person did", whom.did),
    (
        (
            "person days? cut|returned cut|returned? whole|items? and? rowwise?,"
            "person cut join returned and? rowwise?,days person cut|returned"
        ),
        whom.person("cuts"),
    ),
    ("days cut|returned whole|items?,cut|returned days whole|items?", whom.lowered_on),
    (
        (
            "total|rank|lost|done join total|rank|lost|done|gradeword,"
            "total|rank join total|rank join gradeword,total rank,rank total,total rank gradeword"
        ),
        order.columns,
    ),
    (
        (
            f"with_ {COLUMN}|join|name|figures|hand*,quarter? total|rank|gradeword|phone with_,"
            "liaison phone|name with_,"
            "total|rank|gradeword|phone|quarter total|rank|gradeword|phone|liaison|quarter|join*"
            " with_,"
            "join phone|liaison phone?"
        ),
        columns.with_columns,
    ),
    ("split_", says(split=True)),
    ("bare_", says(bare=True)),
    ("beside_", nothing),
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
"""Rows of kinds of words, and what each says."""
