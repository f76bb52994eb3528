// https://html.spec.whatwg.org/#html-fragment-parsing-algorithm: the context decides.

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(FragmentTest, Contexts) {
  constexpr Below kAll = Below::kHtml;
  constexpr TreeCase kCases[] = {
      {"div", "a<p>b</body></html>c", R"(
| "a"
| <p>
|   "bc")",
       kAll, true, "div"},
      {"table row", "<td>a<td>b", R"(
| <td>
|   "a"
| <td>
|   "b")",
       kAll, true, "tr"},
      {"table body", "<tr><td>a</tr></tbody>", R"(
| <tr>
|   <td>
|     "a")",
       kAll, true, "tbody"},
      {"cell", "<td>a</td>", R"(
| "a")",
       kAll, true, "td"},
      {"title is RCDATA", "<b>&amp;</title>", R"(
| "<b>&</title>")",
       kAll, true, "title"},
      {"style is raw text", "<b>&amp;</style>", R"(
| "<b>&amp;</style>")",
       kAll, true, "style"},
      {"noscript with scripting", "<b>", R"(
| "<b>")",
       kAll, true, "noscript"},
      {"noscript without", "<b>", R"(
| <b>)",
       kAll, false, "noscript"},
      {"plaintext", "<b>", R"(
| "<b>")",
       kAll, true, "plaintext"},
      {"select ignores input and select", "<option>a<input><select><option>b", R"(
| <option>
|   "a"
| <option>
|   "b")",
       kAll, true, "select"},
      {"template", "<tr><td>a", R"(
| <tr>
|   <td>
|     "a")",
       kAll, true, "template"},
      {"form does not nest", "<form><p>", R"(
| <p>)",
       kAll, true, "form"},
      {"svg", "<g/><p>a", R"(
| <svg g>
| <p>
|   "a")",
       kAll, true, "svg svg"},
      {"svg foreignObject holds HTML", "<div><svg><g>", R"(
| <div>
|   <svg svg>
|     <svg g>)",
       kAll, true, "svg foreignObject"},
      {"CDATA in svg", "<![CDATA[a]]>", R"(
| "a")",
       kAll, true, "svg path"},
      {"math text integration point", "<b>a</b><mglyph/>", R"(
| <b>
|   "a"
| <math mglyph>)",
       kAll, true, "math mi"},
      {"html", "<title>a</title><p>b", R"(
| <head>
|   <title>
|     "a"
| <body>
|   <p>
|     "b")",
       kAll, true, "html"},
      {"frameset", "<frame>a<p>", R"(
| <frame>)",
       kAll, true, "frameset"},
      {"an unknown element", "<x>a", R"(
| <x>
|   "a")",
       kAll, true, "unknown-element"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
