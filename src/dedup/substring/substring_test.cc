#include "dedup/substring/substring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "dedup/substring/brute_force.h"

namespace tamis::dedup {
namespace {

struct Corpus {
  std::string text;
  std::vector<uint64_t> ends;

  explicit Corpus(const std::vector<std::string>& documents) {
    for (const std::string& document : documents) {
      text += document;
      ends.push_back(text.size());
    }
  }
  Documents view() const { return {text, ends}; }
};

std::vector<RepeatedSpan> Find(const std::vector<std::string>& documents,
                               const SubstringOptions& options) {
  const Corpus corpus(documents);
  auto spans = FindRepeatedSpans(corpus.view(), options);
  EXPECT_TRUE(spans.ok()) << spans.status().ToString();
  return *std::move(spans);
}

std::vector<std::string> Cut(std::vector<std::string> documents,
                             const std::vector<RepeatedSpan>& spans) {
  for (size_t i = spans.size(); i-- > 0;) {
    documents[spans[i].document].erase(spans[i].begin, spans[i].end - spans[i].begin);
  }
  return documents;
}

std::vector<std::string> RandomDocuments(std::mt19937& random) {
  static const std::vector<std::string> kAlphabets[] = {
      {"a", "b"},
      {"a", "b", "\n"},
      {"x", "yy", "zzz", "\t"},
      {"中", "文", "a", "。"},
      {"ก", "กิ", "ิ", "b"},
      {"😀", "👩‍👩‍👧", "é", "e\u0301"},
      {"\xff", "\xe4\xb8", "a", "中"}};
  static const std::string kGaps[] = {" ", "", "\n", "\n\n", "  ", "\u3000"};
  const auto pick = [&random](size_t n) {
    return std::uniform_int_distribution<size_t>(0, n - 1)(random);
  };
  const auto& alphabet = kAlphabets[pick(std::size(kAlphabets))];
  std::vector<std::string> documents(1 + pick(6));
  for (std::string& document : documents) {
    const size_t size = pick(40);
    for (size_t i = 0; i < size; ++i) {
      document += alphabet[pick(alphabet.size())];
      const size_t gap = pick(10);
      document += kGaps[gap < std::size(kGaps) ? gap : 0];
    }
  }
  return documents;
}

TEST(Substring, IsBruteForce) {
  uint64_t cut = 0, kept = 0;
  for (uint32_t seed = 0; seed < 1500; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::string> documents = RandomDocuments(random);
    SubstringOptions options;
    options.unit = seed % 2 == 0 ? SubstringUnit::kWords : SubstringUnit::kBytes;
    options.min_length = 1 + random() % 6;
    const BruteForce brute(documents, options);
    const std::vector<RepeatedSpan> spans = Find(documents, options);
    const std::vector<std::string> left = Cut(documents, spans);
    for (size_t d = 0; d < documents.size(); ++d) {
      ASSERT_EQ(Join(left[d]), brute.Left(d)) << "seed " << seed << " document " << d;
      kept += brute.Left(d).size();
      cut += Join(documents[d]).size() - brute.Left(d).size();
    }
    // Whatever the threads, the memory and how well the hashes tell windows apart.
    for (const auto& [threads, memory, bits] :
         {std::tuple(1u, 0u, 4u), {3u, 0u, 61u}, {2u, 1u, 61u}, {4u, 1u, 7u}, {1u, 1u, 2u}}) {
      SubstringOptions other = options;
      other.threads = threads;
      other.memory_bytes = memory;
      other.hash_bits = bits;
      other.seed = seed;
      ASSERT_EQ(spans, Find(documents, other)) << "seed " << seed << " threads " << threads;
    }
  }
  EXPECT_GT(cut, 20'000u);
  EXPECT_GT(kept, 20'000u);
}

struct Case {
  const char* what;
  SubstringOptions options;
  std::vector<std::string> documents;
  std::vector<std::string> left;
};

constexpr SubstringOptions Words(uint32_t n) { return {.min_length = n}; }
constexpr SubstringOptions Bytes(uint32_t n) {
  return {.unit = SubstringUnit::kBytes, .min_length = n};
}

const Case kCases[] = {
    {"the first document keeps it", Words(3), {"a b c", "a b c", "a b c d"}, {"a b c", "", "d"}},
    {"one word less is no repeat", Words(3), {"a b x", "a b y"}, {"a b x", "a b y"}},
    {"further up in the document", Words(2), {"a b c a b"}, {"a b c"}},
    {"windows that overlap become one span",
     Words(2),
     {"a b c d", "x a b c d y"},
     {"a b c d", "x y"}},
    {"spans that touch become one", Words(2), {"a b", "c d", "x a b c d y"}, {"a b", "c d", "x y"}},
    {"a window does not reach into the next document",
     Words(2),
     {"a", "b", "a b"},
     {"a", "b", "a b"}},
    {"one that overlaps its first keeps N", Words(3), {"la la la la la la"}, {"la la la"}},
    {"white space between words does not count",
     Words(3),
     {"a b c", "a\n b\u3000c d"},
     {"a b c", "d"}},
    {"the line feed stays", Words(2), {"a b", "x\na b y"}, {"a b", "x\ny"}},
    {"the line feed stays on the other side", Words(2), {"a b", "x a b\n\ny"}, {"a b", "x\n\ny"}},
    {"a whole line goes with one line feed", Words(2), {"a b", "x\na b\ny"}, {"a b", "x\ny"}},
    {"no white space is left at the ends", Words(2), {"a b", "a b\n\ny\n\na b"}, {"a b", "y"}},
    {"Han by characters", Words(3), {"这是一个", "那是一个好"}, {"这是一个", "那好"}},
    {"Latin between Han is a word", Words(2), {"看PDF文", "x看PDF文"}, {"看PDF文", "x"}},
    {"Thai marks stay on their letters", Words(2), {"กขิ", "งกขิ"}, {"กขิ", "ง"}},
    {"a mark more is another word", Words(2), {"กขิ", "กข"}, {"กขิ", "กข"}},
    {"bytes: white space counts", Bytes(5), {"a b c", "a\nb c"}, {"a b c", "a\nb c"}},
    {"bytes: no half words",
     Bytes(5),
     {"one two three", "xone two thre"},
     {"one two three", "xone"}},
    {"bytes: no half characters", Bytes(2), {"中", "丮"}, {"中", "丮"}},
    {"bytes: Han", Bytes(6), {"这是一个", "那是一个"}, {"这是一个", "那"}},
    {"bytes that are not UTF-8",
     Words(2),
     {"\xff\xfe \xe4\xb8", "x \xff\xfe \xe4\xb8"},
     {"\xff\xfe \xe4\xb8", "x"}},
    {"nothing", Words(2), {"", " ", "\n"}, {"", " ", "\n"}},
};

TEST(Substring, Cuts) {
  for (const Case& c : kCases) {
    EXPECT_EQ(Cut(c.documents, Find(c.documents, c.options)), c.left) << c.what;
  }
}

TEST(Substring, NamesTheFirstPlace) {
  const std::vector<RepeatedSpan> spans = Find({"q", "x a b c", "y a b c", "a  b c"}, Words(3));
  EXPECT_EQ(spans, (std::vector<RepeatedSpan>{{2, 1, 7, 1, 2}, {3, 0, 6, 1, 2}}));
}

TEST(Substring, RefusesWhatMakesNoSense) {
  const Corpus corpus({"a", "b"});
  EXPECT_FALSE(FindRepeatedSpans(corpus.view(), Words(0)).ok());
  EXPECT_FALSE(FindRepeatedSpans(corpus.view(), {.threads = 0}).ok());
  EXPECT_FALSE(FindRepeatedSpans({corpus.text, std::span(corpus.ends).first(1)}, Words(1)).ok());
  EXPECT_TRUE(FindRepeatedSpans({}, Words(1)).ok());
}

TEST(Substring, CanBeStopped) {
  const Corpus corpus({"a b c", "a b c"});
  const auto stop = [](double) { return Status(StatusCode::kCancelled, ""); };
  EXPECT_EQ(FindRepeatedSpans(corpus.view(), Words(2), stop).status().code(),
            StatusCode::kCancelled);
}

TEST(Substring, TellsHowMuchIsDone) {
  const Corpus corpus({"a b c", "a b c"});
  double last = 0;
  const auto look = [&last](double share) {
    EXPECT_GE(share, last);
    last = share;
    return Status();
  };
  EXPECT_TRUE(FindRepeatedSpans(corpus.view(), Words(2), look).ok());
  EXPECT_GE(last, 0.5);
  EXPECT_LE(last, 1);
}

// Many slices, long documents, and a table that grows: threads and memory still change nothing.
TEST(Substring, LargeTextsInAnyMemory) {
  std::mt19937 random(7);
  std::vector<std::string> documents;
  std::string paragraph;
  for (int d = 0; d < 60; ++d) {
    std::string document;
    for (int i = 0; i < 3000; ++i) {
      document += std::to_string(random() % 5000);
      document += i % 12 == 0 ? "\n" : " ";
    }
    if (d > 0) document += documents[random() % documents.size()].substr(0, 4000);
    documents.push_back(std::move(document));
  }
  const std::vector<RepeatedSpan> spans = Find(documents, Words(20));
  EXPECT_EQ(spans.size(), 59u);
  for (const uint64_t memory : {1 << 16, 1 << 19}) {
    for (const unsigned threads : {1, 3}) {
      EXPECT_EQ(Find(documents, {.min_length = 20, .memory_bytes = memory, .threads = threads}),
                spans);
    }
  }
}

// All windows of a key have to be looked up, and nearly all have the same first place: the time
// must not depend on N.
TEST(Substring, LongPeriodsOfFewWords) {
  constexpr size_t kWords = 400'000;
  constexpr uint32_t kLength = 20'000;
  for (const size_t period : {1, 2, 7}) {
    std::string text;
    for (size_t i = 0; i < kWords; ++i) text += std::to_string(i % period) + ' ';
    const std::vector<RepeatedSpan> spans = Find({text}, Words(kLength));
    ASSERT_EQ(spans.size(), 1u) << period;
    EXPECT_EQ(spans[0].begin, 2 * kLength - 1) << period;  // words of two bytes
    EXPECT_EQ(spans[0].end, text.size()) << period;
    EXPECT_EQ(Find({text}, Bytes(2 * kLength)).size(), 1u) << period;
  }
}

}  // namespace
}  // namespace tamis::dedup
