"""Rules on the parse: which rules' words and conditions a sentence fulfils, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from detente.events.arguments import Grammar, governed_clause, heads, light_verb
from detente.language.tree import core, is_passive, is_verb, kids, subtree
from detente.lexicons.rules import Constraint, EventType, Rule, Words
from detente.records import Sentence, Token

_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "PART", "PUNCT"})  # passed over inside a phrase
_REACH = 3  # words that may stand between two words of a phrase


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: ``anchor`` is the token the act hangs on, ``words`` all tokens matched, in order."""

    rule: Rule
    anchor: int
    words: tuple[int, ...]


class Surroundings(Protocol):
    """What conditions may ask about a sentence beyond its parse."""

    def kinds(self, i: int) -> frozenset[str]:
        """What a word refers to: of KINDS in lexicons/rules.py; empty when nobody."""

    def quoted(self, i: int) -> bool:
        """Whether a word lies inside a statement."""


class Matcher:
    """All rules, indexed by the lemma they look for first."""

    def __init__(self, types: Mapping[str, EventType], grammar: Grammar) -> None:
        self._grammar = grammar
        self._index: dict[tuple[str, str], list[tuple[Rule, tuple[str, ...]]]] = defaultdict(list)
        for kind in types.values():
            for rule in kind.rules:
                for pattern in rule.patterns:
                    key = pattern[-1] if rule.anchor == "noun" else pattern[0]
                    self._index[rule.anchor, key].append((rule, pattern))

    def find(self, sentence: Sentence, around: Surroundings) -> list[Match]:
        """The best rule of each type at each anchor, in order of the text."""
        best: dict[tuple[int, str], Match] = {}
        for token in sentence.tokens:
            for match in self._at(sentence, token):
                if all(self._holds(sentence, match.anchor, c, around) for c in match.rule.constraints):
                    key = match.anchor, match.rule.type
                    if key not in best or _rank(match) > _rank(best[key]):
                        best[key] = match
        return _one_per_anchor(best.values())

    def _at(self, sentence: Sentence, token: Token) -> Iterable[Match]:
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            for rule, pattern in (*self._index.get(("verb", token.lemma), ()), *self._index.get(("verb", "*"), ())):
                found = _verb_words(sentence, token.i, pattern)
                if found:
                    yield Match(rule, token.i, found)
        if token.pos in ("NOUN", "PROPN") or token.tag in ("VBG", "NN", "NNS"):
            for lemma in _noun_lemmas(token):
                for rule, pattern in self._index.get(("noun", lemma), ()):
                    found = _noun_words(sentence, token.i, pattern)
                    if found:
                        yield Match(rule, token.i, found)
        if token.pos in ("ADJ", "ADV", "VERB"):
            for rule, pattern in self._index.get(("adj", token.lemma), ()):
                found = _verb_words(sentence, token.i, pattern)
                if found:
                    yield Match(rule, token.i, found)
        for word in dict.fromkeys((token.lemma, token.text.lower())):
            for rule, pattern in self._index.get(("phrase", word), ()):
                found = _phrase_words(sentence, token.i, pattern)
                if found:
                    yield Match(rule, _phrase_anchor(sentence, found), found)

    def _holds(self, sentence: Sentence, i: int, constraint: Constraint, around: Surroundings) -> bool:
        return self._fulfilled(sentence, i, constraint, around) != constraint.negated

    def _fulfilled(self, sentence: Sentence, i: int, c: Constraint, around: Surroundings) -> bool:
        if c.kind in ("object", "subject"):
            return _any_core(sentence, heads(sentence, i, (c.kind,), self._grammar), c.words)
        if c.kind == "prep":
            return _any_core(sentence, heads(sentence, i, (c.prep,), self._grammar), c.words)
        if c.kind == "to":
            return _has(c.words, [sentence.tokens[v].lemma for v in governed_clause(sentence, i)])
        if c.kind in ("with", "without"):
            found = _has(c.words, [sentence.tokens[k].lemma for k in self._below(sentence, i)])
            return found if c.kind == "with" else not found
        if c.kind == "modal":
            return _has(c.words, [sentence.tokens[k].lemma for k in kids(sentence, i, "aux")])
        if c.kind == "light":
            verb = light_verb(sentence, i, self._grammar)
            head = sentence.tokens[i].head if verb is None else verb
            return is_verb(sentence, head) and _has(c.words, [sentence.tokens[head].lemma])
        if c.kind in ("object_is", "subject_is"):
            slot = c.kind.removesuffix("_is")
            wanted = {word for (word,) in c.words}
            return any(_is(around.kinds(k), wanted) for k in heads(sentence, i, (slot,), self._grammar))
        if c.kind == "voice":
            return is_passive(sentence, i) == (c.words[0][0] == "passive")
        return around.quoted(i)

    def _below(self, sentence: Sentence, i: int) -> list[int]:
        verb = light_verb(sentence, i, self._grammar)
        return subtree(sentence, i if verb is None else verb)


def _rank(match: Match) -> tuple[int, int, float, str]:
    return len(match.rule.constraints), len(match.words), match.rule.confidence, match.rule.id


def _one_per_anchor(matches: Iterable[Match]) -> list[Match]:
    """Of several types at one anchor the most specific rule; one predicate is one event."""
    best: dict[int, Match] = {}
    for match in matches:
        if match.anchor not in best or _rank(match) > _rank(best[match.anchor]):
            best[match.anchor] = match
    return [best[i] for i in sorted(best)]


def _is(kinds: frozenset[str], wanted: set[str]) -> bool:
    return bool(kinds & wanted) or ("any" in wanted and bool(kinds))


def _noun_lemmas(token: Token) -> tuple[str, ...]:
    """The lemma; a capitalised or mistagged noun keeps its plural in the model's lemma, so the singular too."""
    if token.tag in ("NNP", "NNPS") and token.lemma.endswith("s"):
        return token.lemma, token.lemma[:-1]
    return (token.lemma,)


def _verb_words(sentence: Sentence, i: int, pattern: tuple[str, ...]) -> tuple[int, ...]:
    """Tokens of a verb pattern: each further word is a dependent of one already found, or the very next word."""
    found = [i]
    for word in pattern[1:]:
        following = [k for at in found for k in sentence.children[at] if k > i]
        if found[-1] + 1 < len(sentence.tokens):
            following.append(found[-1] + 1)
        hit = next((k for k in following if k not in found and _word_is(sentence.tokens[k], word)), None)
        if hit is None:
            return ()
        found.append(hit)
    return tuple(sorted(found))


def _noun_words(sentence: Sentence, i: int, pattern: tuple[str, ...]) -> tuple[int, ...]:
    found = [i]
    before = [k for k in core(sentence, i) if k < i] or ([i - 1] if i else [])
    for word in reversed(pattern[:-1]):
        hit = next((k for k in reversed(before) if _word_is(sentence.tokens[k], word)), None)
        if hit is None and i and _word_is(sentence.tokens[i - 1], word):
            hit = i - 1
        if hit is None:
            return ()
        found.append(hit)
    return tuple(sorted(found))


def _phrase_words(sentence: Sentence, i: int, pattern: tuple[str, ...]) -> tuple[int, ...]:
    found, at = [i], i
    for word in pattern[1:]:
        for k in range(at + 1, min(at + 2 + _REACH, len(sentence.tokens))):
            if _word_is(sentence.tokens[k], word):
                found.append(k)
                at = k
                break
            if sentence.tokens[k].pos not in _BETWEEN:
                return ()
        else:
            return ()
    return tuple(found) if len(found) == len(pattern) else ()


def _phrase_anchor(sentence: Sentence, words: tuple[int, ...]) -> int:
    verbs = [i for i in words if is_verb(sentence, i)]
    nouns = [i for i in words if sentence.tokens[i].pos in ("NOUN", "PROPN")]
    return verbs[0] if verbs else nouns[-1] if nouns else words[-1]


def _word_is(token: Token, word: str) -> bool:
    return token.lemma == word or token.text.lower() == word


def _any_core(sentence: Sentence, found: list[int], words: Words) -> bool:
    if words == (("*",),):
        return bool(found)
    return any(_has(words, [sentence.tokens[k].lemma for k in core(sentence, i)]) for i in found)


def _has(words: Words, lemmas: list[str]) -> bool:
    """Whether one of the alternatives stands in the list, its words in a row."""
    present = set(lemmas)
    for words_of_one in words:
        if words_of_one == ("*",) and lemmas:
            return True
        if len(words_of_one) == 1:
            if words_of_one[0] in present:
                return True
        elif any(tuple(lemmas[k : k + len(words_of_one)]) == words_of_one for k in range(len(lemmas))):
            return True
    return False
