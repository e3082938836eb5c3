"""From findings to brief, record, timeline, calendar and table."""

from .dataset import record_json
from .folder import publish
from .html import brief_html
from .ics import timeline_ics
from .markdown import brief_markdown
from .record import Record
from .table import findings_csv

__all__ = ["Record", "brief_html", "brief_markdown", "findings_csv", "publish", "record_json", "timeline_ics"]
