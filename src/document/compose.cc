#include "document/compose.h"

#include <algorithm>
#include <vector>

#include "document/describe_text.h"
#include "document/layout/tables.h"
#include "document/render/markdown.h"
#include "document/render/text.h"

namespace tamis::document {
namespace {

// Text among comments that belongs to none of them is a comment from so many words on.
constexpr uint32_t kMinLooseWords = 8;

constexpr float kMinForumScore = 0.5F;
constexpr float kPostConfidence = 0.6F;

}  // namespace

struct Composer::Impl {
  void ComposeBlocks(const extract::Extraction& extraction, Wanted wanted, Document& document);
  void ComposePosts(const extract::Extraction& extraction, Document& document);
  static void SignThread(const extract::Extraction& extraction, Document& document);
  void AddComments(const extract::Extraction& extraction, uint32_t begin, uint32_t end,
                   uint32_t min_words, Document& document);
  void ComposeMetadata(const extract::Extraction& extraction, const metadata::Metadata& metadata,
                       bool flattened, Document& document);

  std::vector<uint32_t> kept;
  std::vector<TextRange> ranges;
  Tables tables;
  TextWriter text;
  MarkdownWriter markdown;
  TextDescriber describer;
};

void Composer::Impl::ComposeBlocks(const extract::Extraction& extraction, Wanted wanted,
                                   Document& document) {
  const std::vector<extract::PageBlock>& blocks = extraction.blocks.blocks;
  document.blocks.resize(blocks.size());
  size_t next_kept = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const extract::PageBlock& from = blocks[i];
    const extract::Decision& decision = extraction.decisions[i];
    Block& to = document.blocks[i];
    to.kind = from.kind;
    to.level = from.level;
    to.source = from.in_noscript ? BlockSource::kNoscript : from.source;
    to.keep = decision.keep;
    to.reason = decision.reason;
    to.score = decision.score;
    to.site_share = decision.site_share;
    to.html_begin = from.html_begin;
    to.html_end = from.html_end;
    to.text_begin = to.text_end = 0;
    if (decision.keep) {
      to.text_begin = ranges[next_kept].begin;
      to.text_end = ranges[next_kept].end;
      ++next_kept;
    }
    to.text.clear();
    if (wanted.block_text) to.text = extraction.blocks.Text(from);
  }
}

// Who opened a thread, and when, is the page's author and date when the page does not say it.
void Composer::Impl::SignThread(const extract::Extraction& extraction, Document& document) {
  if (document.page_type != PageType::kForum || document.page_type_score < kMinForumScore ||
      extraction.posts.empty()) {
    return;
  }
  const extract::PostRange& first = extraction.posts.front();
  if (document.authors.empty() && !first.author.empty()) {
    document.authors = {first.author};
    document.authors_source = "post";
    document.authors_confidence = kPostConfidence;
  }
  if (document.date_published.value.empty() && !first.date.empty()) {
    document.date_published = {first.date, "post", kPostConfidence};
  }
}

// Posts whose blocks are kept are posts of the text. The others are readers' comments; comments
// that belong to none, as far as the page tells, are one item a run of blocks.
void Composer::Impl::ComposePosts(const extract::Extraction& extraction, Document& document) {
  document.posts.clear();
  document.comments.clear();
  uint32_t at = 0;
  for (const extract::PostRange& post : extraction.posts) {
    AddComments(extraction, at, post.first_block, kMinLooseWords, document);
    at = post.end_block;
    Post found{.author = post.author, .date = post.date};
    for (uint32_t i = post.first_block; i < post.end_block; ++i) {
      const Block& block = document.blocks[i];
      if (!block.keep) continue;
      if (found.text_end == 0) found.text_begin = block.text_begin;
      found.text_end = block.text_end;
    }
    if (found.text_end != 0) {
      document.posts.push_back(std::move(found));
      continue;
    }
    const size_t before = document.comments.size();
    AddComments(extraction, post.first_block, post.end_block, 0, document);
    if (document.comments.size() == before) continue;
    document.comments.back().author = post.author;
    document.comments.back().date = post.date;
  }
  const auto count = static_cast<uint32_t>(document.blocks.size());
  AddComments(extraction, at, count, extraction.posts.empty() ? 0 : kMinLooseWords, document);
}

// Adds the comments among blocks [begin, end): one item a run of them, or one item in all when
// `min_words` is 0 and there are posts. Runs of fewer words are headings and counts.
void Composer::Impl::AddComments(const extract::Extraction& extraction, uint32_t begin,
                                 uint32_t end, uint32_t min_words, Document& document) {
  if (!extraction.has_comments) return;
  const bool one = min_words == 0 && !extraction.posts.empty();
  Comment comment;
  uint32_t words = 0;
  const auto finish = [&] {
    if (!comment.text.empty() && words >= min_words) {
      document.comments.push_back(std::move(comment));
    }
    comment = {};
    words = 0;
  };
  for (uint32_t i = begin; i < end; ++i) {
    if (extraction.decisions[i].reason != Reason::kComment) {
      if (!one) finish();
      continue;
    }
    if (comment.text.empty()) {
      comment.block_begin = i;
    } else {
      comment.text.append("\n\n");
    }
    comment.text.append(extraction.blocks.Text(extraction.blocks.blocks[i]));
    comment.block_end = i + 1;
    words += extraction.blocks.blocks[i].words;
  }
  finish();
}

void Composer::Impl::ComposeMetadata(const extract::Extraction& extraction,
                                     const metadata::Metadata& metadata, bool flattened,
                                     Document& document) {
  document.title = metadata.title;
  if (document.title.value.empty() && extraction.title_block != extract::kNoBlock) {
    const extract::PageBlock& block = extraction.blocks.blocks[extraction.title_block];
    document.title.value = extraction.blocks.Text(block);
    std::replace(document.title.value.begin(), document.title.value.end(), '\n', ' ');
    document.title.source = flattened ? "text" : "heading";
  }
  document.date_published = metadata.date_published;
  document.date_modified = metadata.date_modified;
  document.authors = metadata.authors;
  document.authors_source = metadata.authors_source;
  document.authors_confidence = metadata.authors_confidence;
  document.canonical_url = metadata.canonical_url;
  document.sitename = metadata.sitename;
  document.hostname = metadata.hostname;
  document.description = metadata.description;
  document.image = metadata.image;
  document.license = metadata.license;
  document.categories = metadata.categories;
  document.tags = metadata.tags;
  document.translations = metadata.translations;
  document.html_lang = metadata.html_lang;
}

Composer::Composer() : impl_(std::make_unique<Impl>()) {}
Composer::~Composer() = default;
Composer::Composer(Composer&&) noexcept = default;
Composer& Composer::operator=(Composer&&) noexcept = default;

void Composer::Compose(const extract::Extraction& extraction, const metadata::Metadata& metadata,
                       const html::Dom* dom, Wanted wanted, Document& document) {
  Impl& impl = *impl_;
  impl.kept.clear();
  for (size_t i = 0; i < extraction.decisions.size(); ++i) {
    if (extraction.decisions[i].keep) impl.kept.push_back(static_cast<uint32_t>(i));
  }
  document.confidence = extraction.confidence;
  document.page_type = extraction.page_type;
  document.page_type_score = extraction.page_type_score;
  document.model = extraction.model;
  impl.ComposeMetadata(extraction, metadata, dom == nullptr, document);
  impl.tables.Find(dom, extraction.blocks, impl.kept);
  document.text.clear();
  impl.text.Write(dom, extraction.blocks, impl.kept, impl.tables, document.text, impl.ranges);
  impl.ComposeBlocks(extraction, wanted, document);
  impl.ComposePosts(extraction, document);
  Impl::SignThread(extraction, document);
  document.markdown.clear();
  if (wanted.markdown) {
    impl.markdown.Write({.dom = dom,
                         .blocks = &extraction.blocks,
                         .kept = impl.kept,
                         .tables = &impl.tables,
                         .title = document.title.value,
                         .base_url = metadata.base_url},
                        document.markdown);
  }
  impl.describer.Describe(wanted.mask_pii, document);
}

}  // namespace tamis::document
