// Every kernel, and Block16, against a loop over bytes: random texts at every alignment, each in
// an exact-size heap block so that AddressSanitizer sees a read beyond it.

#include "base/simd/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "base/memory/load.h"
#include "base/simd/block16.h"
#include "base/simd/swar.h"

namespace tamis::simd {
namespace {

using std::string_view_literals::operator""sv;

struct Scan {
  const char* (*Kernels::*kernel)(const char*, const char*);
  std::string_view wanted;  // bytes; empty: any byte that is not ASCII
};
constexpr Scan kScans[] = {
    {&Kernels::scan_text, "<&\0\r"sv},           {&Kernels::scan_raw_text, "<\0\r"sv},
    {&Kernels::scan_double_quoted, "\"&\0\r"sv}, {&Kernels::scan_single_quoted, "'&\0\r"sv},
    {&Kernels::scan_comment, "-<\0\r"sv},        {&Kernels::scan_ascii, ""sv},
};

size_t FindByLoop(std::string_view text, std::string_view wanted) {
  for (size_t i = 0; i < text.size(); ++i) {
    const bool match = wanted.empty() ? static_cast<unsigned char>(text[i]) >= 0x80
                                      : wanted.find(text[i]) != std::string_view::npos;
    if (match) return i;
  }
  return text.size();
}

// Mostly plain bytes; now and then one that some scan looks for, or a neighbour of one.
std::string RandomText(std::mt19937& random, size_t size) {
  constexpr std::string_view kOdd = "<& \t\n\v\f\0\r\"'-=;?@/!>\x01\x7F\x80\xBC\xFF\x8D"sv;
  std::string text;
  const unsigned rarity = 1 + random() % 60;
  for (size_t i = 0; i < size; ++i) {
    text += random() % rarity == 0 ? kOdd[random() % kOdd.size()]
                                   : static_cast<char>('a' + random() % 26);
  }
  return text;
}

TEST(KernelsTest, ScalarComesFirstAndTheActiveOneIsAvailable) {
  const auto available = AvailableKernels();
  ASSERT_FALSE(available.empty());
  EXPECT_EQ(available.front()->name, "scalar");
  EXPECT_NE(std::find(available.begin(), available.end(), &ActiveKernels()), available.end());
}

TEST(KernelsTest, AllAgreeWithALoop) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomText(random, random() % 200);
    const auto copy = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), copy.get());
    const char* end = copy.get() + text.size();
    const size_t from = text.empty() ? 0 : random() % text.size();
    for (const Kernels* kernels : AvailableKernels()) {
      for (const Scan& scan : kScans) {
        const char* got = (kernels->*scan.kernel)(copy.get() + from, end);
        ASSERT_EQ(got - copy.get(),
                  from + FindByLoop(std::string_view(text).substr(from), scan.wanted))
            << kernels->name << " " << testing::PrintToString(text);
      }
    }
  }
}

TEST(KernelsTest, MarksOfATag) {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = RandomText(random, 64);
    uint64_t name_ends = 0, value_ends = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool below = static_cast<unsigned char>(text[i]) <= ' ';
      name_ends |= uint64_t{below || "/<=>?"sv.find(text[i]) != std::string_view::npos} << i;
      value_ends |= uint64_t{"\"&\0\r"sv.find(text[i]) != std::string_view::npos} << i;
    }
    for (const Kernels* kernels : AvailableKernels()) {
      const TagMarks marks = kernels->mark_tag(text.data());
      ASSERT_EQ(marks.name_ends, name_ends) << kernels->name << testing::PrintToString(text);
      ASSERT_EQ(marks.value_ends, value_ends) << kernels->name << testing::PrintToString(text);
    }
  }
}

TEST(KernelsTest, EveryByteAtEveryPlace) {
  for (const Kernels* kernels : AvailableKernels()) {
    for (const Scan& scan : kScans) {
      for (int c = 0; c < 256; ++c) {
        for (size_t place = 0; place < 70; ++place) {
          std::string text(70, 'x');
          text[place] = static_cast<char>(c);
          const char* got = (kernels->*scan.kernel)(text.data(), text.data() + text.size());
          ASSERT_EQ(static_cast<size_t>(got - text.data()), FindByLoop(text, scan.wanted))
              << kernels->name << " byte " << c << " at " << place;
        }
      }
    }
  }
}

TEST(Block16Test, AgreesWithALoop) {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = RandomText(random, 16);
    const Block16 block(text.data());
    const size_t value = FindByLoop(text, "\"&\0\r"sv);
    const Bits16 bits = block.AnyOf('"', '&', '\0', '\r');
    EXPECT_EQ(bits == 0 ? 16 : FirstBit(bits), value);

    const auto ends_name = [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte <= 0x20 || c == '/' || (c >= '<' && c <= '?');
    };
    const auto name =
        static_cast<size_t>(std::find_if(text.begin(), text.end(), ends_name) - text.begin());
    EXPECT_EQ(block.NameEnd() == 0 ? 16 : FirstBit(block.NameEnd()), name);

    const auto control = [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    EXPECT_EQ(block.Controls() != 0, std::any_of(text.begin(), text.end(), control));
    const auto space = [](char c) { return " \t\n\f\r"sv.find(c) != std::string_view::npos; };
    for (size_t i = 0; i < text.size(); ++i) {
      EXPECT_EQ((block.NotWhitespace() >> i & 1) == 0, space(text[i])) << text;
    }
    const auto low = [](char c) { return static_cast<unsigned char>(c) <= '"'; };
    EXPECT_EQ(block.UpTo('"') != 0, std::any_of(text.begin(), text.end(), low));
    const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    EXPECT_EQ(block.Beyond() != 0, std::any_of(text.begin(), text.end(), beyond));
  }
}

TEST(SwarTest, LowerCaseOfEveryByte) {
  for (int c = 0; c < 256; ++c) {
    const int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
    EXPECT_EQ(ToAsciiLower(Repeat(static_cast<unsigned char>(c))),
              Repeat(static_cast<unsigned char>(lower)));
  }
}

TEST(LoadTest, PartialReadsWhatThereIsAndNoMore) {
  const std::string_view bytes = "\x81\x02\x03\x04\x05\x06\x07\xF8"sv;
  for (size_t size = 0; size <= 8; ++size) {
    const auto copy = std::make_unique<char[]>(size);
    std::copy_n(bytes.begin(), size, copy.get());
    uint64_t wanted = 0;
    for (size_t i = 0; i < size; ++i) {
      wanted |= uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    EXPECT_EQ(LoadPartial64(copy.get(), size), wanted) << size;
  }
}

// The searches for single bytes and pairs, at every length of a last block that is not full.
TEST(Block16Test, SearchesFindWhatALoopFinds) {
  constexpr std::string_view kBytes = "uh yi5\t\n\rx09/:"sv;
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const size_t size = random() % 50;
    const auto block = std::make_unique<char[]>(size);
    const unsigned blanks = random() % size_t{3} == 0 ? 1 : 40;
    for (size_t i = 0; i < size; ++i) {
      block[i] = random() % blanks == 0 ? kBytes[random() % kBytes.size()] : ' ';
    }
    const std::string_view text(block.get(), size);
    // The same text in the midst of others, which may be read and must not be found.
    const std::string page = "5uyh9i" + std::string(text) + "\nuyhi5uyhi5uyhi5uyhi";
    const std::string_view inside = std::string_view(page).substr(6, size);
    const Readable readable(page);
    const size_t digit = text.find_first_of("0123456789");
    EXPECT_EQ(FindDigit(text), std::min(digit, size)) << text;
    EXPECT_EQ(FindDigit(inside, readable), std::min(digit, size)) << text;
    const size_t filled = std::min(text.find_first_not_of(" \t\n\r"), size);
    EXPECT_EQ(WithoutBlanksBefore(text), text.substr(filled)) << text;
    EXPECT_EQ(WithoutBlanksBefore(inside, readable), text.substr(filled)) << text;
    EXPECT_EQ(IsBlank(text), filled == size) << text;
    EXPECT_EQ(IsBlank(inside, readable), filled == size) << text;
    bool pair = false;
    for (size_t i = 0; i + 2 < size; ++i) {
      pair |= (text[i] == 'u' && text[i + 2] == 'h') || (text[i] == 'y' && text[i + 2] == 'i');
    }
    const size_t from = size == 0 ? 0 : random() % size;
    const size_t found = std::min(text.find_first_of("u5\n", from), size);
    EXPECT_EQ((FindAny<'u', '5', '\n'>(text, from)), found) << text;
    EXPECT_EQ((FindAny<'u', '5', '\n'>(inside, from, readable)), found) << text;
    const bool may = MayHoldPairs<'u', 'h', 'y', 'i'>(text);
    EXPECT_EQ(may, pair) << text;
    const bool may_inside = MayHoldPairs<'u', 'h', 'y', 'i'>(inside, readable);
    EXPECT_EQ(may_inside, pair) << text;
    std::string any_case(text);
    for (char& c : any_case) {
      if (c >= 'a' && random() % 2 == 0) c = static_cast<char>(c - 0x20);
    }
    const bool may_in_any_case = MayHoldPairsInAnyCase<'u', 'h', 'y', 'i'>(any_case);
    EXPECT_EQ(may_in_any_case, pair) << any_case;
  }
}

}  // namespace
}  // namespace tamis::simd
