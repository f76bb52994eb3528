// Declarative shadow roots, and <template for> patches.
// https://html.spec.whatwg.org/#parsing-main-inhead,
// https://html.spec.whatwg.org/#attr-template-for

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(TemplatesTest, ShadowRoots) {
  constexpr TreeCase kCases[] = {
      {"open", "<div><template shadowrootmode=open><p>a</template>b</div>", R"(
| <div>
|   <template>
|     shadowrootmode="open"
|     shadow root
|       <p>
|         "a"
|   "b")"},
      {"closed, in any case of letters", "<div><template shadowrootmode=Closed>a</template>", R"(
| <div>
|   <template>
|     shadowrootmode="Closed"
|     shadow root
|       "a")"},
      {"another mode", "<div><template shadowrootmode=x>a</template>", R"(
| <div>
|   <template>
|     shadowrootmode="x"
|     content
|       "a")"},
      {"only the first",
       "<p><template shadowrootmode=open>a</template>"
       "<template shadowrootmode=open>b</template>",
       R"(
| <p>
|   <template>
|     shadowrootmode="open"
|     shadow root
|       "a"
|   <template>
|     shadowrootmode="open"
|     content
|       "b")"},
      {"an element that cannot be a host", "<ul><template shadowrootmode=open>a</template>", R"(
| <ul>
|   <template>
|     shadowrootmode="open"
|     content
|       "a")"},
      {"a custom element", "<x-y><template shadowrootmode=open>a</template>", R"(
| <x-y>
|   <template>
|     shadowrootmode="open"
|     shadow root
|       "a")"},
      {"a reserved name is no custom element",
       "<font-face><template shadowrootmode=open>a</template>", R"(
| <font-face>
|   <template>
|     shadowrootmode="open"
|     content
|       "a")"},
      {"inside a shadow root",
       "<div><template shadowrootmode=open><div>"
       "<template shadowrootmode=open>a</template>",
       R"(
| <div>
|   <template>
|     shadowrootmode="open"
|     shadow root
|       <div>
|         <template>
|           shadowrootmode="open"
|           shadow root
|             "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TemplatesTest, ShadowRootsAreAnOption) {
  ExpectTree({"off", "<div><template shadowrootmode=open>a</template>", R"(
| <div>
|   <template>
|     shadowrootmode="open"
|     content
|       "a")"},
             {.declarative_shadow_roots = false});
}

// The topmost element of a fragment is no host: the standard's check is on the stack.
TEST(TemplatesTest, NoShadowRootAtTheTopOfAFragment) {
  ExpectTree({"fragment", "<template shadowrootmode=open>a</template>", R"(
| <template>
|   shadowrootmode="open"
|   content
|     "a")",
              Below::kHtml, true, "div"});
}

TEST(TemplatesTest, Patches) {
  constexpr TreeCase kCases[] = {
      {"marker", "<p>a<?marker name='x'>b</p><template for=x><i>c</i></template>d", R"(
| <p>
|   "a"
|   <i>
|     "c"
|   "b"
| "d")"},
      {"range", "<p>a<?start name='x'><b>old</b><?end>b</p><template for=x>c</template>", R"(
| <p>
|   "a"
|   "c"
|   "b")"},
      {"range without an end", "<div>a<?start name='x'>old<b>too</b></div><template for=x>c", R"(
| <div>
|   "a"
|   "c")"},
      {"ranges nest",
       "<p><?start name='x'>a<?start name='y'>b<?end>c<?end>d</p>"
       "<template for=x>e</template>",
       R"(
| <p>
|   "e"
|   "d")"},
      {"the inner one",
       "<p><?start name='x'>a<?start name='y'>b<?end>c<?end>d</p>"
       "<template for=y>e</template>",
       R"(
| <p>
|   <?start name='x'>
|   "a"
|   "e"
|   "c"
|   <?end >
|   "d")"},
      {"a marker serves once",
       "<p><?marker name='x'></p><template for=x>a</template>"
       "<template for=x>b</template>",
       R"(
| <p>
|   "a"
| <template>
|   for="x"
|   content
|     "b")"},
      {"a patch may bring the next marker",
       "<p><?marker name='x'></p>"
       "<template for=x>a<?marker name='x'></template><template for=x>b</template>",
       R"(
| <p>
|   "ab")"},
      {"no marker: an ordinary template", "<p></p><template for=x>a</template>", R"(
| <p>
| <template>
|   for="x"
|   content
|     "a")"},
      {"an empty name", "<p><?marker name=''></p><template for=''>a</template>", R"(
| <p>
|   <?marker name=''>
| <template>
|   for=""
|   content
|     "a")"},
      {"only below the template's own parent", "<p><?marker name='x'></p><div><template for=x>a",
       R"(
| <p>
|   <?marker name='x'>
| <div>
|   <template>
|     for="x"
|     content
|       "a")"},
      {"elements left open are closed",
       "<p>a<?marker name='x'>b</p><template for=x><i>c</template>",
       R"(
| <p>
|   "a"
|   <i>
|     "c"
|   "b")"},
      {"the end of the page finishes it", "<p><?start name='x'>old<?end></p><template for=x>a", R"(
| <p>
|   "a")"},
      {"foster parenting stays in the patch",
       "<p><?marker name='x'></p>"
       "<table><template for=x><tr><td>a</td></tr>b</template></table>",
       R"(
| <p>
|   <?marker name='x'>
| <table>
|   <template>
|     for="x"
|     content
|       <tr>
|         <td>
|           "a"
|       "b")"},
      {"what a table fosters goes to the patch too",
       "<table><?marker name='x'><template for=x><tr><td>a</td></tr><div>b</div></template>", R"(
| <table>
|   <tr>
|     <td>
|       "a"
|   <div>
|     "b")"},
      {"a table row arrives late",
       "<table><tr><td>a<?marker name=\"x\"></td></tr>"
       "<tr><td>b</td></tr></table><template for=x><b>c</b></template>",
       R"(
| <table>
|   <tbody>
|     <tr>
|       <td>
|         "a"
|         <b>
|           "c"
|     <tr>
|       <td>
|         "b")"},
      {"markers in template content are out of reach",
       "<body><template><?marker name='x'></template><template for=x>a</template>", R"(
| <template>
|   content
|     <?marker name='x'>
| <template>
|   for="x"
|   content
|     "a")"},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

TEST(TemplatesTest, PatchesReachTheHead) {
  ExpectTree({"head", "<head><?marker name='x'></head><body><template for=x><title>t</title>", R"(
| <head>
|   <title>
|     "t"
| <body>)",
              Below::kHtml});
}

TEST(TemplatesTest, PatchesAreAnOption) {
  ExpectTree({"off", "<p><?marker name='x'></p><template for=x>a</template>", R"(
| <p>
|   <?marker name='x'>
| <template>
|   for="x"
|   content
|     "a")"},
             {.template_patches = false});
}

}  // namespace
}  // namespace tamis::html
