// SVG and MathML. https://html.spec.whatwg.org/#parsing-main-inforeign

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

using namespace std::string_view_literals;

TEST(ForeignContentTest, Names) {
  constexpr TreeCase kCases[] = {
      {"SVG tags get their capitals back",
       "<svg><lineargradient/><foreignobject><p>a</foreignobject>", R"(
| <svg svg>
|   <svg linearGradient>
|   <svg foreignObject>
|     <p>
|       "a")"},
      {"SVG attributes too", "<svg viewbox=a baseprofile=b>", R"(
| <svg svg>
|   baseProfile="b"
|   viewBox="a")"},
      {"MathML has one", "<math definitionurl=a>", R"(
| <math math>
|   definitionURL="a")"},
      {"attributes with namespaces",
       "<svg xlink:href=a xml:lang=b xmlns=c xmlns:xlink=d xlink:foo=e>", R"(
| <svg svg>
|   xlink href="a"
|   xlink:foo="e"
|   xml lang="b"
|   xmlns xlink="d"
|   xmlns xmlns="c")"},
      {"HTML elements keep theirs in lower case", "<p viewbox=a xlink:href=b>", R"(
| <p>
|   viewbox="a"
|   xlink:href="b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(ForeignContentTest, Structure) {
  constexpr TreeCase kCases[] = {
      {"self-closing", "<svg/>a<svg><g/>b", R"(
| <svg svg>
| "a"
| <svg svg>
|   <svg g>
|   "b")"},
      {"end tags ignore case and close what is inside", "<svg><G><path></g>a", R"(
| <svg svg>
|   <svg g>
|     <svg path>
|   "a")"},
      {"HTML tags break out", "<svg><g><p>a", R"(
| <svg svg>
|   <svg g>
| <p>
|   "a")"},
      {"</p> and </br> break out", "<svg></p><svg></br>", R"(
| <svg svg>
| <p>
| <svg svg>
| <br>)"},
      {"font breaks out with some attributes", "<svg><font>a<font color=x>b", R"(
| <svg svg>
|   <svg font>
|     "a"
| <font>
|   color="x"
|   "b")"},
      {"an HTML end tag is found below", "<div><svg><g></div>a", R"(
| <div>
|   <svg svg>
|     <svg g>
| "a")"},
      {"U+0000 becomes U+FFFD", "<svg>a\0b"sv, R"(
| <svg svg>
|   "a�b")"},
      {"CDATA sections", "<svg><![CDATA[<p>]]></svg><![CDATA[x]]>", R"(
| <svg svg>
|   "<p>"
| <!-- [CDATA[x]] -->)"},
      {"a script holds markup", "<svg><script>a<b/></script>c", R"(
| <svg svg>
|   <svg script>
|     "a"
| <b>
|   "c")"},
      {"title and desc hold HTML", "<svg><title><b>a</title><desc><p>b", R"(
| <svg svg>
|   <svg title>
|     <b>
|       "a"
|       <desc>
|         <p>
|           "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(ForeignContentTest, MathMl) {
  constexpr TreeCase kCases[] = {
      {"text integration points hold HTML", "<math><mi>a<b>c</mi>", R"(
| <math math>
|   <math mi>
|     "a"
|     <b>
|       "c")"},
      {"but not mglyph", "<math><mi><mglyph>a", R"(
| <math math>
|   <math mi>
|     <math mglyph>
|       "a")"},
      {"annotation-xml holds svg", "<math><annotation-xml><svg><g>", R"(
| <math math>
|   <math annotation-xml>
|     <svg svg>
|       <svg g>)"},
      {"annotation-xml with HTML encoding holds HTML",
       "<math><annotation-xml encoding=text/HTML><p>a", R"(
| <math math>
|   <math annotation-xml>
|     encoding="text/HTML"
|     <p>
|       "a")"},
      {"without it, HTML breaks out", "<math><annotation-xml><p>a", R"(
| <math math>
|   <math annotation-xml>
| <p>
|   "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
