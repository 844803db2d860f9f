from __future__ import annotations

from alongside.web.courses.tests.conftest import words


def test_the_plan_reads_from_wish_to_step(walk, sign_in):
    said = words(sign_in("sofie").get(walk.url("plan/")))
    assert "Jon’s plan" in said
    assert said.index("A door I can lock. Bella with me.") < said.index("That Jonas keeps a home of his own.")
    assert "1 · from the order" in said
    assert "Develop functioning" in said
    assert "Severe limitation" in said
    assert "Mild limitation" in said
    assert '<dd lang="da">Håndtere post</dd>' in said
    assert "2 · own goal" in said
    assert "How will you know?" in said
    assert "Jon and Sofie" in said
    assert "1 day late" in said
    assert "Nobody has agreed to it yet" in said
