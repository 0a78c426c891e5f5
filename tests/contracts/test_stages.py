"""What every stage of the plan must keep to, whatever it does."""

import pickle
from collections.abc import Callable
from functools import cache
from itertools import chain

import pytest
from corpus import article, write_corpus
from fakes import Silent, WordReader, write_files
from ruled import elsewhere
from unread import unread

from chancery.engines.local import LocalEngine
from chancery.model import Record, codec, record_kinds
from chancery.pipeline.assemble import collect, plan_for
from chancery.pipeline.build import build
from chancery.pipeline.holding.dossiers import DossierHolding, Part
from chancery.pipeline.settings import Settings
from chancery.ports import Plan, Results, Step
from chancery.store.holding import DossierReader

PLAN = plan_for(Settings(), WordReader(), elsewhere(), DossierReader())
STEPS = {step.name: step for step in PLAN.steps}
RARE = {
    "rounds",
    "processes",
    "narrow",
    "versions",
    "recall_actors",
    "recall_claims",
}  # articles that the corpus has none of; see their tests
every_step = pytest.mark.parametrize("step", PLAN.steps, ids=[step.name for step in PLAN.steps])
batch_steps = pytest.mark.parametrize(
    "name", [n for n, s in STEPS.items() if s.stage.shape == "batch"]
)
group_steps = pytest.mark.parametrize(
    "name", [n for n, s in STEPS.items() if s.stage.shape == "group"]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Record]]:
    """Give the records of a step, in a build of a small collection."""
    folder = tmp_path_factory.mktemp("contracts")
    articles = write_corpus(folder / "articles", 12)
    texts = [str(folder / name) for name in ("40.txt", "41.txt")]
    write_files(folder, {"40.txt": article(40), "41.txt": article(41)})
    first, second = folder / "first.dossier", folder / "second.dossier"
    build(texts[:1], first, settings=Settings(workers=1), progress=Silent(), reader=WordReader())
    build(texts[1:], second, settings=unread(), progress=Silent())
    inputs = list(DossierHolding([Part(first), Part(second)]).held(WordReader().model))
    keeps = {name: tuple(record_kinds(stored_only=False)) for name in ("captures", *STEPS)}

    @cache
    def records(name: str) -> list[Record]:
        only = Plan(inputs=PLAN.inputs, steps=leading_to(name), keeps={name: keeps[name]})
        engine = LocalEngine(folder / "work", workers=1, batch_size=4, progress=Silent())
        given = collect([str(articles)], folder, Settings())
        results: Results = engine.run(only, chain(given, inputs))
        kinds = record_kinds(stored_only=False)
        return [r for kind in kinds for r in results.load(kind, list(results.digests(kind)))]

    return records


def leading_to(name: str) -> tuple[Step, ...]:
    """Return the steps that a step rests on, and the step."""
    wanted = {name}
    for step in reversed(PLAN.steps):
        if step.name in wanted:
            wanted.update(step.takes, step.looks_up)
    return tuple(step for step in PLAN.steps if step.name in wanted)


def inputs(step: Step, made: Callable[[str], list[Record]]) -> list[Record]:
    found = [record for name in step.takes for record in made(name)]
    return sorted((r for r in found if isinstance(r, step.stage.inputs)), key=lambda r: r.id)


def as_bytes(records: object) -> list[bytes]:
    return sorted(codec.checked(record) for record in records)  # type: ignore[attr-defined]


@every_step
def test_a_stage_names_itself_its_version_and_its_kinds(step: Step) -> None:
    kinds = set(record_kinds(stored_only=False))

    assert step.name == step.stage.name.lower()
    assert step.stage.version >= 1
    assert set(step.stage.inputs) <= kinds
    assert set(step.stage.outputs) <= kinds
    assert isinstance(step.stage.settings, str)


@every_step
def test_a_stage_takes_what_earlier_steps_give(step: Step) -> None:
    earlier = [PLAN.inputs]
    for one in PLAN.steps:
        if one is step:
            break
        earlier.append(one.name)

    assert set(step.takes) | set(step.looks_up) <= set(earlier)


@every_step
def test_a_stage_pickles_and_stays_the_same(step: Step) -> None:
    again = pickle.loads(pickle.dumps(step.stage))  # noqa: S301 - our own bytes

    assert type(again) is type(step.stage)
    assert again.settings == step.stage.settings


@every_step
def test_a_stage_gives_only_the_kinds_it_declares(
    step: Step, made: Callable[[str], list[Record]]
) -> None:
    records = made(step.name)

    assert records or step.name in RARE
    assert {type(record) for record in records} <= set(step.stage.outputs)


@batch_steps
def test_the_batch_is_a_unit_of_work_not_of_meaning(
    name: str, made: Callable[[str], list[Record]]
) -> None:
    stage = STEPS[name].stage
    assert stage.shape == "batch"
    given = inputs(STEPS[name], made)

    together = [list(one) for one in stage.run(given)]
    alone = [list(one) for record in given for one in stage.run([record])]
    backwards = [list(one) for one in stage.run(given[::-1])][::-1]

    assert len(together) == len(given)
    assert together == alone == backwards


@group_steps
def test_a_group_gives_the_same_in_any_order_and_again(
    name: str, made: Callable[[str], list[Record]]
) -> None:
    stage = STEPS[name].stage
    assert stage.shape == "group"
    given = inputs(STEPS[name], made)
    lookups = {r.id: r for other in STEPS[name].looks_up for r in made(other)}
    groups: dict[str, list[Record]] = {}
    for record in given:
        for key in stage.keys(record):
            groups.setdefault(key, []).append(record)

    for key, group in groups.items():
        found = {i: lookups[i] for r in group for i in stage.refers(r) if i in lookups}
        once = as_bytes(stage.run(key, group, found))
        assert once == as_bytes(stage.run(key, group[::-1], found))


def test_the_corpus_stage_gives_the_same_again(made: Callable[[str], list[Record]]) -> None:
    for step in PLAN.steps:
        if step.stage.shape == "corpus":
            given = inputs(step, made)
            assert as_bytes(step.stage.run(given)) == as_bytes(step.stage.run(given))


def test_every_kind_that_is_stored_is_kept_by_the_plan() -> None:
    kept = {kind for kinds in PLAN.keeps.values() for kind in kinds}

    assert kept == set(record_kinds())


def test_the_contracts_run_over_every_shape() -> None:
    assert {step.stage.shape for step in PLAN.steps} == {"batch", "group", "corpus"}
