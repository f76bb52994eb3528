// <?target data> in every insertion mode.
// https://html.spec.whatwg.org/#insert-a-processing-instruction

#include "html/tree/tree_case.h"

namespace tamis::html {
namespace {

TEST(ProcessingInstructionTest, ProcessingInstructions) {
  constexpr TreeCase kCases[] = {
      {"initial", "<?a b><!doctype html>", R"(
| <?a b>
| <!DOCTYPE html>
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"before html", "<!doctype html><?a b><html>", R"(
| <!DOCTYPE html>
| <?a b>
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"before head", "<html><?a b><head>", R"(
| <html>
|   <?a b>
|   <head>
|   <body>)",
       Below::kDocument},
      {"in head", "<head><?a b><meta>", R"(
| <html>
|   <head>
|     <?a b>
|     <meta>
|   <body>)",
       Below::kDocument},
      {"in head noscript", "<head><noscript><?a b></noscript>", R"(
| <html>
|   <head>
|     <noscript>
|       <?a b>
|   <body>)",
       Below::kDocument, false},
      {"after head", "<head></head><?a b><body>", R"(
| <html>
|   <head>
|   <?a b>
|   <body>)",
       Below::kDocument},
      {"in body", "<body>x<?a b>y", R"(
| <html>
|   <head>
|   <body>
|     "x"
|     <?a b>
|     "y")",
       Below::kDocument},
      {"in body, formatting is not reconstructed", "<p><b></p><?a b>", R"(
| <html>
|   <head>
|   <body>
|     <p>
|       <b>
|     <?a b>)",
       Below::kDocument},
      {"text keeps it", "<title><?a b></title><script><?c d></script>", R"(
| <html>
|   <head>
|     <title>
|       "<?a b>"
|     <script>
|       "<?c d>"
|   <body>)",
       Below::kDocument},
      {"in table", "<table><?a b><tr>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <?a b>
|       <tbody>
|         <tr>)",
       Below::kDocument},
      {"in table text: after the text", "<table> <?a b>x", R"(
| <html>
|   <head>
|   <body>
|     "x"
|     <table>
|       " "
|       <?a b>)",
       Below::kDocument},
      {"in caption", "<table><caption><?a b>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <caption>
|         <?a b>)",
       Below::kDocument},
      {"in column group", "<table><colgroup><?a b><col>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <colgroup>
|         <?a b>
|         <col>)",
       Below::kDocument},
      {"in table body", "<table><tbody><?a b>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <tbody>
|         <?a b>)",
       Below::kDocument},
      {"in row", "<table><tr><?a b>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <tbody>
|         <tr>
|           <?a b>)",
       Below::kDocument},
      {"in cell", "<table><tr><td><?a b>", R"(
| <html>
|   <head>
|   <body>
|     <table>
|       <tbody>
|         <tr>
|           <td>
|             <?a b>)",
       Below::kDocument},
      {"in template", "<body><template><?a b></template>", R"(
| <html>
|   <head>
|   <body>
|     <template>
|       content
|         <?a b>)",
       Below::kDocument},
      {"after body", "<body></body><?a b>", R"(
| <html>
|   <head>
|   <body>
|   <?a b>)",
       Below::kDocument},
      {"in frameset", "<frameset><?a b>", R"(
| <html>
|   <head>
|   <frameset>
|     <?a b>)",
       Below::kDocument},
      {"after frameset", "<frameset></frameset><?a b>", R"(
| <html>
|   <head>
|   <frameset>
|   <?a b>)",
       Below::kDocument},
      {"after after body", "<body></body></html><?a b>", R"(
| <html>
|   <head>
|   <body>
| <?a b>)",
       Below::kDocument},
      {"after after frameset", "<frameset></frameset></html><?a b>", R"(
| <html>
|   <head>
|   <frameset>
| <?a b>)",
       Below::kDocument},
      {"foreign content", "<svg><?a b><g>", R"(
| <html>
|   <head>
|   <body>
|     <svg svg>
|       <?a b>
|       <svg g>)",
       Below::kDocument},
      {"in select", "<select><?a b><option>", R"(
| <html>
|   <head>
|   <body>
|     <select>
|       <?a b>
|       <option>)",
       Below::kDocument},
      {"target and data", "<?Some-Target_1   several words ? ><p>", R"(
| <?Some-Target_1 several words ? >
| <html>
|   <head>
|   <body>
|     <p>)",
       Below::kDocument},
      {"no data", "<?a?><?b ?><?c>", R"(
| <?a >
| <?b >
| <?c >
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"xml declarations are comments", "<?xml version=\"1.0\"?><?xml-stylesheet href=a?>", R"(
| <!-- ?xml version="1.0"? -->
| <!-- ?xml-stylesheet href=a? -->
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
      {"no target: a comment", "<? a><?1 b>", R"(
| <!-- ? a -->
| <!-- ?1 b -->
| <html>
|   <head>
|   <body>)",
       Below::kDocument},
  };
  for (const TreeCase& c : kCases) ExpectTree(c);
}

}  // namespace
}  // namespace tamis::html
