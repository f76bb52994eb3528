#include "pipeline/writers/parquet_converter.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "io/file.h"
#include "parquet/parquet.h"

namespace tamis::pipeline {
namespace {

Status Convert(const std::string& part, const std::string& columns, const std::string& path) {
  const std::string aside = path + ".tmp";
  if (Status made = parquet::ConvertToParquet(part, columns, aside); !made.ok()) return made;
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(aside, error);
  if (error) return io::ErrnoStatus("read", aside, error.value());
  Result<io::GrowingFile> file = io::GrowingFile::Open(aside, size);
  if (!file.ok()) return file.status();
  if (Status committed = file->CommitAs(path); !committed.ok()) return committed;
  std::filesystem::remove(part, error);
  return error ? io::ErrnoStatus("remove", part, error.value()) : Status();
}

}  // namespace

Status ParquetConverter::Start(std::string part, std::string columns, std::string path) {
  if (Status before = Wait(); !before.ok()) return before;
  running_ =
      std::async(std::launch::async, Convert, std::move(part), std::move(columns), std::move(path));
  return {};
}

Status ParquetConverter::Wait() { return running_.valid() ? running_.get() : Status(); }

}  // namespace tamis::pipeline
