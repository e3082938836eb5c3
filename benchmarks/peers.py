"""The peer: trafilatura + spaCy (small English pipeline) + textacy quotations + dateparser.

The trained package `en_core_web_sm` is in no package registry, so the same architecture is built untrained: the
same layers, widths and components cost the same time; only its answers are worthless. Speed is all that is measured.
"""

from __future__ import annotations

from typing import Any


def spacy_small() -> Any:
    """tok2vec + tagger + parser shared, ner with layers of its own, as in en_core_web_sm; weights untrained."""
    import spacy
    from spacy.training import Example

    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    pipeline.add_pipe("tagger", config={"model": tagger})
    pipeline.add_pipe("parser", config={"model": parser})
    pipeline.add_pipe("ner")
    words = ["Anna", "met", "Viktor", "."]
    example = Example.from_dict(
        pipeline.make_doc("Anna met Viktor."),
        {
            "words": words,
            "tags": ["NNP", "VBD", "NNP", "."],
            "heads": [1, 1, 1, 1],
            "deps": ["nsubj", "ROOT", "dobj", "punct"],
            "entities": ["U-PERSON", "O", "U-PERSON", "O"],
        },
    )
    pipeline.initialize(lambda: [example])
    return pipeline


def peer_pipeline() -> Any:
    """A function from the HTML of a page to the peers' annotations."""
    import trafilatura
    from dateparser.search import search_dates
    from textacy.extract import triples

    pipeline = spacy_small()

    def run(html: str) -> tuple[int, int, int]:
        text = trafilatura.extract(html) or ""
        doc = pipeline(text)
        quotes = list(triples.direct_quotations(doc))
        dates = search_dates(text, languages=["en"]) or []
        return len(doc.ents), len(quotes), len(dates)

    return run


def as_html(text: str) -> str:
    """The page's text as the plain HTML that trafilatura expects."""
    import html

    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line)
    return f"<html><head><title>Talks</title></head><body><article>{body}</article></body></html>"
