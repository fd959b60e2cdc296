from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from handouts.batch import crews
from handouts.batch.crews import Beyond, Processes
from handouts.batch.executors import Lost, ThisProcess, dispatch
from handouts.batch.print_run import run
from handouts.testing.makers import StubRecipe
from tests.batch.runs import a_plan, done, files_in


def doubled(numbers: tuple[int, ...]) -> tuple[int, ...]:
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(2 * number for number in numbers)


def results(tasks, crew, **over) -> list:
    try:
        return list(
            dispatch(
                iter(tasks),
                crew=crew,
                call=lambda task: (doubled, (task,)),
                singles=lambda task: tuple((number,) for number in task),
                **over,
            )
        )
    finally:
        crew.close(at_once=True)


@pytest.mark.parametrize("crew", [ThisProcess, lambda: Processes(2)], ids=["here", "processes"])
def test_every_task_is_done_once(crew):
    assert sorted(results([(n,) for n in range(100, 150)], crew())) == [(2 * n,) for n in range(100, 150)]


def test_a_task_that_kills_its_worker_is_split_and_only_the_killer_is_lost():
    tasks = [tuple(range(start, start + 5)) for start in range(0, 60, 5)]
    found = results(tasks, Processes(2))

    lost = [result for result in found if isinstance(result, Lost)]
    assert [result.task for result in lost] == [(13,)]
    whole = [number for result in found if not isinstance(result, Lost) for number in result]
    assert sorted(whole) == [2 * n for n in range(60) if n != 13]


def test_processes_are_replaced_now_and_then(monkeypatch):
    monkeypatch.setattr(crews, "TASKS_PER_PROCESS", 3)
    crew = Processes(2)
    pools = set()
    renew = crew.renew
    monkeypatch.setattr(crew, "renew", lambda: (pools.add(id(crew._pool)), renew()))

    assert len(results([(n,) for n in range(100, 130)], crew)) == 30
    assert len(pools) >= 1


def test_once_asked_to_stop_nothing_more_is_handed_out():
    asked = []
    found = results(
        [(n,) for n in range(100, 200)], ThisProcess(), stop=lambda: len(asked) > 3 or asked.append(1)
    )

    assert 0 < len(found) < 20


def test_any_executor_with_the_common_interface_will_do(tmp_path):
    done(a_plan(tmp_path / "here", clinics=12))
    plan = a_plan(tmp_path / "there", clinics=12)
    with ThreadPoolExecutor(3) as threads:
        *_, outcome = run(plan, recipe=StubRecipe(), crew=Beyond(threads, size=3))

    assert outcome.delivered == 12 * 12
    assert files_in(tmp_path / "here/out") == files_in(tmp_path / "there/out")
