#include "text/signals/stop_words.h"

#include <algorithm>
#include <iterator>

#include "base/memory/load.h"

namespace tamis::text {
namespace {

struct List {
  std::string_view code;
  std::array<std::string_view, kStopWordCount> words;
};

constexpr List kLists[] = {
    {"ar", {"من", "في", "على", "إلى", "أن", "عن", "هذا", "التي"}},
    {"bg", {"на", "и", "да", "от", "за", "се", "не", "с"}},
    {"ca", {"de", "la", "i", "que", "els", "amb", "per", "una"}},
    {"cs", {"a", "se", "na", "je", "že", "v", "to", "s"}},
    {"da", {"og", "i", "at", "det", "er", "en", "til", "af"}},
    {"de", {"der", "die", "und", "in", "zu", "den", "das", "mit"}},
    {"el", {"και", "το", "να", "του", "η", "με", "για", "την"}},
    {"en", {"the", "be", "to", "of", "and", "that", "have", "with"}},
    {"es", {"de", "la", "que", "el", "en", "y", "los", "con"}},
    {"et", {"ja", "on", "ei", "et", "see", "oli", "ka", "kui"}},
    {"fa", {"و", "در", "به", "از", "که", "را", "این", "با"}},
    {"fi", {"ja", "on", "ei", "se", "että", "oli", "joka", "myös"}},
    {"fr", {"de", "la", "le", "et", "les", "des", "que", "dans"}},
    {"he", {"של", "את", "על", "לא", "הוא", "זה", "עם", "כי"}},
    {"hi", {"के", "है", "पर", "की", "और", "से", "का", "को"}},
    {"hr", {"i", "je", "u", "se", "na", "da", "za", "su"}},
    {"hu", {"a", "az", "és", "hogy", "nem", "egy", "is", "van"}},
    {"id", {"yang", "dan", "di", "itu", "dengan", "untuk", "ini", "dari"}},
    {"it", {"di", "e", "che", "la", "il", "per", "non", "con"}},
    {"ko", {"이", "그", "수", "등", "및", "것", "더", "한"}},
    {"lt", {"ir", "kad", "iš", "su", "yra", "į", "tai", "bet"}},
    {"lv", {"un", "ir", "ar", "no", "par", "ka", "uz", "kas"}},
    {"nl", {"de", "van", "het", "een", "en", "in", "dat", "met"}},
    {"no", {"og", "i", "det", "er", "på", "til", "som", "av"}},
    {"pl", {"i", "w", "na", "się", "nie", "z", "do", "że"}},
    {"pt", {"de", "a", "que", "e", "do", "da", "em", "para"}},
    {"ro", {"de", "și", "în", "la", "cu", "nu", "care", "pe"}},
    {"ru", {"и", "в", "не", "на", "что", "с", "по", "как"}},
    {"sk", {"a", "na", "sa", "je", "že", "v", "to", "s"}},
    {"sl", {"in", "je", "v", "se", "na", "da", "za", "so"}},
    {"sr", {"и", "је", "у", "се", "на", "да", "за", "су"}},
    {"sv", {"och", "i", "att", "det", "en", "på", "som", "av"}},
    {"tr", {"ve", "bir", "bu", "da", "için", "ile", "çok", "olarak"}},
    {"uk", {"і", "в", "не", "на", "що", "з", "у", "та"}},
    {"vi", {"và", "của", "là", "có", "cho", "các", "trong", "được"}},
};
static_assert(std::is_sorted(std::begin(kLists), std::end(kLists),
                             [](const List& a, const List& b) { return a.code < b.code; }));

constexpr uint64_t kNoWord = ~uint64_t{0};  // bytes FF are no UTF-8

}  // namespace

bool StopWords::SetLanguage(std::string_view code) {
  if (code == code_) return all_ != 0;
  const List* list =
      std::lower_bound(std::begin(kLists), std::end(kLists), code,
                       [](const List& l, std::string_view wanted) { return l.code < wanted; });
  const bool known = list != std::end(kLists) && list->code == code;
  code_ = known ? list->code : std::string_view("-");
  words_.fill(kNoWord);
  all_ = 0;
  multiplier_ = 0x9E3779B97F4A7C15u;
  while (known && !Place(list->words)) multiplier_ += 0x2545F4914F6CDD1Eu;
  return known;
}

bool StopWords::Place(const std::array<std::string_view, kStopWordCount>& words) {
  words_.fill(kNoWord);
  all_ = 0;
  for (const std::string_view text : words) {
    const uint64_t word = LoadPartial64(text.data(), text.size());
    const size_t slot = Slot(word);
    if (words_[slot] != kNoWord) return false;
    words_[slot] = word;
    all_ |= uint32_t{1} << slot;
  }
  return true;
}

}  // namespace tamis::text
