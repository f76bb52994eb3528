#include "extract/extract.h"

#include "extract/blocks/block_builder.h"
#include "extract/decide/decider.h"
#include "extract/features/features.h"
#include "extract/flat/flat_extractor.h"
#include "extract/posts/post_finder.h"
#include "extract/second_source/second_source.h"
#include "extract/structure/code_between.h"
#include "extract/structure/whole_tables.h"

namespace tamis::extract {

struct PageExtractor::Impl {
  BlockBuilder block_builder;
  FeatureExtractor feature_extractor;
  Decider decider;
  TableMender table_mender;
  PostFinder post_finder;
  FlatExtractor flat_extractor;
  Extraction result;
};

PageExtractor::PageExtractor() : impl_(std::make_unique<Impl>()) {}
PageExtractor::~PageExtractor() = default;
PageExtractor::PageExtractor(PageExtractor&&) noexcept = default;
PageExtractor& PageExtractor::operator=(PageExtractor&&) noexcept = default;

const Extraction& PageExtractor::ExtractHtml(const html::Dom& dom, const ExtractOptions& options,
                                             const PageHints& hints) {
  Impl& impl = *impl_;
  impl.block_builder.Build(dom, impl.result.blocks);
  const PageForm form = FindPageForm(impl.result.blocks.declared, hints.og_type, hints.url);
  impl.feature_extractor.Read(impl.result.blocks, form);
  impl.decider.Decide(impl.feature_extractor, options, hints, impl.result);
  if (dom.MayHaveTag(html::names::kTable)) {
    impl.table_mender.Mend(impl.result.blocks, impl.result.decisions);
  }
  KeepCodeBetween(impl.result.blocks, impl.result.decisions);
  const bool forum = impl.result.page_type_score > 0 && impl.result.page_type == PageType::kForum;
  impl.post_finder.Find(dom, form.forum || forum, impl.result);
  ApplySecondSource(dom, hints, impl.result);
  return impl.result;
}

const Extraction& PageExtractor::ExtractText(std::string_view utf8, const ExtractOptions& options,
                                             const SiteView& site) {
  impl_->result.posts.clear();
  impl_->result.page_type_score = 0;
  impl_->result.model = {};
  impl_->flat_extractor.Extract(utf8, options, site, impl_->result);
  return impl_->result;
}

}  // namespace tamis::extract
