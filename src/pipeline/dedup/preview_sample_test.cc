#include "pipeline/dedup/preview_sample.h"

#include <gtest/gtest.h>

#include "dedup/deduper.h"
#include "tamis/dedup.h"

namespace tamis::pipeline {
namespace {

RowFacts Row(std::string_view text, uint64_t rank = 0, uint64_t hash = 1) {
  dedup::TextSigner signer({}, {}, 1);
  RowFacts facts;
  signer.Sign(text, facts.signature);
  facts.readable = true;
  facts.rank = rank;
  facts.row_hash = hash;
  facts.text_bytes = static_cast<uint32_t>(text.size());
  return facts;
}

PreviewSample SampleOf(uint32_t number, const RowFacts& facts) {
  PreviewSample sample{.rows = 10, .numbers = {number}};
  sample.keys.Add(facts.signature);
  return sample;
}

TEST(SharedKeys, TheSameBandOrUrl) {
  SharedKeys keys;
  RowFacts row = Row("one two three four five six seven");
  row.signature.url = 77;
  keys.Add(row.signature);
  EXPECT_TRUE(keys.Has(Row("One, two, three four five six seven!").signature));
  EXPECT_FALSE(keys.Has(Row("none of these words is there at all").signature));
  RowFacts other = Row("none of these words is there at all");
  other.signature.url = 77;
  EXPECT_TRUE(keys.Has(other.signature));

  // One key, but of another band.
  dedup::Signature one, moved;
  one.keys = {5, 6};
  moved.keys = {6, 5};
  one.shingles = moved.shingles = {1};
  SharedKeys numbers;
  numbers.Add(one);
  EXPECT_TRUE(numbers.Has(one));
  EXPECT_FALSE(numbers.Has(moved));
}

// Texts without words share all their keys and are like no other.
TEST(SharedKeys, NoWords) {
  SharedKeys keys;
  keys.Add(Row("one two three").signature);
  EXPECT_FALSE(keys.Has(Row("...").signature));
}

TEST(PreviewFilter, TakesTheSampleAndWhatSharesABandWithIt) {
  const RowFacts drawn = Row("one two three four five six seven");
  const PreviewSample sample = SampleOf(2, drawn);
  PreviewFilter filter(sample, false);
  EXPECT_TRUE(filter.Wants(0, Row("one two three four five six seven?")));
  EXPECT_FALSE(filter.Wants(1, Row("a text that has nothing to do with it")));
  EXPECT_TRUE(filter.Wants(2, drawn));
  EXPECT_EQ(filter.sampled(), (std::vector<bool>{false, true}));
}

// Which of several copies is the best decides what is said of the sample; the others do not.
TEST(PreviewFilter, OfCopiesTheBest) {
  const RowFacts drawn = Row("one two three four five six seven", 5, 50);
  const PreviewSample sample = SampleOf(1, drawn);
  const std::string_view text = "one two three four five six seven";
  PreviewFilter filter(sample, false);
  EXPECT_TRUE(filter.Wants(0, Row(text, 4, 50)));
  EXPECT_TRUE(filter.Wants(1, drawn));
  EXPECT_FALSE(filter.Wants(2, Row(text, 4, 1))) << "a lower rank";
  EXPECT_FALSE(filter.Wants(3, Row(text, 5, 51))) << "the larger hash";
  EXPECT_TRUE(filter.Wants(4, Row(text, 5, 49))) << "the smaller hash stays: RankRows()";
  EXPECT_TRUE(filter.Wants(5, Row(text, 6, 99)));
  // By URL a copy can stand for other rows.
  PreviewFilter by_url(sample, true);
  EXPECT_TRUE(by_url.Wants(0, Row(text, 4, 50)));
  EXPECT_TRUE(by_url.Wants(1, drawn));
  EXPECT_TRUE(by_url.Wants(2, Row(text, 4, 1)));
}

TEST(DedupShareInterval, KnownValues) {
  const uint64_t many = uint64_t{1} << 40;
  const struct {
    uint64_t part, judged, rows;
    double low, high;
  } cases[] = {
      {50, 100, many, 0.4038, 0.5962},  // Wilson (1927)
      {0, 100, many, 0, 0.0370},
      {100, 100, many, 0.9630, 1},
      {5, 10, 10, 0.5, 0.5},  // all were looked at
      {0, 0, 10, 0, 1},
  };
  for (const auto& c : cases) {
    const DedupInterval interval = DedupShareInterval(c.part, c.judged, c.rows);
    EXPECT_NEAR(interval.low, c.low, 1e-4) << c.part << " of " << c.judged;
    EXPECT_NEAR(interval.high, c.high, 1e-4) << c.part << " of " << c.judged;
  }
  // Half of all: the interval is sqrt(1/2) as wide.
  const DedupInterval half = DedupShareInterval(2500, 5000, 10000);
  const DedupInterval some = DedupShareInterval(2500, 5000, many);
  EXPECT_NEAR((half.high - half.low) / (some.high - some.low), 0.7071, 1e-3);
}

}  // namespace
}  // namespace tamis::pipeline
