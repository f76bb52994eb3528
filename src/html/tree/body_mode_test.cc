// "In body". https://html.spec.whatwg.org/#parsing-main-inbody

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

using namespace std::string_view_literals;

TEST(BodyModeTest, Text) {
  constexpr TreeCase kCases[] = {
      {"text runs join", "a&amp;b<![CDATA[c]]>d", R"(
| "a&b"
| <!-- [CDATA[c]] -->
| "d")"},
      {"U+0000 is dropped", "a\0b"sv, R"(
| "ab")"},
      {"a lone less-than sign", "a < b", R"(
| "a < b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(BodyModeTest, Blocks) {
  constexpr TreeCase kCases[] = {
      {"a block closes a paragraph", "<p>a<div>b", R"(
| <p>
|   "a"
| <div>
|   "b")"},
      {"button keeps the paragraph open", "<p><button><div>b", R"(
| <p>
|   <button>
|     <div>
|       "b")"},
      {"a heading closes a heading", "<h1>a<h2>b", R"(
| <h1>
|   "a"
| <h2>
|   "b")"},
      {"any heading end tag closes the heading", "<h1>a</h3>b", R"(
| <h1>
|   "a"
| "b")"},
      {"a block end tag closes what stands inside", "<div><span>a</div>b", R"(
| <div>
|   <span>
|     "a"
| "b")"},
      {"a block end tag without its start is ignored", "<div>a</section>b", R"(
| <div>
|   "ab")"},
      {"</p> makes a paragraph", "a</p>b", R"(
| "a"
| <p>
| "b")"},
      {"<search> and <dialog> are blocks", "<p>a<search>b</search><p>c<dialog>d", R"(
| <p>
|   "a"
| <search>
|   "b"
| <p>
|   "c"
| <dialog>
|   "d")"},
      {"hr closes a paragraph", "<p>a<hr>b", R"(
| <p>
|   "a"
| <hr>
| "b")"},
      {"xmp closes a paragraph", "<p>a<xmp>b</xmp>", R"(
| <p>
|   "a"
| <xmp>
|   "b")"},
      {"a table closes a paragraph", "<!doctype html><p>a<table>", R"(
| <p>
|   "a"
| <table>)"},
      {"but not in quirks mode", "<p>a<table>", R"(
| <p>
|   "a"
|   <table>)"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(BodyModeTest, Lists) {
  constexpr TreeCase kCases[] = {
      {"an item closes an item", "<ul><li>a<li>b</ul>", R"(
| <ul>
|   <li>
|     "a"
|   <li>
|     "b")"},
      {"not through a list of its own", "<ul><li>a<ul><li>b</ul><li>c", R"(
| <ul>
|   <li>
|     "a"
|     <ul>
|       <li>
|         "b"
|   <li>
|     "c")"},
      {"through address, div and p", "<ul><li><div><p>a<li>b", R"(
| <ul>
|   <li>
|     <div>
|       <p>
|         "a"
|   <li>
|     "b")"},
      {"terms and definitions close each other", "<dl><dt>a<dd>b<dt>c", R"(
| <dl>
|   <dt>
|     "a"
|   <dd>
|     "b"
|   <dt>
|     "c")"},
      {"</li> needs list scope", "<li><ul></li>x", R"(
| <li>
|   <ul>
|     "x")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(BodyModeTest, PageElements) {
  constexpr TreeCase kCases[] = {
      {"attributes of a second body are added", "<body a=1><body a=2 b=3>x", R"(
| <head>
| <body>
|   a="1"
|   b="3"
|   "x")",
       Below::kHtml},
      {"a frameset replaces an empty body", "<p><frameset><frame></frameset>", R"(
| <head>
| <frameset>
|   <frame>)",
       Below::kHtml},
      {"but not one with text", "<p>x<frameset>", R"(
| <head>
| <body>
|   <p>
|     "x")",
       Below::kHtml},
      {"forms do not nest", "<form a><form b><input>", R"(
| <form>
|   a=""
|   <input>)"},
      {"</form> leaves open what is inside", "<form><div></form>a", R"(
| <form>
|   <div>
|     "a")"},
      {"buttons do not nest", "<button>a<button>b", R"(
| <button>
|   "a"
| <button>
|   "b")"},
      {"image is img", "<image src=x>", R"(
| <img>
|   src="x")"},
      {"br and its end tag", "<br></br>", R"(
| <br>
| <br>)"},
      {"table parts outside a table are ignored", "<td>a<tr><caption>b<frame><head>c", R"(
| "abc")"},
      {"applet, marquee, object shield formatting", "<b><object>a</b>b</object>c", R"(
| <b>
|   <object>
|     "ab"
|   "c")"},
      {"noscript without scripting", "<body><noscript><p>a</noscript>", R"(
| <noscript>
|   <p>
|     "a")",
       Below::kBody, false},
      {"noscript with scripting", "<body><noscript><p>a</noscript>", R"(
| <noscript>
|   "<p>a")"},
      {"an unknown element is inline", "<p><x-y>a<p>b</x-y>c", R"(
| <p>
|   <x-y>
|     "a"
| <p>
|   "bc")"},
      {"any other end tag stops at a special element", "<span><div></span>a", R"(
| <span>
|   <div>
|     "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(BodyModeTest, Ruby) {
  constexpr TreeCase kCases[] = {
      {"rb and rt close each other", "<ruby>a<rb>b<rt>c<rp>d", R"(
| <ruby>
|   "a"
|   <rb>
|     "b"
|   <rt>
|     "c"
|   <rp>
|     "d")"},
      {"rt stays inside rtc", "<ruby>a<rtc>b<rt>c<rb>d", R"(
| <ruby>
|   "a"
|   <rtc>
|     "b"
|     <rt>
|       "c"
|   <rb>
|     "d")"},
      {"outside ruby nothing is closed", "<div><rb>a<rb>b", R"(
| <div>
|   <rb>
|     "a"
|     <rb>
|       "b")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
