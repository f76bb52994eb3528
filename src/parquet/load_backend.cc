// Source:  docs/decisions/040-parquet-plugin.md.

#include "parquet/load_backend.h"

#include <string>

#include "base/platform/plugin.h"
#include "tamis/version.h"

namespace tamis::parquet {
namespace {

constexpr char kHowToGet[] =
    "; run scripts/deps.sh, which installs Apache Arrow, and scripts/build.sh again, or write "
    "--format jsonl";

Status Unavailable(const std::string& why) {
  return Status(StatusCode::kUnsupported, "this tamis has no Parquet: " + why + kHowToGet);
}

Result<const Backend*> Open() {
  const Result<void*> symbol = OpenPlugin("libtamis_parquet.so", kBackendSymbol);
  if (!symbol.ok()) return Unavailable(symbol.status().message());
  const Backend* backend = reinterpret_cast<BackendFunction>(*symbol)();
  if (backend->tamis_version() == kVersion) return backend;
  return Unavailable("libtamis_parquet.so is of tamis " + std::string(backend->tamis_version()));
}

}  // namespace

const Result<const Backend*>& LoadBackend() {
  static const Result<const Backend*> kBackend = Open();
  return kBackend;
}

}  // namespace tamis::parquet
