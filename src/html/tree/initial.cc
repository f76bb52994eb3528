// The "initial" insertion mode: the doctype, and which quirks it brings.
// https://html.spec.whatwg.org/#the-initial-insertion-mode

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "html/tree/builder.h"

namespace tamis::html {
namespace {

// Public identifiers that begin with one of these: quirks. Lower case.
constexpr std::string_view kQuirksPrefixes[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

constexpr std::string_view kQuirksPublicIds[] = {
    "-//w3o//dtd w3 html strict 3.0//en//",
    "-/w3c/dtd html 4.0 transitional/en",
    "html",
};

constexpr std::string_view kQuirksSystemId =
    "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

// Quirks without a system identifier, limited quirks with one.
constexpr std::string_view kHtml401Prefixes[] = {
    "-//w3c//dtd html 4.01 frameset//",
    "-//w3c//dtd html 4.01 transitional//",
};

constexpr std::string_view kLimitedQuirksPrefixes[] = {
    "-//w3c//dtd xhtml 1.0 frameset//",
    "-//w3c//dtd xhtml 1.0 transitional//",
};

bool StartsWith(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char p, char c) { return p == ToAsciiLower(c); });
}

template <size_t N>
bool StartsWithAny(std::string_view text, const std::string_view (&prefixes)[N]) {
  return std::any_of(prefixes, prefixes + N,
                     [text](std::string_view p) { return StartsWith(text, p); });
}

}  // namespace

QuirksMode TreeBuilder::DoctypeQuirks() const {
  const std::string_view public_id = store().View(token_.public_id);
  const std::string_view system_id = store().View(token_.system_id);
  const bool html401 = StartsWithAny(public_id, kHtml401Prefixes);
  const bool quirks =
      token_.force_quirks || !token_.has_doctype_name ||
      store().View(token_.doctype_name) != "html" ||
      std::any_of(std::begin(kQuirksPublicIds), std::end(kQuirksPublicIds),
                  [public_id](std::string_view id) { return EqualsIgnoringCase(public_id, id); }) ||
      EqualsIgnoringCase(system_id, kQuirksSystemId) || StartsWithAny(public_id, kQuirksPrefixes) ||
      (html401 && !token_.has_system_id);
  if (quirks) return QuirksMode::kQuirks;
  if (html401 || StartsWithAny(public_id, kLimitedQuirksPrefixes)) {
    return QuirksMode::kLimitedQuirks;
  }
  return QuirksMode::kNoQuirks;
}

Step TreeBuilder::Initial() {
  switch (token_.type) {
    case TokenType::kText:
      TakeLeadingSpace();
      if (!TextLeft()) return Step::kDone;
      break;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertCommentAt(kDocumentNode);
      return Step::kDone;
    case TokenType::kDoctype: {
      const NodeId id =
          dom().CreateDoctype({token_.doctype_name, token_.public_id, token_.system_id});
      Node& n = dom().mutable_node(id);
      n.source_begin = token_.source_begin;
      n.source_end = token_.source_end;
      dom().Append(kDocumentNode, id);
      if (!options_.iframe_srcdoc) quirks_ = DoctypeQuirks();
      mode_ = Mode::kBeforeHtml;
      return Step::kDone;
    }
    default:
      break;
  }
  if (!options_.iframe_srcdoc) quirks_ = QuirksMode::kQuirks;
  mode_ = Mode::kBeforeHtml;
  return Step::kReprocess;
}

}  // namespace tamis::html
