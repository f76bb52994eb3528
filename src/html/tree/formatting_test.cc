// The list of active formatting elements and the adoption agency.
// https://html.spec.whatwg.org/#adoption-agency-algorithm

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(FormattingTest, Reconstruct) {
  constexpr TreeCase kCases[] = {
      {"in each paragraph", "<p><b>a<p>b", R"(
| <p>
|   <b>
|     "a"
| <p>
|   <b>
|     "b")"},
      {"with its attributes", "<p><font color=red>a<p>b", R"(
| <p>
|   <font>
|     color="red"
|     "a"
| <p>
|   <font>
|     color="red"
|     "b")"},
      {"several, in order", "<p><b><i>a<p>b", R"(
| <p>
|   <b>
|     <i>
|       "a"
| <p>
|   <b>
|     <i>
|       "b")"},
      {"not before a block", "<p><b>a</p><div>c", R"(
| <p>
|   <b>
|     "a"
| <div>
|   <b>
|     "c")"},
      {"not across a marker", "<b>a<table><td>b", R"(
| <b>
|   "a"
|   <table>
|     <tbody>
|       <tr>
|         <td>
|           "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(FormattingTest, NoahsArk) {
  constexpr TreeCase kCases[] = {
      {"three of a kind at most", "<p><b><b><b><b>a<p>b", R"(
| <p>
|   <b>
|     <b>
|       <b>
|         <b>
|           "a"
| <p>
|   <b>
|     <b>
|       <b>
|         "b")"},
      {"attributes tell kinds apart", "<p><b id=1><b id=1><b id=1><b id=1><b id=2>a<p>b", R"(
| <p>
|   <b>
|     id="1"
|     <b>
|       id="1"
|       <b>
|         id="1"
|         <b>
|           id="1"
|           <b>
|             id="2"
|             "a"
| <p>
|   <b>
|     id="1"
|     <b>
|       id="1"
|       <b>
|         id="1"
|         <b>
|           id="2"
|           "b")"},
      {"their order does not", "<p><b x=1 y=2><b y=2 x=1><b x=1 y=2><b y=2 x=1>a<p>b", R"(
| <p>
|   <b>
|     x="1"
|     y="2"
|     <b>
|       x="1"
|       y="2"
|       <b>
|         x="1"
|         y="2"
|         <b>
|           x="1"
|           y="2"
|           "a"
| <p>
|   <b>
|     x="1"
|     y="2"
|     <b>
|       x="1"
|       y="2"
|       <b>
|         x="1"
|         y="2"
|         "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(FormattingTest, AdoptionAgency) {
  constexpr TreeCase kCases[] = {
      {"misnested inline", "<b>1<i>2</b>3</i>4", R"(
| <b>
|   "1"
|   <i>
|     "2"
| <i>
|   "3"
| "4")"},
      {"a block inside", "<b>1<p>2</b>3</p>4", R"(
| <b>
|   "1"
| <p>
|   <b>
|     "2"
|   "3"
| "4")"},
      {"two blocks inside", "<a>1<div>2<div>3</a>4</div>5</div>6", R"(
| <a>
|   "1"
| <div>
|   <a>
|     "2"
|   <div>
|     <a>
|       "3"
|     "4"
|   "5"
| "6")"},
      {"of elements between three are copied, others closed", "<b><i><u><s><tt><div>x</b>y", R"(
| <b>
|   <i>
|     <u>
|       <s>
|         <tt>
| <u>
|   <s>
|     <tt>
|       <div>
|         <b>
|           "x"
|         "y")"},
      {"an anchor closes an anchor", "<a href=1>a<a href=2>b", R"(
| <a>
|   href="1"
|   "a"
| <a>
|   href="2"
|   "b")"},
      {"even through a block", "<a href=1><div>a<a href=2>b", R"(
| <a>
|   href="1"
| <div>
|   <a>
|     href="1"
|     "a"
|   <a>
|     href="2"
|     "b")"},
      {"nobr too", "<nobr>a<nobr>b", R"(
| <nobr>
|   "a"
| <nobr>
|   "b")"},
      {"not in scope: ignored", "<b><table><td>a</b>b", R"(
| <b>
|   <table>
|     <tbody>
|       <tr>
|         <td>
|           "ab")"},
      {"no such element: ignored", "<p>a</b>b", R"(
| <p>
|   "ab")"},
      {"in a table the rest goes before it", "<table><b><tr><td>a</b>b</table>c", R"(
| <b>
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "ab"
| <b>
|   "c")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
