#include "document/describe_text.h"

#include <string>
#include <utility>

#include "text/pii/pii.h"

namespace tamis::document {

void TextDescriber::Describe(bool mask_pii, Document& document) {
  text::Language language = language_.Identify(document.text, document.html_lang);
  document.language = std::move(language.code);
  document.language_score = language.score;
  document.language_script = language.script;
  document.languages = std::move(language.shares);
  document.quality = signals_.Read(document.text, document.language);
  text::FindPii(document.text, document.pii);
  if (mask_pii) Mask(document);
}

void TextDescriber::Mask(Document& document) {
  text::MaskSpans(document.pii, document.text);
  MaskIn(document.markdown);
  MaskIn(document.title.value);
  MaskIn(document.description.value);
  for (std::string& tag : document.tags) MaskIn(tag);
  for (std::string& author : document.authors) MaskIn(author);
  for (Comment& comment : document.comments) {
    MaskIn(comment.author);
    MaskIn(comment.text);
  }
  for (Post& post : document.posts) MaskIn(post.author);
  for (StateEvidence& evidence : document.page_state.evidence) MaskIn(evidence.value);
  for (Block& block : document.blocks) MaskIn(block.text);
}

void TextDescriber::MaskIn(std::string& text) {
  text::FindPii(text, spans_);
  text::MaskSpans(spans_, text);
}

}  // namespace tamis::document
