#include "pipeline/site/site_key.h"

#include "extract/site/block_hash.h"

namespace tamis::pipeline {
namespace {

constexpr std::string_view kWww = "www.";

void StripWww(std::string_view& name) {
  if (name.starts_with(kWww)) name.remove_prefix(kWww.size());
}

}  // namespace

uint64_t SiteKeys::Host(std::string_view page_url) {
  if (!base_.Parse(page_url) || !base_.is_web()) return 0;
  std::string_view host = base_.host();
  StripWww(host);
  return host.empty() ? 0 : extract::HashBlock(host);
}

uint32_t SiteKeys::Page(std::string_view page_url, std::string_view canonical) {
  if (!base_.Parse(page_url)) return 0;
  const bool said = !canonical.empty() && url_.Resolve(canonical, base_) && url_.is_web();
  normal_.clear();
  url::AppendNormalized(said ? url_ : base_, normal_);
  std::string_view name = normal_;
  const size_t scheme = name.find("://");
  if (scheme != std::string_view::npos) name.remove_prefix(scheme + 3);
  StripWww(name);
  return static_cast<uint32_t>(extract::HashBlock(name));
}

}  // namespace tamis::pipeline
