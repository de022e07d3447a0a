"""What the base scenario covers of its catalogue, counted by hand, and the gaps."""

from __future__ import annotations

from dataclasses import replace

from engine.catalogue import Catalogue, Document, Domain, PracticePoint
from engine.coverage import build_coverage, lint_coverage
from tests.engine.examples import base_catalogue, base_file, base_folder


def test_a_point_is_listened_for_in_nodes_and_exercised_by_walks() -> None:
    by_point = {p.point: p for p in build_coverage([base_file()], base_catalogue()).points}
    assert list(by_point) == list(base_catalogue().points)
    assert by_point["open-invitation"].domain == "hearing"
    assert by_point["open-invitation"].listened == (("base", "hall"), ("base", "pause"))
    assert by_point["open-invitation"].exercised == (("base", "mixed"), ("base", "skilled"))
    assert by_point["promises-secrecy"].exercised == (("base", "poor"), ("base", "repair"))


def test_a_point_shown_only_in_part_is_not_exercised() -> None:
    by_point = {p.point: p for p in build_coverage([base_file()], base_catalogue()).points}
    assert by_point["show-belief"].exercised == (("base", "skilled"),)  # mixed shows it partly


def test_without_scenarios_everything_is_a_gap() -> None:
    coverage = build_coverage([], base_catalogue())
    assert coverage.not_listened == coverage.not_exercised == tuple(base_catalogue().points)
    assert coverage.not_represented == ("kent",)


def test_a_document_is_represented_by_citing_it_or_by_listening_for_what_is_drawn_from_it() -> None:
    point = base_catalogue().points["show-belief"]
    from_plans = point.model_copy(update={"source": (point.source[0].model_copy(update={"document": "plans"}),)})
    documents = tuple(Document(key=key, title=key, about=key) for key in ("kent", "plans", "other"))
    catalogue = Catalogue(domains=(Domain(domain="hearing", points=(from_plans,)),), documents=documents)
    coverage = build_coverage([base_file()], catalogue)
    assert coverage.documents == (("kent", ("base",)), ("plans", ("base",)), ("other", ()))
    assert coverage.not_represented == ("other",)


def test_points_the_catalogue_does_not_have_are_left_out() -> None:
    catalogue = Catalogue(domains=())
    assert build_coverage([base_file()], catalogue).points == ()


def test_gaps_are_findings_where_the_point_stands() -> None:
    folder = base_folder()
    source = folder.files[0][1]
    extra = PracticePoint.model_validate(folder.catalogue.points["show-belief"].model_dump() | {"id": "extra"})
    domain = folder.files[0][0].model_copy(update={"points": (*folder.files[0][0].points, extra)})
    wider = replace(folder, catalogue=Catalogue(domains=(domain,)), files=((domain, source),))
    findings = lint_coverage(build_coverage([base_file()], wider.catalogue), wider)
    assert [f.code for f in findings] == ["C09", "C10"]
    assert lint_coverage(build_coverage([base_file()], folder.catalogue), folder) == ()
