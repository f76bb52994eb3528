// The insertion modes up to <body>: "initial", "before html", "before head", "in head", "in head
// noscript", "after head", "text". https://html.spec.whatwg.org/#tree-construction

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(HeadModesTest, Initial) {
  constexpr TreeCase kCases[] = {
      {"white space before the doctype is dropped", " \n<!doctype html>", R"(
| <!DOCTYPE html>
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"a comment stays before the root", "<!--a--><!doctype html><!--b--><p>", R"(
| <!-- a -->
| <!DOCTYPE html>
| <!-- b -->
| <html>
|   <head>
|   <body>
|     <p>)",
       Below::kDocument},
      {"public and system identifiers",
       "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" "
       "\"http://www.w3.org/TR/html4/strict.dtd\">",
       R"(
| <!DOCTYPE html "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"only one doctype", "<!doctype a><!doctype b>", R"(
| <!DOCTYPE a>
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"text begins the body", "x", R"(
| <html>
|   <head>
|   <body>
|     "x")",
       Below::kDocument},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, BeforeHtml) {
  constexpr TreeCase kCases[] = {
      {"white space is dropped", "<!doctype html> \t<html lang=x>", R"(
| <!DOCTYPE html>
| <html>
|   lang="x"
|   <head>
|   <body>)",
       Below::kDocument},
      {"a comment goes before the root", "<!doctype html><!--c--><html>", R"(
| <!DOCTYPE html>
| <!-- c -->
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"other end tags are ignored", "</p></div>", R"(
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"</br> begins the body", "</br>", R"(
| <html>
|   <head>
|   <body>
|     <br>)",
       Below::kDocument},
      {"</head> creates the root only", "</head>", R"(
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"empty page", "", R"(
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, BeforeHead) {
  constexpr TreeCase kCases[] = {
      {"white space is dropped, comments stay", "<html> <!--c--> <head>", R"(
| <!-- c -->
| <head>
| <body>)",
       Below::kHtml},
      {"attributes of a second <html>", "<html a=1><html a=2 b=3>", R"(
| <html>
|   a="1"
|   b="3"
|   <head>
|   <body>)",
       Below::kDocument},
      {"other end tags are ignored", "<html></p></title><head id=h>", R"(
| <head>
|   id="h"
| <body>)",
       Below::kHtml},
      {"anything else implies <head>", "<html><title>t", R"(
| <head>
|   <title>
|     "t"
| <body>)",
       Below::kHtml},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, InHead) {
  constexpr TreeCase kCases[] = {
      {"white space stays", "<head> <meta a> \n<link>", R"(
| <head>
|   " "
|   <meta>
|     a=""
|   " 
"
|   <link>
| <body>)",
       Below::kHtml},
      {"void elements do not nest", "<head><base><basefont><bgsound><link><meta>x", R"(
| <head>
|   <base>
|   <basefont>
|   <bgsound>
|   <link>
|   <meta>
| <body>
|   "x")",
       Below::kHtml},
      {"title is RCDATA", "<title><b>&amp;</title>", R"(
| <head>
|   <title>
|     "<b>&"
| <body>)",
       Below::kHtml},
      {"style, noframes: raw text", "<style><!--</style><noframes><p></noframes>", R"(
| <head>
|   <style>
|     "<!--"
|   <noframes>
|     "<p>"
| <body>)",
       Below::kHtml},
      {"script", "<script>a<b</script>", R"(
| <head>
|   <script>
|     "a<b"
| <body>)",
       Below::kHtml},
      {"noscript with scripting is raw text", "<head><noscript><link></noscript>", R"(
| <head>
|   <noscript>
|     "<link>"
| <body>)",
       Below::kHtml},
      {"a second <head> is ignored", "<head id=a><head id=b><meta>", R"(
| <head>
|   id="a"
|   <meta>
| <body>)",
       Below::kHtml},
      {"a stray end tag is ignored", "<head></p><meta>", R"(
| <head>
|   <meta>
| <body>)",
       Below::kHtml},
      {"</body> ends the head", "<head></body>", R"(
| <head>
| <body>)",
       Below::kHtml},
      {"text ends the head", "<head>  x", R"(
| <head>
|   "  "
| <body>
|   "x")",
       Below::kHtml},
      {"unclosed title at the end of the page", "<title>x", R"(
| <head>
|   <title>
|     "x"
| <body>)",
       Below::kHtml},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, InHeadNoscript) {
  constexpr TreeCase kCases[] = {
      {"what may stand inside", "<head><noscript><link><!--c--><style>s</style> <meta></noscript>",
       R"(
| <head>
|   <noscript>
|     <link>
|     <!-- c -->
|     <style>
|       "s"
|     " "
|     <meta>
| <body>)",
       Below::kHtml, false},
      {"text ends it", "<head><noscript>x", R"(
| <head>
|   <noscript>
| <body>
|   "x")",
       Below::kHtml, false},
      {"a second noscript is ignored", "<head><noscript><noscript><link>", R"(
| <head>
|   <noscript>
|     <link>
| <body>)",
       Below::kHtml, false},
      {"</br> ends it", "<head><noscript></br>", R"(
| <head>
|   <noscript>
| <body>
|   <br>)",
       Below::kHtml, false},
      {"another end tag is ignored", "<head><noscript></p><link>", R"(
| <head>
|   <noscript>
|     <link>
| <body>)",
       Below::kHtml, false},
      {"a processing instruction stays inside", "<head><noscript><!--c--><?pi d?></noscript>", R"(
| <head>
|   <noscript>
|     <!-- c -->
|     <?pi d>
| <body>)",
       Below::kHtml, false},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, AfterHead) {
  constexpr TreeCase kCases[] = {
      {"white space stays outside", "<head></head> \n<body>", R"(
| <head>
| " 
"
| <body>)",
       Below::kHtml},
      {"head elements go back to the head", "<head></head><link><script>s</script><title>t</title>",
       R"(
| <head>
|   <link>
|   <script>
|     "s"
|   <title>
|     "t"
| <body>)",
       Below::kHtml},
      {"a template goes back to the head", "<head></head><template>x</template>y", R"(
| <head>
|   <template>
|     content
|       "x"
| <body>
|   "y")",
       Below::kHtml},
      {"a second <head> is ignored", "<head></head><head id=x><p>", R"(
| <head>
| <body>
|   <p>)",
       Below::kHtml},
      {"<frameset>", "<head></head><frameset>", R"(
| <head>
| <frameset>)",
       Below::kHtml},
      {"</html> implies the body", "<head></head></html>", R"(
| <head>
| <body>)",
       Below::kHtml},
      {"comment between", "<head></head><!--c--><body>", R"(
| <head>
| <!-- c -->
| <body>)",
       Below::kHtml},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(HeadModesTest, Text) {
  constexpr TreeCase kCases[] = {
      {"a script that never ends", "<body><script>x<p>", R"(
| <head>
| <body>
|   <script>
|     "x<p>")",
       Below::kHtml},
      {"textarea drops its first newline", "<textarea>\n\na</textarea>", R"(
| <textarea>
|   "
a")"},
      {"pre and listing too", "<pre>\na</pre><listing>\n</listing>", R"(
| <pre>
|   "a"
| <listing>)"},
      {"iframe, noembed, xmp", "<iframe><p></iframe><noembed><p></noembed><xmp><p></xmp>", R"(
| <iframe>
|   "<p>"
| <noembed>
|   "<p>"
| <xmp>
|   "<p>")"},
      {"plaintext never ends", "<plaintext>a</plaintext>b", R"(
| <plaintext>
|   "a</plaintext>b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
