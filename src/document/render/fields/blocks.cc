#include "document/render/fields/blocks.h"

#include <array>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

#include "json/digits.h"
#include "json/writer.h"

namespace tamis::document {
namespace {

constexpr size_t kMaxName = 31;  // of a kind, a reason, a source

// A name with what stands before and behind it, to be copied whole.
struct Label {
  char text[64] = {};
  size_t size = 0;

  void Add(std::string_view part) {
    std::memcpy(text + size, part.data(), part.size());
    size += part.size();
  }
};

// By the number of the enumerator; any byte is one.
template <typename Enum>
using Labels = std::array<Label, 256>;

template <typename Enum>
Labels<Enum> MakeLabels(std::string_view before, std::string_view (*name)(Enum),
                        std::string_view behind) {
  Labels<Enum> labels;
  for (size_t i = 0; i < labels.size(); ++i) {
    labels[i].Add(before);
    labels[i].Add(name(static_cast<Enum>(i)).substr(0, kMaxName));
    labels[i].Add(behind);
  }
  return labels;
}

// Writes into memory that is large enough, piece by piece.
class Pen {
 public:
  explicit Pen(char* at) : at_(at) {}
  char* at() const { return at_; }
  template <size_t kSize>
  void Put(const char (&literal)[kSize]) {
    std::memcpy(at_, literal, kSize - 1);
    at_ += kSize - 1;
  }
  void Put(const Label& label) {
    std::memcpy(at_, label.text, sizeof label.text);
    at_ += label.size;
  }
  void Number(uint32_t number) { at_ = json::WriteUint(number, at_); }
  void Score(float score) {
    if (!std::isfinite(score)) return Put("null");
    at_ = json::WriteScore(static_cast<double>(score), at_);
  }

 private:
  char* at_;
};

class BlockPen {
 public:
  // Without the last brace. Returns the end; room for kMaxBlock bytes.
  char* Write(const Block& block, char* out) const {
    Pen pen(out);
    pen.Put(kinds_[static_cast<uint8_t>(block.kind)]);
    pen.Number(block.level);
    if ((block.text_begin | block.text_end) == 0) {
      pen.Put(R"(,"text_start":0,"text_end":0,"html_start":)");
    } else {
      pen.Put(R"(,"text_start":)");
      pen.Number(block.text_begin);
      pen.Put(R"(,"text_end":)");
      pen.Number(block.text_end);
      pen.Put(R"(,"html_start":)");
    }
    pen.Number(block.html_begin);
    pen.Put(R"(,"html_end":)");
    pen.Number(block.html_end);
    block.keep ? pen.Put(R"(,"keep":true,"score":)") : pen.Put(R"(,"keep":false,"score":)");
    pen.Score(block.score);
    pen.Put(reasons_[static_cast<uint8_t>(block.reason)]);
    if (block.site_share > 0) {
      pen.Put(R"(,"site_share":)");
      pen.Score(block.site_share);
    }
    if (block.source != BlockSource::kMarkup) {
      pen.Put(sources_[static_cast<uint8_t>(block.source)]);
    }
    return pen.at();
  }

 private:
  Labels<BlockKind> kinds_ = MakeLabels(R"({"kind":")", &BlockKindName, R"(","level":)");
  Labels<Reason> reasons_ = MakeLabels(R"(,"reason":")", &ReasonName, "\"");
  Labels<BlockSource> sources_ = MakeLabels(R"(,"source":")", &BlockSourceName, "\"");
};

constexpr size_t kMaxBlock = 512;  // three labels, two hundred bytes of keys, seven numbers
constexpr size_t kRoom = 8192;

}  // namespace

void AppendBlocks(const std::vector<Block>& blocks, bool with_text, std::string& out) {
  static const BlockPen kPen;
  char room[kRoom];
  char* at = room;
  for (const Block& block : blocks) {
    if (&block != blocks.data()) *at++ = ',';
    at = kPen.Write(block, at);
    if (with_text) {
      out.append(room, at).append(R"(,"text":")");
      json::AppendEscaped(block.text, out);
      at = room;
      *at++ = '"';
    }
    *at++ = '}';
    if (at > room + kRoom - kMaxBlock) {
      out.append(room, at);
      at = room;
    }
  }
  out.append(room, at);
}

}  // namespace tamis::document
