// Threads and comments in the manner of several makers of software: who wrote what, and when.

#include "extract/posts/post_finder.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

class PostFinderTest : public testing::Test {
 protected:
  // A line a post: "author | date | first words". All text counts, as kept or as comments.
  std::string Posts(std::string_view html, bool thread) {
    static_cast<void>(parser_.Parse(html));
    BlockBuilder builder;
    builder.Build(parser_.dom(), result_.blocks);
    const Decision decision =
        thread ? Decision{true, Reason::kMainText, 1} : Decision{false, Reason::kComment, 0};
    result_.decisions.assign(result_.blocks.blocks.size(), decision);
    result_.has_comments = !thread;
    finder_.Find(parser_.dom(), thread, result_);
    std::string out;
    for (const PostRange& post : result_.posts) {
      out += post.author + " | " + post.date + " | ";
      for (uint32_t i = post.first_block; i < post.end_block; ++i) {
        const bool text = thread || result_.decisions[i].reason == Reason::kComment;
        if (text) out += "[" + std::string(result_.blocks.Text(result_.blocks.blocks[i])) + "]";
      }
      out += "\n";
    }
    return out;
  }

  html::Parser parser_;
  PostFinder finder_;
  Extraction result_;
};

struct Case {
  std::string_view rule;
  std::string_view html;
  std::string_view posts;
};

constexpr Case kThreads[] = {
    {"a table of boxes, profile links, dates in text; when writers joined is no date",
     R"(<html lang=en><div class="post has-profile bg1"><dl class=postprofile><dt><a
     href="memberlist.php?mode=viewprofile&u=2">ann</a><dd>Joined: Tue Mar 01, 2011 9:00 am</dl>
     <div class=postbody><p>Mon Mar 04, 2019 5:12 pm<div class=content>My lamp hums.</div></div></div>
     <div class="post has-profile bg2"><dl class=postprofile><dt><a
     href="memberlist.php?mode=viewprofile&u=3">bo</a><dd>Joined: Wed Mar 02, 2011 9:00 am</dl>
     <div class=postbody><p>Tue Mar 05, 2019 6:00 am<div class=content>Change the bulb.</div></div></div>)",
     "ann | 2019-03-04 | [ann][Joined: Tue Mar 01, 2011 9:00 am][Mon Mar 04, 2019 5:12 pm]"
     "[My lamp hums.]\n"
     "bo | 2019-03-05 | [bo][Joined: Wed Mar 02, 2011 9:00 am][Tue Mar 05, 2019 6:00 am]"
     "[Change the bulb.]\n"},
    {"articles with data-author and <time>",
     R"(<article class="message m--post" data-author="Ann Lee"><div class=cell><h4 class=message-name>Ann
     Lee</h4></div><div class=cell><time datetime="2020-05-06T07:08:09+0200">x</time><div>Eins.</div></div>
     </article><article class="message m--post" data-author="Bo"><div class=cell>Bo</div><div class=cell>
     <time datetime="2020-05-07T07:08:09+0200">y</time><div>Zwei.</div></div></article>)",
     "Ann Lee | 2020-05-06T07:08:09+02:00 | [Ann Lee][x][Eins.]\n"
     "Bo | 2020-05-07T07:08:09+02:00 | [Bo][y][Zwei.]\n"},
    {"a question of another form before its answers",
     R"(<div class=question><div class=ask>How do I prune an apple tree?</div><a href="/users/7/ann">Ann</a>
     <span class=relativetime title="2012-01-01 10:00:00Z">Jan 1</span></div><div><div class="answer
     accepted"><p>In winter.</p><a href="/users/8/bo">Bo</a><span class=relativetime title="2012-01-02 10:00:00Z">Jan 2</span></div><div class=answer><p>Never.</p><a href="/users/9/cy">Cy</a><span
     class=relativetime title="2012-01-03 10:00:00Z">Jan 3</span></div></div>)",
     "Ann | 2012-01-01T10:00:00Z | [How do I prune an apple tree?][Ann Jan 1]\n"
     "Bo | 2012-01-02T10:00:00Z | [In winter.][Bo Jan 2]\n"
     "Cy | 2012-01-03T10:00:00Z | [Never.][Cy Jan 3]\n"},
    {"microdata",
     R"(<div itemscope itemtype="https://schema.org/Comment" class=x1><b itemprop=author itemscope><i
     itemprop=name class=username>Ann</i></b><meta itemprop=datePublished content="2020-01-02"><p>Uno.</div>
     <div itemscope itemtype="https://schema.org/Comment" class=x2><b itemprop=author itemscope><i
     itemprop=name class=username>Bo</i></b><meta itemprop=datePublished content="2020-01-03"><p>Dos.</div>)",
     "Ann | 2020-01-02 | [Ann][Uno.]\nBo | 2020-01-03 | [Bo][Dos.]\n"},
    {"a German board; dotted dates",
     R"(<html lang=de><ul><li class=beitrag><span class=username>Jörg</span> <span class=datum>04.03.2019,
     17:12</span><div>Die Lampe summt.</div><li class=beitrag><span class=username>Änne</span> <span
     class=datum>05.03.2019, 18:00</span><div>Neue Birne.</div></ul>)",
     "Jörg | 2019-03-04 | [Jörg 04.03.2019, 17:12][Die Lampe summt.]\n"
     "Änne | 2019-03-05 | [Änne 05.03.2019, 18:00][Neue Birne.]\n"},
    {"paragraphs are no posts", "<p>One.<p>Two, on 3 March 2020.<p>Three.", ""},
    {"nothing", "", ""},
};

constexpr Case kComments[] = {
    {"nested lists; names that lead to the text; buttons",
     R"(<ol class=list><li class="comment even"><cite class=fn>Ann Lee</cite> <span>says:</span><time
     datetime=2021-03-04>March 4</time><p>Mine is flat.</p><div><a href="?r">Reply</a></div><ol class=children>
     <li class="comment odd"><div class=comment-author>Bo Ray says:</div><time datetime=2021-03-05>March 5</time>
     <p>Use less yeast.</p><button>Reply</button></ol></ol>)",
     "Ann Lee | 2021-03-04 | [Mine is flat.]\nBo Ray | 2021-03-05 | [Use less yeast.]\n"},
    {"one comment, if it is a sure one",
     R"(<div class=comment><b class=author>Ann</b><time datetime=2021-03-04>4.3.</time><p>Gut!</div>)",
     "Ann | 2021-03-04 | [Gut!]\n"},
    {"one text without a date is not told apart",
     R"(<div class=comment><b class=author>Ann</b><p>Gut!</div>)", ""},
    {"letters in place of pictures",
     R"(<div class=c><a href="/u/ann/">A</a><a href="/u/ann/">ann</a><p>Oui.</div><div class=c><a
     href="/u/bo/">B</a><a href="/u/bo/">bo</a><p>Non.</div>)",
     "ann |  | [Oui.]\nbo |  | [Non.]\n"},
};

TEST_F(PostFinderTest, Threads) {
  for (const Case& c : kThreads) EXPECT_EQ(Posts(c.html, true), c.posts) << c.rule;
}

TEST_F(PostFinderTest, Comments) {
  for (const Case& c : kComments) EXPECT_EQ(Posts(c.html, false), c.posts) << c.rule;
}

TEST_F(PostFinderTest, DeepAndWideThreadsEnd) {
  std::string deep, wide;
  for (int i = 0; i < 400; ++i) deep += "<div class=c><a href='/user/ann/'>ann</a>x";
  for (int i = 0; i < 20000; ++i) {
    wide += "<div class=c" + std::string(1, static_cast<char>('a' + i % 26)) +
            "><a href='/user/bo/'>bo</a>y</div>";
  }
  Posts(deep, false);
  EXPECT_EQ(result_.posts.size(), 400u);
  Posts(wide, true);
  for (size_t i = 1; i < result_.posts.size(); ++i) {
    ASSERT_LE(result_.posts[i - 1].end_block, result_.posts[i].first_block);
  }
}

TEST_F(PostFinderTest, WordsOfClassesWhereverTheyStand) {
  constexpr struct {
    std::string_view end;
    bool names_author;
  } kCases[] = {
      {" username", true},   {"_USERNAME2", true}, {"Username", true}, {" userName", false},
      {" usernames", false}, {"ausername", false}, {"", false},
  };
  for (size_t before = 1; before < 140; ++before) {
    for (const auto& c : kCases) {
      const std::string post = "<div class=post><span class=\"" + std::string(before, 'x') +
                               std::string(c.end) + "\">Ann Lee</span><p>My lamp hums.</div>";
      EXPECT_EQ(!Posts(post + post, true).empty(), c.names_author) << before << c.end;
    }
  }
}

}  // namespace
}  // namespace tamis::extract
