"""Attack 24: a name of a file or a word of somebody ends up in a command that a shell reads.

Two files start a program, each a list of words that the installation sets; what people upload goes in as its input.
"""

from __future__ import annotations

import ast

from tests.architecture.tree import code, name

STARTS = {
    "src/alongside/config/background.py": "the program itself, beside the server",
    "src/alongside/documents/files/scanner.py": "the installation's virus scanner; the file is its input",
}
SHELLS = {
    "system",
    "popen",
    "getoutput",
    "getstatusoutput",
    "create_subprocess_shell",
    "spawnl",
    "execl",
    "execvp",
}


def through_a_shell(text: str) -> list[int]:
    """The lines in which something is handed to a shell."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in SHELLS)
            or any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords)
        )
    ]


def test_nothing_goes_through_a_shell() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in code()}
    assert not {path: lines for path, text in texts.items() if (lines := through_a_shell(text))}
    assert {path for path, text in texts.items() if "subprocess" in text and "import" in text} == set(STARTS)


def test_a_command_is_words_that_no_record_holds() -> None:
    for path in STARTS:
        for node in ast.walk(
            ast.parse(next(one for one in code() if name(one) == path).read_text(encoding="utf-8"))
        ):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "subprocess.run",
                "subprocess.Popen",
            }:
                assert "received" not in ast.unparse(node.args[0]), path
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Constant), path


def test_the_test_sees_what_it_looks_for() -> None:
    for text in ("os.system(x)", "subprocess.run(x, shell=True)", "os.popen(x)"):
        assert through_a_shell(text) == [1], text
    assert through_a_shell("subprocess.run([x], check=True)") == []
