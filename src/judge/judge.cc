#include "judge/judge.h"

#include "judge/access.h"
#include "judge/page_scan.h"
#include "judge/rights/rights.h"
#include "judge/state/state_judge.h"

namespace tamis::judge {

struct PageJudge::Impl {
  StateJudge state;
  json::TreeReader json;
};

PageJudge::PageJudge() : impl_(std::make_unique<Impl>()) {}
PageJudge::~PageJudge() = default;
PageJudge::PageJudge(PageJudge&&) noexcept = default;
PageJudge& PageJudge::operator=(PageJudge&&) noexcept = default;

void PageJudge::Judge(const html::Dom* dom, const metadata::Metadata& metadata,
                      const extract::Extraction& extraction, const PageContext& context,
                      PageStateVerdict& state, Rights& rights) {
  Impl& impl = *impl_;
  rights = {};
  ReadHeaderRights(context.http_fields, rights);
  StateInput input{.dom = dom,
                   .scan = dom == nullptr ? nullptr : &metadata.scan,
                   .metadata = &metadata,
                   .extraction = &extraction,
                   .context = &context};
  if (dom != nullptr) {
    ReadPageRights(*dom, metadata, rights);
    const Access access = ReadAccess(*dom, metadata.scan, impl.json);
    rights.free_to_read = access.free_to_read;
    input.said_not_free = access.free_to_read == Said::kNo;
    input.declared_words = access.declared_words;
    input.access_begin = access.html_begin;
    input.access_end = access.html_end;
  }
  impl.state.Judge(input, state);
}

}  // namespace tamis::judge
