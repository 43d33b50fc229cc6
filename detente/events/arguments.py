"""Who stands where around a predicate: slots over the parse, as docs/lexicons.md ("Roles") names them.

All functions take and give token indices of one sentence. They see words only; who the words mean is decided in
``entities``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.language.tree import conjuncts, first_conjunct, is_passive, is_verb, kids
from detente.lexicons.rules import Path_
from detente.records import Sentence

RELATIVE = frozenset({"who", "which", "that", "whom"})
# Prepositions whose gerund has the object of the verb above as its subject: "accused Iran of hiding".
_OBJECT_GERUND = frozenset({"of", "for", "from", "into", "against"})
# Verbs whose subject, not whose object, does what the infinitive says, in spite of an object: "promised Iran to".
_SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "use", "hold", "visit", "take", "need", "vow", "sign", "have", "send"}
)
_DEPTH = 8  # a chain of clauses longer than this is a parser's error


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the slots need to know of words. Read from stance/grammar.toml."""

    light_verbs: frozenset[str]
    """Verbs that carry a noun without adding an act of their own: "hold" talks, "impose" sanctions."""
    light_prepositions: Mapping[str, frozenset[str]]
    """The same with a preposition: "take part" in talks, "arrive" for a visit."""


def load_grammar(path: Path) -> Grammar:
    """The words of a file in the shape of stance/grammar.toml."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    prepositions = {word: frozenset(verbs) for word, verbs in lists["light_prepositions"].items()}
    return Grammar(frozenset(lists["light_verbs"]), prepositions)


def clause_subject(sentence: Sentence, i: int, depth: int = 0) -> list[int]:
    """Grammatical subjects of a verb, its own or the one that control gives it; for a passive, who underwent it."""
    if depth > _DEPTH:
        return []
    own = kids(sentence, i, "nsubj", "nsubjpass", "csubj")
    if own:
        return [r for k in own for r in _antecedent(sentence, k)]
    return _controller(sentence, i, depth)


def _antecedent(sentence: Sentence, i: int) -> list[int]:
    """What a relative pronoun stands for; any other word stands for itself."""
    token = sentence.tokens[i]
    if token.lemma in RELATIVE and token.tag in ("WDT", "WP"):
        verb = token.head
        for _ in range(_DEPTH):
            if sentence.tokens[verb].dep == "relcl":
                return [sentence.tokens[verb].head]
            if sentence.tokens[verb].head == verb:
                break
            verb = sentence.tokens[verb].head
        return []
    return [i]


def _controller(sentence: Sentence, i: int, depth: int) -> list[int]:
    """The subject that a verb without one of its own takes from the clause around it."""
    token = sentence.tokens[i]
    head, dep = token.head, token.dep
    if head == i:
        return []
    if dep == "conj" and is_verb(sentence, head):
        return clause_subject(sentence, head, depth + 1)
    if dep == "xcomp" and is_verb(sentence, head):
        objects = kids(sentence, head, "dobj", "dative")
        if objects and sentence.tokens[head].lemma not in _SUBJECT_CONTROL:
            return [r for k in objects for r in _antecedent(sentence, k)]
        return clause_subject(sentence, head, depth + 1)
    if dep in ("advcl", "ccomp", "xcomp", "parataxis", "dep") and sentence.tokens[head].pos in ("VERB", "AUX", "ADJ"):
        return clause_subject(sentence, head, depth + 1)
    if dep == "relcl":
        return [] if token.tag == "VB" else [head]
    if dep == "acl":
        return _holder(sentence, head, depth) if token.tag == "VB" else [head]
    if dep == "pcomp":
        return _gerund_subject(sentence, head, depth)
    if dep in ("acomp", "attr") and is_verb(sentence, head):
        return clause_subject(sentence, head, depth + 1)
    return []


def _gerund_subject(sentence: Sentence, prep: int, depth: int) -> list[int]:
    above = sentence.tokens[prep].head
    if is_verb(sentence, above):
        objects = kids(sentence, above, "dobj", "dative", "nsubjpass")
        if objects and sentence.tokens[prep].lemma in _OBJECT_GERUND:
            return [r for k in objects for r in _antecedent(sentence, k)]
        return clause_subject(sentence, above, depth + 1)
    return _holder(sentence, above, depth)


def _holder(sentence: Sentence, noun: int, depth: int) -> list[int]:
    """Whose noun it is: "Iran's decision to", "the decision by Iran to", "Iran made a decision to"."""
    poss = kids(sentence, noun, "poss")
    if poss:
        return poss
    by = _prep(sentence, noun, "by")
    if by:
        return by
    token = sentence.tokens[noun]
    if token.dep in ("dobj", "attr", "nsubjpass") and is_verb(sentence, token.head):
        return logical_subject(sentence, token.head, depth + 1)
    return kids(sentence, noun, "compound", "amod", "nmod")


def logical_subject(sentence: Sentence, i: int, depth: int = 0) -> list[int]:
    """Who does what the verb says: the subject, or for a passive the by-phrase."""
    if not is_passive(sentence, i):
        return clause_subject(sentence, i, depth)
    agents = [p for k in kids(sentence, i, "agent") for p in kids(sentence, k, "pobj")]
    return agents or list(_prep(sentence, i, "by"))


def logical_object(sentence: Sentence, i: int) -> list[int]:
    """Whom or what it is done to: the object, or for a passive the subject."""
    token = sentence.tokens[i]
    if is_passive(sentence, i):
        own = kids(sentence, i, "nsubjpass", "nsubj")
        if own:
            return [r for k in own for r in _antecedent(sentence, k)]
        if token.dep == "acl":
            return [token.head]
        return clause_subject(sentence, i)
    own = [r for k in kids(sentence, i, "dobj", "attr") for r in _antecedent(sentence, k)]
    if own:
        return own
    if token.dep == "relcl" and not any(token_is_relative(sentence, k) for k in kids(sentence, i, "nsubj")):
        return [token.head]
    if token.dep == "conj" and is_verb(sentence, token.head) and not kids(sentence, i, "prep", "ccomp", "xcomp"):
        return []
    # "urged Iran to stop" is often parsed as a clause with a subject of its own.
    return [s for c in kids(sentence, i, "ccomp") if sentence.tokens[c].tag == "VB" for s in kids(sentence, c, "nsubj")]


def token_is_relative(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lemma in RELATIVE


def governed_clause(sentence: Sentence, i: int) -> list[int]:
    """Verbs of the clauses that a verb, noun or adjective governs: "agreed to withdraw", "the demand that it stop"."""
    found = kids(sentence, i, "xcomp", "ccomp", "acl", "pcomp")
    for prep in kids(sentence, i, "prep"):
        found += kids(sentence, prep, "pcomp")
    for noun in kids(sentence, i, "acomp", "oprd"):
        found += kids(sentence, noun, "xcomp", "ccomp")
    return [verb for first in found for verb in conjuncts(sentence, first)]


def light_verb(sentence: Sentence, i: int, grammar: Grammar) -> int | None:
    """The verb that carries a noun: "held" of "held talks", "were imposed" of "sanctions were imposed"."""
    noun = first_conjunct(sentence, i)
    token = sentence.tokens[noun]
    head = token.head
    if token.dep in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(sentence, head):
        return head if sentence.tokens[head].lemma in grammar.light_verbs else None
    if token.dep == "pobj":
        above = sentence.tokens[head].head
        verbs = grammar.light_prepositions.get(sentence.tokens[head].lemma, frozenset())
        if sentence.tokens[above].lemma in verbs:
            return above
        verb = sentence.tokens[above].head  # "take part in talks"
        if sentence.tokens[above].dep == "dobj" and sentence.tokens[verb].lemma in grammar.light_verbs:
            return verb if sentence.tokens[above].lemma in ("part", "place") else None
    return None


def _prep(sentence: Sentence, i: int, name: str) -> list[int]:
    """Objects of a preposition that hangs on the word, also behind a particle or a second preposition."""
    words = name.split("_")
    found = []
    for k in kids(sentence, i, "prep", "agent", "dative", "prt"):
        token = sentence.tokens[k]
        if token.lemma != words[0] and token.text.lower() != words[0]:
            continue
        if len(words) > 1:
            found += _prep(sentence, k, "_".join(words[1:]))
        else:
            found += kids(sentence, k, "pobj")
            found += [p for inner in kids(sentence, k, "prep") for p in kids(sentence, inner, "pobj") if not found]
    return found


def _prep_around(sentence: Sentence, i: int, name: str, grammar: Grammar) -> list[int]:
    """As ``_prep``, but also where the parser may have hung it: on the object, the particle or the light verb."""
    found = _prep(sentence, i, name)
    if not found and is_verb(sentence, i):
        for k in kids(sentence, i, "dobj", "attr", "acomp", "xcomp") if name != "of" else []:
            found = found or _prep(sentence, k, name)
    elif not found and name != "of":
        verb = light_verb(sentence, i, grammar)
        found = _prep(sentence, verb, name) if verb is not None else []
        if not found and sentence.tokens[i].dep == "conj":
            found = _prep(sentence, first_conjunct(sentence, i), name)
    return found


def _modifiers(sentence: Sentence, i: int) -> list[int]:
    return kids(sentence, i, "compound", "amod", "nmod", "nummod")


def heads(sentence: Sentence, anchor: int, path: Path_, grammar: Grammar) -> list[int]:
    """Heads of the words in a slot, coordination included; ``path`` is a chain of slots walked from the anchor."""
    at = [anchor]
    for name in path:
        at = [found for i in at for found in _slot(sentence, i, name, grammar)]
    return list(dict.fromkeys(member for i in at for member in _members(sentence, i)))


def _members(sentence: Sentence, i: int) -> list[int]:
    return conjuncts(sentence, i) if not is_verb(sentence, i) else [i]


def _slot(sentence: Sentence, i: int, name: str, grammar: Grammar) -> list[int]:
    named = _SLOTS.get(name)
    if named is not None:
        return named(sentence, i, grammar)
    return _prep_around(sentence, i, name, grammar)


def _light(sentence: Sentence, i: int, grammar: Grammar) -> list[int]:
    verb = light_verb(sentence, i, grammar)
    return [] if verb is None else [verb]


def _indirect(sentence: Sentence, i: int, grammar: Grammar) -> list[int]:
    own = [k for k in kids(sentence, i, "dative") if sentence.tokens[k].pos != "ADP"]
    return own or _prep_around(sentence, i, "to", grammar)


def _subject(sentence: Sentence, i: int, grammar: Grammar) -> list[int]:
    if is_verb(sentence, i):
        return logical_subject(sentence, i)
    token = sentence.tokens[i]
    if token.pos == "ADJ" and is_verb(sentence, token.head):
        return clause_subject(sentence, token.head)
    if token.dep in ("attr", "pobj") and is_verb(sentence, token.head):
        return clause_subject(sentence, token.head)
    return _holder(sentence, i, 0)


_SLOTS: dict[str, Callable[[Sentence, int, Grammar], list[int]]] = {
    "subject": _subject,
    "object": lambda s, i, g: logical_object(s, i) if is_verb(s, i) else [],
    "iobject": _indirect,
    "by": lambda s, i, g: [p for k in kids(s, i, "agent") for p in kids(s, k, "pobj")] or _prep_around(s, i, "by", g),
    "poss": lambda s, i, g: kids(s, i, "poss"),
    "mod": lambda s, i, g: _modifiers(s, i),
    "clause": lambda s, i, g: governed_clause(s, i),
    "light": _light,
    "governor": lambda s, i, g: [s.tokens[i].head] if s.tokens[i].head != i else [],
}
