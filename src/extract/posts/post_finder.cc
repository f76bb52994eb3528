#include "extract/posts/post_finder.h"

#include <algorithm>

namespace tamis::extract {
namespace {

namespace names = html::names;

// So many of a group's members with text must have an author or a date.
constexpr double kMinMarkedShare = 0.6;
// So much of the text that counts must stand in posts.
constexpr double kMinWordShare = 0.3;
// A post may be made of so many like parts: the box about its writer and its text.
constexpr uint32_t kMaxParts = 2;
// Text before the first post is a post from so many words on.
constexpr uint32_t kMinOpeningWords = 5;
// A longer block is more than the line with author and date.
constexpr uint32_t kMaxBylineWords = 12;
constexpr uint32_t kMaxButtonWords = 3;
// Marks looked at over all groups: a page of any sense stays far below.
constexpr uint64_t kMaxMarkVisits = 4u << 20;

// Class names that tell members of one list apart.
constexpr std::string_view kPlaceNames[] = {"even", "odd", "alt", "first",  "last",  "clearfix",
                                            "row",  "new", "old", "unread", "active"};

constexpr uint32_t kNotRead = 2;  // no KindOfClass(), which are 0 or odd

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

uint32_t Mix(uint32_t hash, uint32_t value) {
  hash = (hash ^ value) * 0x9E3779B1u;
  return hash ^ (hash >> 15);
}

// The hash of the first class name that tells a kind: no digits, no place in the list. 0: none.
uint32_t KindOfClass(std::string_view value) {
  for (size_t i = 0; i < value.size();) {
    while (i < value.size() && IsSpace(value[i])) ++i;
    const size_t begin = i;
    bool digits = false;
    uint32_t hash = 2166136261u;
    for (; i < value.size() && !IsSpace(value[i]); ++i) {
      digits |= value[i] >= '0' && value[i] <= '9';
      hash = (hash ^ static_cast<unsigned char>(value[i])) * 16777619u;
    }
    const std::string_view name = value.substr(begin, i - begin);
    const bool place =
        std::find(std::begin(kPlaceNames), std::end(kPlaceNames), name) != std::end(kPlaceNames);
    if (!name.empty() && !digits && !place) return hash | 1;
  }
  return 0;
}

// The first of the best marks counts; but of a line ("Ann Lee says:") the name marked inside it.
bool Surer(const BylineMark& mark, const BylineMark* known) {
  if (known == nullptr) return true;
  const bool inside = mark.html_begin < known->html_end && mark.html_end <= known->html_end;
  return mark.rank < known->rank || (inside && known->rank > 0);
}

}  // namespace

bool PostFinder::Counts(uint32_t block) const {
  const Decision& decision = out_->decisions[block];
  return thread_ ? decision.keep : decision.reason == Reason::kComment;
}

// Fills words_; returns all words that count.
uint32_t PostFinder::SumWords() {
  const auto& blocks = out_->blocks.blocks;
  words_.assign(blocks.size() + 1, 0);
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const bool heading = thread_ && blocks[i].kind == BlockKind::kHeading;
    words_[i + 1] = words_[i] + (Counts(i) && !heading ? blocks[i].words : 0);
  }
  return words_.back();
}

// Like elements have like keys: by tag and class, and without a class by the element around.
uint32_t PostFinder::KeyOf(const html::Dom& dom, uint32_t container) {
  const Container& c = out_->blocks.containers[container];
  uint32_t kind = 0;
  if ((dom.node(c.node).flags & html::kNodeHasClass) != 0) {
    for (const html::Attribute& attribute : dom.attributes(c.node)) {
      if (attribute.name != names::kClass) continue;
      const uint32_t number = out_->blocks.classes.NumberOf(dom, attribute);
      if (kinds_[number] == kNotRead) kinds_[number] = KindOfClass(dom.value(attribute));
      kind = kinds_[number];
    }
  }
  return Mix(kind != 0 ? kind : keys_[c.parent], c.tag + 1);
}

void PostFinder::FindMembers(const html::Dom& dom) {
  const auto& containers = out_->blocks.containers;
  members_.clear();
  keys_.assign(containers.size(), 0);
  kinds_.assign(out_->blocks.classes.values.size(), kNotRead);
  for (uint32_t i = 1; i < containers.size(); ++i) {
    const Container& c = containers[i];
    if (c.node == html::kNoNode) continue;
    keys_[i] = KeyOf(dom, i);
    if (words_[c.end_block] > words_[c.first_block]) members_.push_back({keys_[i], i});
  }
  std::sort(members_.begin(), members_.end(), [](const Member& a, const Member& b) {
    return a.key != b.key ? a.key < b.key : a.container < b.container;
  });
}

// Fills own_ for members [begin, end), which are in page order.
void PostFinder::ReadOwn(const html::Dom& dom, uint32_t begin, uint32_t end) {
  const auto& containers = out_->blocks.containers;
  own_.clear();
  for (uint32_t i = begin; i < end; ++i) {
    const Container& c = containers[members_[i].container];
    Own own{.first_block = c.first_block, .end_block = c.end_block};
    if (i + 1 < end) {
      const uint32_t next = containers[members_[i + 1].container].first_block;
      own.end_block = std::min(own.end_block, std::max(next, own.first_block));
    }
    own.words = words_[own.end_block] - words_[own.first_block];
    own_.push_back(own);
  }
  AssignMarks(dom, begin, end);
}

// Marks and members both stand in page order: one pass with the members that are open.
void PostFinder::AssignMarks(const html::Dom& dom, uint32_t begin, uint32_t end) {
  const auto node = [&](uint32_t i) -> const html::Node& {
    return dom.node(out_->blocks.containers[members_[begin + i].container].node);
  };
  const uint32_t count = end - begin;
  uint32_t next = 0;
  open_.clear();
  for (auto mark =
           std::lower_bound(marks_->begin(), marks_->end(), node(0).source_begin,
                            [](const BylineMark& m, uint32_t at) { return m.html_begin < at; });
       mark != marks_->end(); ++mark) {
    ++mark_visits_;
    while (next < count && node(next).source_begin <= mark->html_begin) open_.push_back(next++);
    while (!open_.empty() && node(open_.back()).source_end <= mark->html_begin) open_.pop_back();
    if (open_.empty()) {
      if (next == count) break;
      continue;
    }
    Own& own = own_[open_.back()];
    const BylineMark*& known = mark->is_date ? own.date : own.author;
    if (Surer(*mark, known)) known = &*mark;
  }
}

PostFinder::Group PostFinder::Judge(const html::Dom& dom, uint32_t begin, uint32_t end) {
  ReadOwn(dom, begin, end);
  Group group{.begin = begin, .end = end};
  uint32_t texts = 0, marked = 0, both = 0;
  for (const Own& own : own_) {
    if (own.words == 0) continue;
    ++texts;
    group.words += own.words;
    marked += own.author != nullptr || own.date != nullptr;
    both += own.author != nullptr && own.date != nullptr;
  }
  // A single comment must be a sure one.
  const bool enough = marked >= 2 || (!thread_ && both == 1);
  if (!enough || marked < kMinMarkedShare * texts) return group;
  group.texts = texts;
  group.both = both;
  group.score = marked + both;
  return group;
}

void PostFinder::Find(const html::Dom& dom, bool thread, Extraction& out) {
  out_ = &out;
  out.posts.clear();
  marks_ = nullptr;
  if (thread || out.has_comments) FindPosts(dom, thread);
}

void PostFinder::FindPosts(const html::Dom& dom, bool thread) {
  thread_ = thread;
  const uint32_t all = SumWords();
  if (all == 0) return;
  FindMembers(dom);
  if (marks_ == nullptr) marks_ = &mark_finder_.Find(dom, out_->blocks.classes);
  mark_visits_ = 0;
  if (marks_->empty()) return;
  Group best;
  for (uint32_t begin = 0, end = 0; begin < members_.size(); begin = end) {
    while (end < members_.size() && members_[end].key == members_[begin].key) ++end;
    if (thread && end - begin < 2) continue;
    if (mark_visits_ > kMaxMarkVisits) break;
    const Group group = Judge(dom, begin, end);
    if (group.score == 0 || group.words < kMinWordShare * all) continue;
    if (best.score == 0 || Better(group, best)) best = group;
  }
  if (best.score == 0) {
    // A thread that reads as comments.
    if (thread && out_->has_comments) FindPosts(dom, false);
    return;
  }
  ReadOwn(dom, best.begin, best.end);
  if (thread) AddOpening(dom);
  for (const Own& own : own_) AddPost(own);
}

// Of two groups of which one is made of parts of the other the outer one is the posts, unless its
// members hold several of the inner ones each.
bool PostFinder::Better(const Group& group, const Group& best) const {
  const auto& containers = out_->blocks.containers;
  const auto first = [&](const Group& g) -> const Container& {
    return containers[members_[g.begin].container];
  };
  const auto last = [&](const Group& g) -> const Container& {
    return containers[members_[g.end - 1].container];
  };
  const auto inside = [&](const Group& inner, const Group& outer) {
    return first(inner).depth > first(outer).depth &&
           first(inner).first_block >= first(outer).first_block &&
           last(inner).end_block <= std::max(last(outer).end_block, first(outer).end_block);
  };
  // One comment, or all of them: who holds several that are sure is a list.
  if (inside(group, best) && best.texts == 1) return group.both >= 2;
  if (inside(best, group) && group.texts == 1) return best.both < 2;
  if (inside(group, best)) return group.texts > kMaxParts * best.texts;
  if (inside(best, group)) return best.texts <= kMaxParts * group.texts;
  return group.score != best.score ? group.score > best.score : group.words > best.words;
}

// The post that opens the thread when it looks unlike the others.
void PostFinder::AddOpening(const html::Dom& dom) {
  const uint32_t end = own_.front().first_block;
  if (words_[end] < kMinOpeningWords) return;
  uint32_t first = 0;
  while (words_[first + 1] == 0) ++first;
  // The outermost container around its text that ends before the posts begin.
  const auto& page = out_->blocks;
  uint32_t holder = page.blocks[first].parent;
  if (holder == 0 || page.containers[holder].end_block > end) return;
  while (page.containers[holder].parent != 0 &&
         page.containers[page.containers[holder].parent].end_block <= end) {
    holder = page.containers[holder].parent;
  }
  const Container& c = page.containers[holder];
  if (c.node == html::kNoNode) return;
  Own own{.first_block = first, .end_block = c.end_block};
  own.words = words_[own.end_block] - words_[own.first_block];
  for (const BylineMark& mark : *marks_) {
    if (mark.html_begin < dom.node(c.node).source_begin) continue;
    if (mark.html_begin >= dom.node(c.node).source_end) break;
    const BylineMark*& known = mark.is_date ? own.date : own.author;
    if (Surer(mark, known)) known = &mark;
  }
  if (own.author != nullptr && own.words >= kMinOpeningWords) AddPost(own);
}

void PostFinder::AddPost(const Own& own) {
  if (own.words == 0) return;
  PostRange post{.first_block = own.first_block, .end_block = own.end_block};
  if (own.author != nullptr) post.author = own.author->value;
  if (own.date != nullptr) post.date = own.date->value;
  if (!thread_) SetBylinesApart(own);
  out_->posts.push_back(std::move(post));
}

void PostFinder::SetBylinesApart(const Own& own) {
  for (uint32_t i = own.first_block; i < own.end_block; ++i) {
    const PageBlock& block = out_->blocks.blocks[i];
    Decision& decision = out_->decisions[i];
    if (decision.reason != Reason::kComment) continue;
    const auto holds = [&](const BylineMark* mark) {
      return mark != nullptr && mark->html_begin < block.html_end &&
             block.html_begin < mark->html_end;
    };
    const bool button = block.kind == BlockKind::kButton || block.link_words == block.words;
    if (block.words <= kMaxBylineWords && (holds(own.author) || holds(own.date))) {
      decision.reason = Reason::kByline;
    } else if (button && block.words <= kMaxButtonWords) {
      decision.reason = Reason::kCommentWidget;
    }
  }
}

}  // namespace tamis::extract
