// https://html.spec.whatwg.org/#html-fragment-parsing-algorithm

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

// The tokenizer state in which the content of an HTML element begins. No start tag has been
// emitted then, so no end tag ends that state: all the fragment is text.
ContentModel ModelOf(NameId tag, bool scripting) {
  switch (tag) {
    case names::kTitle:
    case names::kTextarea:
      return ContentModel::kRcdata;
    case names::kStyle:
    case names::kXmp:
    case names::kIframe:
    case names::kNoembed:
    case names::kNoframes:
      return ContentModel::kRawtext;
    case names::kScript:
      return ContentModel::kScriptData;
    case names::kNoscript:
      return scripting ? ContentModel::kRawtext : ContentModel::kData;
    case names::kPlaintext:
      return ContentModel::kPlaintext;
    default:
      return ContentModel::kData;
  }
}

}  // namespace

void TreeBuilder::StartFragment(std::string_view context) {
  context_ns_ = Namespace::kHtml;
  if (context.starts_with("svg ")) {
    context_ns_ = Namespace::kSvg;
    context.remove_prefix(4);
  } else if (context.starts_with("math ")) {
    context_ns_ = Namespace::kMathMl;
    context.remove_prefix(5);
  }
  context_tag_ = parts_.names->Intern(context);
  token_.type = TokenType::kEndOfFile;
  token_.source_begin = token_.source_end = 0;

  if (context_ns_ == Namespace::kHtml) {
    context_traits_ = HtmlTraits(context_tag_);
    const ContentModel model = ModelOf(context_tag_, options_.scripting);
    if (model != ContentModel::kData) parts_.tokenizer->SwitchTo(model);
  } else {
    context_traits_ = ForeignTraits(context_tag_, context_ns_, false);
  }
  const NodeId root = CreateImplied(names::kHtml);
  dom().Append(kDocumentNode, root);
  PushHtml(root, names::kHtml);
  if (context_tag_ == names::kTemplate && context_ns_ == Namespace::kHtml) {
    template_modes_.push_back(Mode::kInTemplate);
  }
  ResetMode();
  // The context is no node here; a detached one stands for the form that it may be.
  if (context_tag_ == names::kForm && context_ns_ == Namespace::kHtml) {
    form_ = CreateImplied(names::kForm);
  }
  UpdateCdata();
}

}  // namespace tamis::html
