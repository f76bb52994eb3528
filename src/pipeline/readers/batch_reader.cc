#include "pipeline/readers/batch_reader.h"

#include <utility>

#include "pipeline/readers/problem.h"

namespace tamis::pipeline {

Status BatchReader::Start(const InputPlace& place, bool done) {
  next_file_ = done ? static_cast<uint32_t>(files_.size()) : place.file;
  closed_bytes_ = place.closed_bytes;
  passed_ = place.passed;
  taken_ = place.taken;
  if (done || place.in_file.steps == 0 || next_file_ >= files_.size()) return {};
  const uint32_t index = next_file_++;
  Result<OpenInput> input = OpenInput::OpenAt(files_[index], index, options_.limits, place.in_file);
  if (!input.ok()) return input.status();
  input_ = std::make_unique<OpenInput>(std::move(*input));
  return {};
}

InputPlace BatchReader::Place() const {
  InputPlace place{.file = next_file_,
                   .in_file = {},
                   .closed_bytes = closed_bytes_,
                   .passed = passed_,
                   .taken = taken_};
  if (input_) {
    --place.file;
    place.in_file = input_->place();
  }
  return place;
}

bool BatchReader::OpenNext(Batch& batch) {
  while (next_file_ < files_.size()) {
    const uint32_t index = next_file_++;
    Result<OpenInput> input = OpenInput::Open(files_[index], index, options_.limits);
    if (input.ok()) {
      input_ = std::make_unique<OpenInput>(std::move(*input));
      input_->SwapBuffer(batch.buffer);
      return true;
    }
    ++batch.inputs_failed;
    batch.problems.push_back(ProblemOf(files_[index].path, input.status()));
  }
  return false;
}

void BatchReader::CloseInput(Batch& batch) {
  input_->SwapBuffer(batch.buffer);
  closed_bytes_ += input_->bytes_done();
  input_.reset();
}

// Candidates passed over are records that were skipped.
void BatchReader::TakeOrPass(Batch& batch, size_t texts_before) {
  const std::string_view block = batch.candidates.back().block;
  if (passed_ >= options_.skip) {
    ++taken_;
    batch.block_bytes += block.size();
    input_->Keep(block);
    return;
  }
  ++passed_;
  --batch.records;
  batch.texts.resize(texts_before);
  batch.candidates.pop_back();
  batch.Skip("passed_over");
}

bool BatchReader::Fill(Batch& batch) {
  batch.Clear();
  if (input_) input_->SwapBuffer(batch.buffer);
  while (!batch.full() && !LimitReached()) {
    if (stop_ != nullptr && *stop_) {
      // Batches are cut by the input alone: half a one is read again when the run goes on.
      stopped_ = true;
      batch.Clear();
      return false;
    }
    if (!input_ && !OpenNext(batch)) break;
    const size_t candidates_before = batch.candidates.size();
    const size_t texts_before = batch.texts.size();
    if (!input_->Next(batch)) {
      CloseInput(batch);
    } else if (batch.candidates.size() != candidates_before) {
      TakeOrPass(batch, texts_before);
    }
  }
  if (input_) input_->SwapBuffer(batch.buffer);
  batch.bytes_done = closed_bytes_ + (input_ ? input_->bytes_done() : 0);
  batch.end = Place();
  return batch.records > 0 || batch.damaged > 0 || !batch.problems.empty();
}

}  // namespace tamis::pipeline
