// The spellings of kinds and reasons in rows. Stable: rows of older versions hold them too.

#include "tamis/document.h"

namespace tamis {

// clang-format off: a name a line

std::string_view BlockKindName(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph: return "paragraph";
    case BlockKind::kHeading: return "heading";
    case BlockKind::kListItem: return "list_item";
    case BlockKind::kTableCell: return "table_cell";
    case BlockKind::kCode: return "code";
    case BlockKind::kQuote: return "quote";
    case BlockKind::kCaption: return "caption";
    case BlockKind::kForm: return "form";
    case BlockKind::kButton: return "button";
    case BlockKind::kLine: return "line";
  }
  return "unknown";
}

std::string_view BlockSourceName(BlockSource source) {
  switch (source) {
    case BlockSource::kMarkup: return "markup";
    case BlockSource::kNoscript: return "noscript";
    case BlockSource::kJsonLd: return "json_ld";
    case BlockSource::kAppState: return "app_state";
  }
  return "unknown";
}

std::string_view PiiKindName(PiiKind kind) {
  switch (kind) {
    case PiiKind::kEmail: return "email";
    case PiiKind::kPhone: return "phone";
    case PiiKind::kIp: return "ip";
    case PiiKind::kIban: return "iban";
    case PiiKind::kCard: return "card";
  }
  return "unknown";
}

std::string_view PageTypeName(PageType type) {
  switch (type) {
    case PageType::kArticle: return "article";
    case PageType::kDocumentation: return "documentation";
    case PageType::kService: return "service";
    case PageType::kForum: return "forum";
    case PageType::kListing: return "listing";
    case PageType::kCollection: return "collection";
    case PageType::kProduct: return "product";
  }
  return "unknown";
}

std::string_view ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kMainText: return "main_text";
    case Reason::kTitle: return "title";
    case Reason::kHeading: return "heading";
    case Reason::kContext: return "context";
    case Reason::kNoscript: return "noscript";
    case Reason::kFallback: return "fallback";
    case Reason::kJsonLd: return "json_ld";
    case Reason::kAppState: return "app_state";
    case Reason::kNavigation: return "navigation";
    case Reason::kLinkDensity: return "link_density";
    case Reason::kPageHeader: return "page_header";
    case Reason::kPageFooter: return "page_footer";
    case Reason::kSidebar: return "sidebar";
    case Reason::kRelated: return "related";
    case Reason::kForm: return "form";
    case Reason::kShare: return "share";
    case Reason::kAdvert: return "advert";
    case Reason::kCookieNotice: return "cookie_notice";
    case Reason::kCommentWidget: return "comment_widget";
    case Reason::kComment: return "comment";
    case Reason::kRepeat: return "repeat";
    case Reason::kHidden: return "hidden";
    case Reason::kErrorBanner: return "error_banner";
    case Reason::kCrawlResidue: return "crawl_residue";
    case Reason::kLegalDisclaimer: return "legal_disclaimer";
    case Reason::kByline: return "byline";
    case Reason::kTooShort: return "too_short";
    case Reason::kLowScore: return "low_score";
    case Reason::kSiteRepeat: return "site_repeat";
    case Reason::kNoContent: return "no_content";
    case Reason::kExcludedByOption: return "excluded_by_option";
  }
  return "unknown";
}

std::string_view PageStateName(PageState state) {
  switch (state) {
    case PageState::kOk: return "ok";
    case PageState::kSoftError: return "soft_error";
    case PageState::kConsentWall: return "consent_wall";
    case PageState::kBotWall: return "bot_wall";
    case PageState::kLogin: return "login";
    case PageState::kPaywall: return "paywall";
    case PageState::kParked: return "parked";
    case PageState::kJavascriptShell: return "javascript_shell";
    case PageState::kIndexPage: return "index_page";
    case PageState::kEmpty: return "empty";
  }
  return "unknown";
}

}  // namespace tamis
