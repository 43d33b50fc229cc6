"""Where an act took place: sentences with their parse written out, word|lemma|pos|tag|dep|head."""

import pytest
from factory import sentence

from detente.entities.resolve import Resolver
from detente.events.arguments import Grammar, load_grammar
from detente.events.places import Place, PlaceWords, load_places, place_of
from detente.lexicons.load import load

MET = (
    "The|the|DET|DT|det|2 two|two|NUM|CD|nummod|2 ministers|minister|NOUN|NNS|nsubj|3 met|meet|VERB|VBD|ROOT|3 "
    "in|in|ADP|IN|prep|3 Strelsau|strelsau|PROPN|NNP|pobj|4 on|on|ADP|IN|prep|3 Friday|friday|PROPN|NNP|pobj|6"
)
BOMBED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 bombed|bomb|VERB|VBD|ROOT|1 a|a|DET|DT|det|3 bridge|bridge|NOUN|NN|dobj|1 "
    "near|near|ADP|IN|prep|3 the|the|DET|DT|det|7 Freedonian|freedonian|ADJ|JJ|amod|7 border|border|NOUN|NN|pobj|4"
)
VISIT = (
    "The|the|DET|DT|det|1 president|president|NOUN|NN|nsubj|3 will|will|AUX|MD|aux|3 visit|visit|VERB|VB|ROOT|3 "
    "Sylvania|sylvania|PROPN|NNP|dobj|3 in|in|ADP|IN|prep|3 June|june|PROPN|NNP|pobj|5"
)
DEMANDED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 demanded|demand|VERB|VBD|ROOT|1 progress|progress|NOUN|NN|dobj|1 "
    "in|in|ADP|IN|prep|1 the|the|DET|DT|det|6 nuclear|nuclear|ADJ|JJ|amod|6 talks|talk|NOUN|NNS|pobj|3 "
    "in|in|ADP|IN|prep|1 May|may|PROPN|NNP|pobj|7"
)
SIGNED = (
    "Both|both|PRON|DT|nsubj|1 signed|sign|VERB|VBD|ROOT|1 the|the|DET|DT|det|3 accord|accord|NOUN|NN|dobj|1 "
    "at|at|ADP|IN|prep|1 a|a|DET|DT|det|6 summit|summit|NOUN|NN|pobj|4 in|in|ADP|IN|prep|6 "
    "Mudville|mudville|PROPN|NNP|pobj|7"
)
WITHDREW = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 withdrew|withdraw|VERB|VBD|ROOT|1 its|its|PRON|PRP$|poss|3 "
    "troops|troop|NOUN|NNS|dobj|1 from|from|ADP|IN|prep|1 Elbonia|elbonia|PROPN|NNP|pobj|4"
)
SUMMIT = (
    "The|the|DET|DT|det|2 Strelsau|strelsau|PROPN|NNP|compound|2 summit|summit|NOUN|NN|nsubjpass|4 "
    "was|be|AUX|VBD|auxpass|4 held|hold|VERB|VBN|ROOT|4 on|on|ADP|IN|prep|4 Monday|monday|PROPN|NNP|pobj|5"
)
DENOUNCED = (
    "Freedonia|freedonia|PROPN|NNP|nsubj|1 denounced|denounce|VERB|VBD|ROOT|1 the|the|DET|DT|det|3 "
    "attack|attack|NOUN|NN|dobj|1 on|on|ADP|IN|prep|3 a|a|DET|DT|det|6 school|school|NOUN|NN|pobj|4 "
    "in|in|ADP|IN|prep|6 Strelsau|strelsau|PROPN|NNP|pobj|7"
)
ATTACKED = "Gunmen|gunman|NOUN|NNS|nsubj|1 attacked|attack|VERB|VBD|ROOT|1 Sylvania|sylvania|PROPN|NNP|dobj|1"


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load(invented=True).tables)


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    return load_places(load().file("stance/places.toml"))


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return load_grammar(load().file("stance/grammar.toml"))


@pytest.mark.parametrize(
    ("parse", "anchor", "name", "code", "rule"),
    [
        pytest.param(MET, 3, "Strelsau", "RUR", "in", id="in-a-capital"),
        pytest.param(BOMBED, 1, "Freedonian border", "FRE", "near", id="where-the-thing-hit-is"),
        pytest.param(VISIT, 3, "Sylvania", "SYL", "object", id="visited"),
        pytest.param(SIGNED, 1, "Mudville", "ELB", "in", id="by-way-of-an-occasion"),
        pytest.param(WITHDREW, 1, "Elbonia", "ELB", "from", id="withdrawn-from"),
        pytest.param(SUMMIT, 2, "Strelsau", "RUR", "before", id="name-before-an-occasion"),
        pytest.param(DENOUNCED, 3, "school in Strelsau", "RUR", "on", id="attack-on-what-is-in"),
    ],
)
def test_the_place_is_found_where_the_text_ties_it_to_the_act(
    parse: str, anchor: int, name: str, code: str, rule: str, resolver: Resolver, words: PlaceWords, grammar: Grammar
) -> None:
    place = look(parse, anchor, resolver, words, grammar)

    assert place is not None
    assert (place.name, place.code, place.reason.rule) == (name, code, f"stance/places#{rule}")
    assert place.reason.step == "place"


@pytest.mark.parametrize(
    ("parse", "anchor"),
    [
        pytest.param(DEMANDED, 1, id="topics-and-times-are-no-places"),
        pytest.param(DENOUNCED, 1, id="words-are-not-spoken-where-the-attack-was"),
        pytest.param(ATTACKED, 1, id="a-country-attacked-is-whom-not-where"),
    ],
)
def test_what_does_not_tell_where_gives_no_place(
    parse: str, anchor: int, resolver: Resolver, words: PlaceWords, grammar: Grammar
) -> None:
    assert look(parse, anchor, resolver, words, grammar) is None


def look(parse: str, anchor: int, resolver: Resolver, words: PlaceWords, grammar: Grammar) -> Place | None:
    one = sentence(parse)
    return place_of(one, anchor, (anchor,), resolver.article(one.text, ""), words, grammar)
