// "In template", framesets, and the modes after the body.
// https://html.spec.whatwg.org/#tree-construction

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(EndModesTest, InTemplate) {
  constexpr TreeCase kCases[] = {
      {"content stands apart", "<body><template>a<p>b</template>c", R"(
| <template>
|   content
|     "a"
|     <p>
|       "b"
| "c")"},
      {"rows", "<body><template><tr><td>a</template>", R"(
| <template>
|   content
|     <tr>
|       <td>
|         "a")"},
      {"cells", "<body><template><td>a</td><p>b</template>", R"(
| <template>
|   content
|     <td>
|       "a"
|     <p>
|       "b")"},
      {"columns", "<body><template><col><div></template>", R"(
| <template>
|   content
|     <col>)"},
      {"nested", "<body><template><template>a</template>b</template>c", R"(
| <template>
|   content
|     <template>
|       content
|         "a"
|     "b"
| "c")"},
      {"in a table", "<table><template><tr><td>a</template><tr><td>b", R"(
| <table>
|   <template>
|     content
|       <tr>
|         <td>
|           "a"
|   <tbody>
|     <tr>
|       <td>
|         "b")"},
      {"a stray end tag is ignored", "<body><template></div>a</template>", R"(
| <template>
|   content
|     "a")"},
      {"</template> without its start is ignored", "a</template>b", R"(
| "ab")"},
      {"the end of the page closes it", "<body><template><div>a", R"(
| <template>
|   content
|     <div>
|       "a")"},
      {"formatting does not leave it", "<body><template><b></template>a", R"(
| <template>
|   content
|     <b>
| "a")"},
      {"body and html inside are ignored", "<body><template><body a><html b>x</template>", R"(
| <template>
|   content
|     "x")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(EndModesTest, AfterBody) {
  constexpr TreeCase kCases[] = {
      {"white space goes to the body", "<body>a</body> \n", R"(
| <head>
| <body>
|   "a 
")",
       Below::kHtml},
      {"comments go to the root", "<body>a</body><!--c-->", R"(
| <head>
| <body>
|   "a"
| <!-- c -->)",
       Below::kHtml},
      {"text goes back to the body", "<body>a</body>b", R"(
| <head>
| <body>
|   "ab")",
       Below::kHtml},
      {"</p> too", "<body>a</body></p>", R"(
| <head>
| <body>
|   "a"
|   <p>)",
       Below::kHtml},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(EndModesTest, AfterAfterBody) {
  constexpr TreeCase kCases[] = {
      {"comments go to the document", "<body>a</body></html><!--c-->", R"(
| <html>
|   <head>
|   <body>
|     "a"
| <!-- c -->)",
       Below::kDocument},
      {"white space goes to the body", "<body>a</body></html> ", R"(
| <html>
|   <head>
|   <body>
|     "a ")",
       Below::kDocument},
      {"elements go back to the body", "<body>a</body></html><i>b", R"(
| <html>
|   <head>
|   <body>
|     "a"
|     <i>
|       "b")",
       Below::kDocument},
      {"white space, then text", "a</body></html> b", R"(
| <html>
|   <head>
|   <body>
|     "a b")",
       Below::kDocument},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(EndModesTest, InFrameset) {
  constexpr TreeCase kCases[] = {
      {"frames and framesets", "<frameset><frame a><frameset><frame b></frameset></frameset>", R"(
| <head>
| <frameset>
|   <frame>
|     a=""
|   <frameset>
|     <frame>
|       b="")",
       Below::kHtml},
      {"only white space of a text stays", "<frameset> a b ", R"(
| <head>
| <frameset>
|   "   ")",
       Below::kHtml},
      {"noframes", "<frameset><noframes><p></noframes>", R"(
| <head>
| <frameset>
|   <noframes>
|     "<p>")",
       Below::kHtml},
      {"other tags are ignored", "<frameset><p><div></p>", R"(
| <head>
| <frameset>)",
       Below::kHtml},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(EndModesTest, AfterFrameset) {
  constexpr TreeCase kCases[] = {
      {"white space and comments", "<frameset></frameset> <!--c-->x", R"(
| <head>
| <frameset>
| " "
| <!-- c -->)",
       Below::kHtml},
      {"</html>, then a comment", "<frameset></frameset></html><!--c--> x", R"(
| <html>
|   <head>
|   <frameset>
|   " "
| <!-- c -->)",
       Below::kDocument},
      {"noframes at the end", "<frameset></frameset></html><noframes>x</noframes>", R"(
| <html>
|   <head>
|   <frameset>
|   <noframes>
|     "x")",
       Below::kDocument},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
