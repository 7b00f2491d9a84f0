"""The report of a case, to hand over: one document made of typed blocks, written as PDF, as DOCX or as Markdown.

blocks      what a document is made of: headings, paragraphs, quotations, tables, drawings, lists
content     the report of a result, block by block: the answer first, the working last
questions   each question of a case as blocks: its answer, both sides, and its working
origins     the sources as blocks, the weak ones first, and how it was made
layout      a document laid out by Typst: as PDF, and its drawings as pictures
letters     the fonts that letters are taken from
word_file   a document as DOCX
word_styles  the styles of a DOCX file, its pages and its properties
word_xml    what a DOCX file has and python-docx has no word for
markdown    a document as Markdown
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "blocks": ["Document"],
        "content": ["report_of"],
        "layout": ["pdf"],
        "markdown": ["markdown"],
        "word_file": ["docx"],
    },
)
