#include "document/compose.h"

#include <algorithm>
#include <vector>

#include "document/layout/tables.h"
#include "document/render/markdown.h"
#include "document/render/text.h"
#include "text/language.h"

namespace tamis::document {

struct Composer::Impl {
  void ComposeBlocks(const extract::Extraction& extraction, Wanted wanted, Document& document);
  void ComposeMetadata(const extract::Extraction& extraction, const metadata::Metadata& metadata,
                       bool flattened, Document& document);

  std::vector<uint32_t> kept;
  std::vector<TextRange> ranges;
  Tables tables;
  TextWriter text;
  MarkdownWriter markdown;
  text::LanguageIdentifier language;
};

void Composer::Impl::ComposeBlocks(const extract::Extraction& extraction, Wanted wanted,
                                   Document& document) {
  const std::vector<extract::PageBlock>& blocks = extraction.blocks.blocks;
  document.blocks.resize(blocks.size());
  document.comments.clear();
  size_t next_kept = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const extract::PageBlock& from = blocks[i];
    const extract::Decision& decision = extraction.decisions[i];
    Block& to = document.blocks[i];
    to.kind = from.kind;
    to.level = from.level;
    to.keep = decision.keep;
    to.reason = decision.reason;
    to.score = decision.score;
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
    if (!decision.keep && decision.reason == Reason::kComment && extraction.has_comments) {
      if (!document.comments.empty()) document.comments.append("\n\n");
      document.comments.append(extraction.blocks.Text(from));
    }
  }
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
  document.canonical_url = metadata.canonical_url;
  document.sitename = metadata.sitename;
  document.hostname = metadata.hostname;
  document.description = metadata.description;
  document.image = metadata.image;
  document.license = metadata.license;
  document.categories = metadata.categories;
  document.tags = metadata.tags;
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
  impl.ComposeMetadata(extraction, metadata, dom == nullptr, document);
  impl.tables.Find(dom, extraction.blocks, impl.kept);
  document.text.clear();
  impl.text.Write(dom, extraction.blocks, impl.kept, impl.tables, document.text, impl.ranges);
  impl.ComposeBlocks(extraction, wanted, document);
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
  text::Language language = impl.language.Identify(document.text);
  document.language = std::move(language.code);
  document.language_score = language.score;
  document.language_script = language.script;
}

}  // namespace tamis::document
