"""Words as XML: an XML reader reads back what was written, whatever the words are."""

from xml.etree.ElementTree import fromstring

from hypothesis import example, given
from hypothesis import strategies as st

from creditdsl.publish.writers.layout import plain
from creditdsl.publish.writers.xml_text import element, text, xml_file


@given(st.text())
@example("</w:t><w:p/>&amp;<!--]]>")
@example("\"'\t\r\n\r")
@example("\x00\ud800\ufffe\u200b")
def test_words_are_read_back(words: str) -> None:
    root = fromstring(xml_file(element("a", {"b": words}, element("c", {}, text(words)))))
    assert root.attrib == {"b": plain(words)}
    assert root[0].text == (plain(words) or None)
    assert len(root) == 1 and len(root[0]) == 0


def test_an_element_holds_its_content_in_order() -> None:
    inner = element("w:r", {}, text("甲"), element("w:br", {}), text("乙"))
    assert element("w:p", {"w:a": 1, "w:b": "二"}, inner) == '<w:p w:a="1" w:b="二"><w:r>甲<w:br/>乙</w:r></w:p>'
