#include "pipeline/dedup/sources.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace tamis::pipeline {
namespace {

bool LosesMore(const DedupSource& a, const DedupSource& b) {
  if (a.removed() != b.removed()) return a.removed() > b.removed();
  return a.rows != b.rows ? a.rows > b.rows : a.name < b.name;
}

bool Alarming(const DedupSource& source) {
  return source.rows >= kDedupAlarmRows && static_cast<double>(source.removed()) >
                                               kDedupAlarmShare * static_cast<double>(source.rows);
}

// The first input that is the file or holds it.
size_t InputOf(const std::vector<std::string>& inputs, std::string_view path) {
  for (size_t i = 0; i < inputs.size(); ++i) {
    const std::string& input = inputs[i];
    if (!path.starts_with(input)) continue;
    if (path.size() == input.size() || input.ends_with('/') || path[input.size()] == '/') return i;
  }
  return 0;
}

// Which rows are counted.
class Counted {
 public:
  Counted(const RowTable& table, const std::vector<bool>* counted)
      : table_(table), counted_(counted) {}
  bool operator[](size_t row) const {
    return table_.rows[row].hash != 0 && (counted_ == nullptr || (*counted_)[row]);
  }

 private:
  const RowTable& table_;
  const std::vector<bool>* counted_;
};

std::vector<DedupSource> CountHosts(const RowTable& table, const Clusters& clusters,
                                    const Counted& counted) {
  std::vector<DedupSource> hosts(table.hosts.size());
  for (size_t row = 0; row < table.rows.size(); ++row) {
    if (counted[row]) CountRow(clusters.verdicts[row].kind, hosts[table.rows[row].host]);
  }
  return hosts;
}

std::vector<DedupSource> CountInputs(const Judgement& judgement, const Counted& is_counted,
                                     const std::vector<corpus::Shard>& files,
                                     const std::vector<std::string>& inputs) {
  const auto& [table, deduper, clusters] = judgement;
  std::vector<DedupSource> counted(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) counted[i].name = inputs[i];
  size_t row = 0;
  for (size_t file = 0; file < files.size(); ++file) {
    DedupSource& source = counted[InputOf(inputs, files[file].path)];
    for (const size_t end = row + table.file_rows[file]; row < end; ++row) {
      if (is_counted[row]) CountRow(clusters.verdicts[row].kind, source);
    }
  }
  return counted;
}

// The first kDedupSources hosts that `wanted` holds for. Which of those that lose the same are in
// does not depend on the order of rows.
template <typename Wanted>
Status SelectHosts(const std::vector<DedupSource>& hosts, const HostNames& names, Wanted&& wanted,
                   std::vector<DedupSource>& selected) {
  std::vector<uint32_t> numbers;
  for (uint32_t number = 0; number < hosts.size(); ++number) {
    if (wanted(number)) numbers.push_back(number);
  }
  const size_t count = std::min(numbers.size(), kDedupSources);
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<ptrdiff_t>(count), numbers.end(),
                    [&](uint32_t a, uint32_t b) {
                      return std::tuple(hosts[b].removed(), hosts[b].rows, names.hash(a)) <
                             std::tuple(hosts[a].removed(), hosts[a].rows, names.hash(b));
                    });
  for (size_t i = 0; i < count; ++i) {
    Result<std::string> name = names.Name(numbers[i]);
    if (!name.ok()) return name.status();
    selected.push_back(hosts[numbers[i]]);
    selected.back().name = std::move(*name);
  }
  std::sort(selected.begin(), selected.end(), LosesMore);
  return {};
}

}  // namespace

void CountRow(dedup::CopyKind kind, DedupSource& source) {
  ++source.rows;
  source.same_url += kind == dedup::CopyKind::kSameUrl;
  source.same_text += kind == dedup::CopyKind::kSameContent;
  source.near += kind == dedup::CopyKind::kNear;
}

void KeepMostAffected(std::vector<DedupSource>& sources) {
  std::sort(sources.begin(), sources.end(), LosesMore);
  if (sources.size() > kDedupSources) sources.resize(kDedupSources);
}

Status CountSources(const Judgement& judgement, const std::vector<bool>* counted,
                    const std::vector<corpus::Shard>& files, const std::vector<std::string>& inputs,
                    DedupSummary& summary) {
  const RowTable& table = judgement.table;
  const Counted is_counted(table, counted);
  const std::vector<DedupSource> hosts = CountHosts(table, judgement.clusters, is_counted);
  summary.hosts = static_cast<uint64_t>(std::count_if(
      hosts.begin() + 1, hosts.end(), [](const auto& host) { return host.rows > 0; }));
  const auto alarming = [&](uint32_t host) { return host != 0 && Alarming(hosts[host]); };
  for (uint32_t host = 0; host < hosts.size(); ++host) summary.alarms += alarming(host);
  if (Status status = SelectHosts(hosts, table.hosts, alarming, summary.alarm_sites);
      !status.ok()) {
    return status;
  }
  const auto affected = [&](uint32_t host) { return hosts[host].removed() > 0; };
  if (Status status = SelectHosts(hosts, table.hosts, affected, summary.sites); !status.ok()) {
    return status;
  }

  summary.inputs = CountInputs(judgement, is_counted, files, inputs);
  for (const DedupSource& input : summary.inputs) {
    if (Alarming(input)) summary.alarm_inputs.push_back(input);
  }
  summary.alarms += summary.alarm_inputs.size();
  KeepMostAffected(summary.inputs);
  KeepMostAffected(summary.alarm_inputs);
  return {};
}

}  // namespace tamis::pipeline
