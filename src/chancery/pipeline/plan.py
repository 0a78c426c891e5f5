"""The system on one page: the steps of a build, in order, and what each takes."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from chancery.model import (
    Annotation,
    ArticleVersion,
    Capture,
    Commitment,
    Credit,
    Dates,
    Decision,
    Document,
    Entity,
    Event,
    Figure,
    Finding,
    LinkedDates,
    MediaType,
    Meeting,
    OpenItem,
    Origin,
    Places,
    Process,
    Record,
    Referent,
    Rejection,
    ReuseLink,
    Revision,
    Role,
    Statement,
    Thread,
    TimelineEntry,
)
from chancery.pipeline.settings import Settings
from chancery.ports import CaptureReader, Extractor, HeldReader, Plan, Step, TextReader
from chancery.stages.annotate.stage import Annotate
from chancery.stages.clean.stage import Clean
from chancery.stages.commitments.stage import FindCommitments
from chancery.stages.corroborate.bind import Bind
from chancery.stages.corroborate.liken import Liken
from chancery.stages.corroborate.merge import Merge
from chancery.stages.corroborate.recall import RecallClaims
from chancery.stages.corroborate.spread import Spread
from chancery.stages.corroborate.stage import Corroborate
from chancery.stages.dates.stage import FindDates
from chancery.stages.describe.stage import Describe
from chancery.stages.events.stage import FindEvents
from chancery.stages.extract.stage import Extract
from chancery.stages.figures.stage import FindFigures
from chancery.stages.follow.parts import Reach
from chancery.stages.follow.retell import Retell
from chancery.stages.follow.stage import Follow
from chancery.stages.follow.trail import Trail
from chancery.stages.meetings.stage import FindMeetings
from chancery.stages.narrow.stage import Narrow
from chancery.stages.places.stage import FindPlaces
from chancery.stages.recalling import held_actors, held_claims
from chancery.stages.resolve.bundle import Bundle
from chancery.stages.resolve.decide import Decide
from chancery.stages.resolve.gather import Gather
from chancery.stages.resolve.pair import Pair
from chancery.stages.resolve.profile import Profile
from chancery.stages.resolve.recall import RecallActors
from chancery.stages.restore.stage import Restore, RestoreTexts
from chancery.stages.reuse.align import Align
from chancery.stages.reuse.compare import Compare
from chancery.stages.reuse.fingerprint import Fingerprint
from chancery.stages.reuse.trace import Trace
from chancery.stages.reuse.versions import Versions
from chancery.stages.statements.stage import FindStatements
from chancery.stages.threads.match import Match
from chancery.stages.threads.portray import Portray
from chancery.stages.threads.processes import FindProcesses
from chancery.stages.threads.rounds import Rounds
from chancery.stages.threads.weave import Weave
from chancery.stages.timeline.clocks import Clocks
from chancery.stages.timeline.stage import Timeline

INPUTS = "captures"
ACROSS_DOCUMENTS = (  # what makes entities of the referents that `gather` gives
    Step(stage=Profile(), takes=("gather", "describe")),
    Step(stage=Bundle(), takes=("profile",)),
    Step(stage=Pair(), takes=("bundle",)),
    Step(stage=Decide(), takes=("bundle", "pair")),
)

EPISODES = (  # what makes threads of the documents, and processes of the threads
    Step(stage=Portray(), takes=("describe", "annotate", "dates", "places", "meetings")),
    Step(stage=Match(), takes=("portray",)),
    Step(stage=Weave(), takes=("portray", "match", "align")),
    Step(stage=Rounds(), takes=("weave",), looks_up=("portray",)),
    Step(stage=FindProcesses(), takes=("weave", "rounds")),
    Step(stage=Narrow(), takes=("portray", "weave", "processes")),
)

CLAIMS = ("statements", "figures", "meetings", "events", "commitments")
FINDINGS = (  # what makes points of record of the claims
    Step(stage=Spread(), takes=("decide", "trace"), looks_up=("gather",)),
    Step(
        stage=Bind(),
        takes=("annotate", "dates", "gather", "spread", "versions", *CLAIMS),
        looks_up=("describe",),
    ),
    Step(stage=Liken(), takes=("bind",)),
    Step(stage=Merge(), takes=("liken", "align", "weave")),
    Step(stage=Corroborate(), takes=("bind", "merge"), looks_up=("bind", "align")),
)

OUTCOMES = (  # what became of commitments
    Step(
        stage=Retell(),
        takes=("annotate", "dates", "gather", "spread", "versions", "bind"),
        looks_up=("describe",),
    ),
    Step(stage=Trail(), takes=("retell",)),
    Step(stage=Reach(), takes=("weave",)),
    Step(stage=Follow(), takes=("bind", "retell", "trail", "reach"), looks_up=("reach",)),
)

TIMELINE = (  # what dates the points of record through their threads
    Step(stage=Clocks(), takes=("describe", "dates", "narrow", "reach", "bind")),
    Step(stage=Timeline(), takes=("corroborate",), looks_up=("clocks", "follow")),
)


def make_plan(
    settings: Settings,
    reader: CaptureReader,
    extractors: dict[MediaType, Extractor],
    model: TextReader | None,
    decisions: Sequence[Decision] = (),
) -> Plan:
    """Return the plan of a build; without a model nothing is annotated.

    `decisions` are the merges and splits that stand; without any the plan is as if there were no
    review.
    """
    steps = (
        Step(stage=Extract(reader, extractors), takes=(INPUTS,)),
        Step(stage=Clean(), takes=("extract",)),
        Step(stage=Describe(), takes=("clean",)),
        *(_reading(model) if model else ()),
        Step(stage=Fingerprint(settings.buckets), takes=("describe",)),
        Step(stage=Compare(), takes=("fingerprint",)),
        Step(stage=Align(), takes=("compare",), looks_up=("describe",)),
        Step(stage=Versions(), takes=("describe",)),
        Step(stage=Trace(), takes=("align", "describe", "versions")),
        *((*EPISODES, *FINDINGS, *OUTCOMES, *TIMELINE) if model else ()),
    )
    steps = tuple(recalling(steps, decisions))
    keeps: dict[str, tuple[type[Record], ...]] = {
        INPUTS: (Capture,),
        "describe": (Document, Credit),
        "align": (ReuseLink,),
        "trace": (Origin,),
        "versions": (ArticleVersion, Revision),
    }
    if model:
        keeps |= {
            "annotate": (Annotation,),
            "dates": (Dates,),
            "places": (Places,),
            "gather": (Referent,),
            "decide": (Entity, Role),
            "weave": (Thread,),
            "bind": (Statement, Figure, Meeting, Event),
            "corroborate": (Finding,),
            "processes": (Process,),
            "narrow": (LinkedDates,),
            "timeline": (TimelineEntry,),
            "follow": (Commitment, OpenItem),
        }
    for name in (INPUTS, *(step.name for step in steps)):
        keeps[name] = (*keeps.get(name, ()), Rejection)
    return Plan(inputs=INPUTS, steps=steps, keeps=keeps)


def recalling(steps: Iterable[Step], decisions: Sequence[Decision]) -> Iterator[Step]:
    """Yield the steps, and before those that heed what people ruled the steps that recall it."""
    recalls: dict[str, Step] = {}
    if actors := held_actors(decisions):
        stage = RecallActors(actors)
        recalls["decide"] = Step(stage=stage, takes=("gather",), looks_up=("describe",))
    if claims := held_claims(decisions):
        recalls["merge"] = Step(
            stage=RecallClaims(claims), takes=("bind",), looks_up=("describe",)
        )
    for one in steps:
        if one.name in recalls:
            yield recalls[one.name]
            yield replace(one, takes=(*one.takes, recalls[one.name].name))
        else:
            yield one


def restoring(plan: Plan, reader: HeldReader) -> Plan:
    """Return the plan with the steps that take over what is held, beside those that read sources.

    What takes documents takes these too; texts whose reading is taken over are not read again.
    """
    whole, texts = (
        Step(stage=stage, takes=(plan.inputs,))
        for stage in (Restore(reader), RestoreTexts(reader))
    )
    beside = {"describe": (whole.name, texts.name), "annotate": (whole.name,)}

    def widened(names: tuple[str, ...]) -> tuple[str, ...]:
        more = (each for name in names for each in beside.get(name, ()))
        return tuple(dict.fromkeys([*names, *more]))

    steps = [
        replace(
            one,
            takes=(*one.takes, texts.name) if one.name == "annotate" else widened(one.takes),
            looks_up=widened(one.looks_up),
        )
        for one in plan.steps
    ]
    kept = tuple(dict.fromkeys([*plan.keeps[plan.inputs], *plan.keeps["describe"]]))
    keeps = {whole.name: (*kept, *plan.keeps.get("annotate", ())), texts.name: kept}
    return replace(plan, steps=(whole, texts, *steps), keeps={**plan.keeps, **keeps})


def _reading(model: TextReader) -> tuple[Step, ...]:
    """Return the steps that need what the model reads."""
    return (
        Step(stage=Annotate(model), takes=("describe",)),
        Step(stage=FindDates(), takes=("describe", "annotate")),
        Step(stage=FindPlaces(), takes=("annotate",), looks_up=("describe",)),
        Step(
            stage=FindStatements(),
            takes=("describe", "annotate", "dates"),
            looks_up=("describe",),
        ),
        Step(
            stage=FindFigures(),
            takes=("annotate", "dates", "statements"),
            looks_up=("describe",),
        ),
        Step(stage=FindMeetings(), takes=("annotate", "dates"), looks_up=("describe",)),
        Step(
            stage=FindEvents(),
            takes=("annotate", "dates", "statements", "meetings"),
            looks_up=("describe",),
        ),
        Step(
            stage=FindCommitments(),
            takes=("annotate", "dates", "statements"),
            looks_up=("describe",),
        ),
        Step(stage=Gather(), takes=("annotate",), looks_up=("describe",)),
        *ACROSS_DOCUMENTS,
    )
