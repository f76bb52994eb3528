#include "io/decoded_stream.h"

#include <gtest/gtest.h>
#include <zdict.h>

#include <string>
#include <vector>

#include "tests/warc/pack.h"

namespace tamis::io {
namespace {

using test::Gzip;
using test::SkippableFrame;
using test::SlowSource;
using test::Zstd;

constexpr uint32_t kDictionaryFrame = 0x184D2A5D;

std::string Text(size_t size, uint32_t seed) {
  std::string text;
  while (text.size() < size) {
    seed = seed * 1664525u + 1013904223u;
    text += "word" + std::to_string(seed >> 20) + ((seed & 0x1f0000u) == 0 ? "\n" : " ");
  }
  text.resize(size);
  return text;
}

// Everything the stream gives: the bytes, with "|" for each break, and the statuses.
struct Drained {
  std::string bytes;
  std::vector<StatusCode> breaks;
  std::vector<uint64_t> offsets;  // of the breaks
  StatusCode end = StatusCode::kOk;
};

Drained Drain(ByteSource& source, PlausibleStart plausible = nullptr, DecodeOptions options = {},
              size_t step = 1) {
  DecodedStream stream(source, options);
  stream.set_plausible_start(plausible);
  Drained out;
  for (;;) {
    const Status s = stream.Fill(step);
    out.bytes += stream.window();
    stream.Consume(stream.window().size());
    if (s.ok()) continue;
    out.end = s.code();
    if (s.code() == StatusCode::kEndOfStream || s.code() == StatusCode::kIo) return out;
    out.bytes += '|';
    out.breaks.push_back(s.code());
    out.offsets.push_back(s.offset());
    stream.PassBreak();
  }
}

Drained DrainBytes(std::string_view bytes, PlausibleStart plausible = nullptr,
                   DecodeOptions options = {}) {
  MemorySource source(bytes);
  Drained whole = Drain(source, plausible, options);
  // However the source is read and however much is asked for, the answer is the same.
  for (const size_t limit : {size_t{1}, size_t{1000}}) {
    SlowSource slow(bytes, limit);
    const Drained again = Drain(slow, plausible, options, limit * 3);
    EXPECT_TRUE(again.bytes == whole.bytes);
    EXPECT_EQ(again.breaks, whole.breaks);
    EXPECT_EQ(again.offsets, whole.offsets);
  }
  return whole;
}

bool BeginsWithWord(std::string_view bytes) { return bytes.substr(0, 4) == "word"; }

TEST(DecodedStream, EveryFormGivesTheSameBytes) {
  const std::string text = Text(300'000, 1);
  const std::string_view half_a = std::string_view(text).substr(0, 100'000);
  const std::string_view half_b = std::string_view(text).substr(100'000);
  const struct {
    const char* form;
    std::string bytes;
  } cases[] = {
      {"plain", text},
      {"one gzip member", Gzip(text)},
      {"stored gzip member", Gzip(text, 0)},
      {"two gzip members", Gzip(half_a) + Gzip(half_b)},
      {"empty gzip members between", Gzip("") + Gzip(half_a) + Gzip("") + Gzip(half_b) + Gzip("")},
      {"one zstd frame", Zstd(text)},
      {"zstd frames without content size",
       Zstd(half_a, {.content_size = false}) + Zstd(half_b, {.content_size = false})},
      {"skippable frames", SkippableFrame(0x184D2A50, "abc") + Zstd(half_a) +
                               SkippableFrame(0x184D2A5F, Text(70'000, 2)) + Zstd(half_b)},
      {"gzip and zstd", Gzip(half_a) + Zstd(half_b)},
      {"zeros behind a member", Gzip(half_a) + std::string(5000, '\0') + Gzip(half_b)},
      {"zeros at the end", Gzip(text) + std::string(512, '\0')},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.form);
    const Drained got = DrainBytes(c.bytes);
    EXPECT_TRUE(got.bytes == text);
    EXPECT_TRUE(got.breaks.empty());
    EXPECT_EQ(got.end, StatusCode::kEndOfStream);
  }
}

TEST(DecodedStream, UnitsLargerThanWhatIsDecodedWhole) {
  const std::string text = Text(45u << 20, 3);
  for (const std::string& packed : {Gzip(text, 1), Zstd(text), Gzip(text, 0)}) {
    const std::string twice = packed + packed;
    MemorySource source(twice);
    const Drained got = Drain(source);
    EXPECT_TRUE(got.bytes == text + text);
    EXPECT_TRUE(got.breaks.empty());
  }
}

TEST(DecodedStream, SegmentsTellWhereUnitsStand) {
  const std::string first = Gzip("wordA");
  const std::string second = Zstd("wordBB");
  const std::string bytes = first + second;
  MemorySource source(bytes);
  DecodedStream stream(source);
  ASSERT_TRUE(stream.Fill(11).ok());
  ASSERT_EQ(stream.segments().size(), 2u);
  const Segment& a = stream.segments()[0];
  const Segment& b = stream.segments()[1];
  EXPECT_EQ(a.codec, Codec::kGzip);
  EXPECT_TRUE(a.closed);
  EXPECT_EQ(a.file_begin, 0u);
  EXPECT_EQ(a.file_end, first.size());
  EXPECT_EQ(a.stream_end, 5u);
  EXPECT_EQ(b.codec, Codec::kZstd);
  EXPECT_EQ(b.file_begin, first.size());
  EXPECT_EQ(b.file_end, bytes.size());
  EXPECT_EQ(b.stream_begin, 5u);
  EXPECT_EQ(b.stream_end, 11u);
}

TEST(DecodedStream, FillFromUnitDoesNotReadAhead) {
  const std::string bytes = Gzip("word one ") + Gzip("word two");
  MemorySource members(bytes);
  DecodedStream stream(members);
  EXPECT_TRUE(stream.FillFromUnit(100).ok());
  EXPECT_EQ(stream.window(), "word one ");
  stream.Consume(9);
  EXPECT_TRUE(stream.FillFromUnit(100).ok());
  EXPECT_EQ(stream.window(), "word two");
  EXPECT_EQ(stream.position(), 9u);
}

struct DamageCase {
  const char* what;
  std::string bytes;
  std::string want;  // "|" for a break
  std::vector<StatusCode> breaks;
};

std::string Flipped(std::string bytes, size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
  return bytes;
}

TEST(DecodedStream, DamagedUnitsAreLeftOut) {
  const std::string a = "word a";
  const std::string b = Text(5000, 9);
  const std::string c = "word c";
  const std::string gz_b = Gzip(b);
  const std::string zst_b = Zstd(b);
  const StatusCode malformed = StatusCode::kMalformed;
  const StatusCode truncated = StatusCode::kTruncated;
  const DamageCase cases[] = {
      {"garbage between members", Gzip(a) + "garbage" + Gzip(c), a + "|" + c, {malformed}},
      {"garbage behind the last", Gzip(a) + "garbage", a + "|", {malformed}},
      {"magic without a member",
       Gzip(a) + "\x1f\x8b\x08\x04zz" + Gzip(c),
       a + "|" + c,
       {malformed}},
      {"checksum of a member",
       Gzip(a) + Flipped(gz_b, gz_b.size() - 6) + Gzip(c),
       a + b + "|" + c,
       {malformed}},
      {"checksum of a frame",
       Zstd(a) + Flipped(zst_b, zst_b.size() - 2) + Zstd(c),
       a + b + "|" + c,
       {malformed}},
      {"a member without its trailer",
       Gzip(a) + gz_b.substr(0, gz_b.size() - 8),
       a + b + "|",
       {truncated}},
      {"frame magic in the middle",
       Zstd(a) + Flipped(zst_b, 1) + Zstd(c),
       a + "|" + c,
       {malformed}},
      {"a frame cut in its header", Zstd(a) + zst_b.substr(0, 5), a + "|", {truncated}},
      {"a skippable frame cut",
       Zstd(a) + SkippableFrame(0x184D2A50, "abcdef").substr(0, 11),
       a + "|",
       {truncated}},
  };
  for (const DamageCase& damage : cases) {
    SCOPED_TRACE(damage.what);
    const Drained got = DrainBytes(damage.bytes, &BeginsWithWord);
    EXPECT_TRUE(got.bytes == damage.want);
    EXPECT_EQ(got.breaks, damage.breaks);
    EXPECT_EQ(got.end, StatusCode::kEndOfStream);
  }
}

TEST(DecodedStream, OfALargeDamagedUnitWhatStoodBeforeComesOut) {
  const std::string text = Text(20u << 20, 11);
  for (std::string packed : {Gzip(text, 1), Zstd(text)}) {
    ASSERT_GT(packed.size(), 5u << 20);  // more than is looked at for a whole unit
    const size_t at = packed.size() / 2;
    packed.replace(at, 64, std::string(64, '\xff'));
    const Drained got = DrainBytes(packed + Gzip("word next"), &BeginsWithWord);
    EXPECT_EQ(got.breaks, std::vector<StatusCode>{StatusCode::kMalformed});
    const size_t end = got.bytes.find('|');
    ASSERT_GT(end, 8u << 20);
    // Behind the damage deflate may go on with wrong text up to the checksum.
    EXPECT_TRUE(got.bytes.substr(0, 8u << 20) == text.substr(0, 8u << 20));
    EXPECT_TRUE(got.bytes.substr(end) == "|word next");
  }
}

TEST(DecodedStream, ResumesOnlyAtAPlausibleStart) {
  // A page that was stored as gzip stands, stored again, in a member that is damaged in front of
  // it.
  const std::string page = Gzip("<html>not a start</html>");
  std::string outer = Gzip("word " + page + " end", 0);
  outer = Flipped(outer, 16);
  const std::string bytes = outer + Gzip("word next");
  const Drained got = DrainBytes(bytes, &BeginsWithWord);
  EXPECT_EQ(got.breaks, std::vector<StatusCode>{StatusCode::kMalformed});
  EXPECT_EQ(got.bytes.substr(got.bytes.find('|')), "|word next");
}

TEST(DecodedStream, ABrokenUnitEndsWhereTheNextBegins) {
  // Stored, the first member runs on into the second when bytes are missing.
  const std::string first = Gzip("word one, and more of it", 0);
  const std::string second = Gzip("word two", 0);
  const Drained got = DrainBytes(first.substr(0, 20) + second, &BeginsWithWord);
  EXPECT_EQ(got.breaks, std::vector<StatusCode>{StatusCode::kMalformed});
  EXPECT_EQ(got.bytes, "word |word two");
}

TEST(DecodedStream, EveryCutOfAFileGivesWhatStoodBefore) {
  const std::string bytes = Gzip("word one ") + Gzip("word two ") + Zstd("word three ");
  const size_t first = Gzip("word one ").size();
  for (size_t cut = 1; cut < bytes.size(); ++cut) {
    MemorySource source(std::string_view(bytes).substr(0, cut));
    const Drained got = Drain(source, &BeginsWithWord);
    EXPECT_EQ(got.end, StatusCode::kEndOfStream);
    if (cut < first) {
      EXPECT_EQ(got.breaks, std::vector<StatusCode>{StatusCode::kTruncated}) << cut;
    } else {
      EXPECT_EQ(got.bytes.substr(0, 9), "word one ") << cut;
      EXPECT_LE(got.breaks.size(), 1u) << cut;
    }
  }
}

std::string TrainDictionary() {
  std::string samples;
  std::vector<size_t> sizes;
  for (uint32_t i = 0; i < 200; ++i) {
    const std::string sample = "word header common to all records: " + Text(300, i);
    samples += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(8192, '\0');
  dictionary.resize(ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(),
                                          sizes.data(), static_cast<unsigned>(sizes.size())));
  return dictionary;
}

TEST(DecodedStream, DictionaryFrames) {
  const std::string dictionary = TrainDictionary();
  ASSERT_EQ(dictionary.substr(0, 4), "\x37\xA4\x30\xEC");
  const std::string a = "word header common to all records: a";
  const std::string b = "word header common to all records: b";
  const std::string frames =
      Zstd(a, {.dictionary = dictionary}) + Zstd(b, {.dictionary = dictionary});
  const struct {
    const char* what;
    std::string bytes;
    std::string want;
    std::vector<StatusCode> breaks;
  } cases[] = {
      {"as it is", SkippableFrame(kDictionaryFrame, dictionary) + frames, a + b, {}},
      {"packed", SkippableFrame(kDictionaryFrame, Zstd(dictionary)) + frames, a + b, {}},
      {"two files joined",
       SkippableFrame(kDictionaryFrame, dictionary) + frames + Gzip(a) +
           SkippableFrame(kDictionaryFrame, dictionary) + frames,
       a + b + a + a + b,
       {}},
      {"a frame that names none", SkippableFrame(kDictionaryFrame, dictionary) + Zstd(a), a, {}},
      {"missing", frames, "||", {StatusCode::kUnsupported}},
      {"damaged",
       SkippableFrame(kDictionaryFrame, dictionary.substr(0, 40)) + frames,
       "||",
       {StatusCode::kMalformed}},
      {"packed and damaged",
       SkippableFrame(kDictionaryFrame, Flipped(Zstd(dictionary), 50)) + Zstd(a),
       "|" + a,
       {StatusCode::kMalformed}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const Drained got = DrainBytes(c.bytes, &BeginsWithWord);
    if (c.want == "||") {
      EXPECT_EQ(got.bytes.find("word"), std::string::npos);
      ASSERT_FALSE(got.breaks.empty());
      EXPECT_EQ(got.breaks[0], c.breaks[0]);
    } else {
      EXPECT_EQ(got.bytes, c.want);
      EXPECT_EQ(got.breaks, c.breaks);
    }
  }
}

TEST(DecodedStream, LimitsOfZstd) {
  const std::string text = Text(3u << 20, 5);
  const std::string wide = Zstd(text, {.content_size = false, .window_log = 22});
  EXPECT_TRUE(DrainBytes(wide, nullptr, {.max_zstd_window_log = 22}).bytes == text);
  EXPECT_EQ(DrainBytes(wide, nullptr, {.max_zstd_window_log = 21}).breaks,
            std::vector<StatusCode>{StatusCode::kUnsupported});
  const std::string dictionary = TrainDictionary();
  const std::string bytes =
      SkippableFrame(kDictionaryFrame, dictionary) + Zstd("word", {.dictionary = dictionary});
  EXPECT_EQ(DrainBytes(bytes, nullptr, {.max_dictionary_bytes = 100}).breaks[0],
            StatusCode::kUnsupported);
  const std::string packed = SkippableFrame(kDictionaryFrame, Zstd(std::string(1u << 20, 'x')));
  EXPECT_EQ(DrainBytes(packed, nullptr, {.max_dictionary_bytes = 10'000}).breaks[0],
            StatusCode::kTooLarge);
}

TEST(DecodedStream, AFailingSourceIsFinal) {
  const std::string member = Gzip("word one");
  const std::string bytes = member + member.substr(0, 12);
  SlowSource source(bytes, 1u << 20, /*fails=*/true);
  const Drained got = Drain(source, &BeginsWithWord);
  EXPECT_EQ(got.bytes, "");  // the failure shows while the window is filled for the first member
  EXPECT_EQ(got.end, StatusCode::kIo);
  EXPECT_TRUE(got.breaks.empty());
}

TEST(DecodedStream, AbandonGoesOnAtTheNextUnit) {
  const std::string bomb = Gzip(std::string(50u << 20, 'w'));
  const std::string bytes = bomb + Gzip("word next");
  MemorySource source(bytes);
  DecodedStream stream(source);
  stream.set_plausible_start(&BeginsWithWord);
  ASSERT_TRUE(stream.Fill(1000).ok());
  EXPECT_GT(stream.unit_ratio(), 500u);
  stream.Abandon(Status(StatusCode::kTooLarge, "enough"));
  stream.Consume(stream.window().size());
  EXPECT_EQ(stream.Fill(1).code(), StatusCode::kTooLarge);
  stream.PassBreak();
  ASSERT_TRUE(stream.Fill(9).ok());
  EXPECT_EQ(stream.window(), "word next");
}

TEST(DecodedStream, PlainBytesThenUnits) {
  const std::string bytes = "plain " + Gzip("word one") + "junk" + Gzip("word two");
  MemorySource source(bytes);
  DecodedStream stream(source);
  stream.set_plausible_start(&BeginsWithWord);
  EXPECT_EQ(stream.Fill(1000).code(), StatusCode::kEndOfStream);
  EXPECT_FALSE(stream.CompressedUnitAt(0));
  ASSERT_TRUE(stream.CompressedUnitAt(6));
  stream.Consume(6);
  stream.DetectAgain();
  ASSERT_TRUE(stream.FillFromUnit(8).ok());
  EXPECT_EQ(stream.window(), "word one");
  EXPECT_EQ(stream.segments().back().file_begin, 6u);
}

TEST(ReadAll, ReadsOrSaysWhyNot) {
  const std::string text = Text(100'000, 7);
  const std::string packed = Gzip(text);
  {
    MemorySource source(packed);
    DecodedStream stream(source);
    const Result<std::string> all = ReadAll(stream, text.size());
    ASSERT_TRUE(all.ok());
    EXPECT_TRUE(*all == text);
  }
  {
    MemorySource source(packed);
    DecodedStream stream(source);
    EXPECT_EQ(ReadAll(stream, text.size() - 1).status().code(), StatusCode::kTooLarge);
  }
  {
    MemorySource source(std::string_view(packed).substr(0, packed.size() / 2));
    DecodedStream stream(source);
    EXPECT_EQ(ReadAll(stream, text.size()).status().code(), StatusCode::kTruncated);
  }
}

// Members one after another, taken turn by turn into two buffers.
TEST(DecodedStream, KeptBytesGoWithTheBuffer) {
  std::string file;
  std::vector<std::string> texts;
  for (uint32_t n = 0; n < 60; ++n) {
    texts.push_back(Text(n * 997 % 20000 + 1, n));
    file += n % 7 == 6 ? Zstd(texts.back()) : Gzip(texts.back());
  }
  SlowSource source(file, 4096);
  DecodedStream stream(source);
  WindowBuffer buffers[2];
  std::vector<std::string_view> kept[2];
  for (size_t n = 0; n < texts.size(); ++n) {
    WindowBuffer& buffer = buffers[n / 20 % 2];
    if (n == 40) buffer.Reset(1 << 20);
    if (n % 20 == 0) stream.SwapBuffer(buffer);
    ASSERT_TRUE(stream.Fill(texts[n].size()).ok());
    ASSERT_EQ(stream.window().substr(0, texts[n].size()), texts[n]);
    if (n >= 20 && n % 2 == 1) {
      stream.Keep(texts[n].size());
      kept[n / 20 % 2].push_back(stream.window().substr(0, texts[n].size()));
    }
    if (n % 20 == 19) stream.SwapBuffer(buffer);  // with the last one still in the window
    stream.Consume(texts[n].size());
  }
  EXPECT_EQ(stream.Fill(1).code(), StatusCode::kEndOfStream);
  for (size_t n = 21; n < texts.size(); n += 2) {
    EXPECT_EQ(kept[n / 20 % 2][(n - 20) / 2 % 10], texts[n]) << n;
  }
}

}  // namespace
}  // namespace tamis::io
