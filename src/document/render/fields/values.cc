#include "document/render/fields/values.h"

#include "document/render/fields/blocks.h"
#include "document/render/fields/quality.h"
#include "tamis/version.h"

namespace tamis::document {
namespace {

void Key(const RowInput& in, std::string_view key, std::string_view text) {
  in.writer.Key(key);
  in.writer.String(text);
}

void KeyOrNull(const RowInput& in, std::string_view key, std::string_view text) {
  in.writer.Key(key);
  TextOrNull(text, in.writer);
}

void Range(const RowInput& in, std::string_view begin_key, uint32_t begin, std::string_view end_key,
           uint32_t end) {
  in.writer.Key(begin_key);
  in.writer.Uint(begin);
  in.writer.Key(end_key);
  in.writer.Uint(end);
}

void KeyedList(const RowInput& in, std::string_view key, const std::vector<std::string>& values) {
  in.writer.Key(key);
  in.writer.BeginArray();
  for (const std::string& value : values) in.writer.String(value);
  in.writer.EndArray();
}

// An array of objects; `members` writes those of one.
template <typename T, typename Members>
void ObjectList(const RowInput& in, const std::vector<T>& items, Members&& members) {
  in.writer.BeginArray();
  for (const T& item : items) {
    in.writer.BeginObject();
    members(item);
    in.writer.EndObject();
  }
  in.writer.EndArray();
}

void YesNo(const RowInput& in, std::string_view key, Said said) {
  in.writer.Key(key);
  said == Said::kNothing ? in.writer.Null() : in.writer.Bool(said == Said::kYes);
}

// Writes the signals as nested objects.
class QualityObject {
 public:
  explicit QualityObject(json::Writer& writer) : writer_(writer) {}
  void BeginGroup(std::string_view name) {
    writer_.Key(name);
    writer_.BeginObject();
  }
  void Count(std::string_view key, uint32_t value) {
    writer_.Key(key);
    writer_.Uint(value);
  }
  void MaybeCount(std::string_view key, int value) {
    writer_.Key(key);
    value < 0 ? writer_.Null() : writer_.Int(value);
  }
  void Ratio(std::string_view key, float value) {
    writer_.Key(key);
    writer_.Score(static_cast<double>(value));
  }
  void Flag(std::string_view key, bool value) {
    writer_.Key(key);
    writer_.Bool(value);
  }
  void EndGroup(std::string_view reason) {
    writer_.Key("reason");
    reason.empty() ? writer_.Null() : writer_.Name(reason);
    writer_.EndObject();
  }

 private:
  json::Writer& writer_;
};

}  // namespace

void Text(const RowInput& in) { in.writer.String(in.document.text); }
void Markdown(const RowInput& in) { in.writer.String(in.document.markdown); }

void LanguageScore(const RowInput& in) {
  const Document& document = in.document;
  document.language.empty() ? in.writer.Null()
                            : in.writer.Score(static_cast<double>(document.language_score));
}

void AuthorsSource(const RowInput& in) {
  const Document& document = in.document;
  document.authors.empty() ? in.writer.Null() : TextOrNull(document.authors_source, in.writer);
}

void AuthorsConfidence(const RowInput& in) {
  const Document& document = in.document;
  document.authors.empty() ? in.writer.Null()
                           : in.writer.Score(static_cast<double>(document.authors_confidence));
}

void PageTypeOrNull(const RowInput& in) {
  const Document& document = in.document;
  document.page_type_score > 0 ? in.writer.String(PageTypeName(document.page_type))
                               : in.writer.Null();
}

void StatusName(const RowInput& in) { in.writer.Name(StatusCodeName(in.document.status.code())); }
void StatusMessage(const RowInput& in) { TextOrNull(in.document.status.message(), in.writer); }

void StateOrNull(const RowInput& in) {
  const PageStateVerdict& verdict = in.document.page_state;
  verdict.score > 0 ? in.writer.String(PageStateName(verdict.state)) : in.writer.Null();
}
void StateScore(const RowInput& in) {
  in.writer.Score(static_cast<double>(in.document.page_state.score));
}

void NoCluster(const RowInput& in) { in.writer.Int(-1); }
void ClusterOfOne(const RowInput& in) { in.writer.Int(1); }

void Languages(const RowInput& in) {
  ObjectList(in, in.document.languages, [&in](const LanguageShare& language) {
    Key(in, "language", language.language);
    in.writer.Key("share");
    in.writer.Score(static_cast<double>(language.share));
  });
}

void Translations(const RowInput& in) {
  ObjectList(in, in.document.translations, [&in](const Translation& translation) {
    Key(in, "language", translation.language);
    Key(in, "url", translation.url);
  });
}

void StateEvidenceList(const RowInput& in) {
  ObjectList(in, in.document.page_state.evidence, [&in](const StateEvidence& evidence) {
    Key(in, "signal", evidence.signal);
    in.writer.Key("weight");
    in.writer.Score(static_cast<double>(evidence.weight));
    KeyOrNull(in, "value", evidence.value);
    Range(in, "html_start", evidence.html_begin, "html_end", evidence.html_end);
  });
}

void RightsObject(const RowInput& in) {
  const Rights& rights = in.document.rights;
  in.writer.BeginObject();
  KeyedList(in, "robots", rights.robots);
  in.writer.Key("robots_by_agent");
  ObjectList(in, rights.robots_by_agent, [&in](const AgentDirectives& agent) {
    Key(in, "agent", agent.agent);
    KeyedList(in, "directives", agent.directives);
  });
  YesNo(in, "tdm_reserved", rights.tdm_reserved);
  KeyOrNull(in, "tdm_policy", rights.tdm_policy);
  YesNo(in, "search", rights.search);
  YesNo(in, "ai_input", rights.ai_input);
  YesNo(in, "ai_train", rights.ai_train);
  KeyOrNull(in, "license_url", rights.license_url);
  KeyOrNull(in, "license_source", rights.license_source);
  KeyOrNull(in, "license_kind", rights.license_kind);
  KeyOrNull(in, "license_version", rights.license_version);
  KeyOrNull(in, "license_jurisdiction", rights.license_jurisdiction);
  YesNo(in, "free_to_read", rights.free_to_read);
  in.writer.Key("evidence");
  ObjectList(in, rights.claims, [&in](const RightsClaim& claim) {
    Key(in, "source", claim.source);
    KeyOrNull(in, "agent", claim.agent);
    Key(in, "value", claim.value);
    Range(in, "html_start", claim.html_begin, "html_end", claim.html_end);
  });
  in.writer.EndObject();
}

void Comments(const RowInput& in) {
  ObjectList(in, in.document.comments, [&in](const Comment& comment) {
    KeyOrNull(in, "author", comment.author);
    KeyOrNull(in, "date", comment.date);
    Key(in, "text", comment.text);
    Range(in, "block_start", comment.block_begin, "block_end", comment.block_end);
  });
}

void Posts(const RowInput& in) {
  ObjectList(in, in.document.posts, [&in](const Post& post) {
    KeyOrNull(in, "author", post.author);
    KeyOrNull(in, "date", post.date);
    Range(in, "text_start", post.text_begin, "text_end", post.text_end);
  });
}

void Pii(const RowInput& in) {
  ObjectList(in, in.document.pii, [&in](const PiiSpan& span) {
    in.writer.Key("kind");
    in.writer.Name(PiiKindName(span.kind));
    Range(in, "text_start", span.begin, "text_end", span.end);
  });
}

void Blocks(const RowInput& in) {
  in.writer.BeginArray();
  AppendBlocks(in.document.blocks, in.options.block_text, in.out);
  in.writer.EndArray();
}

void Engine(const RowInput& in) {
  in.writer.BeginObject();
  Key(in, "version", kVersion);
  KeyOrNull(in, "options_hash", in.context.options_hash);
  KeyOrNull(in, "model", in.document.model);
  in.writer.EndObject();
}

void Quality(const RowInput& in) {
  if (in.document.text.empty()) return in.writer.Null();
  in.writer.BeginObject();
  QualityObject object(in.writer);
  VisitQuality(in.document.quality, object);
  in.writer.EndObject();
}

}  // namespace tamis::document
