"""A short run with something of everything, and documents drawn at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from engine.conversation import Said, Standing, Turn
from engine.verdict import Evidence, Judgement, Kind, Verdict
from store.export.document import Question, Reading, Recorded, RunDocument
from store.records import KeptTurn, Reflection, Remark, RunRecord, WholeRun
from store.review import AgreedAction, Comment, Override, Review, Signature
from store.review_rules import JUDGEMENTS
from store.text import storable
from tests.store.turns import make_turn

RUN = "0123456789abcdef0123456789abcdef"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REPLY = "Tell me about it. *No* <rush> – żółć,\n\n# ja słucham | 1. 🧸"
WORDS_OF_LEARNER = (REPLY, "Next I find Mrs Hale.", "I asked twice.", "It was an open question.", "That he went quiet.")


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def make_whole() -> WholeRun:
    first = make_turn(1, reply=REPLY)
    second = make_turn(2, reply="Next I find Mrs Hale.", repairs=True).model_copy(update={"node": "weekend"})
    record = RunRecord(
        RUN, "ada", "the-last-coat", 2, "head-1", "quiet", NOON, at(125.5), "told-in-time", turns=2
    )  # fmt: skip
    return WholeRun(
        record=record,
        turns=(KeptTurn(first, at(61.25), "head-1"), KeptTurn(second, at(125), "head-1")),
        reflections=(
            Reflection("own-words", "I asked twice.", at(200), at(230)),
            Reflection("supervision/1", "That he went quiet.", at(240), at(240)),
        ),
        remarks=(
            Remark(1, "open-invitation", "disagreement", None, "It was an open question.", at(300)),
            Remark(1, "presses-for-answer", "unsure", False, "", at(310)),
        ),
    )


def make_review() -> Review:
    """What a supervisor and the learner said about `make_whole`, each time later than the last."""
    return Review(
        comments=(
            Comment("c" * 32, RUN, "bea", "You waited for him.", at(400), turn=1, start=0, end=7),
            Comment("d" * 32, RUN, "bea", "Calm all through. 🧸", at(410)),
        ),
        overrides=(
            Override(RUN, 1, "open-invitation", "bea", "partial", "It closed again at the end.", at(420)),
            Override(RUN, 1, "presses-for-answer", "bea", "present", "", at(430)),
        ),
        actions=(
            AgreedAction("e" * 32, RUN, "bea", "Practise pauses", at(440), date(2026, 4, 1), at(900)),
            AgreedAction("f" * 32, RUN, "ada", "Read the policy", at(450)),
        ),
        signatures=(
            Signature(RUN, "bea", "supervisor", "Bea Żak", at(460)),
            Signature(RUN, "ada", "learner", "Ada", at(470)),
        ),
    )


def reviewed() -> RunDocument:
    return make_document(whole=replace(make_whole(), review=make_review()), people={"bea": "Bea Żak"})


def make_document(**changes: object) -> RunDocument:
    read = {"title": "Open invitation", "standing": "did", "sign": "✓", "word": "You did"}
    asked = {"title": "Presses for an answer", "standing": "not-sure", "sign": "?", "word": "Not sure"}
    document = RunDocument(
        whole=make_whole(),
        title="The last coat",
        role="Teaching assistant",
        ending="Told in time",
        happened=("Mrs Hale came before the yard was empty.",),
        names={"kit": "Kit"},
        moments={"cloakroom": "Under the coat", "weekend": "The weekend"},
        readings=(
            Reading(turn=1, point="open-invitation", quote="Tell me", says="You left the words to Kit.", **read),
            Reading(turn=1, point="presses-for-answer", says="Did you mean to press?", **asked),
            Reading(turn=2, point="plain", title="Plain words", standing="not-yet", sign="○", word="Not yet"),
            Reading(turn=2, point="calm", title="Calm voice", standing="not-yet", sign="○", word="Not yet"),
        ),
        reflection=(Question(key="own-words", text="In the learner's own words"),),
        supervision=(
            Question(key="supervision/1", text="What did you notice?"),
            Question(key="supervision/2", text="What did you leave unasked?"),
        ),
    )
    return document.model_copy(update=changes)


def dictated() -> RunDocument:
    """A run in which a record was dictated: one decision whole, one missing, one that was never agreed."""
    return make_document(
        recorded=(
            Recorded(
                decision="Hazel books the clinic.",
                agreed=True,
                marks=("✓ In the record", "✓ Says who", "○ No date"),
                said=("Hazel, the clinic.", "*She* | rings."),
            ),
            Recorded(decision="The school writes it down.", agreed=True, marks=("○ Not in the record",)),
            Recorded(
                decision="A joint enquiry begins.",
                agreed=False,
                marks=("! Recorded, though it was not agreed",),
                said=("Colin starts it.",),
            ),
        )
    )


def unfinished() -> RunDocument:
    whole = make_whole()
    record = replace(whole.record, ended_at=None, ending=None)
    return make_document(whole=replace(whole, record=record), ending="", happened=())


def without_turns() -> RunDocument:
    record = replace(make_whole().record, ended_at=None, ending=None, turns=0)
    return RunDocument(whole=WholeRun(record), title="The last coat")


def branched() -> RunDocument:
    """A run begun an hour later that tried turn 2 again: turn 1 is a copy, older than the run."""
    whole = make_whole()
    later = replace(whole.record, started_at=at(3600), ended_at=at(3700.5), branched_from="f" * 32, branched_at=2)
    turns = (whole.turns[0], replace(whole.turns[1], taken_at=at(3700)))
    return make_document(whole=replace(whole, record=later, turns=turns))


texts = st.text(max_size=60).map(storable)
words = texts.filter(lambda text: bool(text.strip()))
slugs = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=zones)
numbers = st.integers(-1000, 1000)


@st.composite
def verdicts(draw: st.DrawFn) -> tuple[Verdict, ...]:
    evidence = st.builds(Evidence, text=texts, start=st.integers(0, 99), end=st.integers(0, 99))
    one = st.builds(
        Verdict,
        point=slugs,
        kind=st.sampled_from(Kind),
        verdict=st.sampled_from(Judgement),
        probability=st.floats(0, 1),
        evidence=st.none() | evidence,
        nearest_exemplar=st.none() | texts,
        nearest_counter_exemplar=st.none() | texts,
        because=st.none() | texts,
    )
    return tuple(draw(st.lists(one, max_size=3, unique_by=lambda verdict: verdict.point)))


@st.composite
def turns(draw: st.DrawFn, number: int) -> Turn:
    said = st.lists(st.builds(Said, who=slugs, text=texts), max_size=2).map(tuple)
    after = st.builds(
        Standing,
        node=slugs,
        variables=st.dictionaries(slugs, numbers, max_size=2),
        flags=st.lists(slugs, max_size=2).map(tuple),
        visits=st.dictionaries(slugs, numbers, max_size=2),
    )
    return Turn(
        number=number,
        node=draw(slugs),
        said=draw(said),
        reply=draw(texts),
        verdicts=draw(verdicts()),
        route=draw(slugs),
        repairs=draw(st.booleans()),
        answer=draw(said),
        after=draw(after),
    )


@st.composite
def reviews(draw: st.DrawFn, run_id: str, taken: list[Turn]) -> Review:
    """A review that fits its turns: comments on the run, on turns and on words, overrides of verdicts there are."""
    ids = st.uuids().map(lambda drawn: drawn.hex)
    comments = st.builds(Comment, ids, st.just(run_id), texts, words, moments)
    actions = st.builds(
        AgreedAction, ids, st.just(run_id), texts, words, moments, st.none() | st.dates(), st.none() | moments
    )
    signatures = st.builds(
        Signature, st.just(run_id), texts, st.sampled_from(("learner", "supervisor")), words, moments
    )
    unplaced = draw(st.lists(comments, max_size=3, unique_by=lambda comment: comment.id))
    overrides = [
        Override(
            run_id, turn.number, verdict.point, author, draw(st.sampled_from(said)).value, draw(words), draw(moments)
        )
        for turn in taken
        for verdict in turn.verdicts
        for author in draw(st.sets(slugs, max_size=2))
        for said in [JUDGEMENTS[verdict.kind]]
    ]
    return Review(
        tuple(draw(placed(comment, taken)) for comment in unplaced),
        tuple(overrides),
        tuple(draw(st.lists(actions, max_size=2, unique_by=lambda action: action.id))),
        tuple(draw(st.lists(signatures, max_size=2, unique_by=lambda s: (s.person, s.part)))),
    )


@st.composite
def placed(draw: st.DrawFn, comment: Comment, taken: list[Turn]) -> Comment:
    turn = draw(st.sampled_from([None, *taken]))
    if turn is None:
        return comment
    if not turn.reply or draw(st.booleans()):
        return replace(comment, turn=turn.number)
    start = draw(st.integers(0, len(turn.reply) - 1))
    return replace(comment, turn=turn.number, start=start, end=draw(st.integers(start + 1, len(turn.reply))))


@st.composite
def wholes(draw: st.DrawFn) -> WholeRun:
    count = draw(st.integers(0, 3))
    taken = tuple(KeptTurn(draw(turns(number)), draw(moments), draw(texts)) for number in range(1, count + 1))
    judged = sorted({(kept.turn.number, verdict.point) for kept in taken for verdict in kept.turn.verdicts})
    remarks = (
        Remark(turn, point, kind, draw(st.none() | st.booleans()), draw(texts), draw(moments))
        for turn, point in judged
        for kind in draw(st.sets(st.sampled_from(("unsure", "disagreement"))))
    )
    record = RunRecord(
        id=draw(st.uuids()).hex,
        owner=draw(texts),
        scenario=draw(slugs),
        scenario_version=draw(st.integers(1, 99)),
        scorer_version=draw(texts),
        mode=draw(st.sampled_from(("coach", "quiet"))),
        started_at=draw(moments),
        ended_at=draw(st.none() | moments),
        ending=draw(st.none() | slugs),
        turns=count,
        branched_from=draw(st.none() | slugs),
        branched_at=draw(st.none() | st.integers(1, 9)),
        discarded=draw(st.booleans()),
    )
    keys = draw(st.lists(slugs, max_size=2, unique=True))
    reflections = tuple(Reflection(key, draw(texts), draw(moments), draw(moments)) for key in keys)
    return WholeRun(record, taken, reflections, tuple(remarks), draw(reviews(record.id, [kept.turn for kept in taken])))


@st.composite
def documents(draw: st.DrawFn) -> RunDocument:
    reading = st.builds(
        Reading,
        turn=st.integers(1, 3),
        point=slugs,
        title=texts,
        standing=st.sampled_from(("watch-out", "did", "partly", "not-sure", "not-yet", "clear")),
        sign=texts,
        word=texts,
        says=texts,
        quote=texts,
    )
    questions = st.lists(st.builds(Question, key=slugs, text=texts), max_size=2).map(tuple)
    return RunDocument(
        whole=draw(wholes()),
        title=draw(texts),
        learner=draw(texts),
        role=draw(texts),
        ending=draw(texts),
        happened=tuple(draw(st.lists(texts, max_size=2))),
        names=draw(st.dictionaries(slugs, texts, max_size=2)),
        moments=draw(st.dictionaries(slugs, texts, max_size=2)),
        readings=tuple(draw(st.lists(reading, max_size=4))),
        reflection=draw(questions),
        supervision=draw(questions),
    )
