"""Commands that are shown to be copied are the same words to each shell, and run nothing else."""

import os
import re
import shlex
import subprocess

import pytest

from hostile_text import HOSTILE
from weighbridge.base import command_line, visible
from weighbridge.controls.controls import quoted

WORDS = {
    **{name: piece for name, piece in HOSTILE.items() if "\x00" not in piece},
    "quotation marks of PowerShell": "it’s; calc; ‘x’ ‚y‛ “z”",
    "signs of the command prompt": "a & calc.exe | more > x < y",
    "both kinds of marks": """'a' "b" & "c" 'd' ’e’ "" &""",
    "a substitution": "$(touch zq7) `touch zq7` ${HOME} !! \\",
    "lines": "a\ntouch zq7\r\n",
    "a line editor": "\x15touch zq7\x03\x1b[201~",
    "nothing": "",
}


def by_powershell(text):
    """What stands outside of quotation marks to PowerShell, to which the typographic ones are such as well."""
    return re.sub("""['‘’‚‛][^'‘’‚‛]*['‘’‚‛]|"[^"“”„]*["“”„]""", "", text)


def by_prompt(text):
    """What stands outside of double quotation marks, the only ones that the command prompt of Windows knows."""
    return re.sub('"[^"]*"', "", text)


@pytest.mark.skipif(os.name == "nt", reason="a word is read back by bash, which Windows need not have")
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_stays_one_word_and_nothing_in_it_acts(tmp_path, word):
    words = ["--set", f"a={word}", word, "--under", f"“b” {word} & 'c'"]
    typed = command_line(words)
    assert visible(typed, lines=False) == typed
    assert not re.search("[;&|<>$`(]", by_powershell(typed).replace("$", "", typed.count("$'")))
    assert not re.search("[&|<>]", by_prompt(typed))
    ran = subprocess.run(["bash", "-c", f"printf '%s\\0' {typed}"], capture_output=True, cwd=tmp_path, check=True)
    assert ran.stdout.decode().split("\0")[:-1] == [visible(one, lines=False) for one in words]
    assert list(tmp_path.iterdir()) == []


def test_ordinary_words_are_quoted_as_ever():
    words = ["weighbridge", "verify", "raqqa-2017", "--set", "trucks=40 truck", "it's", 'a "b"']
    assert command_line(words) == shlex.join(words)


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_text_in_code_is_that_text_with_nothing_unseen(word):
    assert eval(quoted(word)) == word  # what is copied is run by Python
    assert visible(quoted(word), lines=False) == quoted(word)
