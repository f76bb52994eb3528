// The insertion modes inside <table>, and foster parenting.
// https://html.spec.whatwg.org/#parsing-main-intable

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

using namespace std::string_view_literals;

TEST(TableModesTest, InTable) {
  constexpr TreeCase kCases[] = {
      {"rows imply a body", "<table><tr><td>a", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a")"},
      {"cells imply a row", "<table><td>a<th>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a"
|       <th>
|         "b")"},
      {"col implies a group", "<table><col a><col b><tr>", R"(
| <table>
|   <colgroup>
|     <col>
|       a=""
|     <col>
|       b=""
|   <tbody>
|     <tr>)"},
      {"a table closes a table", "<table><tr><td>a</table><table>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a"
| "b"
| <table>)"},
      {"a table directly in a table ends it", "<table><table><td>a", R"(
| <table>
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a")"},
      {"hidden input stays", "<table><input type=hidden><input type=text>", R"(
| <input>
|   type="text"
| <table>
|   <input>
|     type="hidden")"},
      {"a form is empty", "<table><form a><tr><td><input></form>", R"(
| <table>
|   <form>
|     a=""
|   <tbody>
|     <tr>
|       <td>
|         <input>)"},
      {"script, style, template stay",
       "<table><script>s</script><style>t</style><template>u</template>", R"(
| <table>
|   <script>
|     "s"
|   <style>
|     "t"
|   <template>
|     content
|       "u")"},
      {"other elements go before it", "<table><p>a<tr><td>b", R"(
| <p>
|   "a"
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "b")"},
      {"stray end tags are ignored", "<table></td></tr></tbody></caption></body></html><tr>", R"(
| <table>
|   <tbody>
|     <tr>)"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InTableText) {
  constexpr TreeCase kCases[] = {
      {"white space stays", "<table> <tr> <td>a", R"(
| <table>
|   " "
|   <tbody>
|     <tr>
|       " "
|       <td>
|         "a")"},
      {"text goes before the table, with its white space", "<table> a <tr>b", R"(
| " a b"
| <table>
|   <tbody>
|     <tr>)"},
      {"U+0000 is dropped", "<table>\0<tr>"sv, R"(
| <table>
|   <tbody>
|     <tr>)"},
      {"formatting is reconstructed", "<table><b>a<tr>b", R"(
| <b>
|   "a"
| <b>
|   "b"
| <table>
|   <tbody>
|     <tr>)"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InCaption) {
  constexpr TreeCase kCases[] = {
      {"row closes it", "<table><caption>a<tr><td>b", R"(
| <table>
|   <caption>
|     "a"
|   <tbody>
|     <tr>
|       <td>
|         "b")"},
      {"</table> closes it", "<table><caption>a</table>b", R"(
| <table>
|   <caption>
|     "a"
| "b")"},
      {"stray end tags are ignored", "<table><caption>a</td></tr></col>b</caption>", R"(
| <table>
|   <caption>
|     "ab")"},
      {"a table inside", "<table><caption><table></table>a</caption>", R"(
| <table>
|   <caption>
|     <table>
|     "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InColumnGroup) {
  constexpr TreeCase kCases[] = {
      {"white space stays, text ends it", "<table><colgroup> <col>x", R"(
| "x"
| <table>
|   <colgroup>
|     " "
|     <col>)"},
      {"</colgroup>", "<table><colgroup><col></colgroup><tr>", R"(
| <table>
|   <colgroup>
|     <col>
|   <tbody>
|     <tr>)"},
      {"</col> is ignored", "<table><colgroup></col><col>", R"(
| <table>
|   <colgroup>
|     <col>)"},
      {"template", "<table><colgroup><template>a</template><col>", R"(
| <table>
|   <colgroup>
|     <template>
|       content
|         "a"
|     <col>)"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InTableBody) {
  constexpr TreeCase kCases[] = {
      {"groups follow each other", "<table><thead><tr><tbody><tr><tfoot><tr>", R"(
| <table>
|   <thead>
|     <tr>
|   <tbody>
|     <tr>
|   <tfoot>
|     <tr>)"},
      {"end tag of another group is ignored", "<table><thead></tbody><tr>", R"(
| <table>
|   <thead>
|     <tr>)"},
      {"caption ends it", "<table><tbody><caption>a", R"(
| <table>
|   <tbody>
|   <caption>
|     "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InRow) {
  constexpr TreeCase kCases[] = {
      {"cells follow each other", "<table><tr><td>a<td>b<th>c", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a"
|       <td>
|         "b"
|       <th>
|         "c")"},
      {"</tbody> ends row and body", "<table><tr></tbody>x", R"(
| "x"
| <table>
|   <tbody>
|     <tr>)"},
      {"</td> is ignored", "<table><tr></td><td>a", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TableModesTest, InCell) {
  constexpr TreeCase kCases[] = {
      {"</th> does not close td", "<table><td>a</th>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "ab")"},
      {"a row ends it", "<table><tr><td>a<tr><td>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a"
|     <tr>
|       <td>
|         "b")"},
      {"</tr> in a nested block", "<table><tr><td><div>a</tr>b", R"(
| "b"
| <table>
|   <tbody>
|     <tr>
|       <td>
|         <div>
|           "a")"},
      {"lists and paragraphs end with it", "<table><tr><td><ul><li><p>a<td>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         <ul>
|           <li>
|             <p>
|               "a"
|       <td>
|         "b")"},
      {"</body> is ignored", "<table><tr><td>a</body>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "ab")"},
      {"table in a cell", "<table><tr><td><table><tr><td>a</table>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         <table>
|           <tbody>
|             <tr>
|               <td>
|                 "a"
|         "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
