"""The table a head is fitted on, from the toy catalogue: eight examples and six labelled replies."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.load import load_catalogue
from scoring.examples import (
    HELD_BACK_OF,
    OTHER_POINT_WEIGHT,
    Examples,
    from_catalogue,
    from_replies,
    held_back,
    join,
    select,
)
from scoring.labels import load_folder
from tests.scoring.toy import CATALOGUE


def exemplars() -> Examples:
    return from_catalogue(load_catalogue(CATALOGUE))


def replies() -> Examples:
    return from_replies(load_folder(CATALOGUE / "replies"), load_catalogue(CATALOGUE))


def test_an_exemplar_shows_its_point_and_mostly_not_the_others_of_its_domain() -> None:
    row = exemplars().texts.index("It is a secret.")
    assert exemplars().labels[row].tolist() == [0, 1]
    assert exemplars().weights[row].tolist() == [OTHER_POINT_WEIGHT, 1]


def test_a_counter_exemplar_says_nothing_of_the_other_points() -> None:
    row = exemplars().texts.index("Not now.")
    assert exemplars().labels[row].tolist() == [0, 0]
    assert exemplars().weights[row].tolist() == [1, 0]


def test_points_of_another_domain_have_no_weight(tmp_path: Path) -> None:
    for domain, point in (("one", "a"), ("two", "b")):
        text = f'domain: {domain}\npoints: [{{id: {point}, kind: practice, exemplars: ["{point}"], counter_exemplars: []}}]'
        (tmp_path / f"{domain}.yaml").write_text(text)
    assert from_catalogue(load_catalogue(tmp_path)).weights.tolist() == [[1, 0], [0, 1]]


def test_every_example_is_a_group_of_its_own() -> None:
    assert len(exemplars()) == len(set(exemplars().groups)) == 8


def test_a_reply_shows_what_its_labels_say_and_is_grouped_by_prompt() -> None:
    table = replies()
    assert table.labels.tolist() == [[1, 0], [0, 0], [0, 1], [1, 0], [0, 0], [0, 0]]
    assert table.groups[0] == table.groups[1] == "Can I stay?"
    assert len(set(table.groups)) == 3


def test_a_partial_practice_and_points_not_asked_about_are_left_out() -> None:
    assert replies().weights.tolist() == [[1, 1], [1, 1], [1, 1], [1, 1], [0, 1], [0, 1]]


def test_no_replies_make_an_empty_table_of_the_same_width() -> None:
    empty = from_replies([], load_catalogue(CATALOGUE))
    assert (len(empty), empty.labels.shape) == (0, (0, 2))


def test_tables_are_joined_and_rows_selected_in_order() -> None:
    both = join(exemplars(), replies())
    assert both.texts == exemplars().texts + replies().texts
    assert np.array_equal(both.labels, np.concatenate([exemplars().labels, replies().labels]))
    chosen = select(both, [8, 0])
    assert chosen.texts == (replies().texts[0], exemplars().texts[0])
    assert chosen.labels.tolist() == [[1, 0], [1, 0]]
    assert chosen.groups == ("Can I stay?", exemplars().groups[0])


def test_the_same_prompts_are_held_back_everywhere() -> None:
    assert [n for n in range(20) if held_back(f"prompt {n}")] == [9, 17]
    share = sum(held_back(f"prompt {n}") for n in range(2000)) / 2000
    assert abs(share - 1 / HELD_BACK_OF) < 0.03
