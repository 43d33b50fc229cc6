"""How real an act is: sentences with their parse written out, word|lemma|pos|tag|dep|head."""

from datetime import date

import pytest
from factory import sentence

from detente.events.build import SPEECH_TYPES
from detente.events.status import Stance, StanceWords, load_stance, stance_of
from detente.language.times import find_times
from detente.lexicons.load import load
from detente.records import Status

PUBLISHED = date(2020, 6, 10)  # a Wednesday

MEET = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 met|meet|VERB|VBD|ROOT|2 in|in|ADP|IN|prep|2 "
    "Strelsau|strelsau|PROPN|NNP|pobj|3"
)
WILL = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 will|will|AUX|MD|aux|2 host|host|VERB|VB|ROOT|2 "
    "talks|talk|NOUN|NNS|dobj|2 and|and|CCONJ|CC|cc|2 sign|sign|VERB|VB|conj|2 a|a|DET|DT|det|7 "
    "treaty|treaty|NOUN|NN|dobj|5"
)
PLANS = (
    "The|the|DET|DT|det|2 Ruritanian|ruritanian|ADJ|JJ|amod|2 premier|premier|NOUN|NN|nsubj|3 "
    "plans|plan|VERB|VBZ|ROOT|3 to|to|PART|TO|aux|5 visit|visit|VERB|VB|xcomp|3 "
    "Freedonia|freedonia|PROPN|NNP|dobj|5"
)
DUE = (
    "The|the|DET|DT|det|2 Freedonian|freedonian|ADJ|JJ|amod|2 minister|minister|NOUN|NN|nsubj|3 "
    "is|be|AUX|VBZ|ROOT|3 due|due|ADJ|JJ|acomp|3 to|to|PART|TO|aux|6 arrive|arrive|VERB|VB|xcomp|4 "
    "in|in|ADP|IN|prep|6 Strelsau|strelsau|PROPN|NNP|pobj|7"
)
HELD = (
    "Talks|talk|NOUN|NNS|nsubjpass|3 will|will|AUX|MD|aux|3 be|be|AUX|VB|auxpass|3 held|hold|VERB|VBN|ROOT|3 "
    "in|in|ADP|IN|prep|3 Osterlich|osterlich|PROPN|NNP|pobj|4"
)
PLANNED = (
    "Freedonia|freedonia|PROPN|NNP|nsubj|1 praised|praise|VERB|VBD|ROOT|1 the|the|DET|DT|det|4 "
    "planned|plan|VERB|VBN|amod|4 visit|visit|NOUN|NN|dobj|1"
)
SUMMIT = (
    "The|the|DET|DT|det|1 premier|premier|NOUN|NN|nsubj|3 will|will|AUX|MD|aux|3 speak|speak|VERB|VB|ROOT|3 "
    "at|at|ADP|IN|prep|3 the|the|DET|DT|det|6 summit|summit|NOUN|NN|pobj|4 in|in|ADP|IN|prep|6 "
    "Mudville|mudville|PROPN|NNP|pobj|7"
)
MAY = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 may|may|AUX|MD|aux|2 bomb|bomb|VERB|VB|ROOT|2 the|the|DET|DT|det|4 "
    "bridge|bridge|NOUN|NN|dobj|2"
)
CONSIDERS = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 is|be|AUX|VBZ|aux|2 considering|consider|VERB|VBG|ROOT|2 "
    "sending|send|VERB|VBG|xcomp|2 troops|troop|NOUN|NNS|dobj|3 to|to|ADP|IN|prep|3 "
    "Sylvania|sylvania|PROPN|NNP|pobj|5"
)
ALLEGED = (
    "Sylvania|sylvania|PROPN|NNP|nsubj|1 condemned|condemn|VERB|VBD|ROOT|1 the|the|DET|DT|det|4 "
    "alleged|alleged|ADJ|JJ|amod|4 attack|attack|NOUN|NN|dobj|1"
)
WHETHER = (
    "Nobody|nobody|PRON|NN|nsubj|1 knows|know|VERB|VBZ|ROOT|1 whether|whether|SCONJ|IN|mark|4 "
    "Ruritania|ruritania|PROPN|NNP|nsubj|4 attacked|attack|VERB|VBD|ccomp|1 Sylvania|sylvania|PROPN|NNP|dobj|4"
)
EVENIF = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 will|will|AUX|MD|aux|2 help|help|VERB|VB|ROOT|2 "
    "even|even|ADV|RB|advmod|6 if|if|SCONJ|IN|mark|6 Sylvania|sylvania|PROPN|NNP|nsubj|6 "
    "attacked|attack|VERB|VBD|advcl|2 Elbonia|elbonia|PROPN|NNP|dobj|6"
)
NOT = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|3 did|do|AUX|VBD|aux|3 not|not|PART|RB|neg|3 "
    "attack|attack|VERB|VB|ROOT|3 Sylvania|sylvania|PROPN|NNP|dobj|3 or|or|CCONJ|CC|cc|3 "
    "invade|invade|VERB|VB|conj|3 Elbonia|elbonia|PROPN|NNP|dobj|6"
)
NOTONLY = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|3 not|not|PART|RB|preconj|3 only|only|ADV|RB|advmod|1 "
    "attacked|attack|VERB|VBD|ROOT|3 Sylvania|sylvania|PROPN|NNP|dobj|3"
)
FAILED = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 failed|fail|VERB|VBD|ROOT|2 to|to|PART|TO|aux|4 "
    "agree|agree|VERB|VB|xcomp|2"
)
NOTREFUSE = (
    "Freedonia|freedonia|PROPN|NNP|nsubj|3 did|do|AUX|VBD|aux|3 not|not|PART|RB|neg|3 "
    "refuse|refuse|VERB|VB|ROOT|3 to|to|PART|TO|aux|5 meet|meet|VERB|VB|xcomp|3 the|the|DET|DT|det|7 "
    "envoy|envoy|NOUN|NN|dobj|5"
)
NOAGREEMENT = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 reached|reach|VERB|VBD|ROOT|2 no|no|DET|DT|det|4 "
    "agreement|agreement|NOUN|NN|dobj|2"
)
WITHOUT = (
    "The|the|DET|DT|det|1 army|army|NOUN|NN|nsubj|2 left|leave|VERB|VBD|ROOT|2 without|without|ADP|IN|prep|2 "
    "attacking|attack|VERB|VBG|pcomp|3 the|the|DET|DT|det|6 town|town|NOUN|NN|dobj|4"
)
CANCELLED = "Freedonia|freedonia|PROPN|NNP|nsubj|1 cancelled|cancel|VERB|VBD|ROOT|1 the|the|DET|DT|det|3 visit|visit|NOUN|NN|dobj|1"
DENIED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 denied|deny|VERB|VBD|ROOT|1 that|that|SCONJ|IN|mark|5 "
    "it|it|PRON|PRP|nsubj|5 had|have|AUX|VBD|aux|5 attacked|attack|VERB|VBN|ccomp|1 "
    "Sylvania|sylvania|PROPN|NNP|dobj|5"
)
MANAGED = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 managed|manage|VERB|VBD|ROOT|2 to|to|PART|TO|aux|4 "
    "meet|meet|VERB|VB|xcomp|2"
)
NOTMANAGE = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|4 did|do|AUX|VBD|aux|4 not|not|PART|RB|neg|4 "
    "manage|manage|VERB|VB|ROOT|4 to|to|PART|TO|aux|6 meet|meet|VERB|VB|xcomp|4"
)
HADTO = (
    "The|the|DET|DT|det|1 troops|troop|NOUN|NNS|nsubj|2 had|have|VERB|VBD|ROOT|2 to|to|PART|TO|aux|4 "
    "leave|leave|VERB|VB|xcomp|2 Sylvania|sylvania|PROPN|NNP|dobj|4"
)
TRIED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 tried|try|VERB|VBD|ROOT|1 to|to|PART|TO|aux|3 "
    "invade|invade|VERB|VB|xcomp|1 Sylvania|sylvania|PROPN|NNP|dobj|3"
)
IF = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 will|will|AUX|MD|aux|2 withdraw|withdraw|VERB|VB|ROOT|2 "
    "its|its|PRON|PRP$|poss|4 troops|troop|NOUN|NNS|dobj|2 if|if|SCONJ|IN|mark|7 "
    "Sylvania|sylvania|PROPN|NNP|nsubj|7 disarms|disarm|VERB|VBZ|advcl|2"
)
ONCE = (
    "Sylvania|sylvania|PROPN|NNP|nsubj|2 would|would|AUX|MD|aux|2 release|release|VERB|VB|ROOT|2 "
    "the|the|DET|DT|det|4 crew|crew|NOUN|NN|dobj|2 once|once|SCONJ|IN|mark|7 "
    "Ruritania|ruritania|PROPN|NNP|nsubj|7 pays|pay|VERB|VBZ|advcl|2"
)
THREATENED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 threatened|threaten|VERB|VBD|ROOT|1 to|to|PART|TO|aux|3 "
    "attack|attack|VERB|VB|xcomp|1 Sylvania|sylvania|PROPN|NNP|dobj|3 if|if|SCONJ|IN|mark|7 "
    "it|it|PRON|PRP|nsubj|7 disarms|disarm|VERB|VBZ|advcl|3"
)
MUST = (
    "Sylvania|sylvania|PROPN|NNP|nsubj|2 must|must|AUX|MD|aux|2 withdraw|withdraw|VERB|VB|ROOT|2 "
    "its|its|PRON|PRP$|poss|4 troops|troop|NOUN|NNS|dobj|2"
)
WOULD = (
    "I|i|PRON|PRP|nsubj|2 would|would|AUX|MD|aux|2 urge|urge|VERB|VB|ROOT|2 Sylvania|sylvania|PROPN|NNP|dobj|2 "
    "to|to|PART|TO|aux|5 withdraw|withdraw|VERB|VB|xcomp|2"
)
WILLASK = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|2 will|will|AUX|MD|aux|2 ask|ask|VERB|VB|ROOT|2 "
    "Sylvania|sylvania|PROPN|NNP|dobj|2 for|for|ADP|IN|prep|2 help|help|NOUN|NN|pobj|4"
)
DECIDED = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 decided|decide|VERB|VBD|ROOT|1 to|to|PART|TO|aux|3 "
    "sanction|sanction|VERB|VB|xcomp|1 Sylvania|sylvania|PROPN|NNP|dobj|3"
)
DECIDED2 = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 decided|decide|VERB|VBD|ROOT|1 to|to|PART|TO|aux|3 "
    "withdraw|withdraw|VERB|VB|xcomp|1 its|its|PRON|PRP$|poss|5 troops|troop|NOUN|NNS|dobj|3"
)
IN1990 = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 invaded|invade|VERB|VBD|ROOT|1 Sylvania|sylvania|PROPN|NNP|dobj|1 "
    "in|in|ADP|IN|prep|1 1990|1990|NUM|CD|pobj|3"
)
WHEN1990 = (
    "A|a|DET|DT|det|1 war|war|NOUN|NN|nsubj|2 began|begin|VERB|VBD|ROOT|2 in|in|ADP|IN|prep|2 "
    "1990|1990|NUM|CD|pobj|3 when|when|SCONJ|WRB|advmod|7 Ruritania|ruritania|PROPN|NNP|nsubj|7 "
    "invaded|invade|VERB|VBD|relcl|4 Sylvania|sylvania|PROPN|NNP|dobj|7"
)
AFTER = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 returned|return|VERB|VBD|ROOT|1 ten|ten|NUM|CD|nummod|3 "
    "years|year|NOUN|NNS|npadvmod|1 after|after|ADP|IN|prep|1 leaving|leave|VERB|VBG|pcomp|4 the|the|DET|DT|det|7 "
    "league|league|NOUN|NN|dobj|5"
)
TREATY = (
    "Ruritania|ruritania|PROPN|NNP|nsubj|1 attacked|attack|VERB|VBD|ROOT|1 Sylvania|sylvania|PROPN|NNP|dobj|1 "
    "under|under|ADP|IN|prep|1 the|the|DET|DT|det|5 treaty|treaty|NOUN|NN|pobj|3 of|of|ADP|IN|prep|5 "
    "1990|1990|NUM|CD|pobj|6"
)
LEAVES = (
    "The|the|DET|DT|det|1 envoy|envoy|NOUN|NN|nsubj|2 leaves|leave|VERB|VBZ|ROOT|2 "
    "Strelsau|strelsau|PROPN|NNP|dobj|2 on|on|ADP|IN|prep|2 Friday|friday|PROPN|NNP|pobj|4"
)
ISTO = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 are|be|AUX|VBP|ROOT|2 to|to|PART|TO|aux|4 "
    "sign|sign|VERB|VB|xcomp|2 an|an|DET|DT|det|6 accord|accord|NOUN|NN|dobj|4"
)
AGREED = (
    "The|the|DET|DT|det|1 ministers|minister|NOUN|NNS|nsubj|2 agreed|agree|VERB|VBD|ROOT|2 to|to|PART|TO|aux|4 "
    "develop|develop|VERB|VB|xcomp|2 trade|trade|NOUN|NN|dobj|4 during|during|ADP|IN|prep|4 a|a|DET|DT|det|8 "
    "visit|visit|NOUN|NN|pobj|6"
)
HOPES = (
    "Freedonia|freedonia|PROPN|NNP|nsubj|1 hopes|hop|VERB|VBZ|ROOT|1 to|to|PART|TO|aux|3 "
    "host|host|VERB|VB|xcomp|1 the|the|DET|DT|det|5 talks|talk|NOUN|NNS|dobj|3"
)


@pytest.fixture(scope="module")
def words() -> StanceWords:
    return load_stance(load())


def look(parse: str, word: str, type: str, words: StanceWords, forced: Status | None = None) -> Stance:
    one = sentence(parse)
    trigger = next(token.i for token in one.tokens if token.text == word)
    return stance_of(
        one, trigger, (trigger,), type=type, speech_act=type in SPEECH_TYPES, forced=forced, words_of=words,
        published=PUBLISHED, times=tuple(find_times(one, PUBLISHED)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parse", "word", "type", "rule"),
    [
        pytest.param(WILL, "host", "CONSULT", "modality#will", id="will"),
        pytest.param(WILL, "sign", "SUPPORT", "modality#will", id="coordination-shares-the-auxiliary"),
        pytest.param(PLANS, "visit", "CONSULT", "modality#plan", id="plans-to"),
        pytest.param(DUE, "arrive", "CONSULT", "modality#due", id="due-to"),
        pytest.param(HELD, "Talks", "CONSULT", "modality#will", id="the-verb-that-carries-a-noun"),
        pytest.param(PLANNED, "visit", "CONSULT", "modality#plan", id="planned-before-a-noun"),
        pytest.param(SUMMIT, "summit", "CONSULT", "modality#will", id="the-occasion-of-an-act-ahead"),
        pytest.param(WILLASK, "ask", "REQUEST", "modality#will", id="speech-itself-ahead"),
        pytest.param(DECIDED2, "withdraw", "RETREAT", "modality#decide", id="decided-to"),
        pytest.param(ISTO, "sign", "SUPPORT", "modality#infinitive", id="is-to"),
    ],
)
def test_an_act_announced_for_later_is_planned(parse: str, word: str, type: str, rule: str, words: StanceWords) -> None:
    stance = look(parse, word, type, words)

    assert (stance.status, stance.future) == ("planned", True)
    assert stance.reasons[0].rule == f"stance/{rule}"
    assert stance.reasons[0].step == "status"


def test_a_verb_in_the_present_with_a_day_to_come_is_planned(words: StanceWords) -> None:
    stance = look(LEAVES, "leaves", "CONSULT", words)

    assert stance.status == "planned"
    assert stance.reasons[0].rule == "when#weekday"


@pytest.mark.parametrize(
    ("parse", "word", "type", "hedges"),
    [
        pytest.param(MAY, "bomb", "ASSAULT", ["may"], id="may"),
        pytest.param(CONSIDERS, "sending", "MOBILIZE", ["considering"], id="considers"),
        pytest.param(ALLEGED, "attack", "ASSAULT", ["alleged"], id="alleged-before-a-noun"),
        pytest.param(WHETHER, "attacked", "ASSAULT", ["whether"], id="whether"),
        pytest.param(HOPES, "host", "CONSULT", ["hopes"], id="hopes-to"),
    ],
)
def test_an_act_held_possible_keeps_the_hedge(
    parse: str, word: str, type: str, hedges: list[str], words: StanceWords
) -> None:
    stance = look(parse, word, type, words)

    assert stance.status == "possible"
    assert [hedge.text for hedge in stance.hedges] == hedges


@pytest.mark.parametrize(
    ("parse", "word", "type", "rule"),
    [
        pytest.param(NOT, "attack", "ASSAULT", "not", id="not"),
        pytest.param(NOT, "invade", "ASSAULT", "not", id="coordination-shares-the-denial"),
        pytest.param(FAILED, "agree", "AGREE", "fail", id="failed-to"),
        pytest.param(NOTMANAGE, "meet", "CONSULT", "not", id="denial-of-a-word-that-carries-the-act"),
        pytest.param(NOAGREEMENT, "agreement", "AGREE", "no", id="no-agreement"),
        pytest.param(NOAGREEMENT, "reached", "AGREE", "no", id="reached-no-agreement"),
        pytest.param(WITHOUT, "attacking", "ASSAULT", "without", id="without"),
        pytest.param(CANCELLED, "visit", "CONSULT", "cancel", id="cancelled"),
        pytest.param(DENIED, "attacked", "ASSAULT", "deny", id="denied-that"),
    ],
)
def test_an_act_that_was_not_done_is_negated(parse: str, word: str, type: str, rule: str, words: StanceWords) -> None:
    stance = look(parse, word, type, words)

    assert (stance.status, stance.future) == ("negated", False)
    assert stance.reasons[0].rule == f"stance/negation#{rule}"


@pytest.mark.parametrize(
    ("parse", "word", "type"),
    [
        pytest.param(MEET, "met", "CONSULT", id="past"),
        pytest.param(MANAGED, "meet", "CONSULT", id="managed-to"),
        pytest.param(HADTO, "leave", "RETREAT", id="had-to"),
        pytest.param(TRIED, "invade", "ASSAULT", id="a-try-at-force-is-force"),
        pytest.param(NOTONLY, "attacked", "ASSAULT", id="not-only"),
        pytest.param(NOTREFUSE, "meet", "CONSULT", id="did-not-refuse-to"),
        pytest.param(EVENIF, "attacked", "ASSAULT", id="even-if"),
        pytest.param(DECIDED, "sanction", "SANCTION", id="done-by-deciding"),
        pytest.param(AGREED, "visit", "CONSULT", id="the-occasion-of-a-deal"),
        pytest.param(ALLEGED, "condemned", "ACCUSE", id="a-hedge-on-what-is-condemned"),
        pytest.param(MUST, "withdraw", "REQUEST", id="told-by-what-is-demanded"),
        pytest.param(WOULD, "urge", "REQUEST", id="said-in-the-saying"),
    ],
)
def test_an_act_without_signs_or_with_idle_ones_is_actual(parse: str, word: str, type: str, words: StanceWords) -> None:
    stance = look(parse, word, type, words)

    assert (stance.status, stance.future) == ("actual", False)


@pytest.mark.parametrize(
    ("parse", "word", "condition"),
    [
        pytest.param(IF, "withdraw", "if Sylvania disarms", id="if"),
        pytest.param(ONCE, "release", "once Ruritania pays", id="once"),
    ],
)
def test_an_act_that_hangs_on_another_is_conditional(parse: str, word: str, condition: str, words: StanceWords) -> None:
    stance = look(parse, word, "RETREAT", words)

    assert stance.status == "conditional"
    assert stance.condition is not None
    assert stance.condition.text == condition


def test_a_threat_made_is_actual_and_keeps_its_condition(words: StanceWords) -> None:
    stance = look(THREATENED, "threatened", "THREATEN", words)

    assert stance.status == "actual"
    assert stance.condition is not None
    assert stance.condition.text == "if it disarms"


@pytest.mark.parametrize(
    ("parse", "word", "rule"),
    [
        pytest.param(IN1990, "invaded", "when#year", id="year"),
        pytest.param(WHEN1990, "invaded", "when#year", id="year-of-the-words-above"),
        pytest.param(AFTER, "leaving", "stance/history#after", id="years-after"),
    ],
)
def test_an_act_of_years_ago_is_historical(parse: str, word: str, rule: str, words: StanceWords) -> None:
    stance = look(parse, word, "ASSAULT", words)

    assert stance.status == "historical"
    assert stance.reasons[0].rule == rule


def test_a_year_that_names_a_treaty_dates_no_act(words: StanceWords) -> None:
    assert look(TREATY, "attacked", "ASSAULT", words).status == "actual"


def test_even_if_is_no_condition(words: StanceWords) -> None:
    stance = look(EVENIF, "help", "AID", words)

    assert (stance.status, stance.condition) == ("planned", None)


def test_the_status_that_a_rule_forces_goes_before_all_signs(words: StanceWords) -> None:
    assert look(WILL, "host", "CONSULT", words, forced="actual").status == "actual"
