// The front door of the index, besides what Dedup() does with it.
//
// Tested: tests/dedup/test_index.py, tests/crash/test_kill_index.py.

#include <algorithm>
#include <utility>

#include "dedup/index/adder.h"
#include "dedup/index/check.h"
#include "dedup/index/finder.h"
#include "json/writer.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/known_documents.h"
#include "pipeline/dedup/options.h"
#include "pipeline/dedup/row_files.h"
#include "tamis/dedup_index.h"
#include "url/url.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

IndexInfo InfoOf(const dedup::Index& index) {
  const dedup::IndexMethod& method = index.method();
  const dedup::IndexSizes sizes = index.sizes();
  return {.method = {.characters = method.shingles.unit == dedup::ShingleUnit::kCharacters,
                     .shingle = method.shingles.length,
                     .bands = method.banding.bands,
                     .rows = method.banding.rows},
          .seed = method.seed,
          .generation = index.state().generation,
          .documents = index.state().documents,
          .removed = index.state().next - index.state().documents,
          .bytes = sizes.total(),
          .document_bytes = sizes.documents,
          .shingle_bytes = sizes.shingles,
          .key_bytes = sizes.keys,
          .history_bytes = sizes.histories};
}

// An id as rows may have it: a string, or a number.
Status FindIds(const dedup::Index& index, const std::vector<std::string>& ids,
               std::vector<uint64_t>& numbers) {
  dedup::IndexFinder finder(index, {});
  for (const std::string& id : ids) {
    std::string json = "\"";
    json::AppendEscaped(id, json);
    json += '"';
    for (const std::string& form : {json, id}) {
      if (Status status = finder.FindId(form, numbers); !status.ok()) return status;
    }
  }
  return {};
}

bool Selects(const IndexSelection& selection, const std::string& url) {
  const std::string host = selection.hosts.empty() ? std::string() : url::Hostname(url);
  return (!host.empty() && HostRank(host, selection.hosts) > 0) ||
         std::any_of(selection.url_prefixes.begin(), selection.url_prefixes.end(),
                     [&](const std::string& prefix) { return url.starts_with(prefix); });
}

}  // namespace

Result<IndexInfo> ReadIndexInfo(const std::string& folder) {
  const Result<dedup::Index> index = OpenIndex({.folder = folder, .read_only = true});
  if (!index.ok()) return index.status();
  return InfoOf(*index);
}

Result<IndexAddition> AddToIndex(const std::string& folder, const std::vector<std::string>& inputs,
                                 const DedupOptions& options, const DedupHooks& hooks) {
  if (Status wrong = CheckDedupOptions(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  Result<dedup::Index> index = OpenIndex({.folder = folder,
                                          .method = IndexMethodOf(options),
                                          .create = true,
                                          .memory_bytes = options.index_memory});
  if (!index.ok()) return index.status();
  Result<dedup::IndexAdder> adder = dedup::IndexAdder::Create(*index);
  if (!adder.ok()) return adder.status();
  Follower follower(hooks, TotalBytes(*files), 1);
  Result<IndexAddition> added = AddRows(*files, options, follower, *index, {}, *adder);
  if (!added.ok()) return added;
  added->problems = follower.problems();
  if (added->rows > 0 && added->added + added->known == 0) {
    return Status(StatusCode::kInvalidArgument, "no row has words in a string named '" +
                                                    options.text_field +
                                                    "'; name the text with --text-field");
  }
  const Result<bool> prepared = adder->Prepare("");
  if (!prepared.ok()) return prepared.status();
  if (*prepared) {
    if (Status taken = index->TakeUp(); !taken.ok()) return taken;
  }
  return added;
}

Result<uint64_t> RemoveFromIndex(const std::string& folder, const IndexSelection& selection) {
  Result<dedup::Index> index = OpenIndex({.folder = folder});
  if (!index.ok()) return index.status();
  std::vector<uint64_t> numbers;
  if (Status status = FindIds(*index, selection.ids, numbers); !status.ok()) return status;
  if (!selection.hosts.empty() || !selection.url_prefixes.empty()) {
    const Status read = index->ForEach([&](uint64_t number, const dedup::StoredDocument& document) {
      if (Selects(selection, document.url)) numbers.push_back(number);
      return Status();
    });
    if (!read.ok()) return read;
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return index->Remove(numbers);
}

Result<IndexInfo> CompactIndex(const std::string& folder) {
  Result<dedup::Index> index = OpenIndex({.folder = folder});
  if (!index.ok()) return index.status();
  if (Status status = index->Compact(); !status.ok()) return status;
  return InfoOf(*index);
}

Result<IndexCheckResult> CheckIndex(const std::string& folder,
                                    const std::function<void(std::string_view sentence)>& problem) {
  const Result<dedup::Index> index = OpenIndex({.folder = folder});
  if (!index.ok()) return index.status();
  const Result<dedup::IndexCheck> check =
      dedup::CheckIndex(*index, [&](const std::string& sentence) { problem(sentence); });
  if (!check.ok()) return check.status();
  return IndexCheckResult{.documents = check->documents,
                          .keys = check->keys,
                          .dead_keys = check->dead_keys,
                          .histories = check->histories,
                          .captures = check->captures,
                          .problems = check->problems};
}

}  // namespace tamis
