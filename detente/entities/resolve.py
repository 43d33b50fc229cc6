"""Words to who was meant: names, titles, nationalities and descriptions, in the light of the article and its date.

The order of attempts in ``ArticleEntities._resolve`` is the whole method; each attempt is a small function that gives
referents or nothing, and each referent carries the reason it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.entities.find import STATE_KINDS, Hit, Name, Names
from detente.entities.holders import FORMER, Person, on_day
from detente.entities.roles import Role, Roles
from detente.language.tree import conjuncts, core, first_conjunct, kids, span
from detente.lexicons.tables import Row
from detente.records import Entity, Reason, Sentence, Span

GOVERNMENT = ("GOV",)
_FORMER_WORDS = frozenset({"former", "ex", "ousted", "deposed", "late", "then", "retired", "onetime", "outgoing-"})
_ARMED = frozenset({"MIL", "UAF", "UNK", "CVL"})
_REBEL_WORDS = frozenset({"rebel", "guerrilla", "insurgent", "separatist", "secessionist"})
_OF = ("of", "in", "from", "at", "for")


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody meant: the entity and what kind of thing it is (state, body, group, person, agent, place)."""

    entity: Entity
    kind: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A referent where it stands in the text, for later words to refer back to."""

    sentence: int
    token: int
    referent: Referent
    subject: bool


class Resolver:
    """The entity lexicon, ready for use on many articles."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.names = Names(tables)
        self.roles = Roles(tables)

    def article(self, text: str, day: str, publication: str = "") -> ArticleEntities:
        """A view of one article; ``day`` its date in ISO form, may be empty."""
        return ArticleEntities(self, text, day, publication)


class ArticleEntities:
    """Who is who in one article. Sentences are shown to it in order by ``read``; later words refer back to earlier."""

    def __init__(self, resolver: Resolver, text: str, day: str, publication: str) -> None:
        self._resolver = resolver
        self._day = day
        self.hits = resolver.names.find(text)
        self._at: dict[int, Hit] = {at: hit for hit in self.hits for at in range(hit.start, hit.end)}
        self.codes = _count_codes(self.hits, day)
        self.seen = [code for code, _ in self.codes.most_common()]
        self.mentioned: list[Mentioned] = []
        self.roots: dict[tuple[int, int], int] = {}
        self._known: dict[str, Referent] = {}
        self._found: dict[tuple[int, int], tuple[Referent, ...]] = {}
        self._back: Callable[[Sentence, int], tuple[Referent, ...]] | None = None
        self.publisher = self._publisher(publication)

    def refer_back_with(self, resolve: Callable[[Sentence, int], tuple[Referent, ...]]) -> None:
        """Sets what pronouns and descriptions ("the two sides") are resolved by; see ``coreference``."""
        self._back = resolve

    def read(self, sentence: Sentence) -> None:
        """Resolves the noun phrases of the next sentence and remembers them."""
        for token in sentence.tokens:
            if token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") or token.dep in (
                "compound",
                "amod",
                "nmod",
                "det",
            ):
                continue
            first = first_conjunct(sentence, token.i)
            self.roots[sentence.n, token.i] = first
            for referent in self.at(sentence, token.i):
                subject = sentence.tokens[first].dep in ("nsubj", "nsubjpass")
                self.mentioned.append(Mentioned(sentence.n, token.i, referent, subject))

    def at(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """Who the phrase headed by a token means; empty when nobody that matters, or nobody known."""
        key = (sentence.n, i)
        if key not in self._found:
            self._found[key] = ()  # a phrase is never its own antecedent
            self._found[key] = self._resolve(sentence, i)
        return self._found[key]

    def state(self, code: str, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """The state of that code as meant by a description, "the North"."""
        words = self._words(sentence, i)
        reason = Reason("entity", "stance/descriptions#shorthand", words, f'"{words.text}" is short for {code} here')
        return (Referent(Entity(code, GOVERNMENT, words, "", "", "", (reason,)), "state"),)

    def hit_at(self, offset: int) -> Hit | None:
        """The name that covers a character of the text."""
        return self._at.get(offset)

    def focus(self) -> str | None:
        """The country the article speaks of most."""
        return self.seen[0] if self.seen else None

    def _resolve(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        """1. a pronoun looks back; 2. a name of the lexicon; 3. a name with a title or nationality beside it; 4. a noun
        for people or bodies; 5. something that belongs to a state ("Iraqi positions"); 6. a description looks back."""
        token = sentence.tokens[i]
        if token.pos == "PRON" or token.tag in ("PRP", "PRP$"):
            return self._look_back(sentence, i)
        named = self._by_name(sentence, i)
        if named:
            return named
        if token.pos == "PROPN" and not self._is_role(sentence, i):
            person = self._by_context(sentence, i)
            if person:
                return person
        return self._by_noun(sentence, i)

    def _is_role(self, sentence: Sentence, i: int) -> bool:
        """Whether a capitalised phrase ends in a title or a noun for people: "Armenian Prime Minister", "Serbian Army"."""
        return self._resolver.roles.ending([sentence.tokens[k].text for k in core(sentence, i) if k <= i]) is not None

    def _look_back(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        return self._back(sentence, i) if self._back is not None else ()

    # 2. names -----------------------------------------------------------------------------------------------------

    def _by_name(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        token = sentence.tokens[i]
        hit = self._at.get(token.start)
        if hit is None or (token.end > hit.end + 1 and hit.start > token.start):
            return ()
        words = self._words(sentence, i)
        people = [name for name in hit.names if name.kind in ("holder", "short")]
        others = [name for name in hit.names if name.kind not in ("holder", "short")]
        if people:
            person = self._person(sentence, i, hit, people)
            if person is not None:
                return (person,)
        if not others or self._part_of_longer_name(sentence, i, hit):
            return ()
        name = self._choose(others)
        if name.kind == "adjective" and token.pos == "NOUN":
            return ()
        return self._named(name, words, sentence, i)

    def _words(self, sentence: Sentence, i: int) -> Span:
        """The words of the mention: the phrase's own core, apposition left out."""
        inner = [k for k in core(sentence, i) if sentence.tokens[k].dep != "det" or k == i]
        inner = inner or [i]
        det = list(kids(sentence, i, "det", "poss"))
        first = min([*inner, *det])
        return span(sentence, first, max(*inner, i))

    def _choose(self, names: Sequence[Name]) -> Name:
        """Of several things with one name the one the article speaks of; else country before body before place."""
        order = ("state", "people", "capital", "seat", "body", "group", "adjective", "region", "city")
        return min(
            names,
            key=lambda n: (
                -self._mentions(n, names),
                order.index(n.kind),
                not self._valid(n),
                -self.codes.get(n.code, 0),
                n.row.where,
            ),
        )

    def _mentions(self, name: Name, rivals: Sequence[Name]) -> int:
        if len({rival.code for rival in rivals}) < 2:
            return 0
        return 1 if self.codes.get(name.code, 0) else 0

    def _valid(self, name: Name) -> bool:
        start, end = name.row["valid_from"], name.row["valid_to"]
        day = self._day
        return not day or ((not start or start <= day[: len(start)]) and (not end or day[: len(end)] <= end))

    def _part_of_longer_name(self, sentence: Sentence, i: int, hit: Hit) -> bool:
        """Whether a country's or city's name is a piece of somebody's or something's own name ("Paris Hilton")."""
        token = sentence.tokens[i]
        if i + 1 < len(sentence.tokens):
            after = sentence.tokens[i + 1]
            if (
                after.pos == "PROPN"
                and token.dep == "compound"
                and after.i == token.head
                and after.start == token.end + 1
            ):
                return not self._resolver.roles.ending([after.text]) and self._at.get(after.start) is None
        return False

    def _named(self, name: Name, words: Span, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        row = name.row
        plural = sentence.tokens[i].tag in ("NNS", "NNPS")
        if name.kind in STATE_KINDS or name.kind in ("region", "city"):
            kind = "state" if name.kind in STATE_KINDS else "place"
            says = f'"{words.text}" is {row["name"]}' + (
                ", its seat standing for the government" if name.kind in ("capital", "seat") else ""
            )
            sector = tuple(row.many("sector")) or GOVERNMENT  # breakaway regions have PRE
            entity = Entity(row["code"], sector, words, row["name"], "", row["wikidata"],
                            (_reason(name, words, says),))  # fmt: skip
            return (Referent(entity, kind, plural),)
        says = f'"{words.text}" is {row["name"]}'
        members = row.many("members")
        if members and name.row["code"] in members:
            return tuple(
                Referent(Entity(code, GOVERNMENT, words, "", "", "", (_reason(name, words, says),)), "state", True)
                for code in members
            )
        name = next((n for n in self._same(name) if self._valid(n)), name)
        row = name.row
        entity = Entity(row["code"] or None, tuple(row.many("sector")) or GOVERNMENT, words, row["name"], "",
                        row["wikidata"], (_reason(name, words, says),))  # fmt: skip
        return (Referent(entity, "body" if name.kind == "body" else "group", plural),)

    def _same(self, name: Name) -> tuple[Name, ...]:
        """Rows of the same body or group at different times (the Taliban before and after August 2021)."""
        return tuple(n for n in self._resolver.names.known(name.row["name"]) if n.row.table == name.row.table) or (
            name,
        )

    # people -------------------------------------------------------------------------------------------------------

    def _person(self, sentence: Sentence, i: int, hit: Hit, names: Sequence[Name]) -> Referent | None:
        token = sentence.tokens[i]
        if token.tag not in ("NNP", "NNPS") and not any(name.kind == "holder" for name in names):
            return None
        full = any(name.kind == "holder" for name in names)
        before = self._before(sentence, i, hit.start)
        nation, role = self._beside(sentence, i, hit.start)
        if not full and self._other_person(sentence, before):
            return None
        if not full:
            known = self._known.get(hit.text)
            if known is not None and (nation is None or nation == known.entity.code):
                return self._again(known, sentence, i, hit.text)
        people = on_day(names, self._day, self.seen)
        if nation is not None:
            people = [p for p in people if p.code == nation] or ([] if not full else people)
        if not people or (not full and not self._likely(people[0], role, nation)):
            return None
        person = people[0]
        words = self._words(sentence, i)
        sector = FORMER if self._former(sentence, i) else person.sector
        if sector == FORMER and role is not None and role.sector and not self._former(sentence, i):
            sector = role.sector  # the article calls him by an office the table does not know of
        entity = Entity(person.code, sector, words, person.name, _office(person), person.wikidata,
                        (Reason("entity", _rule(person.where, person.name), words, _says(person, words, self._day)),))  # fmt: skip
        referent = Referent(entity, "person")
        self._remember(referent, [hit.text, person.name.split()[-1]])
        for name in names:
            for short in name.row.many("short"):
                if name.row["name"] == person.name:
                    self._remember(referent, [short])
        return referent

    def _likely(self, person: Person, role: Role | None, nation: str | None) -> bool:
        """A bare surname means the office holder only with a sign: a title, a nationality, office held, country named."""
        if role is not None or nation is not None:
            return True
        return person.score >= 5.0 and (person.in_office or person.code in self.seen[:4])

    def _other_person(self, sentence: Sentence, before: Sequence[int]) -> bool:
        """Whether given names stand before a surname: then it is somebody else unless the full name is known."""
        if not before:
            return False
        token = sentence.tokens[before[-1]]
        if token.pos != "PROPN" or self._at.get(token.start) is not None:
            return False
        if self._resolver.roles.ending([sentence.tokens[k].text for k in before]) is not None:
            return False
        return token.text.rstrip(".").lower() not in ("mr", "mrs", "ms", "dr", "gen", "sir", "president", "pres", "sen")

    def _again(self, known: Referent, sentence: Sentence, i: int, text: str) -> Referent:
        words = self._words(sentence, i)
        says = f'"{text}" is {known.entity.name or known.entity.span.text}, named earlier'
        reasons = (Reason("entity", "entities/resolve#surname", words, says), *known.entity.reasons[:1])
        return replace(known, entity=replace(known.entity, span=words, reasons=reasons))

    def _remember(self, referent: Referent, names: Sequence[str]) -> None:
        for name in names:
            if name:
                self._known[name] = referent

    def _before(self, sentence: Sentence, i: int, start: int) -> list[int]:
        """Tokens of the phrase that stand before a name."""
        return [k for k in core(sentence, i) if sentence.tokens[k].start < start and sentence.tokens[k].dep != "det"]

    def _beside(self, sentence: Sentence, i: int, start: int) -> tuple[str | None, Role | None]:
        """Country and title that the words around a name give it: before it, in apposition, or as "X of Y"."""
        before = self._before(sentence, i, start)
        words = [sentence.tokens[k].text for k in before]
        role = self._resolver.roles.within(words) if words else None
        nation = self._nation(sentence, before)
        for k in kids(sentence, i, "appos"):
            nation = nation or self._nation(sentence, core(sentence, k)) or self._of(sentence, k)
            role = role or self._resolver.roles.ending([sentence.tokens[m].text for m in core(sentence, k)])
        token = sentence.tokens[i]
        if token.dep == "appos":
            nation = nation or self._nation(sentence, core(sentence, token.head)) or self._of(sentence, token.head)
            role = role or self._resolver.roles.ending(
                [sentence.tokens[m].text for m in core(sentence, token.head) if m <= token.head]
            )
        nation = nation or self._of(sentence, i)
        return nation or (role.code if role is not None and role.code else None), role

    def _nation(self, sentence: Sentence, tokens: Sequence[int]) -> str | None:
        """The country (or body) a run of tokens names, the last one first: "US-Iranian" is read from the right."""
        for k in reversed(tokens):
            token = sentence.tokens[k]
            hit = self._at.get(token.start)
            if hit is None:
                if token.tag == "PRP$":
                    owners = self._look_back(sentence, k)
                    if len(owners) == 1 and owners[0].entity.code:
                        return owners[0].entity.code
                continue
            names = [n for n in hit.names if n.kind not in ("holder", "short")]
            if names:
                return self._choose(names).code or None
            if token.dep == "poss":
                owner = self.at(sentence, k)
                if owner and owner[0].entity.code:
                    return owner[0].entity.code
        return None

    def _of(self, sentence: Sentence, i: int) -> str | None:
        """The country of "the president of France", "rebels in Chechnya", "police from Italy"."""
        for prep in kids(sentence, i, "prep"):
            if sentence.tokens[prep].lemma in _OF:
                for thing in kids(sentence, prep, "pobj"):
                    nation = self._nation(sentence, core(sentence, thing))
                    if nation is not None:
                        return nation
        return None

    def _former(self, sentence: Sentence, i: int) -> bool:
        inner = core(sentence, i)
        for k in kids(sentence, i, "appos"):
            inner = [*inner, *core(sentence, k)]
        return any(
            sentence.tokens[k].lemma in _FORMER_WORDS or sentence.tokens[k].lemma.startswith(("ex-", "former-"))
            for k in inner
        )

    # 3. names with a title or nationality beside them ---------------------------------------------------------------

    def _by_context(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        token = sentence.tokens[i]
        name = self._full_name(sentence, i)
        nation, role = self._beside(sentence, i, name.start)
        known = self._known.get(name.text) or self._known.get(token.text)
        if known is not None and (nation is None or nation == known.entity.code):
            return (self._again(known, sentence, i, name.text),)
        if nation is None and role is None:
            return ()
        if nation is None:
            nation = self._home(sentence)
            if nation is None:
                return ()
        sector = FORMER if self._former(sentence, i) else (role.sector if role is not None else ("UNK",))
        words = self._words(sentence, i)
        title = f", {role.words}" if role is not None else ""
        says = f'"{name.text}" goes by the words beside the name: {nation}{title}'
        reason = Reason("entity", role.where if role is not None else "entities/resolve#beside", words, says)
        referent = Referent(
            Entity(nation, sector, words, name.text, role.words if role is not None else "", "", (reason,)), "person"
        )
        self._remember(referent, [name.text, *([token.text] if len(token.text) > 2 else [])])
        return (referent,)

    def _full_name(self, sentence: Sentence, i: int) -> Span:
        """The run of capitalised words that ends in the token, titles and nationalities left out."""
        first = i
        while (
            first
            and sentence.tokens[first - 1].pos == "PROPN"
            and sentence.tokens[first - 1].end + 1 >= sentence.tokens[first].start
        ):
            before = sentence.tokens[first - 1]
            if self._at.get(before.start) is not None or self._resolver.roles.ending([before.text]) is not None:
                break
            first -= 1
        return span(sentence, first, i)

    def _home(self, sentence: Sentence) -> str | None:
        """The country of somebody whose country is not said: the one named last in the sentence, else the article's."""
        return self.focus()

    # 4. nouns for people and bodies -----------------------------------------------------------------------------------

    def _by_noun(self, sentence: Sentence, i: int) -> tuple[Referent, ...]:
        token = sentence.tokens[i]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return ()
        inner = [k for k in core(sentence, i) if k <= i]
        if self._modifies_title(sentence, i):
            return ()
        role = self._resolver.roles.ending([sentence.tokens[k].text for k in inner])
        role = role or self._resolver.roles.ending([token.lemma])
        nations = self._nations(sentence, i, inner)
        if role is None:
            return self._belongings(sentence, i, nations)
        if not nations:
            back = self._look_back(sentence, i)
            if back:
                return back
        if not nations and role.code:
            nations = [role.code]
        return self._agents(sentence, i, role, nations)

    def _modifies_title(self, sentence: Sentence, i: int) -> bool:
        return sentence.tokens[i].dep in ("compound",) and sentence.tokens[sentence.tokens[i].head].pos == "PROPN"

    def _nations(self, sentence: Sentence, i: int, inner: Sequence[int]) -> list[str]:
        """Countries of a noun phrase: all that modify it ("Russian and Georgian troops"), else of "of/in/from …"."""
        found: list[str] = []
        for k in inner:
            if k == i:
                continue
            for member in conjuncts(sentence, k):
                code = self._nation(sentence, [member])
                if code is not None and code not in found and not self._is_object_of_study(sentence, k):
                    found.append(code)
        if not found:
            of = self._of(sentence, i)
            found = [of] if of is not None else []
        return found

    def _is_object_of_study(self, sentence: Sentence, k: int) -> bool:
        """ "Its Iran envoy" is not Iran's."""
        return sentence.tokens[k].dep == "compound" and any(
            sentence.tokens[p].dep == "poss" for p in sentence.children[sentence.tokens[k].head] if p < k
        )

    def _armed(self, sentence: Sentence, i: int, sector: tuple[str, ...]) -> tuple[str, ...]:
        """The sector of armed men, corrected by the words before them: "rebel forces", "Hamas gunmen" are rebels."""
        if not _ARMED & set(sector):
            return sector
        for k in core(sentence, i):
            token = sentence.tokens[k]
            hit = self._at.get(token.start)
            groups = [n.row.many("sector") for n in hit.names if n.kind == "group"] if hit is not None else []
            if k != i and (token.lemma in _REBEL_WORDS or any("REB" in sectors for sectors in groups)):
                return ("REB",)
        return sector

    def _agents(self, sentence: Sentence, i: int, role: Role, nations: Sequence[str]) -> tuple[Referent, ...]:
        token = sentence.tokens[i]
        words = self._words(sentence, i)
        sector = FORMER if self._former(sentence, i) else self._armed(sentence, i, role.sector)
        plural = token.tag in ("NNS", "NNPS")
        found = []
        for code in nations or (None,):
            says = f'"{words.text}" names people or a body by what they are: {role.words}' + (
                f", of {code}" if code else ""
            )
            entity = Entity(
                code,
                sector,
                words,
                "",
                role.words if role.office else "",
                "",
                (Reason("entity", role.where, words, says),),
            )
            found.append(Referent(entity, "agent", plural))
        for k in kids(sentence, i, "appos"):
            if nations and sentence.tokens[k].pos == "PROPN" and self._at.get(sentence.tokens[k].start) is None:
                self._remember(
                    Referent(found[0].entity, "person"), [self._full_name(sentence, k).text, sentence.tokens[k].text]
                )
        return tuple(found)

    # 5. things that belong to a state -----------------------------------------------------------------------------------

    def _belongings(self, sentence: Sentence, i: int, nations: Sequence[str]) -> tuple[Referent, ...]:
        """ "Iraqi positions", "Iran's programme": the state they belong to; else a description that looks back."""
        if not nations:
            return self._look_back(sentence, i)
        words = self._words(sentence, i)
        says = f'"{words.text}" belongs to the state named'
        return tuple(
            Referent(
                Entity(
                    code, GOVERNMENT, words, "", "", "", (Reason("entity", "entities/resolve#belongs", words, says),)
                ),
                "thing",
            )
            for code in nations
        )

    def _publisher(self, publication: str) -> Referent | None:
        """Who speaks in the first person outside quotes: the office whose own publication this is."""
        names = self._resolver.names.known(publication)
        people = on_day(names, self._day)
        words = Span(0, 0, publication)
        if people:
            person = people[0]
            reason = Reason("entity", _rule(person.where, person.name), None, "published by the speaker")
            return Referent(
                Entity(person.code, person.sector, words, person.name, _office(person), person.wikidata, (reason,)),
                "person",
            )
        bodies = [n for n in names if n.kind in ("group", "body") and "GOV" in n.row.many("sector")]
        if bodies:
            row = bodies[0].row
            reason = _reason(bodies[0], None, "published by the speaker's office")
            return Referent(
                Entity(row["code"], GOVERNMENT, words, row["name"], "", row["wikidata"], (reason,)), "person"
            )
        return None


def _count_codes(hits: Sequence[Hit], day: str) -> Counter[str]:
    """How often each country or body is named beyond doubt."""
    counts: Counter[str] = Counter()
    for hit in hits:
        if any("JRN" in name.row.many("sector") for name in hit.names):
            continue  # "told AFP" does not make a report one about France
        codes = {name.code for name in hit.names if name.kind != "short"}
        if len(codes) == 1 and any(name.kind not in ("holder", "short") for name in hit.names):
            counts[codes.pop()] += 1
    del counts[""]
    return counts


def _reason(name: Name, words: Span | None, says: str) -> Reason:
    return Reason("entity", _rule(name.row.where, name.row["id"] or name.row["code"]), words, says)


def _rule(where: str, key: str) -> str:
    """The id of a row: "entities/countries.csv:188#NOR"."""
    return f"{where}#{key}"


def _office(person: Person) -> str:
    return person.office.partition(":")[2].title() or person.office


def _says(person: Person, words: Span, day: str) -> str:
    when = f" on {day}" if day else ""
    what = f"{_office(person)} of {person.code}" if person.in_office else f"of {person.code}, not in a listed office"
    return f'"{words.text}" is {person.name}, {what}{when}'
