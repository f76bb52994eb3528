// <select> as today: ordinary content inside, and <selectedcontent> showing the selected option.
// https://html.spec.whatwg.org/#the-selectedcontent-element

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(SelectTest, Select) {
  constexpr TreeCase kCases[] = {
      {"options close each other", "<select><option>a<option>b</select>c", R"(
| <select>
|   <option>
|     "a"
|   <option>
|     "b"
| "c")"},
      {"an option closes what is inside", "<select><option><p>a<option>b", R"(
| <select>
|   <option>
|     <p>
|       "a"
|   <option>
|     "b")"},
      {"groups", "<select><optgroup><option>a<optgroup><option>b", R"(
| <select>
|   <optgroup>
|     <option>
|       "a"
|   <optgroup>
|     <option>
|       "b")"},
      {"hr between", "<select><option>a<hr><option>b<optgroup><option>c<hr>", R"(
| <select>
|   <option>
|     "a"
|   <hr>
|   <option>
|     "b"
|   <optgroup>
|     <option>
|       "c"
|   <hr>)"},
      {"any element inside", "<select><div><b>a</b><option>b</div></select>", R"(
| <select>
|   <div>
|     <b>
|       "a"
|     <option>
|       "b")"},
      {"a select in a select closes it", "<select><option>a<select>b", R"(
| <select>
|   <option>
|     "a"
| "b")"},
      {"input closes it", "<select><option>a<input>b", R"(
| <select>
|   <option>
|     "a"
| <input>
| "b")"},
      {"textarea stays inside", "<select><textarea>a</textarea></select>", R"(
| <select>
|   <textarea>
|     "a")"},
      {"button first", "<select><button>a</button><option>b", R"(
| <select>
|   <button>
|     "a"
|   <option>
|     "b")"},
      {"formatting around", "<b><select><option>a</b>b", R"(
| <b>
|   <select>
|     <option>
|       "ab")"},
      {"in a table cell", "<table><td><select><option>a<td>b", R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         <select>
|           <option>
|             "a"
|       <td>
|         "b")"},
      {"in a table, before it", "<table><select><option>a<tr><td>b", R"(
| <select>
|   <option>
|     "a"
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "b")"},
      {"an option outside", "<option>a<option>b<div><option>c", R"(
| <option>
|   "a"
| <option>
|   "b"
|   <div>
|     <option>
|       "c")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(SelectTest, SelectedContent) {
  constexpr TreeCase kCases[] = {
      {"the first option", "<select><button><selectedcontent></button><option>a<option>b", R"(
| <select>
|   <button>
|     <selectedcontent>
|       "a"
|   <option>
|     "a"
|   <option>
|     "b")"},
      {"the one with the attribute",
       "<select><button><selectedcontent></button><option>a<option selected>b<option>c", R"(
| <select>
|   <button>
|     <selectedcontent>
|       "b"
|   <option>
|     "a"
|   <option>
|     selected=""
|     "b"
|   <option>
|     "c")"},
      {"the last one with it",
       "<select><button><selectedcontent></button><option selected>a<option selected>b", R"(
| <select>
|   <button>
|     <selectedcontent>
|       "b"
|   <option>
|     selected=""
|     "a"
|   <option>
|     selected=""
|     "b")"},
      {"not a disabled one",
       "<select><button><selectedcontent></button><option disabled>a<option>b", R"(
| <select>
|   <button>
|     <selectedcontent>
|       "b"
|   <option>
|     disabled=""
|     "a"
|   <option>
|     "b")"},
      {"nor one in a disabled group",
       "<select><button><selectedcontent></button><optgroup disabled><option>a</optgroup><option>b",
       R"(
| <select>
|   <button>
|     <selectedcontent>
|       "b"
|   <optgroup>
|     disabled=""
|     <option>
|       "a"
|   <option>
|     "b")"},
      {"with its elements", "<select><button><selectedcontent></button><option>a<i class=x>b</i>",
       R"(
| <select>
|   <button>
|     <selectedcontent>
|       "a"
|       <i>
|         class="x"
|         "b"
|   <option>
|     "a"
|     <i>
|       class="x"
|       "b")"},
      {"none with multiple",
       "<select multiple><button><selectedcontent></button><option selected>a", R"(
| <select>
|   multiple=""
|   <button>
|     <selectedcontent>
|   <option>
|     selected=""
|     "a")"},
      {"none by default with several rows",
       "<select size=2><button><selectedcontent></button><option>a", R"(
| <select>
|   size="2"
|   <button>
|     <selectedcontent>
|   <option>
|     "a")"},
      {"the attribute counts there",
       "<select size=2><button><selectedcontent></button><option>a<option selected>b", R"(
| <select>
|   size="2"
|   <button>
|     <selectedcontent>
|       "b"
|   <option>
|     "a"
|   <option>
|     selected=""
|     "b")"},
      {"after the options", "<select><option>a</option><button><selectedcontent>", R"(
| <select>
|   <option>
|     "a"
|   <button>
|     <selectedcontent>
|       "a")"},
      {"only the first of two",
       "<select><selectedcontent></selectedcontent><selectedcontent></selectedcontent><option>a",
       R"(
| <select>
|   <selectedcontent>
|     "a"
|   <selectedcontent>
|   <option>
|     "a")"},
      {"what stood inside goes", "<select><selectedcontent>old</selectedcontent><option>a", R"(
| <select>
|   <selectedcontent>
|     "a"
|   <option>
|     "a")"},
      {"inside an option it shows nothing", "<select><option>a<selectedcontent>", R"(
| <select>
|   <option>
|     "a"
|     <selectedcontent>)"},
      {"outside a select it is an element", "<selectedcontent>a<option>b", R"(
| <selectedcontent>
|   "a"
|   <option>
|     "b")"},
      {"an option of a datalist does not count",
       "<select><selectedcontent></selectedcontent><option>a</option><datalist><option selected>b",
       R"(
| <select>
|   <selectedcontent>
|     "a"
|   <option>
|     "a"
|   <datalist>
|     <option>
|       selected=""
|       "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
