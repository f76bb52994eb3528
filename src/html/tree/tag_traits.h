// What the rules of tree construction ask of a tag, as one word of bits per fixed name: every
// "is it one of ...?" of the standard is a load and a mask.
//
// Source:  https://html.spec.whatwg.org/#special, #has-an-element-in-scope,
//          #generate-implied-end-tags, #mathml-text-integration-point, #html-integration-point

#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>

#include "html/names/attribute.h"
#include "html/names/names.h"

namespace tamis::html {

using TagTraits = uint32_t;

inline constexpr TagTraits kIsHtml = 1u << 0;  // in the HTML namespace
inline constexpr TagTraits kSpecial = 1u << 1;
inline constexpr TagTraits kScopeEnd = 1u << 2;        // ends every scope but the table scope
inline constexpr TagTraits kListScopeEnd = 1u << 3;    // ol, ul: end the list item scope too
inline constexpr TagTraits kButtonScopeEnd = 1u << 4;  // button: ends the button scope too
inline constexpr TagTraits kTableScopeEnd = 1u << 5;   // html, table, template
inline constexpr TagTraits kImpliedEnd = 1u << 6;
inline constexpr TagTraits kThoroughlyImpliedEnd = 1u << 7;
inline constexpr TagTraits kHeading = 1u << 8;
inline constexpr TagTraits kFosters = 1u << 9;         // table, tbody, tfoot, thead, tr
inline constexpr TagTraits kTableBody = 1u << 10;      // tbody, tfoot, thead
inline constexpr TagTraits kBodyContext = 1u << 11;    // tbody, tfoot, thead, template, html
inline constexpr TagTraits kRowContext = 1u << 12;     // tr, template, html
inline constexpr TagTraits kCell = 1u << 13;           // td, th
inline constexpr TagTraits kPutsMarker = 1u << 14;     // puts a marker into the formatting list
inline constexpr TagTraits kPopHook = 1u << 15;        // something happens when it is popped
inline constexpr TagTraits kRedirects = 1u << 16;      // template: children go elsewhere
inline constexpr TagTraits kHtmlPoint = 1u << 17;      // HTML integration point
inline constexpr TagTraits kMathTextPoint = 1u << 18;  // MathML text integration point
inline constexpr TagTraits kIsSvg = 1u << 19;
inline constexpr TagTraits kIsMathMl = 1u << 20;
inline constexpr TagTraits kListBoundary = 1u << 21;  // special, but not address, div, p

namespace tag_traits {

struct Rule {
  TagTraits traits;
  std::initializer_list<names::Name> tags;
};

consteval std::array<TagTraits, names::kTagEnd> MakeHtml() {
  using namespace names;
  std::array<TagTraits, names::kTagEnd> table{};
  const Rule rules[] = {
      {kSpecial | kListBoundary,
       {kApplet,  kArea,      kArticle, kAside,    kBase,     kBasefont, kBgsound,    kBlockquote,
        kBody,    kBr,        kButton,  kCaption,  kCenter,   kCol,      kColgroup,   kDd,
        kDetails, kDir,       kDl,      kDt,       kEmbed,    kFieldset, kFigcaption, kFigure,
        kFooter,  kForm,      kFrame,   kFrameset, kH1,       kH2,       kH3,         kH4,
        kH5,      kH6,        kHead,    kHeader,   kHgroup,   kHr,       kHtml,       kIframe,
        kImg,     kInput,     kKeygen,  kLi,       kLink,     kListing,  kMain,       kMarquee,
        kMenu,    kMeta,      kNav,     kNoembed,  kNoframes, kNoscript, kObject,     kOl,
        kParam,   kPlaintext, kPre,     kScript,   kSearch,   kSection,  kSelect,     kSource,
        kStyle,   kSummary,   kTable,   kTbody,    kTd,       kTemplate, kTextarea,   kTfoot,
        kTh,      kThead,     kTitle,   kTr,       kTrack,    kUl,       kWbr,        kXmp}},
      {kSpecial, {kAddress, kDiv, kP}},
      {kScopeEnd,
       {kApplet, kCaption, kHtml, kTable, kTd, kTh, kMarquee, kObject, kSelect, kTemplate}},
      {kListScopeEnd, {kOl, kUl}},
      {kButtonScopeEnd, {kButton}},
      {kTableScopeEnd, {kHtml, kTable, kTemplate}},
      {kImpliedEnd | kThoroughlyImpliedEnd,
       {kDd, kDt, kLi, kOptgroup, kOption, kP, kRb, kRp, kRt, kRtc}},
      {kThoroughlyImpliedEnd, {kCaption, kColgroup, kTbody, kTd, kTfoot, kTh, kThead, kTr}},
      {kHeading, {kH1, kH2, kH3, kH4, kH5, kH6}},
      {kFosters, {kTable, kTbody, kTfoot, kThead, kTr}},
      {kTableBody, {kTbody, kTfoot, kThead}},
      {kBodyContext, {kTbody, kTfoot, kThead, kTemplate, kHtml}},
      {kRowContext, {kTr, kTemplate, kHtml}},
      {kCell, {kTd, kTh}},
      {kPutsMarker, {kApplet, kMarquee, kObject, kTemplate, kTd, kTh, kCaption}},
      {kPopHook, {kOption, kSelect, kTemplate}},
      {kRedirects, {kTemplate}},
  };
  for (TagTraits& t : table) t = kIsHtml;
  for (const Rule& r : rules) {
    for (const Name n : r.tags) table[n] |= r.traits;
  }
  return table;
}

inline constexpr std::array<TagTraits, names::kTagEnd> kHtmlTable = MakeHtml();

}  // namespace tag_traits

inline TagTraits HtmlTraits(NameId tag) {
  return tag < names::kTagEnd ? tag_traits::kHtmlTable[tag] : kIsHtml;
}

// `html_annotation`: an annotation-xml whose encoding is HTML or XHTML.
inline TagTraits ForeignTraits(NameId tag, Namespace ns, bool html_annotation) {
  if (ns == Namespace::kSvg) {
    const bool point = tag == names::kForeignObject || tag == names::kDesc || tag == names::kTitle;
    return kIsSvg | kPopHook | (point ? kSpecial | kListBoundary | kScopeEnd | kHtmlPoint : 0);
  }
  switch (tag) {
    case names::kMi:
    case names::kMo:
    case names::kMn:
    case names::kMs:
    case names::kMtext:
      return kIsMathMl | kPopHook | kSpecial | kListBoundary | kScopeEnd | kMathTextPoint;
    case names::kAnnotationXml:
      return kIsMathMl | kPopHook | kSpecial | kListBoundary | kScopeEnd |
             (html_annotation ? kHtmlPoint : 0);
    default:
      return kIsMathMl | kPopHook;
  }
}

}  // namespace tamis::html
