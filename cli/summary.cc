#include "summary.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "messages.h"

namespace tamis::cli {
namespace {

constexpr size_t kMaxKinds = 12;  // of one list; the rest are in summary.json

void AppendLine(const char* label, uint64_t count, const std::string& note, std::string& out) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "  %-12s %12s", label, HumanCount(count).c_str());
  out += buffer;
  if (!note.empty()) out += "  " + note;
  out += '\n';
}

// "a 12, b 3": the largest first.
std::string Kinds(const std::map<std::string, uint64_t>& counts) {
  std::vector<std::pair<std::string, uint64_t>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::string out;
  for (size_t i = 0; i < sorted.size() && i < kMaxKinds; ++i) {
    if (i > 0) out += ", ";
    out += sorted[i].first + " " + HumanCount(sorted[i].second);
  }
  if (sorted.size() > kMaxKinds) out += ", ...";
  return out;
}

// "extract 31 %, parse 18 %": the largest first, without what is below 1 %.
std::string Shares(const StageTimes& stages) {
  std::vector<std::pair<uint64_t, size_t>> sorted;  // percent, stage
  for (size_t i = 0; i < kRunStageCount; ++i) {
    sorted.emplace_back(100 * stages.nanoseconds[i] / stages.total(), i);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string out;
  for (const auto& [percent, stage] : sorted) {
    if (percent == 0) break;
    if (!out.empty()) out += ", ";
    out.append(kRunStageNames[stage]).append(" ").append(std::to_string(percent)).append(" %");
  }
  return out;
}

// What this process took; a rate only when it did all of the work.
void AppendTime(const RunSummary& s, std::string& out) {
  const double seconds = std::max(s.seconds, 1e-3);
  char text[160];
  std::snprintf(text, sizeof text, "  %.1f s, ", s.seconds);
  out += text;
  if (s.resumed_records == 0) {
    const double pages = static_cast<double>(s.documents + s.removed);
    std::snprintf(
        text, sizeof text, "%s pages/s, %s/s of pages, ",
        HumanCount(static_cast<uint64_t>(pages / seconds)).c_str(),
        HumanBytes(static_cast<uint64_t>(static_cast<double>(s.page_bytes) / seconds)).c_str());
    out += text;
  }
  out += "peak memory " + HumanBytes(s.peak_memory_bytes) + "\n";
  if (s.stages.total() > 0) out += "  time: " + Shares(s.stages) + "\n";
}

}  // namespace

void PrintSummary(const RunSummary& s, const std::string& output) {
  std::string out;
  AppendLine("records", s.records,
             "in " + HumanCount(s.inputs) + (s.inputs == 1 ? " file" : " files"), out);
  AppendLine("documents", s.documents,
             HumanBytes(s.text_bytes) + " of text" +
                 (s.partial > 0 ? ", " + HumanCount(s.partial) + " partial" : ""),
             out);
  AppendLine("removed", s.removed, Kinds(s.removed_by_reason), out);
  AppendLine("skipped", s.skipped, Kinds(s.skipped_by_kind), out);
  if (s.damaged > 0) AppendLine("damaged", s.damaged, "places that were passed over", out);
  if (s.inputs_failed > 0) AppendLine("failed", s.inputs_failed, "inputs", out);

  if (!s.already_complete) AppendTime(s, out);
  out += "  written to " + output + "\n";
  std::fwrite(out.data(), 1, out.size(), stderr);
}

}  // namespace tamis::cli
