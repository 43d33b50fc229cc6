"""What an event is about: words in its sentence, and around it."""

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.events.contexts import AT_MOST, Contexts
from detente.lexicons.load import load

PLOVER = frozenset(
    {
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    }
)


@pytest.fixture(scope="module")
def contexts() -> Contexts:
    return Contexts(load().file("contexts/contexts.toml"))


def names(contexts: Contexts, text: str) -> list[str]:
    return [context.name for context in contexts.of(text, 0, len(text))]


def test_all_contexts_of_plover_are_there_and_no_others(contexts: Contexts) -> None:
    assert frozenset(contexts.glosses) == PLOVER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ruritania blamed Freedonia for the cyberattack.", ["cyber"], id="cyber"),
        pytest.param("Sylvania sent peacekeepers to Elbonia.", ["peacekeeping"], id="plural"),
        pytest.param("Elbonia's CIA contact was expelled.", ["intelligence"], id="any-case"),
        pytest.param("Ruritania burned its hats.", [], id="nothing"),
        pytest.param("Police fired tear gas in the West Bank.", ["repression"], id="longer-phrases-cover-shorter"),
        pytest.param("He was elected by acclamation.", [], id="one-weak-word-is-not-enough"),
        pytest.param("The incumbent was elected by acclamation.", ["election"], id="two-weak-words-are"),
        pytest.param("The word taxing is no tax.", [], id="whole-words-only"),
    ],
)
def test_a_sentence_has_the_contexts_its_words_signal(contexts: Contexts, text: str, expected: list[str]) -> None:
    assert names(contexts, text) == expected


def test_each_context_says_which_words_it_rests_on(contexts: Contexts) -> None:
    text = "It rained. Ruritania blamed hackers in Freedonia."
    (context,) = contexts.of(text, 11, len(text))

    assert (context.span.text, text[context.span.start : context.span.end]) == ("hackers", "hackers")
    assert (context.reason.step, context.reason.rule) == ("context", "contexts#cyber")


def test_a_weak_word_counts_with_a_strong_one_in_its_paragraph_only(contexts: Contexts) -> None:
    paragraph = "The turnout was low. It was a quiet election."
    apart = "The turnout was low.\n\nIt was a quiet election."

    assert [c.name for c in contexts.of(paragraph, 0, 20)] == ["election"]
    assert contexts.of(apart, 0, 20) == ()


def test_a_letter_that_grows_in_lower_case_does_not_move_the_words(contexts: Contexts) -> None:
    text = "İİİ accused the hackers."
    (context,) = contexts.of(text, 0, len(text))

    assert context.span.text == "hackers"


def test_no_event_has_more_contexts_than_tell_something(contexts: Contexts) -> None:
    text = "Troops, judges, hackers, refugees, senators, bishops and smugglers met the ambassador at the mosque."

    assert len(contexts.of(text, 0, len(text))) == AT_MOST


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contexts.toml"
    path.write_text('[cyber]\ngloss = "x"\nterm = ["hack"]\n')

    with pytest.raises(LexiconError, match="'term' is not a field"):
        Contexts(path)
