"""Names and citations held against the day of each draft (domain: units over time, citations).

What the plan records as doubtful of a document (``cau_hoi``) is said with the drafts that cite it,
all of it with the plan. One look per run over the workspace's own texts, whatever the number of
drafts. Everything found is a warning: the draft is made, and the person who signs it decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vbgen.documents.cited_validity import Forces
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.former_names import FormerNames, life_of, marked_as_past
from vbgen.documents.former_places import FormerPlaces
from vbgen.documents.passages import Days, NamedUnit, Passage, Passages
from vbgen.documents.validity_words import citation_problem, name_problem, question_problem
from vbgen.errors import Problem
from vbgen.model.citation import Citation, find_mentions
from vbgen.model.plan_checks import REFERENCE
from vbgen.vi.patterns import Pattern
from vbgen.vi.unicode import fold

# Between two numbers: the second one stands in the title of the first ("… sửa đổi Nghị định …").
_TITLE = Pattern(
    r"^[^;\n]*(?:sửa đổi|bổ sung|hướng dẫn|chi tiết|thi hành|thay thế|bãi bỏ|về việc|ban hành)"
    r"[^;\n]*$"
)


def validity_problems(dossier: Dossier, drafts: Iterable[Draft]) -> tuple[Problem, ...]:
    """Return what a draft says that does not hold on its own day, each place and name once."""
    passages = Passages(dossier, drafts)
    texts = list(passages.texts())
    if not texts:
        return ()
    days = [text.days for text in texts]
    span = Days(min(d.first for d in days), max(d.last for d in days))
    look = _Look(dossier, texts, list(passages.units()), span, passages.of_plan)
    found: dict[tuple[str, str], Problem] = {}
    for key, problem in (*look.names(), *look.units(), *look.citations()):
        found.setdefault((str(problem.place), key), problem)
    return tuple(found.values())


@dataclass
class _Look:
    """One look over the texts of a dossier."""

    dossier: Dossier
    texts: list[Passage]
    named: list[NamedUnit]
    span: Days
    of_plan: bool

    @cached_property
    def bodies(self) -> FormerNames:
        """The names of bodies that fail on some of the days."""
        return FormerNames(self.dossier.register, self.span)

    @cached_property
    def places(self) -> FormerPlaces:
        """Former place names, the office's own province first."""
        office = self.dossier.office
        above = f"{office.superior.name} {office.superior.place_name}" if office.superior else ""
        return FormerPlaces(f"{office.body.name} {office.body.place_name} {above}")

    # --- names ---

    def names(self) -> Iterator[tuple[str, Problem]]:
        """Yield names in running text."""
        for passage in self.texts:
            yield from self._names_in(passage.text, passage)

    def units(self) -> Iterator[tuple[str, Problem]]:
        """Yield units that lead or take part and do not exist on the day, each cell once."""
        register = self.dossier.register
        for cell in self.named:
            unit = register.by_code.get(cell.code)
            if unit is not None and (unit.since or unit.until):
                life = life_of(register, unit, cell.days.last)
                if life.fails(cell.days):
                    yield fold(life.text), name_problem(life, life.text, cell)
            elif unit is None or len(unit.names) == 1:  # a renamed unit prints its name of the day
                yield from self._names_in(register.label(cell.code), cell)

    def _names_in(self, text: str, where: Passage | NamedUnit) -> Iterator[tuple[str, Problem]]:
        for finder in (self.bodies, self.places):
            for used in finder.find(text, where.days):
                yield fold(used.name.text), name_problem(used.name, used.spelling, where)

    # --- citations ---

    def citations(self) -> Iterator[tuple[str, Problem]]:
        """Yield citations that are not in force on the day of a draft that cites them."""
        by_reference: dict[str, list[Passage]] = defaultdict(list)
        written: list[tuple[str, Passage]] = []
        bases: list[Citation] = []
        for passage in self.texts:
            for key in REFERENCE.findall(passage.text):
                by_reference[key.strip()].append(passage)
            written += [(number, passage) for number in _written(passage.text)]
            if passage.basis and (basis := _basis(passage)) is not None:
                bases.append(basis)
                written.append((basis.key, passage))
        plan = self.dossier.plan
        if plan.parent and by_reference.get(plan.parent) is None and self.texts:
            by_reference[plan.parent].append(Passage("", plan.place, self.span))
        known = [*plan.citations, *bases]
        forces = Forces(known, [number for number, _ in written])
        yield from self._questions({*by_reference, *(number for number, _ in written)})
        yield from self._referred(by_reference, forces)
        for number, passage in written:
            force = forces.of(number)
            problem = force and citation_problem(force, number, passage.place, passage.days)
            if problem:
                yield fold(number), problem

    def _questions(self, cited: set[str]) -> Iterator[tuple[str, Problem]]:
        for citation in self.dossier.plan.citations:
            if citation.question and (self.of_plan or citation.key in cited):
                yield f"cau_hoi {fold(citation.key)}", question_problem(citation)

    def _referred(
        self, by_reference: dict[str, list[Passage]], forces: Forces
    ) -> Iterator[tuple[str, Problem]]:
        """One finding for an entry of the register, at the entry, with where it is cited."""
        for key, passages in by_reference.items():
            citation = self.dossier.plan.citation_by_key.get(key)
            force = forces.of(key)
            if citation is None or force is None:
                continue
            failing = [p for p in passages if force.fails(p.days)]
            days = [p.days for p in failing]
            if days:
                span = Days(min(d.first for d in days), max(d.last for d in days))
                problem = citation_problem(force, key, citation.place, span, failing)
                if problem:
                    yield fold(key), problem


def _written(text: str) -> Iterator[str]:
    """Yield numbers of documents typed in a text, but not those told of as past or in a title."""
    own = REFERENCE.sub("", text) if "[[" in text else text
    last = 0
    for mention in find_mentions(own) if "/" in own else ():
        in_title = last and _TITLE.search(own[last : mention.start])
        if not in_title and not marked_as_past(own, mention.start, mention.end):
            yield mention.number
        last = mention.end


def _basis(passage: Passage) -> Citation | None:
    """Return a legal basis that cites a law by its name; the others are found by number."""
    try:
        citation = Citation.parse(passage.text)
    except ValueError:
        return None
    return citation if citation.named and not citation.number else None
