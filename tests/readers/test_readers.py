"""Places to articles, and what cannot be read to a message."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from detente.errors import ReadError, SourceError
from detente.readers.registry import read_articles
from detente.readers.url import is_public
from detente.records import Article

REPORT = "Ruritania condemned Freedonia on Friday, and the foreign minister left for talks in Osterlich."


def _one(path: Path, data: bytes, **given: str) -> Article | ReadError | SourceError:
    path.write_bytes(data)
    (outcome,) = read_articles(str(path), **given)  # type: ignore[arg-type]  # dates and publications are strings
    return outcome


def _article(outcome: object) -> Article:
    assert isinstance(outcome, Article), outcome
    return outcome


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = REPORT + " “Enough,” he said in Malmö."
    assert _article(_one(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_line_ends_are_one_character_and_control_characters_spaces(tmp_path: Path) -> None:
    article = _article(_one(tmp_path / "a.txt", b"One.\r\nTwo\x1b[31m.\rThree.\n" + b"x" * 300))
    assert article.text.startswith("One.\nTwo [31m.\nThree.\n")


def test_a_first_line_alone_is_the_title(tmp_path: Path) -> None:
    article = _article(_one(tmp_path / "a.txt", f"Talks in Osterlich\n\n{REPORT}".encode()))
    assert (article.title, article.text) == ("Talks in Osterlich", REPORT)


def test_the_same_text_has_the_same_id_without_one_of_its_own(tmp_path: Path) -> None:
    first, second = (_article(_one(tmp_path / name, REPORT.encode())) for name in ("a.txt", "b.txt"))
    assert first.id == second.id


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n \n", "empty"),
        ("program", bytes(range(256)) * 20, "binary"),
        ("page.html", b"<html><body><nav>Menu</nav></body></html>", "no article"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "broken"),
        ("long.txt", b"word " * 500_000, "characters"),
    ],
    ids=["empty", "blank", "binary", "a page of menus", "a broken pdf", "ten megabytes"],
)
def test_what_gives_no_article_gives_a_message(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    outcome = _one(tmp_path / name, data)
    assert isinstance(outcome, ReadError)
    assert words in str(outcome)
    assert name in str(outcome)


def test_a_page_is_read_without_its_menus(tmp_path: Path) -> None:
    body = "".join(f"<p>{REPORT} This is paragraph {n} of the report.</p>" for n in range(6))
    told = f"<article><h1>Talks</h1>{body}</article>"
    page = f"<html><head><title>Talks</title></head><body><nav>Home Sport</nav>{told}</body></html>"
    article = _article(_one(tmp_path / "a.html", page.encode(), date="2021-07-12"))
    assert "paragraph 5" in article.text
    assert "Sport" not in article.text
    assert article.date == "2021-07-12"


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "1", "text": REPORT}),
        "{",
        "[]",
        json.dumps({"id": "2", "text": REPORT, "date": "2021-02-30"}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*lines, json.dumps({"id": "3", "text": REPORT, "more": 1})]))
    outcomes = list(read_articles(str(path)))
    assert [outcome.id if isinstance(outcome, Article) else "error" for outcome in outcomes] == [
        "1",
        "error",
        "error",
        "error",
        "3",
    ]
    assert "a.jsonl:2" in str(outcomes[1])


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"{name}: {REPORT}")
    assert [_article(outcome).text[:5] for outcome in read_articles(str(tmp_path))] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "0.0.0.0",
        "::ffff:127.0.0.1",
        "224.0.0.1",
    ],
)
def test_addresses_inside_networks_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/redirect":
                self.send_response(302)
                self.send_header("Location", "/report.txt")
                self.end_headers()
                return
            self.send_response(200 if self.path == "/report.txt" else 404)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(REPORT.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_a_private_address_is_refused_unless_allowed(server: str) -> None:
    (refused,) = read_articles(f"{server}/report.txt")
    assert isinstance(refused, SourceError)
    (allowed,) = read_articles(f"{server}/redirect", allow_private=True)
    assert _article(allowed).text == REPORT


def test_a_page_that_is_not_there_says_so(server: str) -> None:
    (outcome,) = read_articles(f"{server}/missing", allow_private=True)
    assert isinstance(outcome, SourceError)
    assert "404" in str(outcome)
