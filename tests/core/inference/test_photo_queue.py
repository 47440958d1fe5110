"""The queue: every path once, those in view first, and readers that always come to an end."""

from __future__ import annotations

import threading
from multiprocessing.pool import ThreadPool

from hypothesis import given
from hypothesis import strategies as st

from core.inference.photo_queue import PhotoQueue

names = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def drained(queue: PhotoQueue, count: int = 3) -> list[str]:
    found: list[str] = []
    while paths := queue.take(count, 0):
        found += paths
    return found


@given(names, names, names)
def test_each_path_is_given_out_once(first: list[str], then: list[str], late: list[str]) -> None:
    queue = PhotoQueue(first)
    queue.add(then)
    out = drained(queue)
    queue.add(late)
    out += drained(queue)
    assert out == list(dict.fromkeys([*first, *then, *late]))
    assert queue.added == len(out) and len(queue) == 0


@given(names, names)
def test_those_in_view_come_first(waiting: list[str], in_view: list[str]) -> None:
    queue = PhotoQueue(waiting)
    queue.prioritise(list(dict.fromkeys(in_view)))
    out = drained(queue)
    first = [path for path in dict.fromkeys(in_view) if path in waiting]
    assert out == first + [path for path in dict.fromkeys(waiting) if path not in first]


@given(names, names, st.integers(0, 20))
def test_looking_ahead_changes_nothing(waiting: list[str], removed: list[str], count: int) -> None:
    queue = PhotoQueue(waiting)
    ahead = queue.peek(count)
    assert ahead == list(dict.fromkeys(waiting))[:count]
    assert queue.peek(count) == ahead and queue.added == len(queue)
    unique = list(dict.fromkeys(removed))
    gone = queue.remove(unique)
    assert gone == [path for path in unique if path in waiting]
    assert drained(queue) == [path for path in dict.fromkeys(waiting) if path not in gone]
    assert queue.remove(unique) == []


def test_a_closed_queue_ends_its_readers_and_takes_nothing_in() -> None:
    queue = PhotoQueue(["a"])
    assert not queue.closed
    queue.close()
    queue.add(["b"])
    assert queue.closed and queue.added == 1
    assert queue.take(5) == ["a"] and queue.take(5) is None and queue.take(5) is None
    assert PhotoQueue([], closed=True).take(1) is None


def test_an_open_queue_answers_in_time_when_it_is_empty() -> None:
    assert PhotoQueue().take(5, 0.01) == []


def test_readers_wait_for_what_comes() -> None:
    queue = PhotoQueue()
    with ThreadPool(4) as pool:
        readers = [pool.apply_async(lambda: [path for got in iter(lambda: queue.take(2), None) for path in got])]
        readers += [pool.apply_async(lambda: [p for got in iter(lambda: queue.take(1), None) for p in got])]
        for start in range(0, 100, 10):
            queue.add(str(number) for number in range(start, start + 10))
        queue.close()
        out = [path for reader in readers for path in reader.get(timeout=30)]
    pool.join()
    assert sorted(out, key=int) == [str(number) for number in range(100)]


def test_a_slow_source_does_not_hold_the_queue() -> None:
    queue = PhotoQueue(["a"])
    reached, go_on = threading.Event(), threading.Event()

    def slow() -> object:
        reached.set()
        go_on.wait(30)
        yield "b"

    adding = threading.Thread(target=queue.add, args=(slow(),))
    adding.start()
    reached.wait(30)
    assert queue.take(1, 0) == ["a"]
    go_on.set()
    adding.join()
    assert queue.take(1) == ["b"]
