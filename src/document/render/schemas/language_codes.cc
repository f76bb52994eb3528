// Source: https://iso639-3.sil.org/code_tables, the codes that have an ISO 639-1 counterpart.

#include "document/render/schemas/language_codes.h"

#include <cstddef>

namespace tamis::document {
namespace {

// Both codes of a language, two letters and three, in order of the first.
constexpr std::string_view kCodes =
    "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul "
    "bibis "
    "bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan "
    "dedeu "
    "dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra "
    "fyfry "
    "gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher "
    "iaina "
    "idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua "
    "kkkaz "
    "klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin "
    "lolao "
    "ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob "
    "ndnde "
    "nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan pipli "
    "plpol "
    "pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag shhbs sisin "
    "skslk "
    "slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa "
    "titir "
    "tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie "
    "vovol "
    "wawln wowol xhxho yiyid yoyor zazha zhzho zuzul ";
constexpr size_t kEntry = 6;  // two letters, three letters, a space

}  // namespace

std::string_view ToIso639_3(std::string_view code) {
  if (code.size() != 2) return code;
  size_t begin = 0;
  size_t end = kCodes.size() / kEntry;
  while (begin < end) {
    const size_t middle = (begin + end) / 2;
    const std::string_view entry = kCodes.substr(middle * kEntry, 5);
    if (entry.substr(0, 2) == code) return entry.substr(2);
    (entry.substr(0, 2) < code ? begin : end) = middle + (entry.substr(0, 2) < code ? 1 : 0);
  }
  return code;
}

}  // namespace tamis::document
