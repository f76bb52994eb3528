// The folder of a corpus: made, locked against a second run, and found empty, left by an
// interrupted run, or emptied of an earlier one.
//
//   DIR/documents/00000.jsonl.gz     rows of documents
//   DIR/attributes/NAME/...          what a schema keeps beside them
//   DIR/removed/STEP/00000.jsonl.gz  rows of pages that gave none
//   DIR/manifest.jsonl               what the run is and how far it has come
//   DIR/summary.json                 written last: its presence says that the run has ended
//   DIR/site.table                   what repeats on each site, when that was counted
//   DIR/site.counting/               while it is being counted
//   DIR/.tamis.lock                  while a run is going on
//
// Of many tasks (--tasks N --rank I) each has its own names in the same folder:
//
//   DIR/documents/00003_00000.jsonl.gz
//   DIR/tasks/00003/manifest.jsonl, summary.json, .tamis.lock
//   DIR/completions/00003            empty; the task has ended
//
// Source:  docs/formats/corpus.md.
// Tested:  writers_test.cc, tests/cli/test_output.py, tests/cli/test_tasks.py.

#pragma once

#include <cstdint>
#include <string>

#include "tamis/status.h"

namespace tamis::pipeline {

// Holds the lock until it is destroyed; the system drops it when the process dies.
class OutputFolder {
 public:
  // Makes the folder when missing. Without `overwrite` it must be empty, but for what this or
  // other tasks of the same run left; with it the shards, manifest and summary of an earlier run
  // (of this task) are deleted, by their names, and other files stay.
  // REQUIRES: rank < tasks
  // Errors: kInvalidArgument (in use, not empty, a file), kIo.
  static Result<OutputFolder> Open(const std::string& path, uint32_t tasks, uint32_t rank,
                                   bool overwrite);
  ~OutputFolder();
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&& other) noexcept;

  const std::string& path() const { return path_; }
  // Of the names of shards: "00003_", or nothing when there is one task.
  const std::string& prefix() const { return prefix_; }
  std::string manifest_path() const { return own_ + "/manifest.jsonl"; }
  std::string summary_path() const { return own_ + "/summary.json"; }
  std::string site_table_path() const { return own_ + "/site.table"; }
  std::string site_counting_path() const { return own_ + "/site.counting"; }
  bool has_manifest() const;
  // Whether there are shards of this task, whole or under way.
  bool has_shards() const;

  // Says to who waits for all tasks that this one has ended. Nothing when there is one task.
  Status MarkComplete() const;

 private:
  OutputFolder(const std::string& path, uint32_t tasks, uint32_t rank);
  Status CheckEmpty() const;
  void DeleteEarlierRun() const;
  void Unlock();

  std::string path_;
  std::string own_;     // DIR, or DIR/tasks/00003
  std::string prefix_;  // see prefix()
  int lock_ = -1;
};

}  // namespace tamis::pipeline
