"""Commands that are shown to be copied are the same words to each shell that they are for, and run nothing in any."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_text import HOSTILE
from weighbridge.base import command_line, one_shell, visible
from weighbridge.base.command_line import ANYWHERE, HERE, Shell
from weighbridge.controls.controls import quoted

WORDS = {
    **{name: piece for name, piece in HOSTILE.items() if "\x00" not in piece},
    "quotation marks of PowerShell": "it’s; calc; ‘x’ ‚y‛ “z”",
    "signs of the command prompt": "a & calc.exe | more > x < y",
    "a variable of the command prompt": "x%CMDCMDLINE:~-1%&calc.exe",
    "both kinds of marks": """'a' "b" & "c" 'd' ’e’ "" &""",
    "a substitution": "$(touch zq7) `touch zq7` ${HOME} !! \\",
    "lines": "a\ntouch zq7\r\n",
    "a line editor": "\x15touch zq7\x03\x1b[201~",
    "nothing": "",
    "an option": "-x --set",
}
LETTERS = "ab .-/\\\"'$`!%^&|<>()[]{}*?~#;=,:@+é“”’ "
SETS = ["a={}", "{}", "“b” {} & 'c'"]

# A word, as it stands in every shell, in one of POSIX, in one of Windows; what is missing is the same as before it.
TABLE = [
    ("raqqa-2017",),
    ("data/cases/a.b",),
    ("trucks=40", "trucks=40"),
    ("trucks=40 truck", '"trucks=40 truck"'),
    ("it's", '"it\'s"'),
    ("weighbridge[lab]", '"weighbridge[lab]"'),
    ("iron & copper", '"iron & copper"'),
    ("csv,latex", '"csv,latex"'),  # of which PowerShell makes two
    ("=ls", '"=ls"'),  # of which zsh makes a path
    ("-a.b", '"-a.b"'),  # of which PowerShell makes two
    ("~root", '"~root"'),
    (r"C:\a b\c", r'"C:\a b\c"'),
    ("", '""'),
    ("a\nb\x1b", r'"a b\x1b"'),
    ("Now!", "'Now!'", '"Now!"'),
    ("$5", "'$5'", "'$5'"),  # in PowerShell a variable between double marks
    ('say "hi"', "'say \"hi\"'", '"say ""hi"""'),
    (r"C:\a b" + "\\", "'C:\\a b\\'", '"C:\\a b\\\\"'),
    (r"\\server\a", r"'\\server\a'", r'"\\server\a"'),
    ("9% of it", "'9% of it'", '"9"%" of it"'),
    ("%A%", '"%"\'A\'"%"', '%"A"%'),
]


def read_by_a_program_of_windows(line):
    """The words of a command line by the rules of the C runtime of Microsoft, from "Parsing C command-line arguments".

    A mark opens or closes a quoted part; two within one are a mark. Backslashes before a mark count for half as many,
    and an odd one makes the mark a letter; all others are letters.
    """
    words, at = [], 0
    while (at := at + len(line[at:]) - len(line[at:].lstrip(" \t"))) < len(line):
        word, is_quoted = "", False
        while at < len(line) and (is_quoted or line[at] not in " \t"):
            slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
            at += slashes
            if at == len(line) or line[at] != '"':
                if slashes:
                    word += "\\" * slashes
                else:
                    word, at = word + line[at], at + 1
                continue
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            elif is_quoted and line[at + 1 : at + 2] == '"':
                word, at = word + '"', at + 1
            else:
                is_quoted = not is_quoted
            at += 1
        words.append(word)
    return words


def by_powershell(text):
    """What stands outside of quotation marks to PowerShell, to which the typographic ones are such as well."""
    return re.sub("""['‘’‚‛][^'‘’‚‛]*['‘’‚‛]|"[^"“”„]*["“”„]""", "", text)


def by_prompt(text):
    """What stands outside of double quotation marks, the only ones that the command prompt of Windows knows."""
    return re.sub('"[^"]*"', "", text)


def variables_of_the_prompt(text):
    """The names between two ``%``, which the command prompt looks up before it looks at anything else."""
    return re.findall("%([^%]*)%", text)


def seen(words):
    """Words as they are typed: on one line, with nothing unseen."""
    return [visible(one, lines=False) for one in words]


@pytest.mark.parametrize("row", TABLE, ids=[repr(row[0]) for row in TABLE])
def test_a_word_as_each_shell_takes_it(row):
    word, *forms = row
    posix = (forms or [word])[0]
    assert command_line([], [], [word], Shell.POSIX) == posix
    assert command_line([], [], [word], Shell.WINDOWS) == (forms or [word])[-1]
    assert bool(one_shell(posix)) == (len(forms) > 1)
    assert shlex.split(posix) == seen([word])


@given(st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=4))
def test_what_is_read_is_what_was_meant(words):
    typed = command_line(["weighbridge"], [], words, Shell.POSIX)
    if "$'" not in typed:  # which bash and zsh know, and shlex does not: another test has bash read it
        assert shlex.split(typed) == ["weighbridge", *seen(words)]
    if not one_shell(typed):
        assert read_by_a_program_of_windows(typed) == ["weighbridge", *seen(words)]
        assert typed == command_line(["weighbridge"], [], words, Shell.WINDOWS)
    if not any(re.search("[$`“”„]", one) for one in words):  # what PowerShell looks for: a form of its own
        typed = command_line(["weighbridge"], [], words, Shell.WINDOWS)
        assert read_by_a_program_of_windows(typed) == ["weighbridge", *seen(words)]


def test_the_rules_of_windows_are_those_that_are_published():
    """The examples of its documentation, of which each gives the same words."""
    examples = {
        '"a b c" d e': ["a b c", "d", "e"],
        r'"ab\"c" "\\" d': ['ab"c', "\\", "d"],
        r'a\\\b d"e f"g h': [r"a\\\b", "de fg", "h"],
        r"a\\\"b c d": ['a\\"b', "c", "d"],
        r'a\\\\"b c" d e': [r"a\\b c", "d", "e"],
        'a"b"" c d': ['ab" c d'],
    }
    assert {line: read_by_a_program_of_windows(line) for line in examples} == examples


@pytest.mark.parametrize("shell", Shell)
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_nothing_in_a_word_acts_in_any_shell_whomever_it_is_for(word, shell):
    words = ["--set", *(one.format(word) for one in SETS)]
    typed = command_line(["weighbridge"], [word], words, shell)
    assert visible(typed, lines=False) == typed
    assert not re.search("[;&|<>$`(]", by_powershell(typed).replace("$", "", typed.count("$'")))
    assert not re.search("[&|<>]", by_prompt(typed))
    assert not any(re.match(r"\w", name) for name in variables_of_the_prompt(typed))


@pytest.mark.skipif(os.name == "nt", reason="a word is read back by bash, which Windows need not have")
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_stays_one_word_to_bash_and_nothing_in_it_acts(tmp_path, word):
    words = ["--set", f"a={word}", word, "--under", f"“b” {word} & 'c'"]
    typed = command_line([], [], words, Shell.POSIX)
    ran = subprocess.run(["bash", "-c", f"printf '%s\\0' {typed}"], capture_output=True, cwd=tmp_path, check=True)
    assert ran.stdout.decode().split("\0")[:-1] == seen(words)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_begins_with_a_hyphen_is_no_option():
    options = ["--set", "trucks=40 truck"]
    assert command_line(["w", "verify"], ["a"], options) == 'w verify a --set "trucks=40 truck"'
    assert command_line(["w", "verify"], ["-a"], options) == 'w verify --set "trucks=40 truck" -- -a'
    assert command_line(["w", "explain"], ["a", "-b"]) == "w explain -- a -b"
    assert command_line(["jupyter"], ["-a/b", "c"], hyphen="./") == "jupyter ./-a/b c"
    assert command_line(["w"], ["a"], ["-o", "-b.md"]) == 'w a -o "-b.md"'  # the value of an option is none


def test_commands_are_those_of_this_system_and_pages_the_same_everywhere():
    assert (os.name == "nt") == (HERE is Shell.WINDOWS)
    assert ANYWHERE is Shell.POSIX


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_text_in_code_is_that_text_with_nothing_unseen(word):
    assert eval(quoted(word)) == word  # what is copied is run by Python
    assert visible(quoted(word), lines=False) == quoted(word)


@pytest.mark.parametrize("hyphen", ["--", "./"])
def test_a_file_is_named_by_its_path_as_by_its_text(hyphen):
    named = [command_line(["weighbridge", "weigh"], [kind("-a/b c")], hyphen=hyphen) for kind in (str, Path)]
    assert named[0] == named[1]
