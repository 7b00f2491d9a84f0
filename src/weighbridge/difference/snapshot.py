"""What is compared of a run: outcomes and figures, of a result just made or of the JSON of one that was saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from ..base import CaseError, Place, Problem, RunRecord
from ..checks import Side
from ..text import Names
from ..what_if import PLAIN

if TYPE_CHECKING:
    from ..report import Verification
    from ..text import Spellings

DEPENDS: Final = "depends"  # of what comes out otherwise by how the article is read, in results and in words
WORDS: Final = {**{str(outcome): word for outcome, word in PLAIN.items()}, DEPENDS: DEPENDS}
REMEDY = "name a file that `weighbridge verify CASE --json` wrote, or the folder of its `--out`"
OF_SIDE = tuple(Side.model_fields)


@dataclass(frozen=True)
class CheckShot:
    """What is compared of one check.

    Attributes:
        declared: its kind and what it compares, by which it is known again under another name.
        ways: in how many ways to read the article it comes out how, in words.
        tail: the probability as written and its numerical uncertainty, where one is asked for.
        size: how far off it is as written, and the unit of that; a ratio has none.
    """

    name: str
    question: str
    declared: tuple[str, ...]
    outcome: str
    as_written: str
    ways: str
    tail: tuple[float, float] | None = None
    size: tuple[float, str] | None = None


@dataclass(frozen=True)
class Snapshot:
    """What is compared of one run; outcomes as results have them, of which ``WORDS`` has the words.

    Attributes:
        claims: each number of the article: its quotation and its verdict.
        options: each choice with its options.
        names: what things are called; none of a result that was read from its JSON.
    """

    case: str
    headline: str
    verdict: str | None
    checks: dict[str, CheckShot]
    claims: dict[str, tuple[str, str]]
    quantities: dict[str, Side]
    options: dict[str, tuple[str, ...]]
    record: RunRecord | None = None
    names: Names = field(default_factory=Names)
    spellings: Spellings | None = None

    @property
    def badge(self) -> str:
        """The verdict on the article in a word; empty where it isn't known."""
        return "" if self.verdict is None else WORDS[self.verdict]


def of_result(result: Verification) -> Snapshot:
    """What is compared of a result that was just made."""
    model = result.model
    checks = {}
    for check in result.checks:
        found, tail = check.reference, check.reference.tail_probability
        size = check.figures.size
        checks[check.name] = CheckShot(
            name=check.name,
            question=check.question,
            declared=(str(check.kind), str(check.relation), found.stated.name, found.computed.name),
            outcome=str(check.overall),
            as_written=str(check.as_written),
            ways=check.figures.ways,
            tail=None if tail is None else (tail.value, tail.numerical_uncertainty),
            size=None if size is None or size.value is None else (size.value, size.unit),
        )
    return Snapshot(
        case=result.case,
        headline=result.answer.headline,
        verdict=str(result.overall),
        checks=checks,
        claims={one.name: (one.quote, str(one.overall)) for one in result.answered},
        quantities=result.quantities,
        options={name: tuple(reasons) for name, reasons in result.choices.items()},
        record=result.run,
        names=model.names,
        spellings=model.spellings,
    )


def of_json(content: Any, file: str) -> Snapshot:
    """The same of a saved result.

    Results of other versions are taken as far as they go: what one doesn't say is not compared.

    Raises:
        CaseError: it is no result, with what is missing.
    """
    if not isinstance(content, dict) or "checks" not in content or "case" not in content:
        lacks = "is no object" if not isinstance(content, dict) else "has no `case` and no `checks`"
        raise _fault(file, f"this is JSON, but no result: it {lacks}", REMEDY)
    with as_far_as_written(content, file):
        verdict = _outcome(content["verdict"]) if "verdict" in content else None
        checks = [_check(one) for one in content["checks"]]
        quantities = {str(name): _side(side) for name, side in content.get("quantities", {}).items()}
        claims = {one["name"]: (one["quote"], _outcome(one["verdict"])) for one in content.get("claims", [])}
        options = {str(name): tuple(reasons) for name, reasons in content.get("choices", {}).items()}
        record = RunRecord.model_validate(content["run"]) if "run" in content else None
    return Snapshot(
        case=str(content["case"]),
        headline=_text(content.get("answer"), "headline"),
        verdict=verdict,
        checks={one.name: one for one in checks},
        claims=claims,
        quantities=quantities,
        options=options,
        record=record,
    )


@contextmanager
def as_far_as_written(content: Mapping[str, Any], file: str) -> Iterator[None]:
    """A block that reads a saved result: what is not built as this version writes it is refused.

    Raises:
        CaseError: with what is missing or of another type, and what to do.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        raise _fault(file, _lacking(error), _remedy(content)) from None


def _check(one: Mapping[str, Any]) -> CheckShot:
    found = one["findings"][0]
    tail, figures = found.get("tail_probability"), one.get("figures") or {}
    size = figures.get("size") or {}
    return CheckShot(
        name=str(one["name"]),
        question=str(one["question"]),
        declared=(str(one["kind"]), str(one.get("relation", "")), found["stated"]["name"], found["computed"]["name"]),
        outcome=_outcome(one),
        as_written=_known(str(one.get("as_written", found["outcome"]))),
        ways=str(figures.get("ways", "")),
        tail=(float(tail["value"]), float(tail["numerical_uncertainty"])) if tail else None,
        size=(float(size["value"]), str(size.get("unit", ""))) if size.get("value") is not None else None,
    )


def _outcome(one: Mapping[str, Any]) -> str:
    """What something came to over all ways to read it; ``overall``, or ``outcome`` in words of an older version."""
    text = str(one["overall"] if "overall" in one else one["outcome"])
    return _known(max((one for one in WORDS if text.startswith(one)), key=len, default=text))


def _known(outcome: str) -> str:
    if outcome not in WORDS:
        raise ValueError(f"the outcome `{outcome[:40]}` is none that this version knows")
    return outcome


def _side(given: Mapping[str, Any]) -> Side:
    """A side with those of its figures that this version knows."""
    return Side.model_validate({key: value for key, value in given.items() if key in OF_SIDE})


def _text(given: Any, key: str) -> str:
    return str(given[key]) if isinstance(given, dict) and key in given else ""


def _lacking(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the result has no `{error.args[0]}`, without which it cannot be compared"
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"`{'.'.join(map(str, first['loc']))}` of the result is not what this version writes: {first['msg']}"
    return f"the result is not built as this version writes it: {error}"


def _remedy(content: Mapping[str, Any]) -> str:
    written = str(content.get("weighbridge", "another version"))[:20]
    return f"it was written by Weighbridge {written}; weigh the case again, or name its folder or a git revision"


def _fault(file: str, message: str, remedy: str) -> CaseError:
    return CaseError([Problem(Place(file), message, remedy)])
