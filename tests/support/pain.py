"""Pain that is logged with the spasm it begins."""

from __future__ import annotations

from tui.diary.reader_record import ReaderRecord
from tui.guide.episode.records import Pain


def log_in_spasm(record: ReaderRecord, level: int) -> Pain:
    """Log the pain, and say that a spasm has begun if none is open."""
    return record.begin_with(record.log(level))
