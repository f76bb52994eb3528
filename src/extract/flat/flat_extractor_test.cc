// Flattened pages with the residue that crawlers leave, in several languages and shapes: the
// title, the kept paragraphs and the reason of every other line.

#include "extract/flat/flat_extractor.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tamis::extract {
namespace {

// A line of a page and what has to become of it: "+" kept, "T" title, else the reason's name.
struct Line {
  const char* want;
  const char* text;
};

struct Page {
  const char* name;
  std::vector<Line> lines;
};

struct ReasonWord {
  const char* name;
  Reason reason;
};
constexpr ReasonWord kReasons[] = {
    {"residue", Reason::kCrawlResidue},
    {"error", Reason::kErrorBanner},
    {"repeat", Reason::kRepeat},
    {"legal", Reason::kLegalDisclaimer},
    {"comment", Reason::kCommentWidget},
    {"share", Reason::kShare},
    {"nav", Reason::kNavigation},
    {"cookie", Reason::kCookieNotice},
    {"T", Reason::kTitle},
    {"byline", Reason::kByline},
    {"footer", Reason::kPageFooter},

};

const std::vector<Page> Pages() {
  return {
      {"english, all kinds",
       {{"residue", "date 2025-11-30 404"},
        {"error", "Sorry!!"},
        {"error", "Error! We're sorry, but the page you were looking for doesn't exist."},
        {"T", "Harbour Council Agrees Plan for Second Footbridge"},
        {"+",
         "(HN) The harbour council voted on Tuesday to build a second footbridge over the lock, "
         "after nine years of talks with the canal trust."},
        {"+",
         "Work is to start in spring, said the chair of the works committee, and the bridge "
         "should open before the regatta."},
        {"+",
         "Opponents had asked for a ferry instead, arguing that it would cost a third as much."},
        {"repeat",
         "Work is to start in spring, said the chair of the works committee, and the bridge "
         "should open before the regatta."},
        {"repeat",
         "Opponents had asked for a ferry instead, arguing that it would cost a third as much."},
        {"legal", "Legal Disclaimer:"},
        {"legal",
         "HN provides the information \"as is\" without warranty of any kind. We do not accept "
         "any responsibility or liability for the accuracy or completeness of this article."},
        {"comment", "CommentsNo comment"}}},
      {"german",
       {{"residue", "12.03.2026 08:41 503"},
        {"error", "Entschuldigung!"},
        {"error", "Fehler: Die angeforderte Seite wurde nicht gefunden."},
        {"T", "Stadtrat stimmt für neue Brücke am alten Hafen"},
        {"+",
         "Der Stadtrat hat am Dienstag mit großer Mehrheit für den Bau einer zweiten Brücke am "
         "alten Hafen gestimmt, die nur für Fußgänger und Radfahrer offen sein soll."},
        {"+",
         "Die Arbeiten beginnen im Frühjahr und sollen zwei Jahre dauern, wie das Bauamt am "
         "Mittwoch auf Anfrage mitteilte."},
        {"repeat",
         "Die Arbeiten beginnen im Frühjahr und sollen zwei Jahre dauern, wie das Bauamt am "
         "Mittwoch auf Anfrage mitteilte."},
        {"legal", "Haftungsausschluss"},
        {"legal",
         "Alle Angaben ohne Gewähr. Wir übernehmen keine Haftung für die Richtigkeit, "
         "Vollständigkeit und Aktualität der hier bereitgestellten Inhalte."},
        {"comment", "Kommentare"},
        {"comment", "Noch keine Kommentare"}}},
      {"spanish",
       {{"residue", "2026-01-07 404"},
        {"error", "Lo sentimos, la página que buscas no existe."},
        {"T", "El ayuntamiento aprueba un segundo puente en el puerto"},
        {"+",
         "El pleno del ayuntamiento aprobó el martes la construcción de un segundo puente en el "
         "puerto viejo, reservado a peatones y bicicletas."},
        {"+",
         "Las obras empezarán en primavera y durarán dos años, según explicó ayer la concejala de "
         "urbanismo en rueda de prensa."},
        {"repeat",
         "Las obras empezarán en primavera y durarán dos años, según explicó ayer la concejala "
         "de urbanismo en rueda de prensa."},
        {"legal", "Aviso legal"},
        {"comment", "Sin comentarios"}}},
      {"chinese",
       {{"residue", "2026-01-07 404"},
        {"error", "抱歉，您访问的页面不存在"},
        {"T", "市议会批准在旧港修建第二座步行桥"},
        {"+",
         "市议会周二以多数票批准在旧港修建第二座桥，新桥只供行人和自行车通行，预计两年内完工。"},
        {"+",
         "工程部门周三表示，施工将于春季开始，期间渡轮照常运行，附近居民可以通过热线了解进度。"},
        {"repeat",
         "工程部门周三表示，施工将于春季开始，期间渡轮照常运行，附近居民可以通过热线了解进度。"},
        {"comment", "暂无评论"}}},
      {"an article about error pages is an article",
       {{"T", "Why your site needs a better 404 page"},
        {"+",
         "Most visitors who meet an error page leave within seconds, and few of them ever come "
         "back."},
        {"+",
         "A page that says only \"not found\" wastes the one moment when the reader still wants "
         "something from you, so tell them what to do next."}}},
      {"an error page is no document",
       {{"residue", "404"},
        {"error", "Page not found"},
        {"error", "Sorry, the page you are looking for does not exist."},
        {"nav", "Home"}}},
      {"a saved response with its header, wrapped lines, byline, teasers and a footer",
       {{"residue", "HTTP/1.1 200 OK"},
        {"residue", "Content-Type: text/html; charset=utf-8"},
        {"nav", "Skip to content"},
        {"nav", "World"},
        {"drop", "Oil prices slip as traders weigh supply outlook | Example Daily"},
        {"T", "Oil prices slip as traders weigh supply outlook"},
        {"byline", "By Jane Roe"},
        {"residue", "2026-03-04 10:15"},
        {"+",
         "LONDON - Oil prices fell on Wednesday as traders weighed the outlook for "
         "supply against signs of slower demand in Asia."},
        {"+", "What happens next"},
        {"+", "Ministers meet on Sunday to decide whether to extend the cuts they agreed on."},
        {"repeat", "Oil prices fell on Wednesday as traders weighed the outlook for..."},
        {"nav", "Read more"},
        {"footer", "© 2026 Example Daily. All rights reserved."},
        {"comment", "Be the first to comment"}}},
      {"menus above and below",
       {{"nav", "Home | News | Sport | Weather"},
        {"T", "Ferry returns to the north shore"},
        {"+",
         "The first boat leaves at six in the morning, and it will be free of charge for a week."},
        {"+",
         "Prices after that have not been decided yet, the harbour master told this paper today."},
        {"share", "Share this article"},
        {"nav", "Home"},
        {"nav", "News"}}},
  };
}

TEST(FlatExtractorTest, KeepsTheTextAndNamesEveryReason) {
  FlatExtractor extractor;
  for (const Page& page : Pages()) {
    SCOPED_TRACE(page.name);
    std::string text;
    for (const Line& line : page.lines) text += std::string(line.text) + "\n";
    Extraction out;
    extractor.Extract(text, {}, {}, out);
    ASSERT_EQ(out.decisions.size(), page.lines.size());
    for (size_t i = 0; i < page.lines.size(); ++i) {
      SCOPED_TRACE(page.lines[i].text);
      const std::string_view want = page.lines[i].want;
      EXPECT_EQ(out.decisions[i].keep, want == "+");
      for (const ReasonWord& word : kReasons) {
        if (want == word.name) {
          EXPECT_EQ(static_cast<int>(out.decisions[i].reason), static_cast<int>(word.reason));
        }
      }
      EXPECT_EQ(out.blocks.Text(out.blocks.blocks[i]), page.lines[i].text);
    }
  }
}

TEST(FlatExtractorTest, SourceRangesAreThoseOfTheLines) {
  const std::string text = "  First line of it.  \r\n\r\n\tSecond line here. \n";
  FlatExtractor extractor;
  Extraction out;
  extractor.Extract(text, {}, {}, out);
  ASSERT_EQ(out.blocks.blocks.size(), 2u);
  const PageBlock& first = out.blocks.blocks[0];
  const PageBlock& second = out.blocks.blocks[1];
  EXPECT_EQ(text.substr(first.html_begin, first.html_end - first.html_begin), "First line of it.");
  EXPECT_EQ(text.substr(second.html_begin, second.html_end - second.html_begin),
            "Second line here.");
}

// One giant line: menu, text and footer are told apart, and what is kept is text as it stood.
TEST(FlatExtractorTest, AGiantLineIsTakenApartAndJoinedAgain) {
  const std::string text =
      "The harbour council voted on Tuesday to build a second bridge over the lock, after nine "
      "years of talks with the canal trust. Work is to start in spring, said the chair of the "
      "works committee, and the bridge should open before the regatta. Opponents had asked for a "
      "ferry instead, arguing that it would cost a third as much and could be moved elsewhere "
      "when the docks are closed. The trust will pay for the piers, and the town for the deck.  "
      "Nobody could say on Tuesday who is going to pay for the lamps, which the plans of the first "
      "bridge had forgotten as well, so that it stayed dark for eleven years. A vote on that is "
      "to be held in the autumn, when the budget of the harbour is known.";
  std::string page = "Home News Sport Weather Shop Contact Jobs Login Help Imprint ";
  for (int i = 0; i < 12; ++i) page += "Tides Boats Charts Radio ";
  page += text;
  for (int i = 0; i < 12; ++i) page += " About Us Careers Press Privacy Cookies";
  FlatExtractor extractor;
  Extraction out;
  extractor.Extract(page, {}, {}, out);
  std::string kept;
  uint32_t pieces = 0;
  for (size_t i = 0; i < out.decisions.size(); ++i) {
    if (!out.decisions[i].keep) continue;
    ++pieces;
    kept += out.blocks.Text(out.blocks.blocks[i]);
  }
  EXPECT_EQ(pieces, 1u);
  std::string middle = text.substr(0, text.find(" A vote on that"));
  middle.erase(middle.find("  "), 1);
  EXPECT_NE(kept.find(middle), std::string::npos) << kept;
  EXPECT_EQ(kept.find("Home News"), std::string::npos);
  EXPECT_EQ(kept.find("Privacy"), std::string::npos);
  EXPECT_GT(out.confidence, 0.5f);
}

TEST(FlatExtractorTest, ViewsTakeMoreOrLess) {
  std::string page;
  const std::vector<Page> pages = Pages();
  for (const Line& line : pages[0].lines) page += std::string(line.text) + "\n";
  page += "Opening times\nMonday to Friday\nRead our newsletter about the docks.\n";
  FlatExtractor extractor;
  size_t last = 0;
  for (const View view : {View::kPrecision, View::kBalanced, View::kRecall}) {
    Extraction out;
    ExtractOptions options;
    options.view = view;
    extractor.Extract(page, options, {}, out);
    size_t kept = 0;
    for (const Decision& d : out.decisions) kept += d.keep;
    EXPECT_GE(kept, last);
    last = kept;
  }
  EXPECT_GE(last, 3u);
}

TEST(FlatExtractorTest, NothingGivesNothing) {
  FlatExtractor extractor;
  Extraction out;
  for (const char* text : {"", " \n\n ", "\r"}) {
    extractor.Extract(text, {}, {}, out);
    EXPECT_TRUE(out.decisions.empty());
    EXPECT_EQ(out.confidence, 0);
  }
}

}  // namespace
}  // namespace tamis::extract
