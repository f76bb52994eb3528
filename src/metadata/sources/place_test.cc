#include "metadata/sources/place.h"

#include <string>

#include <gtest/gtest.h>

#include "html/tree/parser.h"

namespace tamis::metadata {
namespace {

// The flags of a place, in the order of the struct.
std::string Named(const Place& place) {
  std::string all;
  const auto add = [&](bool is, const char* name) {
    if (is) all.append(all.empty() ? "" : " ").append(name);
  };
  add(place.article, "article");
  add(place.main, "main");
  add(place.header, "header");
  add(place.edge, "edge");
  add(place.teaser, "teaser");
  add(place.related, "related");
  add(place.comments, "comments");
  add(place.list, "list");
  add(place.link, "link");
  add(place.dated, "dated");
  add(place.signs, "signs");
  add(place.hidden, "hidden");
  return all;
}

// Where the text "HERE" stands.
std::string PlaceIn(const std::string& html) {
  html::Parser parser;
  static_cast<void>(parser.Parse(html));
  const html::Dom& dom = parser.dom();
  PlaceReader places;
  places.Start(dom);
  for (html::NodeId id = 0; id < dom.node_count(); ++id) {
    if (dom.node(id).type == html::NodeType::kText && dom.text(id) == "HERE") {
      return Named(places.PlaceOf(id));
    }
  }
  return "no such text";
}

struct Case {
  const char* html;
  std::string_view place;
};

constexpr Case kCases[] = {
    {"<p>HERE", ""},
    {"<article><p>HERE", "article"},
    {"<main><p>HERE", "main"},
    {"<div role=main>HERE</div>", "main"},
    {"<header>HERE</header>", "header"},
    {"<article><header><p>HERE", "article header"},
    {"<footer>HERE</footer>", "edge"},
    {"<nav><ul><li><a href=/>HERE</a>", "edge list link"},
    {"<aside>HERE</aside>", "edge"},
    {"<div class=left-sidebar>HERE</div>", "edge"},
    {"<div id=breadcrumbs>HERE</div>", "edge"},
    {"<div class=latest-news>HERE</div>", "teaser"},
    {"<div class='Post-Card'>HERE</div>", "teaser"},
    {"<div class=related-posts>HERE</div>", "teaser related"},
    {"<ol id=comments><li>HERE", "comments list"},
    {"<table><tr><td>HERE", "list"},
    {"<li><div><div><div><div><div>HERE", "list"},
    {"<li><div><div><div><div><div><div>HERE", ""},
    {"<span class=entry-date>HERE</span>", "dated"},
    {"<p class=byline><span>HERE", "signs"},
    {"<p class=byline><span><b>HERE", "signs"},
    {"<p class=byline><span><b><i>HERE", ""},
    {"<script>HERE</script>", "hidden"},
    {"<template><p>HERE", "hidden"},
    {"<svg><text>HERE</text></svg>", "hidden"},
    {"<body class=related><p>HERE", ""},
};

TEST(PlaceOf, Cases) {
  for (const Case& c : kCases) EXPECT_EQ(PlaceIn(c.html), c.place) << c.html;
}

TEST(PlaceOf, LooksAtTwentyFourElements) {
  std::string html = "<article>";
  for (int i = 0; i < 23; ++i) html += "<div>";
  EXPECT_EQ(PlaceIn(html + "HERE"), "article");
  EXPECT_EQ(PlaceIn(html + "<div>HERE"), "");
}

}  // namespace
}  // namespace tamis::metadata
