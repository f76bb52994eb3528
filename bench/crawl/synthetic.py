"""Pages that nobody wrote, for benches where there is no data: the same bytes on every machine.

pages(count) gives (URL, HTML as bytes) of articles, shops, threads, manuals and tables in turn,
with the mixture of real pages: most bytes in style, scripts and attributes, menus before and after
the text, some 2,500 nodes. Standard library only, and no `random`: its algorithms may change.
"""

WORDS = """the of and a to in is was he for it with as his on be at by had not are but from or have an they which one you were
all her she there would their we him been has when who will no more if out so up said what its about than into them can only other
time new some could these two may first then do any like my now over such our man me even most made after also did many off before must
well back through years where much your way down should because long each just state those people too mister how little good world make
very year still see own work men day get here old life both between being under three never know same last another while us might great
go come since against right came take used himself few house use place during high without again home around small however found mrs part
school thought went say general once upon war every left does got united number hand course water until always away public something fact
less though far put head think called set almost enough end took government night yet system better four nothing told eyes city going
president why days present point didn look find asked second group later next room social business knew program give half side face toward
national order young given possible want large large early several important things white hours within rather rates certain company""".split()
SYLLABLES = "ba be bi bo bu da de di do du fa fe ga go ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi za".split()


class Dice:
    """splitmix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return (z ^ (z >> 31)) % limit

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def word(self):
        """Common words often, and one of five made of syllables."""
        if self.below(5) == 0:
            return "".join(SYLLABLES[self.below(len(SYLLABLES))] for _ in range(self.between(2, 4)))
        return WORDS[min(self.below(len(WORDS)), self.below(len(WORDS)))]

    def words(self, count):
        return " ".join(self.word() for _ in range(count))

    def sentence(self):
        marks = [self.words(self.between(4, 9)) for _ in range(self.between(1, 3))]
        return (", ".join(marks) + ".").capitalize()

    def paragraph(self):
        text = " ".join(self.sentence() for _ in range(self.between(2, 7)))
        if self.below(3) == 0:
            text = text.replace(" and ", " &amp; ", 1).replace(" said ", " said &ldquo;so&rdquo; ", 1)
        if self.below(3) == 0:
            begin = text.find(" the ")
            if begin > 0:
                text = f'{text[:begin]} <a href="/{self.word()}/{self.word()}-{self.below(9999)}.html" title="{self.words(3)}">the</a>{text[begin + 4:]}'
        if self.below(4) == 0:
            text = text.replace(" first ", " <strong>first</strong> ", 1).replace(" people ", " <em>people</em> ", 1)
        return text

    def name(self):
        return self.words(self.between(1, 3)).title()


def rules(dice, count):
    lines = []
    for _ in range(count):
        lines.append(f".{dice.word()}-{dice.word()}>.{dice.word()}:hover,#{dice.word()} {dice.word()}{{margin:0 {dice.below(40)}px;"
                     f"color:#{dice.below(4096):03x};font:{dice.between(10, 30)}px/1.4 sans-serif;display:flex}}")
    return "<style>" + "\n".join(lines) + "</style>\n"


def script(dice, count):
    lines = []
    for _ in range(count):
        lines.append(f'window.{dice.word()}=window.{dice.word()}||[];if(a<b&&c>{dice.below(99)}){{document.write("<div class=\\"{dice.word()}\\">"+'
                     f'{dice.word()}({dice.below(99999)})+"<\\/div>")}}')
    return "<script>" + "\n".join(lines) + "</script>\n"


def state(dice, count):
    items = ",".join(f'{{"id":{dice.below(10**9)},"slug":"{dice.word()}-{dice.word()}","title":"{dice.words(5)}","url":"https:\\/\\/{dice.word()}.example\\/{dice.word()}"}}'
                     for _ in range(count))
    return f'<script id="__STATE__" type="application/json">{{"items":[{items}]}}</script>\n'


def head(dice, site, title, url, kind):
    metas = "".join(f'<meta name="{dice.word()}:{dice.word()}" content="{dice.words(4)}">\n' for _ in range(dice.between(4, 12)))
    links = "".join(f'<link rel="stylesheet" href="/assets/{dice.word()}.{dice.below(16**6):06x}.css" media="all">\n' for _ in range(dice.between(2, 8)))
    day = f"2026-{dice.between(1, 9):02d}-{dice.between(10, 28)}"
    ld = ('<script type="application/ld+json">{"@context":"https://schema.org","@type":"' + kind + f'","headline":"{title}","datePublished":"{day}T08:00:00Z",'
          f'"author":{{"@type":"Person","name":"{dice.name()}"}},"publisher":{{"@type":"Organization","name":"{site}"}}}}</script>\n')
    return (f'<!DOCTYPE html>\n<html lang="en" class="no-js">\n<head>\n<meta charset="utf-8">\n<title>{title} | {site}</title>\n'
            f'<meta property="og:title" content="{title}">\n<meta property="og:site_name" content="{site}">\n<link rel="canonical" href="{url}">\n'
            + metas + links + ld + rules(dice, dice.between(100, 900)) + script(dice, dice.between(50, 300)) + "</head>\n")


def menu(dice, label, count):
    items = []
    for _ in range(count):
        items.append(f'    <li class="menu-item menu-item-{dice.below(9999)} {dice.word()}" role="none" data-depth="{dice.below(3)}">\n      <div class="menu-item-inner {dice.word()}" '
                     f'style="--order:{dice.below(99)}"><a class="menu-link" role="menuitem" href="/{dice.word()}/{dice.word()}/" data-track="{label}:{dice.word()}" '
                     f'target="_self" tabindex="0"><span class="label" data-id="{dice.below(9999)}">{dice.words(dice.between(1, 3)).title()}</span>'
                     '<i class="icon icon-arrow" aria-hidden="true"></i></a></div></li>\n')
    return f'<nav class="{label}-nav" aria-label="{label}">\n  <ul class="menu" role="list">\n' + "".join(items) + "  </ul>\n</nav>\n"


def top(dice, site):
    icon = "<svg width=\"20\" height=\"20\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"" + " ".join(f"M{dice.below(24)} {dice.below(24)}l{dice.below(9)}-{dice.below(9)}z" for _ in range(30)) + "\"/></svg>"
    return (f'<body class="page page-id-{dice.below(9999)}">\n<div class="cookie-banner" role="dialog"><p>We use cookies to improve your experience.</p>'
            f'<button type="button">Accept all</button></div>\n<header class="site-header"><a href="/" class="logo">{icon}{site}</a>\n' + menu(dice, "main", dice.between(20, 90)) + "</header>\n")


def bottom(dice, site):
    cards = "".join(f'<div class="card related-card" data-id="{dice.below(9999)}"><a class="card-link" href="/{dice.word()}-{dice.below(9999)}" title="{dice.words(4)}"><img src="/img/{dice.below(99999)}.jpg" alt="{dice.words(3)}" loading="lazy" width="320" '
                    f'height="180"><h3>{dice.words(6).capitalize()}</h3></a><p class="teaser">{dice.words(12)}</p></div>\n' for _ in range(dice.between(5, 25)))
    return (f'<aside class="related"><h2>Related</h2>\n{cards}</aside>\n<footer class="site-footer">\n' + menu(dice, "footer", dice.between(20, 60))
            + f"<p>&copy; 2026 {site}. All rights reserved.</p>\n</footer>\n" + state(dice, dice.between(50, 500)) + script(dice, dice.between(50, 250)) + "</body>\n</html>\n")


def article(dice):
    parts = [f'<article class="post"><h1 class="entry-title">{dice.words(8).capitalize()}</h1><p class="byline">By <a rel="author" href="/a">{dice.name()}</a></p>\n']
    for i in range(dice.between(8, 28)):
        if i % 6 == 5:
            parts.append(f"<h2>{dice.words(5).capitalize()}</h2>\n")
        parts.append(f"<p>{dice.paragraph()}</p>\n")
    return "".join(parts) + "</article>\n"


def shop(dice):
    cards = "".join(f'<li class="product type-product post-{dice.below(9999)} instock" data-sku="{dice.below(10**6)}"><a href="/p/{dice.word()}-{dice.below(9999)}" class="product-link"><img '
                    f'src="/img/{dice.below(10**6)}.webp" srcset="/img/a.webp 1x, /img/b.webp 2x" alt=""><h2 class="product-title">{dice.words(4).title()}</h2><span class="price"><bdi>'
                    f'<span class="currency">$</span>{dice.below(900)}.99</bdi></span></a><p class="blurb">{dice.words(9)}</p><a class="button add-to-cart" rel="nofollow" href="?add={dice.below(9999)}">'
                    "Add to cart</a></li>\n" for _ in range(dice.between(10, 30)))
    return f'<main><h1>{dice.words(2).title()}</h1><p class="intro">{dice.paragraph()}</p><ul class="products columns-4">\n{cards}</ul></main>\n'


def thread(dice):
    posts = "".join(f'<div class="post" id="p{i}"><div class="post-author"><a class="username" href="/u/{i}">{dice.word()}{dice.below(99)}</a> <time datetime="2026-03-{i % 28 + 1:02d}T10:00">'
                    f'{i % 28 + 1} March 2026</time></div><div class="post-body"><blockquote>{dice.sentence()}</blockquote><p>{dice.paragraph()}<br>{dice.sentence()}</p></div>'
                    '<div class="post-tools"><a href="#">Reply</a> <a href="#">Quote</a></div></div>\n' for i in range(dice.between(6, 20)))
    return f'<div class="topic"><h1>{dice.words(7).capitalize()}</h1>\n{posts}</div>\n'


def manual(dice):
    parts = [f'<main role="main"><h1 id="top">{dice.words(4).title()}</h1>\n']
    for i in range(dice.between(5, 15)):
        code = "\n".join(f"{dice.word()}_{dice.word()} = {dice.word()}({dice.below(99)}, &quot;{dice.word()}&quot;)" for _ in range(dice.between(2, 8)))
        parts.append(f'<section id="s{i}"><h2>{dice.words(4).capitalize()}<a class="headerlink" href="#s{i}">#</a></h2><p>{dice.paragraph()}</p><pre><code class="language-python">{code}'
                     f"</code></pre><ul><li>{dice.sentence()}</li><li>{dice.sentence()}</li></ul></section>\n")
    return "".join(parts) + "</main>\n"


def table(dice):
    rows = "".join(f"<tr><td>{i}</td><td><a href=\"/r/{i}\">{dice.name()}</a><td>{dice.below(99999)}<td align=right>{dice.below(99)}.{dice.below(9)} %</tr>\n" for i in range(dice.between(20, 60)))
    return f"<div id=content><h1>{dice.words(5).capitalize()}</h1><p>{dice.paragraph()}<p>{dice.paragraph()}<table class=data><thead><tr><th>No<th>Name<th>Count<th>Share</thead>\n{rows}</table></div>\n"


KINDS = [(article, "NewsArticle"), (shop, "CollectionPage"), (article, "BlogPosting"), (thread, "DiscussionForumPosting"), (manual, "TechArticle"), (table, "WebPage")]


def pages(count):
    for number in range(count):
        dice = Dice(1000 + number)
        make, kind = KINDS[number % len(KINDS)]
        site = dice.name()
        url = f"https://{dice.word()}{number}.example/{dice.word()}/{dice.word()}-{dice.word()}"
        page = head(dice, site, dice.words(7).capitalize(), url, kind) + top(dice, site) + make(dice) + bottom(dice, site)
        yield url, page.encode()
