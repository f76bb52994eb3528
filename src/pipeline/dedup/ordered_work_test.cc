#include "pipeline/dedup/ordered_work.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace tamis::pipeline {
namespace {

struct Job {
  int number = 0;
  long result = 0;
};

// Work of very different size, so that jobs finish in another order than they were made.
void Square(Job& job, uint32_t) {
  volatile long sum = 0;
  for (long i = 0; i < (job.number % 7) * 20'000L; ++i) sum = sum + i;
  job.result = static_cast<long>(job.number) * job.number;
}

TEST(OrderedWorkTest, TakesInOrder) {
  for (const uint32_t threads : {1u, 2u, 5u}) {
    std::vector<long> results;
    OrderedWork<Job> work(threads, Square, [&](Job& job) {
      results.push_back(job.result);
      return Status();
    });
    for (int i = 0; i < 300; ++i) {
      std::unique_ptr<Job> job = work.Take();
      job->number = i;
      ASSERT_TRUE(work.Push(std::move(job)).ok());
    }
    ASSERT_TRUE(work.Finish().ok());
    ASSERT_EQ(results.size(), 300u);
    for (long i = 0; i < 300; ++i) EXPECT_EQ(results[static_cast<size_t>(i)], i * i);
  }
}

TEST(OrderedWorkTest, AnErrorEndsIt) {
  int taken = 0;
  OrderedWork<Job> work(3, Square, [&](Job& job) {
    ++taken;
    return job.number == 10 ? Status(StatusCode::kIo, "full") : Status();
  });
  Status pushed;
  for (int i = 0; i < 10'000 && pushed.ok(); ++i) {
    std::unique_ptr<Job> job = work.Take();
    job->number = i;
    pushed = work.Push(std::move(job));
  }
  EXPECT_EQ(pushed.code(), StatusCode::kIo);
  EXPECT_EQ(work.Finish().code(), StatusCode::kIo);
  EXPECT_EQ(taken, 11);
}

TEST(OrderedWorkTest, NothingToDo) {
  OrderedWork<Job> work(4, Square, [](Job&) { return Status(StatusCode::kInternal, "called"); });
  EXPECT_TRUE(work.Finish().ok());
  EXPECT_TRUE(work.Finish().ok());
}

}  // namespace
}  // namespace tamis::pipeline
