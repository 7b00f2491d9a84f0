"""Dates as files write them, read as one hand wrote them: the form that leaves no cell another reading.

A form is written with the letters that spreadsheets use: ``DD/MM/YYYY``, ``MMM-YY``; what stands in square brackets is
itself, as in ``YYYY[M]MM`` for 2017M02. What is read is a date of ISO 8601, and goes through ``text.dates``, which
knows other calendars.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ...base import Place, Problem, command_line
from ...text import MONTHS, DateError, read_date, read_period
from .grid import Cell, many, shown_cell
from .refusal import refuse_all, refused

EXCEL = {"EXCEL": datetime.date(1899, 12, 30), "EXCEL-1904": datetime.date(1904, 1, 1)}
QUARTERS = "QUARTERS"
_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})[ -]?Q(?P<number>[1-4])|Q(?P<first>[1-4])[ -/]?(?P<later>[0-9]{4})", re.IGNORECASE
)
SERIALS = range(10_000, 80_000)  # 1927 to 2119: days since 1899
MANY = 3  # cells: fewer may be odd ones by themselves
_TOKEN = re.compile(r"YYYY|YY|MMMM|MMM|MM|M|DD|D|\[[^\]]*\]|.")
_NAMES = "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in MONTHS)
_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"'?(?P<short>[0-9]{2})",
    "MMM": rf"(?P<name>{_NAMES})\.?",
    "MM": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})",
}
_TOKENS = {"MMMM": "MMM", "M": "MM", "D": "DD"}
_HOUR = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?Z|[-+][0-9]{2}:?[0-9]{2})?)?"
_WHOLE = (
    *("YYYY", "YYYYMMDD", "YYYYMM", "YYYY[M]MM", "MMM DD, YYYY", "MMMM, YYYY", "YYYY-MM", "YYYY/MM", "YYYY.MM"),
    *("MM/YYYY", "MM-YYYY", "MM.YYYY"),
    *(f"YYYY{sep}MM{sep}DD" for sep in "-/."),
    *(sep.join(order) for sep, order in product("/.- ", (("DD", "MM", "YYYY"), ("MM", "DD", "YYYY")))),
    *(sep.join(order) for sep, order in product("- ./", (("DD", "MMM", "YYYY"), ("MMM", "YYYY"), ("YYYY", "MMM")))),
    *(f"DD. {month} YYYY" for month in ("MMM",)),
)
_SHORT = (
    *(sep.join(order) for sep, order in product("/.- ", (("DD", "MM", "YY"), ("MM", "DD", "YY"), ("YY", "MM", "DD")))),
    *(sep.join(order) for sep, order in product("- ./", (("DD", "MMM", "YY"), ("MMM", "YY")))),
)


@dataclass(frozen=True)
class DateForm:
    """A form of dates, such as ``DD/MM/YYYY``."""

    text: str

    def read(self, cell: str, latest: int) -> str | None:
        """The date that a text in this form stands for, in ISO 8601; none where it is in another.

        Args:
            latest: the latest year that two digits can stand for.

        >>> DateForm("DD/MM/YYYY").read("02/01/2017", 2026), DateForm("MMM-YY").read("Feb-98", 2026)
        ('2017-01-02', '1998-02')
        """
        found = _shape(self.text).fullmatch(cell.strip())
        if found is None:
            return None
        part = {"year": None, "short": None, "name": None, "month": None, "day": None, **found.groupdict()}
        year = int(part["year"] or _century(int(part["short"] or 0), latest))
        month = _month_by_name(part["name"]) if part["name"] else part["month"]
        iso = "-".join([f"{year:04}", *(f"{int(one):02}" for one in (month, part["day"]) if one)])
        try:
            read_date(iso)
        except DateError:
            # A year of another calendar is a date in this form, and refused as what it is; 31 February is none.
            return iso if 1 <= int(month or 1) <= 12 and 1 <= int(part["day"] or 1) <= 30 and year > 1300 else None
        return iso


@dataclass(frozen=True)
class Dates:
    """The dates of a column in ISO 8601, in its order, and how they were read."""

    texts: tuple[str, ...]
    how: tuple[str, ...]


def date_form(text: str) -> DateForm:
    """A form that a user names; raises ``IntakeError`` where it has no year, or a month twice."""
    tokens = [_TOKENS.get(one, one) for one in _TOKEN.findall(_upper(text))]
    parts = [one for one in tokens if one in _PARTS]
    years, months = sum(one in ("YYYY", "YY") for one in parts), sum(one in ("MMM", "MM") for one in parts)
    if years != 1 or months > 1 or parts.count("DD") > months:
        remedy = "write it with YYYY or YY, MM or MMM, and DD, as in --date-format DD/MM/YYYY"
        raise refused("--date-format", f"`{text[:40]}` is not a form of dates", remedy)
    return DateForm(_upper(text))


def _upper(text: str) -> str:
    """Letters in capitals, but for those in square brackets."""
    return "".join(one if one.startswith("[") else one.upper() for one in re.findall(r"\[[^\]]*\]|[^\[]+|\[", text))


@cache
def _shape(form: str) -> re.Pattern[str]:
    tokens = [_TOKENS.get(one, one) for one in _TOKEN.findall(form)]
    parts = []
    for before, one in zip(["", *tokens], tokens, strict=False):
        part = _PARTS.get(one) or re.escape(one[1:-1] if one.startswith("[") else one)
        # Without a sign between them, 20171 could be split in several ways.
        parts.append(part.replace("{1,2}", "{2}") if before in _PARTS else part)
    return re.compile("".join(parts) + _HOUR, re.IGNORECASE)


def _century(year: int, latest: int) -> int:
    """The latest year of these two digits that is not to come."""
    return next(century + year for century in (2000, 1900) if century + year <= latest or century == 1900)


def _month_by_name(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower()[:3]))


@cache
def _forms(texts: tuple[str, ...]) -> tuple[DateForm, ...]:
    return tuple(DateForm(text) for text in dict.fromkeys(texts))


def looks_like_a_date(cell: Cell) -> bool:
    """Whether a cell is a day or a month, in whichever form; a year alone might as well be a number."""
    if not isinstance(cell, str):
        return isinstance(cell, datetime.date)
    text = cell.strip()
    if not any(map(str.isdigit, text)) or len(text) > 40 or len(re.findall("[0-9]", text)) < 3:
        return False
    return any(form.read(text, 2100) for form in _forms((*_WHOLE, *_SHORT)) if form.text not in ("YYYY", "YYYYMM"))


def is_year(cell: Cell) -> bool:
    """Whether a cell may be a year by itself."""
    text = shown_cell(cell)
    return not isinstance(cell, bool) and re.fullmatch("1[89][0-9]{2}|20[0-9]{2}|2100", text) is not None


def may_be_a_date(cell: Cell) -> bool:
    """Whether a cell of a column of dates is one: a day, a month, a year, or what a spreadsheet counts days by."""
    text = shown_cell(cell)
    whole = (
        _counts_days(text) or _QUARTER.fullmatch(text) is not None or DateForm("YYYYMM").read(text, 2100) is not None
    )
    return not isinstance(cell, bool) and (looks_like_a_date(cell) or is_year(cell) or whole)


def _counts_days(text: str) -> bool:
    """Whether a text may be a day as spreadsheets count it."""
    return re.fullmatch("[0-9]{5}", text) is not None and int(text) in SERIALS


def read_dates(
    file: str, column: str, cells: Sequence[tuple[int, Cell]], latest: int, form: str | None = None
) -> Dates:
    """The dates of a column, all in one form.

    Args:
        cells: each with the number of its line.
        latest: the year of the run, after which no year of two digits lies.
        form: the form, where the user says it.

    Raises:
        IntakeError: a cell is no date; or the column can be read in two forms, or in none.
    """
    refuse_all(_missing(file, column, cells))
    days = {at: cell for at, (_, cell) in enumerate(cells) if isinstance(cell, datetime.date)}
    texts = [(line, shown_cell(cell)) for at, (line, cell) in enumerate(cells) if at not in days]
    chosen, how = _chosen(file, column, texts, latest, form) if texts else ({}, [])
    found = [shown_cell(cell)[:10] if at in days else chosen[shown_cell(cell)] for at, (_, cell) in enumerate(cells)]
    refuse_all(_of_another_calendar(file, column, cells, found))
    if days:
        how.append(f"{many(len(days), 'cell is a day', 'cells are days')} as the workbook holds them")
    return Dates(tuple(found), tuple(how))


def _missing(file: str, column: str, cells: Sequence[tuple[int, Cell]]) -> Iterator[Problem]:
    """The cells without a date beside a figure, as a date leaves that is merged over several rows."""
    for line, cell in cells:
        if not shown_cell(cell):
            remedy = (
                f"fill it in (a merged date stands in its first row alone), or leave the line out: --without-row {line}"
            )
            yield Problem(Place(file, line), f"{column} is empty beside a figure", remedy)


def _of_another_calendar(
    file: str, column: str, cells: Sequence[tuple[int, Cell]], found: Sequence[str]
) -> Iterator[Problem]:
    for (line, cell), iso in zip(cells, found, strict=True):
        try:
            read_period(iso)
        except DateError as error:
            yield Problem(Place(file, line), f"{column} holds `{shown_cell(cell)[:40]}`: {error.message}", error.remedy)


def _chosen(
    file: str, column: str, texts: Sequence[tuple[int, str]], latest: int, form: str | None
) -> tuple[dict[str, str], list[str]]:
    """Each text with its date, and in words how they were read."""
    distinct = dict.fromkeys(text for _, text in texts)
    if form is not None and form.upper() in EXCEL:
        found = _serials(file, column, texts, form.upper())
        return found, [_example(found, f"the days since {EXCEL[form.upper()]}, as spreadsheets count them")]
    if form is not None and form.upper() == QUARTERS:
        found = _quarters(file, column, texts)
        return found, [_example(found, "quarters of the calendar year, as --date-format says")]
    if form is not None:
        known = date_form(form)
        refuse_all(_in_another_form(file, column, texts, known, latest))
        found = {text: known.read(text, latest) or "" for text in distinct}
        return found, [_example(found, f"as --date-format {form} says")]
    fits = _fitting(list(distinct), _WHOLE, latest)
    if not fits:
        refuse_all(_no_form(file, column, texts, latest))
    if len(fits) > 1:
        refuse_all([_two_forms(file, column, texts, fits)])
    name, found = next(iter(fits.items()))
    if name == "YYYY/MM" and all(int(text[5:7]) == (int(text[:4]) + 1) % 100 for text in distinct):
        refuse_all([_fiscal(file, column, texts[0])])
    return found, [_example(found, f"{name} is the one form that all cells have")] if name != "YYYY-MM-DD" else []


def _example(found: dict[str, str], ground: str) -> str:
    text, iso = next(((text, iso) for text, iso in found.items() if _tells(text)), next(iter(found.items())))
    return f"`{text}` read as {iso}: {ground}"


def _tells(text: str) -> bool:
    """Whether a text shows which part of it is the day: by a number above twelve."""
    return any(int(part) > 12 for part in re.findall(r"(?<![0-9])[0-9]{2}(?![0-9])", text))


def _fitting(texts: Sequence[str], forms: Sequence[str], latest: int) -> dict[str, dict[str, str]]:
    """The forms in which all texts are dates, those that read them alike once, with what they read."""
    found: dict[str, dict[str, str]] = {}
    for form in _forms(tuple(forms)):
        ways: dict[str, str] = {}
        for text in texts:
            if (iso := form.read(text, latest)) is None:
                break
            ways[text] = iso
        else:
            if ways not in found.values():
                found[form.text] = ways
    return found


def _serials(file: str, column: str, texts: Sequence[tuple[int, str]], form: str) -> dict[str, str]:
    problems, found = [], {}
    for line, text in texts:
        if _counts_days(text):
            found[text] = (EXCEL[form] + datetime.timedelta(int(text))).isoformat()
        else:
            remedy = f"leave the line out, --without-row {line}, or choose another --date-format"
            problems.append(Problem(Place(file, line), f"{column} holds `{text[:40]}`, which counts no days", remedy))
    refuse_all(problems)
    return found


def _quarters(file: str, column: str, texts: Sequence[tuple[int, str]]) -> dict[str, str]:
    """The months that each quarter of the calendar year covers."""
    problems, found = [], {}
    for line, text in texts:
        if match := _QUARTER.fullmatch(text):
            year, number = match["year"] or match["later"], int(match["number"] or match["first"])
            found[text] = f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
        else:
            remedy = f"leave the line out, --without-row {line}, or choose another --date-format"
            problems.append(Problem(Place(file, line), f"{column} holds `{text[:40]}`, which is no quarter", remedy))
    refuse_all(problems)
    return found


def _in_another_form(
    file: str, column: str, texts: Sequence[tuple[int, str]], form: DateForm, latest: int
) -> Iterator[Problem]:
    for line, text in texts:
        if form.read(text, latest) is None:
            found = f"{column} holds `{text[:40]}`, which is no date in the form {form.text}"
            yield Problem(Place(file, line), found, f"leave the line out, --without-row {line}, or choose another form")


def _two_forms(file: str, column: str, texts: Sequence[tuple[int, str]], fits: dict[str, dict[str, str]]) -> Problem:
    (one, first), (other, second) = list(fits.items())[:2]
    line, text = next((line, text) for line, text in texts if first[text] != second[text])
    found = f"{column} holds `{text}`, which may be {first[text]} or {second[text]}; no other cell tells"
    remedy = f"add --date-format {one} for the first, or --date-format {other} for the second"
    return Problem(Place(file, line), found, remedy)


def _fiscal(file: str, column: str, first: tuple[int, str]) -> Problem:
    """Months, or years that begin in one and end in the next."""
    line, text = first
    found = f"{column} holds `{text}`, which may be a month or a fiscal year; no other cell tells"
    return Problem(Place(file, line), found, "add --date-format YYYY/MM if it is a month")


def _no_form(file: str, column: str, texts: Sequence[tuple[int, str]], latest: int) -> Iterator[Problem]:
    """Why a column has no one form: years of two digits, counted days, or the cells that are unlike the others."""
    distinct = list(dict.fromkeys(text for _, text in texts))
    line, first = texts[0]
    if all(map(_counts_days, distinct)):
        day, other = ((start + datetime.timedelta(int(first))).isoformat() for start in EXCEL.values())
        found = f"{column} holds `{first}`, a number and no date: counted in days, as spreadsheets do, it is {day}"
        remedy = f"add --date-format excel for {day}, or --date-format excel-1904 for {other} (old files of the Mac)"
        yield Problem(Place(file, line), found, remedy)
    elif all(map(_QUARTER.fullmatch, distinct)):
        found = f"{column} holds `{first}`, a quarter of a year, which may be the calendar's or a fiscal one"
        yield Problem(Place(file, line), found, "add --date-format quarters if it is the calendar's")
    elif short := _fitting(distinct, _SHORT, latest):
        typed = {form: command_line([], [], ["--date-format", form]) for form in list(short)[:3]}
        ways = [f"{words} for {short[form][first]}" for form, words in typed.items()]
        found = f"{column} holds `{first}`, which has no year of four digits"
        yield Problem(Place(file, line), found, f"add {', or '.join(ways)}")
    else:
        counts = {form: sum(form.read(text, latest) is not None for text in distinct) for form in _forms(_WHOLE)}
        usual = max(counts, key=lambda form: counts[form])
        odd = [(place, text) for place, text in texts if usual.read(text, latest) is None]
        if len(odd) > MANY and not counts[usual]:  # no line is to blame, but the form
            problem = _odd(file, *odd[0], column, usual, latest)
            how = "say how dates are written, as in --date-format DD/MM/YYYY, or choose another --date"
            yield Problem(problem.place, f"{problem.message}; nor are {len(odd) - 1} more cells", how)
            return
        for place, text in odd:
            yield _odd(file, place, text, column, usual, latest)


def _odd(file: str, line: int, text: str, column: str, usual: DateForm, latest: int) -> Problem:
    """A cell that is not in the form of most others."""
    leave = f"leave the line out: --without-row {line}"
    if any(form.read(text, latest) for form in _forms(_WHOLE)):
        found = f"{column} holds `{text[:40]}`, a date in another form than {usual.text}, which most cells have"
        return Problem(Place(file, line), found, f"{leave}, or mend the cell")
    try:
        read_period(text)
    except DateError as error:
        return Problem(Place(file, line), f"{column}: {error.message}", f"{error.remedy}; or {leave}")
    return Problem(Place(file, line), f"{column} holds `{text[:40]}`, which is no date", leave)
