"""Where an act took place, if the text says so: a place in a phrase that hangs on the act."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from detente.entities.find import Hit
from detente.entities.resolve import ArticleEntities
from detente.errors import LexiconError
from detente.events.arguments import Grammar, light_verb
from detente.language.tree import conjuncts, core, first_conjunct, is_verb, kids, span
from detente.records import Reason, Sentence, Span

_COUNTRY = frozenset({"state"})
_PLACE = frozenset({"state", "capital", "seat", "region", "city"})
_CODED = _PLACE | {"adjective"}  # "the Sylvanian border"
_HELD_IN = ("nsubj", "nsubjpass", "dobj", "attr", "pobj")
_PARTIES = ("with", "of", "between")
_PURPOSE = ("for", "on")
_NAMED_BY = ("of", "in", "with", "near", "between")
_CLAUSES = ("relcl", "ccomp", "conj", "advcl", "pcomp", "parataxis")
_STEPS = 3  # "on the sidelines of a summit in Strelsau": deeper than this the place belongs to something else


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words of the text, their name, the country (None when not known), and why."""

    span: Span
    name: str
    code: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of stance/places.toml, by their names there; ``for`` and ``from`` are Python's, so with "_" after."""

    where: frozenset[str]
    on: frozenset[str]
    part: frozenset[str]
    side: frozenset[str]
    name: frozenset[str]
    noun: frozenset[str]
    occasion: frozenset[str]
    force: frozenset[str]
    hit_on: frozenset[str]
    object_place: frozenset[str]
    not_country: frozenset[str]
    goes_to: frozenset[str]
    to: frozenset[str]
    for_: frozenset[str]
    into: frozenset[str]
    of: frozenset[str]
    goes_from: frozenset[str]
    from_: frozenset[str]
    occurs: frozenset[str]
    words_only: frozenset[str]
    never: frozenset[str]


def load_places(path: Path) -> PlaceWords:
    """The lists of a file in the shape of stance/places.toml. Raises LexiconError."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    names = [field.name for field in fields(PlaceWords)]
    missing = [name.rstrip("_") for name in names if name.rstrip("_") not in lists]
    if missing:
        raise LexiconError(f"the list {missing[0]!r} is missing.", where=str(path), remedy="Add it; it may be empty.")
    return PlaceWords(**{name: frozenset(lists[name.rstrip("_")]) for name in names})


def place_of(
    sentence: Sentence,
    anchor: int,
    words: Sequence[int],
    entities: ArticleEntities,
    places: PlaceWords,
    grammar: Grammar,
) -> Place | None:
    """The place of the act that ``anchor``, with the other ``words`` of its trigger, tells of; None if nothing says it.

    1. Phrases of place on the trigger's own words, then on its light verb. 2. Where it leads to or away from. 3. Where
    that is which it is done to. 4. The name before it, "the Strelsau summit". 5. What "where" stands for, where
    somebody goes for it, and the clause it happens in. 6. For an act of force, any place named under it.
    """
    search = _Search(sentence, entities, places)
    own = _own(sentence, anchor, words, grammar)
    attempts = (
        (found for i in own for found in search.around(i)),
        (found for i in own for found in search.way(i)),
        (found for i in own for found in search.target(i)),
        search.named_before(anchor),
        (found for i in own for found in search.where_clause(i)),
        search.going_for(anchor),
        search.clause_above(anchor, set(own)),
        (found for i in own for found in search.below(i)),
    )
    return next((found for attempt in attempts for found in attempt), None)


def _own(sentence: Sentence, anchor: int, words: Sequence[int], grammar: Grammar) -> list[int]:
    """The anchor, the verbs and nouns of the trigger, and the light verb."""
    others = [i for i in words if i != anchor and sentence.tokens[i].pos in ("VERB", "NOUN", "PROPN")]
    light = light_verb(sentence, anchor, grammar)
    return list(dict.fromkeys([anchor, *others, *([light] if light is not None else [])]))


@dataclass(frozen=True, slots=True)
class _Search:
    sentence: Sentence
    entities: ArticleEntities
    places: PlaceWords

    def _at_occasion(self, i: int, steps: int) -> Iterator[Place]:
        """Where an occasion is held: "the talks in Strelsau", "the summit to be held in Strelsau"."""
        preps = kids(self.sentence, i, "prep")
        with_whom = [k for prep in preps if self._lemma(prep) in _PARTIES for k in kids(self.sentence, prep, "pobj")]
        for prep in (*preps, *(k for whom in with_whom for k in kids(self.sentence, whom, "prep"))):
            yield from self._of_prep(prep, steps + 1)
        for verb in kids(self.sentence, i, "acl", "relcl"):
            if self._lemma(verb) in self.places.occurs:
                for prep in kids(self.sentence, verb, "prep"):
                    yield from self._of_prep(prep, steps + 1)

    def around(self, i: int) -> Iterator[Place]:
        """Places in phrases of place that hang on a word or on the occasion it names: "at a summit in Strelsau"."""
        for prep in kids(self.sentence, i, "prep"):
            yield from self._of_prep(prep, 0)
        for side in kids(self.sentence, i, "advmod"):
            if self._lemma(side) in self.places.part:
                yield from self._beyond(side)
        yield from self._subject(i)
        for verb in kids(self.sentence, i, "acl", "relcl"):
            if not is_verb(self.sentence, i) and self._lemma(verb) in self.places.occurs:
                for prep in kids(self.sentence, verb, "prep"):
                    yield from self._of_prep(prep, 1)

    def _beyond(self, i: int) -> Iterator[Place]:
        """The place something is to the side of: "120 km east of Strelsau"."""
        for prep in kids(self.sentence, i, "prep"):
            if self._lemma(prep) == "of":
                for k in kids(self.sentence, prep, "pobj"):
                    yield from self._place(k, "of")

    def _subject(self, i: int) -> Iterator[Place]:
        """The place of the act of force that is a verb's subject: "the attack in Strelsau killed two"."""
        if is_verb(self.sentence, i) and self._lemma(i) in self.places.force:
            for k in (*kids(self.sentence, i, "nsubj"), *self._agents(i)):
                if self._lemma(k) in self.places.force:
                    yield from self.around(k)

    def _agents(self, i: int) -> list[int]:
        return [k for by in kids(self.sentence, i, "agent") for k in kids(self.sentence, by, "pobj")]

    def way(self, i: int) -> Iterator[Place]:
        """Where it leads to or away from, and the place that is its object: "visited Sylvania"."""
        lemma, places = self._lemma(i), self.places
        wanted = self._ways(lemma)
        for prep in self._preps(i):
            if self._lemma(prep) in wanted:
                for k in kids(self.sentence, prep, "pobj"):
                    yield from self._place(k, self._lemma(prep), country=self._lemma(prep) != "on" or self._side(k))
        if lemma in places.object_place and is_verb(self.sentence, i):
            country = lemma not in places.not_country
            for k in kids(self.sentence, i, "dobj", "nsubjpass"):
                yield from self._place(k, "object", country=country or self._side(k))

    def _ways(self, lemma: str) -> frozenset[str]:
        """The prepositions that lead from a word to a place."""
        places = self.places
        pairs = (
            (places.goes_to, places.to),
            (places.for_, frozenset({"for"})),
            (places.into, frozenset({"into"})),
            (places.of, frozenset({"of"})),
            (places.goes_from, places.from_),
            (places.hit_on, frozenset({"on"})),
        )
        return frozenset(prep for verbs, preps in pairs if lemma in verbs for prep in preps)

    def target(self, i: int) -> Iterator[Place]:
        """Where that is which it is done to or with; words are spoken elsewhere than where what they speak of is."""
        if self._lemma(i) in self.places.words_only:
            return
        for k in kids(self.sentence, i, "dobj", "nsubjpass", "attr"):
            yield from self._where_is(k)
        if self._lemma(i) in self.places.force:
            for prep in self._preps(i):
                for k in kids(self.sentence, prep, "pobj"):
                    yield from self._where_is(k)

    def _where_is(self, i: int) -> Iterator[Place]:
        """The place of a thing, also of what it is said to do: "a car driving through Strelsau"."""
        for k in (i, *kids(self.sentence, i, "acl")):
            for prep in kids(self.sentence, k, "prep"):
                yield from self._of_prep(prep, 1)

    def named_before(self, i: int) -> Iterator[Place]:
        """A city or region before a noun of an occasion or of force: "the Strelsau summit"."""
        if self._lemma(i) in self.places.occasion | self.places.force | self.places.goes_from:
            for k in kids(self.sentence, i, "compound", "nmod"):
                hit = self._hit(k)
                if hit is not None and {name.kind for name in hit.names} & {"city", "capital", "region"}:
                    yield self._made(k, k, "before", hit)

    def where_clause(self, i: int) -> Iterator[Place]:
        """What "where" stands for: "Strelsau, where troops are deployed"."""
        where = [k for k in kids(self.sentence, i, "advmod") if self._lemma(k) == "where"]
        if where and self.sentence.tokens[i].dep == "relcl":
            yield from self._place(self.sentence.tokens[i].head, "where")

    def going_for(self, i: int) -> Iterator[Place]:
        """Where somebody goes for the act: "left for Strelsau for talks"."""
        token = self.sentence.tokens[first_conjunct(self.sentence, i)]
        verb = self.sentence.tokens[token.head].head
        if token.dep == "pobj" and self._lemma(token.head) in _PURPOSE and self._lemma(verb) in self.places.goes_to:
            yield from self.around(verb)
            yield from self.way(verb)

    def clause_above(self, i: int, own: set[int]) -> Iterator[Place]:
        """The place of the verb whose clause the act stands in, unless that verb only speaks of it."""
        i = first_conjunct(self.sentence, i)
        token = self.sentence.tokens[i]
        head = token.head
        if head == i or head in own or not is_verb(self.sentence, head):
            return
        if self._lemma(head) in self.places.words_only:
            return
        if token.dep in ("advcl", "conj") or (token.dep in _HELD_IN and self._lemma(head) in self.places.occurs):
            yield from self.around(head)
            yield from self.target(head)

    def below(self, i: int) -> Iterator[Place]:
        """Phrases of place anywhere under an act of force, the nearest first, clauses of their own left out."""
        todo = [i] if self._lemma(i) in self.places.force else []
        while todo:
            at = todo.pop(0)
            inner = [k for k in kids(self.sentence, at) if self.sentence.tokens[k].dep not in _CLAUSES]
            for k in inner:
                if self.sentence.tokens[k].dep == "prep":
                    yield from self._of_prep(k, _STEPS)
            todo.extend(inner)

    # phrases ----------------------------------------------------------------------------------------------------------

    def _preps(self, i: int) -> Iterator[int]:
        """Prepositions on a word, also the second of two: "out of"."""
        for prep in kids(self.sentence, i, "prep", "dative", "prt", "advmod"):
            yield prep
            yield from kids(self.sentence, prep, "prep")

    def _of_prep(self, prep: int, steps: int) -> Iterator[Place]:
        """The place that a preposition leads to, at once or by way of an occasion."""
        lemma = self._lemma(prep)
        for inner in kids(self.sentence, prep, "prep"):
            yield from self._of_prep(inner, steps)
        for k in kids(self.sentence, prep, "pobj"):
            if lemma in self.places.where or (lemma == "on" and self._lemma(k) in self.places.on):
                yield from self._place(k, lemma)
            if steps < _STEPS and self._lemma(k) in self.places.occasion:
                yield from self._at_occasion(k, steps)
                yield from self.way(k)
                yield from self.named_before(k)

    def _place(self, i: int, how: str, *, country: bool = True) -> Iterator[Place]:
        """The phrase of a noun, if it is a place."""
        hit = self._hit(i)
        if self._known_name(i):
            yield self._made(i, self._end(i), how, None)
        elif hit is not None:
            if self._is_place(hit, country=country):
                yield self._made(i, self._end(i), how, hit)
        elif self._lemma(i) in self.places.noun | self.places.part:
            named = self._name_in(i)
            if named is not None:
                yield self._made(i, self._end(i), how, self._hit(named))
        elif how in ("in", "near", "outside") and self._unknown_name(i):
            yield self._made(i, self._end(i), how, self._hit_near(i))

    def _known_name(self, i: int) -> bool:
        """Whether a word ends one of the names of places that are in no table: "the Middle East"."""
        words = [self.sentence.tokens[k].text for k in range(max(0, i - 2), i + 1)]
        return any(" ".join(words[k:]) in self.places.name for k in range(len(words)))

    def _side(self, i: int) -> bool:
        """Whether only a side of a country is meant: "northern Sylvania"."""
        return any(self._lemma(k) in self.places.side for k in kids(self.sentence, i, "amod", "compound"))

    def _is_place(self, hit: Hit, *, country: bool = True) -> bool:
        kinds = {name.kind for name in hit.names}
        return bool(kinds & _PLACE) and (country or bool(kinds & (_PLACE - _COUNTRY)))

    def _name_in(self, i: int) -> int | None:
        """The name in the phrase of a place noun: "Strelsau airport", "the town of Zenda"."""
        tokens = self.sentence.tokens
        inner = [k for k in core(self.sentence, i) if k != i]
        preps = [k for k in kids(self.sentence, i, "prep") if self._lemma(k) in _NAMED_BY]
        after = [k for prep in preps for k in kids(self.sentence, prep, "pobj")]
        for k in (*inner, *after, *kids(self.sentence, i, "appos")):
            if self._hit(k) is not None or self._known_name(k) or self._capitalised(k):
                return k
        return i if tokens[i].tag == "NNP" and inner and self._lemma(i) not in self.places.part else None

    def _capitalised(self, i: int) -> bool:
        token = self.sentence.tokens[i]
        return token.pos == "PROPN" and token.text[0].isupper() and token.text.lower() not in self.places.never

    def _unknown_name(self, i: int) -> bool:
        """Whether a word is a name that is in no table, as names of small towns are."""
        token = self.sentence.tokens[i]
        return (
            token.tag == "NNP"
            and self._capitalised(i)
            and not token.text.isupper()
            and token.lemma not in self.places.occasion
            and not any(self._hit(k) is not None for k in core(self.sentence, i))
            and not any(self.sentence.tokens[k].text.lower() in self.places.never for k in core(self.sentence, i))
        )

    def _end(self, i: int) -> int:
        """The last word of the phrase with the larger place it lies in: "Zenda, Ruritania", "the town of Zenda"."""
        end = i
        for k in kids(self.sentence, i, "prep"):
            if self._lemma(k) in ("of", "in", "with") and k == end + 1:
                for inner in kids(self.sentence, k, "pobj"):
                    if self._hit(inner) is not None or self.sentence.tokens[inner].pos == "PROPN":
                        end = max(conjuncts(self.sentence, inner))
        for k in kids(self.sentence, i, "appos", "conj"):
            hit = self._hit(k)
            if hit is not None and self._is_place(hit) and k - end <= 3:
                end = k
        return end

    # words ------------------------------------------------------------------------------------------------------------

    def _made(self, i: int, end: int, how: str, hit: Hit | None) -> Place:
        first = i if how == "before" else min(k for k in core(self.sentence, i) if self.sentence.tokens[k].dep != "det")
        words = span(self.sentence, first, end)
        if hit is not None and hit.start < words.start and hit.end >= words.start:
            words = Span(hit.start, words.end, hit.text[: words.start - hit.start] + words.text)
        name = next((n for n in hit.names if n.kind in _CODED), None) if hit is not None else None
        says = f"“{words.text}” is where it took place"
        return Place(words, words.text, (name.code or None) if name else None,
                     Reason("place", f"stance/places#{how}", words, says))  # fmt: skip

    def _lemma(self, i: int) -> str:
        return self.sentence.tokens[i].lemma

    def _hit(self, i: int) -> Hit | None:
        return self.entities.hit_at(self.sentence.tokens[i].start)

    def _hit_near(self, i: int) -> Hit | None:
        """The known place that an unknown one is said to lie in: "Mettlach, Germany"."""
        for k in kids(self.sentence, i, "appos", "conj"):
            hit = self._hit(k)
            if hit is not None and self._is_place(hit):
                return hit
        return None
