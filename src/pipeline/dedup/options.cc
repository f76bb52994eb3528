#include "pipeline/dedup/options.h"

#include <string>

#include "dedup/signature/minhash.h"

namespace tamis {
namespace {

struct Preset {
  std::string_view name;
  DedupMethod method;
};

// Shingles, bands and thresholds as published: FineWeb's datatrove pipeline; NeMo Curator's
// defaults; text-dedup's defaults, whose bands follow from 240 functions at 0.7.
const Preset kPresets[] = {
    {"default", {}},
    {"fineweb", {.shingle = 5, .bands = 14, .rows = 8, .threshold = 0.75}},
    {"nemo", {.characters = true, .shingle = 24, .bands = 20, .rows = 13, .threshold = 0.8}},
    {"text-dedup", {.shingle = 5, .bands = 24, .rows = 10, .threshold = 0.7}},
};

}  // namespace

Status pipeline::CheckDedupOptions(const DedupOptions& options) {
  const DedupMethod& method = options.method;
  const char* wrong = nullptr;
  if (method.shingle < 1 || method.shingle > 64) wrong = "a shingle has 1 to 64 words";
  if (method.bands < 1 || method.bands > 1024) wrong = "there are 1 to 1024 bands";
  if (method.rows < 1 || method.rows > 64) wrong = "a band has 1 to 64 rows";
  if (!(method.threshold > 0 && method.threshold <= 1))
    wrong = "the threshold is above 0, at most 1";
  if (options.threads < 1 || options.threads > 1024) wrong = "there are 1 to 1024 threads";
  if (options.keep == KeepPolicy::kPreferredHost && options.preferred_hosts.empty()) {
    wrong = "no preferred host is named";
  }
  if (!options.index.empty() && !options.against.empty()) {
    wrong = "--index and --against exclude each other";
  }
  if (options.index.empty() && options.index_read_only) wrong = "no index is named";
  return wrong == nullptr ? Status() : Status(StatusCode::kInvalidArgument, wrong);
}

Result<DedupMethod> DedupPreset(std::string_view name) {
  std::string names;
  for (const Preset& preset : kPresets) {
    if (preset.name == name) return preset.method;
    names.append(names.empty() ? "" : ", ").append(preset.name);
  }
  return Status(StatusCode::kInvalidArgument,
                "no preset '" + std::string(name) + "'; there are " + names);
}

double DedupDetection(const DedupMethod& method, double similarity) {
  return dedup::DetectionProbability({.bands = method.bands, .rows = method.rows}, similarity);
}

}  // namespace tamis
