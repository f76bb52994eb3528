"""Pages from error and login templates of server packages, as rows for `tamis run`.

Usage: templates.py FOLDER OUT.jsonl

FOLDER holds unpacked Debian packages, one folder each, none of them installed:
    apt-get download apache2-data squid-langpack haproxy nginx-common python3-django \
        roundcube-core ruby-railties mediawiki lighttpd
    for f in *.deb; do dpkg-deb -x $f FOLDER/${f%%_*}; done

Each row: {"id": "STATE/PACKAGE/NAME/LANGUAGE", "html": ...}. The label is the package's own: what
it sends as an error is an error. Placeholders are filled as the server would fill them.
"""
import glob
import json
import os
import re
import sys

SKIP = {"ERR_DIR_LISTING", "ERR_FTP_PUT_CREATED", "ERR_AGENT_CONFIGURE", "ERR_AGENT_WPAD", "ERR_ESI"}


def squid(root):
    for path in sorted(glob.glob(f"{root}/squid-langpack/usr/share/squid-langpack/*/ERR_*")):
        language, name = path.split("/")[-2:]
        if name in SKIP or os.path.islink(os.path.dirname(path)) or language[0].isupper():
            continue
        html = open(path, encoding="utf-8", errors="replace").read()
        html = re.sub(r"%[UuBw]", "http://www.example.org/a/b", html).replace("%l", "body{margin:0}")
        html = re.sub(r"%[a-zA-Z]", "example", html)
        yield f"soft_error/squid/{name}/{language}", html


def ssi(text, title, language):
    """What Apache's include directives leave of a body; the branch without a referrer."""
    text = re.sub(r"<!--#if expr=\"-n v\('HTTP_REFERER'\)\" -->.*?<!--#else -->", "", text, flags=re.S)
    return re.sub(r"<!--#.*?-->", "", text, flags=re.S)


def apache(root):
    folder = f"{root}/apache2-data/usr/share/apache2/error"
    top = open(f"{folder}/include/top.html").read()
    for path in sorted(glob.glob(f"{folder}/HTTP_*.var")):
        text = open(path, encoding="utf-8", errors="replace").read()
        for language, body in re.findall(r"Body:-+([\w-]+)--\n(.*?)\n-+\1--", text, re.S):
            title = re.search(r'var="TITLE" value="([^"]*)"', body)
            title = title.group(1) if title else "Error"
            head = top.replace('<!--#echo encoding="none" var="TITLE" -->', title)
            code = re.search(r"HTTP_(\w+)\.", path).group(1)
            page = ssi(head + body, title, language) + "</p><address>Example host<br />Apache</address></body></html>"
            yield f"soft_error/apache/{code}/{language}", page


def plain(root):
    for path in sorted(glob.glob(f"{root}/haproxy/etc/haproxy/errors/*.http")):
        text = open(path).read().replace("\r", "")
        yield f"soft_error/haproxy/{os.path.basename(path)}/en", text.split("\n\n", 1)[1]
    for path in sorted(glob.glob(f"{root}/ruby-railties/**/public/[45]*.html", recursive=True)):
        yield f"soft_error/rails/{os.path.basename(path)}/en", open(path).read()
    for path in [f"{root}/nginx-common/usr/share/nginx/html/index.html",
                 f"{root}/apache2-data/usr/share/apache2/default-site/index.html",
                 f"{root}/lighttpd/usr/share/lighttpd/index.html"]:
        if os.path.exists(path):
            yield f"parked/default/{path.split('/')[-2]}/en", open(path, errors="replace").read()


def main(root, out):
    with open(out, "w") as file:
        for source in (squid, apache, plain):
            for name, html in source(root):
                file.write(json.dumps({"id": name, "html": html}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
