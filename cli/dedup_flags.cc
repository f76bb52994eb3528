#include "dedup_flags.h"

#include <algorithm>
#include <thread>

#include "flags.h"

namespace tamis::cli {

std::string DedupFlags::Apply() {
  const Result<DedupMethod> named = DedupPreset(preset);
  if (!named.ok()) return named.status().message();
  DedupMethod& method = options.method;
  method = *named;
  if (!unit.empty()) method.characters = unit == "characters";
  if (shingle != 0) method.shingle = shingle;
  if (bands != 0) method.bands = bands;
  if (rows != 0) method.rows = rows;
  if (options.threads == 0) options.threads = std::max(1u, std::thread::hardware_concurrency());
  return "";
}

void AddThreadsFlag(CLI::App& command, DedupFlags& flags) {
  flags.options.threads = 0;
  command.add_option("-j,--threads,--parallel,--workers", flags.options.threads, "0: all cores")
      ->check(CLI::Range(0u, 1024u).description(""))
      ->type_name("N")
      ->capture_default_str();
}

void AddShingleFlags(CLI::App& command, DedupFlags& flags) {
  command
      .add_option("--preset", flags.preset, "default (5 words, 21 x 6), fineweb, nemo, text-dedup")
      ->type_name("NAME")
      ->capture_default_str()
      ->group(kMethodGroup);
  command.add_option("--shingle", flags.shingle, "Length of a shingle, in words or characters")
      ->check(CLI::Range(1u, 64u).description(""))
      ->type_name("N")
      ->group(kMethodGroup);
  command.add_option("--shingle-unit", flags.unit, "words or characters")
      ->check(CLI::IsMember({"words", "characters"}).description(""))
      ->type_name("UNIT")
      ->group(kMethodGroup);
  command.add_option("--bands", flags.bands, "Of the signature; more bands find more")
      ->check(CLI::Range(1u, 1024u).description(""))
      ->type_name("N")
      ->group(kMethodGroup);
  command.add_option("--rows", flags.rows, "Hashes in a band; more rows find less")
      ->check(CLI::Range(1u, 64u).description(""))
      ->type_name("N")
      ->group(kMethodGroup);
  command.add_option("--seed", flags.options.seed, "Of the hash functions")
      ->type_name("N")
      ->capture_default_str()
      ->group(kMethodGroup);
}

void AddIndexMemoryFlag(CLI::App& command, DedupFlags& flags) {
  command
      .add_option("--index-memory", flags.options.index_memory,
                  "For blocks and filters of the index that are held in memory")
      ->transform(SizeInBytes(uint64_t{1} << 44))
      ->type_name("SIZE")
      ->default_str("256M");
}

void AddFieldFlags(CLI::App& command, const std::vector<FieldFlag>& fields) {
  for (const FieldFlag& field : fields) {
    command.add_option(field.flag, *field.name, field.description)
        ->type_name("NAME")
        ->capture_default_str()
        ->group(kRowsGroup);
  }
}

}  // namespace tamis::cli
