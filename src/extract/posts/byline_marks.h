// Finds the names of writers and the dates of posts in a page: short elements that say by their
// markup what they are.
//
//   author  itemprop=author, rel=author, data-author; a class word such as "username"; a short link
//           to a profile ("/members/ann.12/", "memberlist.php?mode=viewprofile&u=4", "/@ann")
//   date    <time>, itemprop=datePublished; a class word such as "timestamp", or any title
//   attribute,
//           that reads as a date; then a short text that does ("» Mon Mar 04, 2019 5:12 pm")
//
// Catch:  a profile beside a post has the date when its writer joined: text is the weakest date,
//         and text that begins with "Joined", "Registriert" and the like is none.
//
// Tested:  post_finder_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "extract/blocks/class_names.h"
#include "html/dom/dom.h"
#include "metadata/fields/date.h"

namespace tamis::extract {

struct BylineMark {
  bool is_date = false;
  uint8_t rank = 0;         // the lower the surer
  uint32_t html_begin = 0;  // of its element
  uint32_t html_end = 0;
  std::string value;  // a name as written, a date as ISO 8601
};

// Reads page after page, reusing its memory.
class BylineMarks {
 public:
  // In order of html_begin. At most 16,384.
  // `classes`: of the page.
  const std::vector<BylineMark>& Find(const html::Dom& dom, const ClassList& classes);

 private:
  // What the words of a class attribute say.
  struct ClassWords {
    bool author = false;
    bool date = false;
    bool read = false;
  };
  ClassWords ReadClass(std::string_view value) const;
  ClassWords WordsOf(const html::Attribute& attribute);
  bool IsDataAuthor(const html::Attribute& attribute) const {
    return attribute.name == data_author_ || attribute.name == data_username_;
  }
  void ReadNodes();
  bool IsInPage(html::NodeId id) const;
  void ReadClassAndAddress(html::NodeId id);
  void ReadElement(html::NodeId id);
  void ReadText(html::NodeId id);
  void AddAuthor(html::NodeId id, uint8_t rank, std::string_view attribute);
  bool AddDate(html::NodeId id, uint8_t rank, std::string_view text);
  std::string_view ShortText(html::NodeId id);

  const html::Dom* dom_ = nullptr;
  const ClassList* classes_ = nullptr;
  std::vector<ClassWords> words_;  // by place in classes_->values
  simd::Readable readable_;        // the page
  metadata::DayOrder order_ = metadata::DayOrder::kUnknown;
  html::NameId data_author_ = 0, data_username_ = 0;  // names of attributes; 0: not on the page
  bool has_data_ = false;                             // one of them is
  std::vector<BylineMark> marks_;
  std::string raw_;
  std::string text_;
};

}  // namespace tamis::extract
