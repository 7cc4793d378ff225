"""A page of HTML, read back: a strict reader for what platen writes, which has few elements."""
import re
from html.parser import HTMLParser

VOID = {'br', 'meta'}
ATTRIBUTES = {'aria-hidden', 'aria-label', 'charset', 'class', 'content', 'dir', 'href', 'http-equiv',
              'id', 'lang', 'name', 'role', 'style', 'tabindex'}
ELEMENTS = {'html', 'head', 'meta', 'title', 'style', 'body', 'a', 'nav', 'ol', 'li', 'span', 'main',
            'article', 'header', 'section', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p',
            'br', 'strong', 'em', 'u'}
STYLE = re.compile(r'((--(gap|slot|lead):-?\d+(\.5)?|--(l|w|f|top|size):-?\d+\.\d\dpt|text-align:\w+|text-transform:\w+|'
                   r'--ws:(pre|nowrap)|--up:3pt|--in:\d+%|font-weight:bold|font-style:italic|text-decoration:underline)(;|$))*')
PHRASING = {'a', 'br', 'em', 'span', 'strong', 'u'}
BLOCKS = {'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li'}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.classes = set(attributes.get('class', '').split())
        self.content = []   # elements and texts

    def elements(self):
        """All elements inside, this one first, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [item for item in reversed(element.content) if isinstance(item, Element)]

    def text(self, without=()):
        """As a reader sees it: <br> is a line feed, save where only layout ended the line."""
        parts = []
        for item in self.content:
            if isinstance(item, str):
                parts.append(item)
            elif item.tag == 'br':
                parts.append('' if 'w' in item.classes else '\n')
            elif not item.classes & set(without):
                parts += [item.text(without), '\n' if item.tag in BLOCKS else '']
        return ''.join(parts)


class Page(HTMLParser):
    """`problems` says what is not well-formed, or not among what platen writes."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.problems = []
        self.root = self.open = Element('', {}, None)
        self.feed(text)
        self.close()
        if self.open is not self.root:
            self.problems.append(f'<{self.open.tag}> is never closed')
        for bare in re.findall(r'&(?!amp;|lt;|gt;|quot;|#39;).{0,10}', text):
            self.problems.append(f'not a reference: {bare!r}')

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in ELEMENTS or set(attributes) - ATTRIBUTES or len(attrs) != len(attributes):
            self.problems.append(f'{self.getpos()}: {self.get_starttag_text()}')
        if not STYLE.fullmatch(attributes.get('style', '')):
            self.problems.append(f'{self.getpos()}: style {attributes["style"]}')
        if self.open.tag in BLOCKS - {'li'} and tag not in PHRASING:
            self.problems.append(f'{self.getpos()}: <{tag}> in <{self.open.tag}>')
        element = Element(tag, attributes, self.open)
        self.open.content.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag):
        if tag != self.open.tag:
            self.problems.append(f'{self.getpos()}: </{tag}> closes <{self.open.tag}>')
        self.open = self.open.parent or self.root

    def handle_startendtag(self, tag, attrs):
        self.problems.append(f'{self.getpos()}: <{tag}/>')

    def handle_data(self, data):
        self.open.content.append(data)

    def handle_comment(self, data):
        self.problems.append(f'{self.getpos()}: comment {data!r}')

    def handle_pi(self, data):
        self.problems.append(f'{self.getpos()}: instruction {data!r}')

    unknown_decl = handle_pi

    def all(self, tag=None, of_class=None):
        return [element for element in self.root.elements()
                if (tag is None or element.tag == tag) and (of_class is None or of_class in element.classes)]
