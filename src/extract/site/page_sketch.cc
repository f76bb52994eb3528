#include "extract/site/page_sketch.h"

#include <algorithm>

#include "base/ascii.h"
#include "extract/site/block_hash.h"
#include "html/names/names.h"

namespace tamis::extract {
namespace {

void SortUnique(std::vector<uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

}  // namespace

const PageSketch& PageSketcher::SketchHtml(const html::Dom& dom) {
  Clear();
  builder_.Build(dom, page_);
  for (const PageBlock& block : page_.blocks) {
    if (block.words >= kMinSiteWords) Add(page_.Text(block));
  }
  Finish();
  return sketch_;
}

const PageSketch& PageSketcher::SketchText(std::string_view utf8) {
  Clear();
  cutter_.Cut(utf8, flat_);
  for (const FlatParagraph& paragraph : flat_.paragraphs) {
    if (paragraph.words >= kMinSiteWords) Add(flat_.Text(paragraph));
  }
  Finish();
  return sketch_;
}

void PageSketcher::Clear() {
  sketch_.blocks.clear();
  without_digits_.clear();
}

void PageSketcher::Add(std::string_view text) {
  sketch_.blocks.push_back(HashBlock(text));
  without_digits_.push_back(HashWithoutDigits(text));
}

void PageSketcher::Finish() {
  SortUnique(sketch_.blocks);
  SortUnique(without_digits_);
  sketch_.content = 0;
  for (const uint64_t hash : without_digits_)
    sketch_.content = CombineHashes(sketch_.content, hash);
}

std::string_view FindCanonical(const html::Dom& dom) {
  for (html::NodeId id = html::kDocumentNode; id != html::kNoNode;
       id = dom.Next(id, html::kDocumentNode)) {
    if (dom.IsElement(id, html::names::kBody)) break;
    if (!dom.IsElement(id, html::names::kLink)) continue;
    if (!EqualsIgnoringCase(dom.attribute(id, html::names::kRel), "canonical")) continue;
    return dom.attribute(id, html::names::kHref);
  }
  return {};
}

}  // namespace tamis::extract
