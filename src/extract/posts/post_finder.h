// Tells the posts of a thread, or the comments below an article, apart: who wrote which, and when.
//
//   decide -> [posts] -> document
//
// Idea:   software writes all posts of a page alike: containers with the same tag and class, each
//         with text and with an author or a date of its own (byline_marks.h). Among all groups of
//         like containers the posts are the one with the most such members; of nested groups the
//         outer one, which holds author and date together.
// Catch:  replies nest in the comment they answer, so a block and a mark belong to the innermost
//         member that holds them. A thread may open with a post of another form (a question
//         before its answers): kept text before the first member, with an author, is one too.
//
// What the model kept is not touched. Of comments, the blocks with author and date become
// kByline, and their buttons kCommentWidget.
//
// Tested:  post_finder_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/extract.h"
#include "extract/posts/byline_marks.h"
#include "html/dom/dom.h"

namespace tamis::extract {

// Finds page after page, reusing its memory. Linear in the page but for sorting.
class PostFinder {
 public:
  // Fills out.posts. `thread`: what readers write is the page's content. Costs nothing on pages
  // that are no thread and have no comments.
  void Find(const html::Dom& dom, bool thread, Extraction& out);

 private:
  // A container that may be a post.
  struct Member {
    uint32_t key = 0;
    uint32_t container = 0;
  };
  // What belongs to a member and to none inside it.
  struct Own {
    uint32_t first_block = 0;
    uint32_t end_block = 0;  // up to the first member inside it
    uint32_t words = 0;      // of text that counts, in this range
    const BylineMark* author = nullptr;
    const BylineMark* date = nullptr;
  };
  struct Group {
    uint32_t begin = 0;  // in members_
    uint32_t end = 0;
    uint32_t score = 0;
    uint32_t texts = 0;  // members with text
    uint32_t both = 0;   // of these with author and date
    uint32_t words = 0;
  };

  void FindPosts(const html::Dom& dom, bool thread);
  bool Counts(uint32_t block) const;
  uint32_t SumWords();
  uint32_t KeyOf(const html::Dom& dom, uint32_t container);
  void FindMembers(const html::Dom& dom);
  Group Judge(const html::Dom& dom, uint32_t begin, uint32_t end);
  bool Better(const Group& group, const Group& best) const;
  void ReadOwn(const html::Dom& dom, uint32_t begin, uint32_t end);
  void AssignMarks(const html::Dom& dom, uint32_t begin, uint32_t end);
  void AddOpening(const html::Dom& dom);
  void AddPost(const Own& own);
  void SetBylinesApart(const Own& own);

  bool thread_ = false;
  Extraction* out_ = nullptr;
  BylineMarks mark_finder_;
  const std::vector<BylineMark>* marks_ = nullptr;  // of the page, when they were asked for
  uint64_t mark_visits_ = 0;
  std::vector<uint32_t> words_;  // that count, before each block
  std::vector<uint32_t> keys_;   // by container
  std::vector<uint32_t> kinds_;  // KindOfClass(), by number of the class
  std::vector<Member> members_;
  std::vector<Own> own_;  // of the group at hand
  std::vector<uint32_t> open_;
};

}  // namespace tamis::extract
