"""Every reader of the sources, by an ending that it reads, with the files it is tried on."""

from collections.abc import Mapping

from hypothesis import strategies as st

from tests.fuzz import letters, lists, pages, papers
from tests.fuzz.case import Case

TARGETS: Mapping[str, st.SearchStrategy[Case]] = {
    "csv": lists.csv(),
    "docx": papers.word(),
    "eml": letters.eml(),
    "html": pages.saved(),
    "json": lists.ninjs(),
    "jsonl": lists.jsonl(),
    "mbox": letters.mbox(),
    "mhtml": pages.mhtml(),
    "parquet": lists.parquet(),
    "pdf": papers.pdf(),
    "rss": lists.feed(),
    "tsv": lists.tsv(),
    "txt": lists.text(),
    "wacz": pages.wacz(),
    "warc": pages.warc(),
    "warc.gz": pages.warc_gz(),
    "warc.zst": pages.warc_zst(),
}
