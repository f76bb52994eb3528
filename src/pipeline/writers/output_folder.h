// The folder of a corpus: made, locked against a second run, and found empty or emptied of an
// earlier run.
//
//   DIR/documents/00000.jsonl.gz     rows of documents
//   DIR/removed/STEP/00000.jsonl.gz  rows of pages that gave none
//   DIR/summary.json                 written last: its presence says that the run has ended
//   DIR/.tamis.lock                  while a run is going on
//
// Source:  docs/formats/corpus.md.
// Tested:  writers_test.cc, tests/cli/test_output.py.

#pragma once

#include <string>

#include "tamis/status.h"

namespace tamis::pipeline {

// Holds the lock until it is destroyed; the system drops it when the process dies.
class OutputFolder {
 public:
  // Makes the folder when missing. Without `overwrite` it must be empty; with it the shards and
  // the summary of an earlier run are deleted, by their names, and other files stay.
  // Errors: kInvalidArgument (in use, not empty, a file), kIo.
  static Result<OutputFolder> Open(const std::string& path, bool overwrite);
  ~OutputFolder();
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&& other) noexcept;

  const std::string& path() const { return path_; }

 private:
  OutputFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  void Unlock();

  std::string path_;
  int lock_ = -1;
};

}  // namespace tamis::pipeline
