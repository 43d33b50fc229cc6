"""Words that refer back: pronouns, "the two sides", "the president", "the organisation"."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from detente.entities.resolve import ArticleEntities, Mentioned, Referent
from detente.language.tree import core, span
from detente.records import Reason, Sentence, Token

# How far back a word looks, in sentences.
PRONOUN_REACH = 2
DESCRIPTION_REACH = 5
_SUBJECT_BONUS = 2.0  # an earlier subject is the likelier antecedent: worth two sentences' distance in newswire
_PERSON_WORDS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THING_WORDS = frozenset({"it", "its", "itself"})
_MANY_WORDS = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER_WORDS = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_ARGUMENT = frozenset({"dobj", "dative", "pobj"})


@dataclass(frozen=True, slots=True)
class Backward:
    """Words for descriptions that refer back. Read from stance/descriptions.toml."""

    pair: frozenset[str]
    """Nouns for two parties: "side", "country", "leader"."""
    state: frozenset[str]
    body: frozenset[str]
    person: frozenset[str]
    shorthand: Mapping[str, tuple[str, str]]
    """Phrase to (code it means, code the article must name): "the north" is PRK where PRK is named."""


def load_backward(path: Path) -> Backward:
    """The words of a file in the shape of stance/descriptions.toml."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    shorthand = {words: (means, named) for words, (means, named) in lists["shorthand"].items()}
    pair, state, body, person = (frozenset(lists[key]) for key in ("pair", "state", "body", "person"))
    return Backward(pair, state, body, person, shorthand)


class LookBack:
    """Resolves the words of one article that refer back, against what ``ArticleEntities`` remembers."""

    def __init__(
        self,
        article: ArticleEntities,
        words: Backward,
        speaker: Callable[[Sentence, int], tuple[Referent, ...]],
    ) -> None:
        self._article, self._words, self._speaker = article, words, speaker

    def __call__(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """Who the word means, or nothing. Every answer says in a reason what it was taken for."""
        token = sentence.tokens[i]
        word = token.lemma if token.pos != "PRON" else token.text.lower()
        if token.tag in ("PRP", "PRP$"):
            return self._pronoun(sentence, token, token.text.lower())
        inner = [sentence.tokens[k] for k in core(sentence, i)]
        short = self._shorthand(sentence, i, inner)
        if short:
            return short
        if self._is_pair(inner, word):
            return self._pair(sentence, i)
        if not any(t.lemma in ("the", "this", "that", "both") or t.tag == "PRP$" for t in inner):
            return ()
        return self._description(sentence, i, word)

    def _pronoun(self, sentence: Sentence, token: Token, word: str) -> tuple[Referent, ...]:
        if word in _SPEAKER_WORDS:
            return self._again(self._speaker(sentence, token.i), sentence, token.i)
        if word in _PERSON_WORDS:
            return self._best(sentence, token, lambda r: r.kind == "person" or (r.kind == "agent" and not r.plural))
        if word in _THING_WORDS:
            return self._best(
                sentence,
                token,
                lambda r: r.kind in ("state", "body", "group", "place") or (r.kind == "agent" and not r.plural),
            )
        if word in _MANY_WORDS:
            return self._group(sentence, token)
        return ()

    def _before(self, sentence: Sentence, i: int, reach: int) -> Iterable[Mentioned]:
        for mention in reversed(self._article.mentioned):
            if mention.sentence < sentence.n - reach:
                return
            if mention.sentence < sentence.n or mention.token < i:
                yield mention

    def _best(self, sentence: Sentence, token: Token, fits: Callable[[Referent], bool]) -> tuple[Referent, ...]:
        best, best_score = None, float("-inf")
        for mention in self._before(sentence, token.i, PRONOUN_REACH):
            if not fits(mention.referent) or self._same_clause(sentence, token, mention):
                continue
            score = -2.0 * (sentence.n - mention.sentence) + (_SUBJECT_BONUS if mention.subject else 0.0)
            score += mention.token / 1000 if mention.sentence == sentence.n else -mention.token / 1000
            if score > best_score:
                best, best_score = mention, score
        return self._again((best.referent,), sentence, token.i) if best is not None else ()

    def _same_clause(self, sentence: Sentence, token: Token, mention: Mentioned) -> bool:
        """Whether the antecedent would act on itself: "Putin told him"."""
        if mention.sentence != sentence.n or token.tag == "PRP$" or token.dep not in _ARGUMENT:
            return False
        verb = sentence.tokens[token.head]
        if token.dep == "pobj":
            verb = sentence.tokens[verb.head]
        return sentence.tokens[mention.token].head == verb.i

    def _group(self, sentence: Sentence, token: Token) -> tuple[Referent, ...]:
        """ "They": the members of the nearest coordination or plural, subjects first."""
        by_place: dict[tuple[int, int], list[Mentioned]] = {}
        for mention in self._before(sentence, token.i, PRONOUN_REACH):
            root = self._group_root(mention)
            by_place.setdefault(root, []).append(mention)
        best: list[Mentioned] = []
        best_score = float("-inf")
        for (n, _), members in by_place.items():
            many = len({m.referent.entity.code for m in members}) > 1 or any(m.referent.plural for m in members)
            if not many or all(self._same_clause(sentence, token, m) for m in members):
                continue
            score = -2.0 * (sentence.n - n) + (_SUBJECT_BONUS if any(m.subject for m in members) else 0.0)
            if score > best_score:
                best, best_score = members, score
        if best:
            return self._again(tuple(m.referent for m in reversed(best)), sentence, token.i)
        return self._best(sentence, token, lambda r: r.kind in ("state", "body", "group"))

    def _group_root(self, mention: Mentioned) -> tuple[int, int]:
        root = self._roots.get((mention.sentence, mention.token), mention.token)
        return mention.sentence, root

    @property
    def _roots(self) -> Mapping[tuple[int, int], int]:
        return self._article.roots

    def _is_pair(self, inner: list[Token], word: str) -> bool:
        if not inner:
            return False
        two = any(t.lemma in ("two", "both") for t in inner)
        if two and (word in self._words.pair or word in ("two", "both")):
            return not any(t.tag == "PRP$" for t in inner)
        return word == "side" and inner[-1].tag == "NNS" and len(inner) <= 2

    def _pair(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """The last two different countries or bodies the article named, the ones of a coordination first."""
        found: dict[str, Referent] = {}
        for mention in self._before(sentence, i, DESCRIPTION_REACH):
            code = mention.referent.entity.code
            if code and mention.referent.kind != "place" and code not in found:
                found[code] = mention.referent
                if len(found) == 2:
                    break
        if len(found) < 2:
            return ()
        return self._again(tuple(reversed(found.values())), sentence, i)

    def _shorthand(self, sentence: Sentence, i: int, inner: list[Token]) -> tuple[Referent, ...]:
        words = " ".join(t.text.lower() for t in inner)
        meant = self._words.shorthand.get(words)
        if meant is None or not self._article.codes.get(meant[1]):
            return ()
        return self._article.state(meant[0], sentence, i)

    def _description(self, sentence: Sentence, i: int, word: str) -> tuple[Referent, ...]:
        fits = self._fitting(word)
        if fits is None:
            return ()
        best, best_score = None, float("-inf")
        for mention in self._before(sentence, i, DESCRIPTION_REACH):
            if not fits(mention.referent):
                continue
            score = -1.0 * (sentence.n - mention.sentence) + (_SUBJECT_BONUS if mention.subject else 0.0)
            if score > best_score:
                best, best_score = mention, score
        return self._again((best.referent,), sentence, i) if best is not None else ()

    def _fitting(self, word: str) -> Callable[[Referent], bool] | None:
        if word in self._words.person:
            return lambda r: r.kind in ("person", "agent") and not r.plural and _bears(r, word)
        if word in self._words.state:
            return lambda r: r.kind == "state"
        if word in self._words.body:
            return lambda r: r.kind in ("body", "group")
        return None

    def _again(self, referents: tuple[Referent, ...], sentence: Sentence, i: int) -> tuple[Referent, ...]:
        inner = core(sentence, i) if sentence.tokens[i].pos != "PRON" else [i]
        words = span(sentence, inner[0], inner[-1])
        found = []
        for referent in referents:
            entity = referent.entity
            meant = entity.name or entity.span.text
            reason = Reason("entity", "entities/coreference", words, f'"{words.text}" refers back to {meant}')
            found.append(replace(referent, entity=replace(entity, span=words, reasons=(reason, *entity.reasons[:1]))))
        return tuple(found)


def _bears(referent: Referent, word: str) -> bool:
    """Whether somebody is known to be "the minister", by title, office or the words he was introduced with."""
    entity = referent.entity
    known = f"{entity.office} {entity.span.text} {' '.join(r.says for r in entity.reasons[:1])}".lower()
    return word in known
