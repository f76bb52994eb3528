// The deduplicator against brute force, whatever the order; and the cases that broke others.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "dedup/deduper.h"

namespace tamis::dedup {
namespace {

std::string TempFolder() { return std::filesystem::temp_directory_path().string(); }

struct Setting {
  ShingleOptions shingles = {};
  Banding banding = {};
  ClusterOptions clusters = {};
  uint32_t threads = 2;
};

// The better of two texts is the longer, then the lesser one.
std::vector<Verdict> Find(const std::vector<std::string>& texts, const Setting& setting = {}) {
  Result<Deduper> deduper = Deduper::Create({.folder = TempFolder(),
                                             .bands = setting.banding.bands,
                                             .threads = setting.threads,
                                             .cache_bytes = 10'000,
                                             .clusters = setting.clusters});
  EXPECT_TRUE(deduper.ok());
  TextSigner signer(setting.shingles, setting.banding, 1);
  Signature signature;
  for (const std::string& text : texts) {
    signer.Sign(text, signature);
    EXPECT_TRUE(deduper->Add(signature).ok());
  }
  std::vector<uint32_t> ranked(texts.size());
  std::iota(ranked.begin(), ranked.end(), 0);
  std::sort(ranked.begin(), ranked.end(), [&](uint32_t a, uint32_t b) {
    return std::tuple(texts[b].size(), std::string_view(texts[a]), a) <
           std::tuple(texts[a].size(), std::string_view(texts[b]), b);
  });
  Result<std::vector<Verdict>> verdicts = deduper->Find(ranked);
  EXPECT_TRUE(verdicts.ok()) << verdicts.status().message();
  return *verdicts;
}

std::string RandomWords(std::mt19937& random, size_t count, size_t vocabulary = 5000) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += "w" + std::to_string(random() % vocabulary) + " ";
  return text;
}

// With each word replaced by another with this probability.
std::string Edited(const std::string& text, std::mt19937& random, double share) {
  std::string out;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = text.find(' ', begin) + 1;
    const bool edit = random() % 10000 < share * 10000;
    out += edit ? "x" + std::to_string(random() % 5000) + " " : text.substr(begin, end - begin);
    begin = end;
  }
  return out;
}

std::vector<std::string> RandomCorpus(std::mt19937& random) {
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) {
    const std::string text = RandomWords(random, 20 + random() % 300);
    texts.push_back(text);
    for (size_t n = random() % 4; n > 0; --n) {
      const double shares[] = {0, 0.01, 0.02, 0.05};
      texts.push_back(Edited(text, random, shares[random() % 4]));
    }
  }
  return texts;
}

double TrueJaccard(const std::string& a, const std::string& b) {
  Shingler shingler({});
  const auto set = [&](const std::string& text) {
    const auto shingles = shingler.Shingle(text);
    return std::set<uint64_t>(shingles.begin(), shingles.end());
  };
  const std::set<uint64_t> x = set(a), y = set(b);
  size_t common = 0;
  for (const uint64_t each : x) common += y.count(each);
  return static_cast<double>(common) / static_cast<double>(x.size() + y.size() - common);
}

TEST(DeduperTest, AgainstBruteForce) {
  std::mt19937 random(11);
  size_t pairs = 0, missed = 0;
  for (int round = 0; round < 10; ++round) {
    const std::vector<std::string> texts = RandomCorpus(random);
    const std::vector<Verdict> verdicts = Find(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      const Verdict& verdict = verdicts[i];
      if (verdict.kind == CopyKind::kKept) {
        EXPECT_EQ(verdict.kept, i);
        for (size_t j = 0; j < i; ++j) {
          if (verdicts[j].kind != CopyKind::kKept) continue;
          ++pairs;
          missed += TrueJaccard(texts[i], texts[j]) >= 0.8;
        }
        continue;
      }
      EXPECT_EQ(verdicts[verdict.kept].kind, CopyKind::kKept) << "what stays must stay";
      const double truth = TrueJaccard(texts[i], texts[verdict.kept]);
      EXPECT_GE(truth, 0.8);
      EXPECT_NEAR(verdict.similarity, truth, 1e-6);
    }
  }
  EXPECT_GT(pairs, 1000u);
  EXPECT_LE(missed, 1u) << "two documents that stay are near duplicates";
}

TEST(DeduperTest, TheOrderOfDocumentsDoesNotMatter) {
  std::mt19937 random(5);
  std::vector<std::string> texts = RandomCorpus(random);
  std::multiset<std::tuple<std::string, std::string, int, float>> want;
  for (int round = 0; round < 10; ++round) {
    const std::vector<Verdict> verdicts = Find(texts);
    std::multiset<std::tuple<std::string, std::string, int, float>> got;
    for (size_t i = 0; i < texts.size(); ++i) {
      got.emplace(texts[i], texts[verdicts[i].kept], static_cast<int>(verdicts[i].kind),
                  verdicts[i].similarity);
    }
    if (round == 0) want = got;
    ASSERT_EQ(got, want);
    std::shuffle(texts.begin(), texts.end(), random);
  }
}

TEST(DeduperTest, BlocksAndThreadsDoNotMatter) {
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    std::vector<std::string> texts = RandomCorpus(random);
    for (int i = 0; i < 300; ++i) {  // one template: a document is offered more than it may compare
      texts.push_back(texts[0] + " " + RandomWords(random, 60));
    }
    std::vector<std::tuple<CopyKind, uint32_t, float>> want;
    for (const uint32_t block : {4096u, 1u, 7u, 64u}) {
      for (const uint32_t threads : {1u, 4u}) {
        Setting setting{.threads = threads};
        setting.clusters.block_documents = block;
        setting.clusters.verify = round != 3;
        std::vector<std::tuple<CopyKind, uint32_t, float>> got;
        for (const Verdict& verdict : Find(texts, setting)) {
          got.emplace_back(verdict.kind, verdict.kept, verdict.similarity);
        }
        if (want.empty()) want = got;
        ASSERT_EQ(got, want) << "blocks of " << block << ", threads: " << threads;
      }
    }
  }
}

TEST(DeduperTest, AChainDoesNotMerge) {
  // Each is like the next, the first not like the last.
  std::mt19937 random(2);
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) words.push_back("word" + std::to_string(i));
  std::vector<std::string> texts;
  for (size_t step = 0; step < 12; ++step) {
    std::string text;
    for (size_t i = 0; i < 200; ++i) text += words[i + step * 15] + " ";
    texts.push_back(text);
  }
  const std::vector<Verdict> verdicts = Find(texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_TRUE(verdicts[i].kept == i || TrueJaccard(texts[i], texts[verdicts[i].kept]) >= 0.8);
  }
  const auto kept = std::count_if(verdicts.begin(), verdicts.end(),
                                  [](const Verdict& v) { return v.kind == CopyKind::kKept; });
  EXPECT_GE(kept, 4);
  EXPECT_LT(kept, 12);
}

TEST(DeduperTest, EightUnrelatedBooksStay) {
  // Books share a vocabulary and the small words, and nothing else.
  std::mt19937 random(8);
  std::vector<std::string> books;
  for (int book = 0; book < 8; ++book) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) {
      text += i % 2 == 0 ? "the " : "w" + std::to_string(random() % 3000) + " ";
    }
    books.push_back(text);
  }
  for (const Verdict& verdict : Find(books)) EXPECT_EQ(verdict.kind, CopyKind::kKept);
}

TEST(DeduperTest, Cases) {
  std::mt19937 random(4);
  const std::string page = RandomWords(random, 200);
  const std::string arabic = "كان يا ما كان في قديم الزمان رجل يعيش في مدينة بعيدة على شاطئ البحر";
  const std::string other_arabic =
      "تقع الجامعة في وسط المدينة وتضم عشر كليات وآلاف الطلاب كل عام جديد";
  const std::string chinese = "北京是中华人民共和国的首都，是全国的政治中心和文化中心，历史悠久。";
  const std::string other_chinese =
      "上海位于长江入海口，是中国最大的经济中心城市，港口吞吐量居世界第一。";
  const struct {
    const char* name;
    std::string a, b;
    CopyKind kind;  // of the one that goes, else kKept
  } kCases[] = {
      {"the same", page, page, CopyKind::kSameContent},
      {"other white space", "one  two\r\nthree ", " one two three", CopyKind::kSameContent},
      {"case and punctuation", "One, two: three!", "one two three", CopyKind::kNear},
      {"short texts that differ in a number", "Chapter 12 of the book of numbers",
       "Chapter 13 of the book of numbers", CopyKind::kKept},
      {"long texts that differ in a number", page + "number 17 " + page.substr(0, 700),
       page + "number 18 " + page.substr(0, 700), CopyKind::kNear},
      {"two texts in Arabic", arabic, other_arabic, CopyKind::kKept},
      {"Arabic with vowel signs", arabic, arabic + "ِ", CopyKind::kNear},
      {"two texts in Chinese", chinese, other_chinese, CopyKind::kKept},
      {"Chinese without punctuation", chinese,
       "北京是中华人民共和国的首都 是全国的政治中心和文化中心 历史悠久", CopyKind::kNear},
      {"nothing", "", "", CopyKind::kKept},
      {"no words", "...", "...", CopyKind::kKept},
      {"words of another order", "a b c d e f g h", "h g f e d c b a", CopyKind::kKept},
  };
  for (const auto& test : kCases) {
    const std::vector<Verdict> verdicts = Find({test.a, test.b});
    const int gone = (verdicts[0].kind != CopyKind::kKept) + (verdicts[1].kind != CopyKind::kKept);
    EXPECT_EQ(gone, test.kind == CopyKind::kKept ? 0 : 1) << test.name;
    EXPECT_EQ(std::max(verdicts[0].kind, verdicts[1].kind), test.kind) << test.name;
  }
}

TEST(DeduperTest, WithoutVerifyingOneStillStays) {
  std::mt19937 random(6);
  std::vector<std::string> texts(5, RandomWords(random, 100));
  for (std::string& text : texts) text = Edited(text, random, 0.01);
  texts.push_back(RandomWords(random, 100));
  Setting setting;
  setting.clusters.verify = false;
  const std::vector<Verdict> verdicts = Find(texts, setting);
  EXPECT_EQ(verdicts[5].kind, CopyKind::kKept);
  int kept = 0;
  for (int i = 0; i < 5; ++i) kept += verdicts[i].kind == CopyKind::kKept;
  EXPECT_EQ(kept, 1);
}

TEST(DeduperTest, PairsAreAllThatAreAlike) {
  std::mt19937 random(9);
  // Of equal texts only one is compared.
  const std::vector<std::string> corpus = RandomCorpus(random);
  const std::set<std::string> different(corpus.begin(), corpus.end());
  const std::vector<std::string> texts(different.begin(), different.end());
  std::set<std::pair<uint32_t, uint32_t>> pairs;
  Setting setting;
  setting.clusters.pair = [&](uint32_t a, uint32_t b, double similarity) {
    EXPECT_NEAR(similarity, TrueJaccard(texts[a], texts[b]), 1e-6);
    pairs.emplace(std::min(a, b), std::max(a, b));
    return Status();
  };
  const std::vector<Verdict> verdicts = Find(texts, setting);
  const std::vector<Verdict> without = Find(texts);
  size_t missed = 0, found = 0;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(verdicts[i].kept, without[i].kept);
    for (uint32_t j = 0; j < i; ++j) {
      if (TrueJaccard(texts[i], texts[j]) < 0.8) continue;
      const bool have = pairs.count({j, i}) > 0;
      have ? ++found : ++missed;
    }
  }
  EXPECT_GT(found, 10u);
  EXPECT_LE(missed, found / 100);
}

TEST(JaccardTest, Table) {
  using Set = std::vector<uint32_t>;
  EXPECT_EQ(Jaccard(Set{}, Set{}), 0);
  EXPECT_EQ(Jaccard(Set{1, 2, 3}, Set{}), 0);
  EXPECT_EQ(Jaccard(Set{1, 2, 3}, Set{1, 2, 3}), 1);
  EXPECT_EQ(Jaccard(Set{1, 2, 3}, Set{2, 3, 4}), 0.5);
  EXPECT_EQ(Jaccard(Set{1, 2}, Set{3, 4}), 0);
}

}  // namespace
}  // namespace tamis::dedup
