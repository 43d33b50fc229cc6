"""The signs of how real an act is: on the act's own words, and on the words that govern it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from detente.events.stance_words import Place, Signal, StanceWords
from detente.language.tree import first_conjunct, is_verb, kids
from detente.records import Sentence

MAX_STEPS = 8  # a chain of words longer than this is a parser's error
INFINITIVE = "stance/modality#infinitive"
"""The rule of "is to sign" and "the summit to be held", which rests on no word of the lists."""
_FILES: Mapping[Signal, str] = {"planned": "modality", "possible": "hedges", "negated": "negation"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUN_DEPS = frozenset({"dobj", "nsubjpass", "nsubj", "attr", "pobj", "dative"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One word that speaks for a status."""

    status: Signal
    at: int
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from an act."""

    at: int
    signal: Signal | None = None
    """What the word makes of the act."""
    word: int | None = None
    """The word that makes it so, where it is another than the one stepped to."""
    rule: str | None = None
    """The rule, where it is not that of the word."""
    beside: bool = False
    """The act is only told along with what is above: it lies ahead with it, but is not denied or doubted with it."""
    within: bool = False
    """What is said of the word above is not said of the act."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked about: the sentence, the act's token and the words that belong to it, its type."""

    sentence: Sentence
    i: int
    words: frozenset[int]
    type: str
    speech: bool
    """Whether it is done by speaking."""


def signs_of(act: Act, lists: StanceWords) -> Iterator[Sign]:
    """Signs at the act and, going up, on every word that has a say in how real it is."""
    at, beside = act.i, False
    yield from _own(act.sentence, at, lists)
    for _ in range(MAX_STEPS):
        step = _step(act, at, lists)
        if step is None:
            return
        at, beside = step.at, beside or step.beside
        signs = _of_step(act.sentence, step, lists)
        yield from (sign for sign in signs if not beside or _tells_of_both(act.sentence, sign, lists))


def _sign(sentence: Sentence, status: Signal, i: int) -> Sign:
    return Sign(status, i, f"stance/{_FILES[status]}#{sentence.tokens[i].lemma}")


def _tells_of_both(sentence: Sentence, sign: Sign, lists: StanceWords) -> bool:
    """Whether a sign on an act is one on its occasion too: "will speak at", but not "agreed at"."""
    return sign.status == "planned" and sentence.tokens[sign.at].lemma not in lists.deciding


def _of_step(sentence: Sentence, step: Step, lists: StanceWords) -> list[Sign]:
    """The signs of a word above the act: what it makes of the act, and what is said of the word itself."""
    own = list(_own(sentence, step.at, lists)) if not step.within else []
    if step.signal is None:
        return own
    if step.signal == "negated" and any(sign.status == "negated" for sign in own):
        return [sign for sign in own if sign.status != "negated"]  # "did not refuse to"
    sign = _sign(sentence, step.signal, step.at if step.word is None else step.word)
    return [sign if step.rule is None else replace(sign, rule=step.rule), *own]


def _own(sentence: Sentence, i: int, lists: StanceWords) -> Iterator[Sign]:
    return _at_verb(sentence, i, lists) if is_verb(sentence, i) else _at_noun(sentence, i, lists)


def _at_noun(sentence: Sentence, i: int, lists: StanceWords) -> Iterator[Sign]:
    """Signs right at a noun or adjective: "a planned visit", "no agreement", "not ready"."""
    for k in kids(sentence, i, "acl", "relcl"):
        if _is_to(sentence, k, lists):
            yield Sign("planned", k, INFINITIVE)
        elif sentence.tokens[k].tag == "VBN" and _before(sentence, k, lists) == "planned":
            yield _sign(sentence, "planned", k)
    for k in kids(sentence, i, "amod", "det", "compound", "neg", "advmod", "nmod"):
        token = sentence.tokens[k]
        signal = _before(sentence, k, lists) if token.dep != "advmod" else None
        if signal is not None:
            yield _sign(sentence, signal, k)
        elif token.dep == "neg" or token.lemma in lists.nobody:
            yield from _denied(sentence, k, lists)
        elif token.lemma in lists.hedges - lists.attributing:
            yield _sign(sentence, "possible", k)


def _before(sentence: Sentence, k: int, lists: StanceWords) -> Signal | None:
    return lists.governors.get(("before", sentence.tokens[k].text.lower()))


def _denied(sentence: Sentence, k: int, lists: StanceWords) -> Iterator[Sign]:
    after = sentence.tokens[min(k + 1, len(sentence.tokens) - 1)]
    if after.lemma not in lists.not_negation:
        yield _sign(sentence, "negated", k)


def _at_verb(sentence: Sentence, i: int, lists: StanceWords) -> Iterator[Sign]:
    """Signs right at a verb: auxiliaries, denials, adverbs, "nobody" as its subject."""
    for k in _helpers(sentence, i):
        helper = sentence.tokens[k]
        lower = helper.text.lower()
        if helper.dep == "neg" or (helper.dep == "advmod" and lower in lists.negation):
            yield from _denied(sentence, k, lists)
        elif helper.tag == "MD" and lower in lists.auxiliaries:
            yield _sign(sentence, "planned", k)
        elif (helper.tag == "MD" and lower in lists.modals) or helper.lemma in lists.hedges - lists.attributing:
            yield _sign(sentence, "possible", k)
    carries = sentence.tokens[i].lemma in lists.occurrence
    for k in kids(sentence, i, "nsubj", "nsubjpass", *(("dobj", "attr") if carries else ())):
        for word in (k, *kids(sentence, k, "det", "neg")):
            if sentence.tokens[word].lemma in lists.nobody:
                yield from _denied(sentence, word, lists)


def _helpers(sentence: Sentence, i: int) -> list[int]:
    """Auxiliaries and adverbs of a verb; a coordinated verb without its own shares those of the first."""
    found = kids(sentence, i, "aux", "auxpass", "neg", "advmod")
    token = sentence.tokens[i]
    shares = token.dep == "conj" and is_verb(sentence, token.head) and token.tag not in _FINITE
    if shares and not kids(sentence, i, "nsubj", "nsubjpass", "aux"):
        found = _helpers(sentence, token.head) + found
    return found


# the way up -----------------------------------------------------------------------------------------------------------


def _step(act: Act, at: int, lists: StanceWords) -> Step | None:
    """The next word up that has a say, and what it makes of the act; None where nothing above has one."""
    sentence = act.sentence
    token = sentence.tokens[at]
    if token.head == at:
        return None
    if token.dep == "conj":
        return _from_conjunct(sentence, at)
    if is_verb(sentence, at) and token.dep not in _NOUN_DEPS:
        return _from_clause(act, at, lists)
    return _from_noun(act, at, lists)


def _from_conjunct(sentence: Sentence, at: int) -> Step | None:
    """Past a coordination; a second verb with a subject or tense of its own stands by itself."""
    first = first_conjunct(sentence, at)
    if is_verb(sentence, at):
        tags = {sentence.tokens[at].tag, sentence.tokens[first].tag}
        alike = len(tags) == 1 or tags == {"VBD", "VBN"}
        apart = _finite(sentence, at) or _finite_form(sentence, first) or kids(sentence, at, "nsubj", "nsubjpass")
        if not alike or apart:
            return None
    return Step(first, within=True)


def _finite(sentence: Sentence, i: int) -> bool:
    """Whether a verb has a tense; a past tense that is only coordinated may as well be a participle."""
    token = sentence.tokens[i]
    if any(sentence.tokens[k].tag in ("MD", *_FINITE) for k in kids(sentence, i, "aux", "auxpass")):
        return True
    return _finite_form(sentence, i) and not (token.tag == "VBD" and token.dep == "conj")


def _finite_form(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].tag in _FINITE


def _from_clause(act: Act, at: int, lists: StanceWords) -> Step | None:
    """From a verb to the word that governs its clause."""
    sentence = act.sentence
    token = sentence.tokens[at]
    head, over = token.head, sentence.tokens[token.head]
    if token.dep in ("advcl", "ccomp", "pcomp", "acl"):
        for k in kids(sentence, at, "mark", "advmod"):
            if sentence.tokens[k].lemma in lists.open_marks and sentence.tokens[k - 1].lemma not in lists.conceding:
                return Step(head, "possible", k, within=True)
    if token.dep == "pcomp":
        return _from_preposition(act, head, "clause", lists)
    if _finite(sentence, at):
        return _from_finite(act, at, lists)
    if token.dep == "advcl" and over.pos != "ADJ":
        if _infinitive(sentence, at) and over.lemma in lists.setting_out and act.type in lists.foreseeable:
            return Step(head, "planned", within=True)
        return Step(head, beside=True) if token.tag == "VBG" and is_verb(sentence, head) else None
    participle = token.dep == "acl" and token.tag == "VBN" and not _infinitive(sentence, at)
    if token.dep not in ("xcomp", "ccomp", "acl", "relcl", "advcl", "csubj") or participle:
        return None
    signal = _governing(act, head, "clause", lists)
    if signal is None and _is_to(sentence, at, lists):
        return Step(head, "planned", rule=INFINITIVE)
    if signal is not None or over.lemma in lists.carried or token.dep == "xcomp":
        return Step(head, signal)
    return Step(head, within=True) if token.dep in ("acl", "relcl") and token.tag == "VB" else None


def _infinitive(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[k].tag == "TO" for k in kids(sentence, i, "aux"))


def _is_to(sentence: Sentence, i: int, lists: StanceWords) -> bool:
    """Whether a verb is in "is to sign", "has to sign" or "the summit to be held"."""
    token = sentence.tokens[i]
    over = sentence.tokens[token.head]
    if not _infinitive(sentence, i):
        return False
    if token.dep in ("acl", "relcl"):  # but not "the only town to be attacked"
        single = any(sentence.tokens[k].lemma in lists.singling for k in kids(sentence, over.i, "amod"))
        return bool(kids(sentence, i, "auxpass")) and not single
    bare = over.lemma == "be" and not kids(sentence, over.i, "acomp", "attr", "expl")
    return bare and token.dep in ("xcomp", "ccomp")


def _from_finite(act: Act, at: int, lists: StanceWords) -> Step | None:
    """From the verb of a that-clause: "fears that", "denied that"."""
    token = act.sentence.tokens[at]
    over = act.sentence.tokens[token.head]
    if token.dep == "advcl" and token.tag in ("VBZ", "VBP"):
        when = any(act.sentence.tokens[k].lemma in lists.temporal for k in kids(act.sentence, at, "mark", "advmod"))
        return Step(over.i, beside=True) if when else None
    if token.dep == "acl" or (token.dep == "ccomp" and over.pos in ("VERB", "ADJ", "AUX")):
        signal = _governing(act, over.i, "that", lists)
        return Step(over.i, signal) if signal is not None else None
    return None


def _from_preposition(act: Act, preposition: int, place: Place, lists: StanceWords) -> Step | None:
    """From the object of a preposition to the word the preposition belongs to."""
    sentence = act.sentence
    token = sentence.tokens[preposition]
    if token.lemma in lists.negative_prepositions:
        return Step(preposition, "negated")
    if token.head == preposition:
        return None
    over = sentence.tokens[token.head]
    if over.dep == "prep" and over.pos in ("ADP", "SCONJ", "ADV"):  # "instead of", "ahead of"
        return _from_preposition(act, over.i, place, lists)
    if token.lemma in lists.governing_prepositions:
        signal = _governing(act, over.i, place, lists)
        if signal is not None:
            return Step(over.i, signal)
    if token.lemma == "of" and over.lemma in lists.partitive:
        return Step(over.i)
    if act.type in lists.foreseeable:
        if token.lemma in lists.awaiting and place == "noun":
            return Step(over.i, "planned", preposition, within=True)
        if token.lemma == "for" and over.lemma in lists.setting_out:
            return Step(over.i, "planned", within=True)
        if token.lemma in lists.occasion and is_verb(sentence, over.i):
            return Step(over.i, beside=True)
    return None


def _governing(act: Act, i: int, place: Place, lists: StanceWords) -> Signal | None:
    """What a word above makes of the act, if it is listed and not part of the act itself."""
    token = act.sentence.tokens[i]
    if i in act.words or (token.lemma in lists.deciding and act.type in lists.done_by_deciding):
        return None
    if token.lemma in lists.done_if_past and token.tag == "VBD":
        return None
    return lists.governors.get((place, token.lemma)) or lists.governors.get((place, token.text.lower()))


def _from_noun(act: Act, at: int, lists: StanceWords) -> Step | None:
    """From a noun to the word that governs it: "cancelled the visit", "plans for talks", "talks will be held"."""
    sentence = act.sentence
    token = sentence.tokens[at]
    head, over = token.head, sentence.tokens[token.head]
    if token.dep == "pobj":
        return _from_preposition(act, head, "noun", lists)
    if token.dep in ("acomp", "oprd", "attr") and is_verb(sentence, head):
        return Step(head)
    if token.dep == "nsubj":
        return _from_subject(act, head, lists)
    if token.dep not in _NOUN_DEPS:
        return None
    if kids(sentence, head, "oprd", "ccomp"):  # "considered the visit a success"
        return None
    signal = _governing(act, head, "noun", lists)
    return Step(head, signal) if signal is not None or over.lemma in lists.occurrence else None


def _from_subject(act: Act, verb: int, lists: StanceWords) -> Step | None:
    """From a noun to the verb it is the subject of: "talks will take place", "a visit is unlikely"."""
    sentence = act.sentence
    if sentence.tokens[verb].lemma not in lists.occurrence:
        return _beside(act, verb, lists)
    for k in kids(sentence, verb, "acomp", "attr"):
        signal = _governing(act, k, "noun", lists)
        done = [c for c in kids(sentence, k, "xcomp", "ccomp") if sentence.tokens[c].lemma not in lists.occurrence]
        if signal is not None and not done:
            return Step(verb, signal, k)
        return None
    bare = sentence.tokens[verb].lemma in lists.happening or not kids(sentence, verb, "dobj")
    return Step(verb) if bare else _beside(act, verb, lists)


def _beside(act: Act, verb: int, lists: StanceWords) -> Step | None:
    """A step to an act that this one is the occasion of: if the one lies ahead so does the other."""
    return Step(verb, beside=True) if act.type in lists.foreseeable else None
