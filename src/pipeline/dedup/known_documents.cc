#include "pipeline/dedup/known_documents.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "dedup/index/finder.h"
#include "io/file.h"
#include "json/members.h"
#include "pipeline/dedup/facts_pass.h"
#include "pipeline/dedup/row_files.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxSummaryBytes = 16u << 20;

RunNote ReadNote(const std::string& text) {
  const size_t end = text.find('\n');
  if (end == std::string::npos) return {};
  return {.run = text.substr(0, end), .output = text.substr(end + 1)};
}

// A folder for the index of other rows, which no other process uses.
Result<std::string> ReferenceFolder(const std::string& output) {
  std::error_code error;
  if (!output.empty()) {
    std::string folder = output + "/.tamis.against";
    fs::remove_all(folder, error);
    return folder;
  }
  std::string folder = (fs::temp_directory_path(error) / "tamis.against.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return io::ErrnoStatus("make the folder", folder, errno);
  return folder;
}

// Whether the output of a run is complete: its summary names the run.
bool HasEnded(const RunNote& note) {
  const Result<std::string> summary =
      io::ReadSmallFile(note.output + "/summary.json", kMaxSummaryBytes);
  std::vector<json::Member> members;
  if (!summary.ok() || !json::ReadMembers(*summary, members).ok()) return false;
  const json::Member* index = json::FindMember(members, "index");
  std::vector<json::Member> inner;
  if (index == nullptr || !json::ReadMembers(index->value, inner).ok()) return false;
  const json::Member* run = json::FindMember(inner, "run");
  std::string name;
  return run != nullptr && json::ReadString(run->value, name) && name == note.run;
}

}  // namespace

dedup::IndexMethod IndexMethodOf(const DedupOptions& options) {
  const DedupMethod& method = options.method;
  return {.shingles = {.unit = method.characters ? dedup::ShingleUnit::kCharacters
                                                 : dedup::ShingleUnit::kWords,
                       .length = method.shingle},
          .banding = {.bands = method.bands, .rows = method.rows},
          .seed = options.seed};
}

std::string ToText(const RunNote& note) { return note.run + "\n" + note.output; }

Result<dedup::Index> OpenIndex(const dedup::IndexOptions& options) {
  Result<dedup::Index> index = dedup::Index::Open(options);
  if (!index.ok() || options.read_only) return index;
  const Result<std::optional<std::string>> pending = index->Pending();
  if (!pending.ok()) return pending.status();
  if (!*pending) return index;
  const RunNote note = ReadNote(**pending);
  const Status ended = note.output.empty() || HasEnded(note) ? index->TakeUp() : index->Discard();
  if (!ended.ok()) return ended;
  return index;
}

Result<IndexAddition> AddRows(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                              Follower& follower, const dedup::Index& index,
                              const AddWanted& wanted, dedup::IndexAdder& adder) {
  IndexAddition counts;
  std::vector<dedup::IndexFinder> finders;  // one a thread
  for (uint32_t i = 0; i < options.threads; ++i)
    finders.emplace_back(index, dedup::FinderOptions{});
  FactsVisitor visitor;
  visitor.look = [&](RowFacts& facts, const RowBatch& batch, size_t row,
                     uint32_t thread) -> Status {
    facts.id = IdOrPlace(facts, files, batch, row);
    const Result<bool> has = finders[thread].Has(facts.signature.content, facts.id);
    if (!has.ok()) return has.status();
    facts.indexed = *has;
    return {};
  };
  visitor.take = [&](const RowFacts& facts, const RowBatch& batch, size_t row) -> Status {
    if (!facts.readable) return {};
    ++counts.rows;
    if (facts.signature.shingles.empty()) {
      ++counts.without_text;
      return {};
    }
    if (wanted) {
      const Result<bool> is_wanted = wanted(batch.first + static_cast<uint32_t>(row), facts);
      if (!is_wanted.ok()) return is_wanted.status();
      if (!*is_wanted) return {};
    }
    if (facts.indexed) {
      ++counts.known;
      return {};
    }
    ++counts.added;
    return adder.Add({.content = facts.signature.content,
                      .url_key = UrlKey(facts.url),
                      .id = facts.id,
                      .url = facts.url},
                     facts.signature);
  };
  const Result<uint64_t> unreadable = ReadFacts(files, options, follower, visitor);
  if (!unreadable.ok()) return unreadable.status();
  counts.unreadable = *unreadable;
  return counts;
}

Result<ReferenceRows> ReferenceRows::Read(const std::string& folder,
                                          const std::vector<corpus::Shard>& files,
                                          const DedupOptions& options, Follower& follower) {
  ReferenceRows rows(folder);
  Result<dedup::Index> index = dedup::Index::Open({.folder = rows.folder_,
                                                   .method = IndexMethodOf(options),
                                                   .create = true,
                                                   .memory_bytes = options.index_memory});
  if (!index.ok()) return index.status();
  rows.index_.emplace(std::move(*index));
  Result<dedup::IndexAdder> adder = dedup::IndexAdder::Create(*rows.index_);
  if (!adder.ok()) return adder.status();
  const Result<IndexAddition> added = AddRows(files, options, follower, *rows.index_, {}, *adder);
  if (!added.ok()) return added.status();
  const Result<bool> prepared = adder->Prepare("");
  if (!prepared.ok()) return prepared.status();
  if (*prepared) {
    if (Status taken = rows.index_->TakeUp(); !taken.ok()) return taken;
  }
  return rows;
}

Result<KnownDocuments> KnownDocuments::Open(const DedupOptions& options, bool read_only) {
  KnownDocuments known;
  if (options.index.empty()) return known;
  Result<dedup::Index> index = OpenIndex({.folder = options.index,
                                          .method = IndexMethodOf(options),
                                          .create = !read_only,
                                          .read_only = read_only,
                                          .memory_bytes = options.index_memory});
  if (!index.ok()) return index.status();
  known.index.emplace(std::move(*index));
  return known;
}

Status KnownDocuments::ReadReferences(const std::string& output, const DedupOptions& options,
                                      const DedupHooks& hooks) {
  if (options.against.empty()) return {};
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(options.against);
  if (!files.ok()) return files.status();
  Follower follower(hooks, TotalBytes(*files), 1);
  const Result<std::string> folder = ReferenceFolder(output);
  if (!folder.ok()) return folder.status();
  Result<ReferenceRows> rows = ReferenceRows::Read(*folder, *files, options, follower);
  if (!rows.ok()) return rows.status();
  references.emplace(std::move(*rows));
  return {};
}

ReferenceRows::~ReferenceRows() {
  if (folder_.empty()) return;
  index_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace tamis::pipeline
