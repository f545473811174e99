"""What words about handing in say together: who has, who has not, what came of it, who is meant.

Rows of the table of ``rules``, which says how they are written.
"""

from __future__ import annotations

from typing import Final

from bot.questions.combined import counting, handing, marks, order, whom
from bot.questions.combined.draft import Effect, nothing, says, tests

HANDED: Final[tuple[tuple[str, Effect], ...]] = (
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
    ("rest", whom.the_rest),
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
    ("never bottom", marks.never("bottom", denied=True)),
    ("never down", marks.never("down", denied=True)),
    ("never late hand?", marks.never("handed_late", denied=True)),
    ("never get? top", marks.never("top", denied=True)),
    ("never returned|returned_ever", marks.never("returned", denied=True)),
    ("rank unmoved", marks.moved("rank_still")),
    ("total unmoved", marks.moved("still")),
    ("gradeword unmoved", marks.moved("grade_still")),
    (
        (
            "near gradename near|lacks? total|whole|minus,gradename near|lacks total|whole,"
            "gradename minus,near gradename howmuch|whole"
        ),
        marks.gap,
    ),
    (
        "unit quarter? join|versus|near top minus|differ|differs",
        counting.rows_behind_the_first,
    ),
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
    (
        (
            "person days? review whole|items|howmuch?,days person review whole|items|howmuch?,"
            "person review days whole|items|howmuch?"
        ),
        whom.person("reviewers"),
    ),
    ("days did", whom.reviewed_in),
    ("join|versus quarter tied,quarter join|versus quarter tied", counting.same_points),
    (
        (
            "whichrow not? get? points|zero|full|blank most,"
            "not? get? points|zero|full|blank most whichrow"
        ),
        counting.rows_most,
    ),
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
            "firstn|gradename left,quarter? firstn|gradename and? quarter left firstn|gradename?"
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
    ("returned and? mend not?,returned_ever and? not mend|hand,mend", handing.returned),
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
    (
        ("nth|top|bottom|last_nth join|versus|until? nth|top|bottom|last_nth minus|differ total?"),
        marks.places_apart,
    ),
    ("hand|handed|fill? get? figures? versus|join quarter moreofit", marks.more_of_it("up")),
    ("hand|handed|fill? get? figures? versus|join quarter lessofit", marks.more_of_it("down")),
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
    ("not review whole_form? and? whole", handing.left_to_review),
    ("appealed not", tests("appealed")),
    ("vetoed not", tests("vetoed")),
    ("kind not review whole_form?,kind review not?,not review kind", handing.unclear),
    ("lacks kind,kind lacks,lacks not hand kind,kind none_", handing.report("missing")),
    ("lacks not review|hand papers,papers none_", handing.no_papers),
    ("lacks not review whole_form?", handing.not_reviewed),
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
    ("fill whole_form? and? not upload papers", tests("unproved")),
    ("not fill whole_form,filling,not fill hand", tests("filling")),
    ("not begin,not fill,begin not", tests("idle")),
    ("blank,none_", tests("blank")),
    ("liaison? phone? book,liaison phone", whom.person("contact")),
    ("not bind,not liaison bind?,liaison not bind", tests("unbound")),
    ("late hand?,late not hand?", tests("late")),
    ("returned and? not mend|hand,returned not,not mend,returned", tests("returned")),
    ("extended", tests("extended")),
    ("not review begin?,not review whole_form,not begin review", handing.not_reviewed),
    ("halfreviewed not? review? whole_form?", tests("underway")),
    ("mendlate,returned mendlate", tests("mend_late")),
    ("returned? whenmended", tests("mended")),
    ("duewhen,returned duewhen,not mend duewhen", handing.due),
    ("review not?,review whole_form not?", tests("reviewed")),
    ("hand|review? early hand?,early", order.handed_end(first=True)),
    ("hand lately,lately hand?", order.handed_end(first=False)),
    ("when hand|handed,hand|handed when", order.when_handed),
)
"""Rows of kinds of words, and what each says."""
