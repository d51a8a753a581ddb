"""What tests share: plain modules that hold no tests."""

from tests.support.commands import Call, Outcome, forget_the_reader, plain_environment, run
from tests.support.content import (
    DELETE,
    SMALL,
    Raw,
    as_toml,
    changed,
    content_text,
    faults,
    faults_of_bad,
    find,
    key_path,
    only_fault,
    raw_content,
    reader_texts,
    table,
    write_bad,
)
from tests.support.paths import ROOT

__all__ = [
    "DELETE",
    "ROOT",
    "SMALL",
    "Call",
    "Outcome",
    "Raw",
    "as_toml",
    "changed",
    "content_text",
    "faults",
    "faults_of_bad",
    "find",
    "forget_the_reader",
    "key_path",
    "only_fault",
    "plain_environment",
    "raw_content",
    "reader_texts",
    "run",
    "table",
    "write_bad",
]
