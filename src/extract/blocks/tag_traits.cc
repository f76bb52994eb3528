#include "extract/blocks/tag_traits.h"

#include <array>
#include <initializer_list>

namespace tamis::extract {
namespace {

using html::names::kHtmlTagEnd;
using Table = std::array<TagTraits, kHtmlTagEnd>;

constexpr void AddFlags(Table& table, uint16_t flags, std::initializer_list<html::NameId> tags) {
  for (const html::NameId tag : tags) table[tag].flags |= flags;
}

constexpr void SetKind(Table& table, BlockKind kind, std::initializer_list<html::NameId> tags) {
  for (const html::NameId tag : tags) {
    table[tag].flags |= TagTraits::kKind;
    table[tag].kind = kind;
  }
}

constexpr Table MakeTable() {
  using namespace html::names;  // NOLINT: some ninety tag names follow
  Table t{};
  AddFlags(
      t, TagTraits::kBreak,
      {kAddress,    kArticle, kAside,     kBlockquote, kBody,     kButton,  kCaption, kCenter,
       kDd,         kDetails, kDialog,    kDir,        kDiv,      kDl,      kDt,      kFieldset,
       kFigcaption, kFigure,  kFooter,    kForm,       kFrameset, kH1,      kH2,      kH3,
       kH4,         kH5,      kH6,        kHeader,     kHgroup,   kHr,      kHtml,    kLegend,
       kLi,         kListing, kMain,      kMenu,       kNoscript, kNav,     kOl,      kOptgroup,
       kOption,     kP,       kPlaintext, kPre,        kSearch,   kSection, kSelect,  kSummary,
       kTable,      kTbody,   kTd,        kTextarea,   kTfoot,    kTh,      kThead,   kTr,
       kUl,         kXmp});
  AddFlags(t, TagTraits::kSkip,
           {kScript, kStyle, kIframe, kVideo, kAudio, kCanvas, kNoembed, kNoframes, kTemplate,
            kDatalist, kTitle, kRt, kRp, kSelectedcontent, kSvg});
  AddFlags(t, TagTraits::kPre, {kPre, kListing, kXmp, kPlaintext, kTextarea});
  AddFlags(t, TagTraits::kLeaf, {kImg, kBr, kWbr, kPicture, kInput, kHr});
  AddFlags(t, TagTraits::kLine,
           {kDiv, kP, kLi, kOl, kUl, kTable, kTbody, kTr, kTd, kTh, kHr, kDl, kDt, kDd, kFigure});
  AddFlags(t, TagTraits::kJoins, {kSub, kSup, kTemplate});
  AddFlags(t, TagTraits::kList, {kUl, kOl, kDl});
  AddFlags(t, TagTraits::kOwnRule, {kHtml, kBody, kDialog, kNoscript});

  SetKind(t, BlockKind::kListItem, {kLi, kDd, kDt});
  SetKind(t, BlockKind::kTableCell, {kTd, kTh});
  SetKind(t, BlockKind::kCode, {kPre, kListing, kXmp, kPlaintext});
  SetKind(t, BlockKind::kQuote, {kBlockquote});
  SetKind(t, BlockKind::kCaption, {kFigcaption, kCaption});
  SetKind(t, BlockKind::kForm, {kOption, kOptgroup, kLegend, kTextarea, kSelect});
  SetKind(t, BlockKind::kButton, {kButton});
  SetKind(t, BlockKind::kHeading, {kH1, kH2, kH3, kH4, kH5, kH6});
  for (uint8_t i = 0; i < 6; ++i) t[kH1 + i].level = static_cast<uint8_t>(i + 1);

  t[kNav].hints = Bit(Hint::kTagNav);
  t[kMenu].hints = Bit(Hint::kTagNav);
  t[kHeader].hints = Bit(Hint::kTagHeader);
  t[kFooter].hints = Bit(Hint::kTagFooter);
  t[kAside].hints = Bit(Hint::kTagAside);
  t[kMain].hints = Bit(Hint::kTagMain);
  t[kArticle].hints = Bit(Hint::kTagArticle);
  t[kSection].hints = Bit(Hint::kTagSection);
  t[kForm].hints = Bit(Hint::kTagForm);
  t[kFieldset].hints = Bit(Hint::kTagForm);
  t[kSearch].hints = Bit(Hint::kTagForm);
  t[kDialog].hints = Bit(Hint::kTagDialog);
  t[kFigure].hints = Bit(Hint::kTagFigure);
  t[kTable].hints = Bit(Hint::kTagTable);
  t[kUl].hints = Bit(Hint::kTagList);
  t[kOl].hints = Bit(Hint::kTagList);
  t[kDl].hints = Bit(Hint::kTagList);
  t[kBlockquote].hints = Bit(Hint::kTagQuote);
  t[kButton].hints = Bit(Hint::kTagButton);
  t[kDetails].hints = Bit(Hint::kTagSummary);
  return t;
}

}  // namespace

constexpr Table internal::kTagTraits = MakeTable();

}  // namespace tamis::extract
