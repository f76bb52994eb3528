#include "metadata/fields/months.h"

#include <iterator>

namespace tamis::metadata {
namespace {

// All names of a month, a space before and after each.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): a month takes several lines.
constexpr std::string_view kNames[12] = {
    " january jan januar jänner janvier janv enero ene gennaio gen janeiro januari jan stycznia "
    "styczeń ledna leden января январь янв січня ocak oca tammikuuta január ianuarie ian ",
    " february feb februar februari février févr fév fevrier febrero febbraio fevereiro fev lutego "
    "luty února únor февраля февраль фев лютого şubat şub helmikuuta február febr februarie "
    "feber ",
    " march mar märz mär maerz mars marzo março mrt maart marca marzec března březen марта март "
    "мар "
    "березня mart maaliskuuta március márc martie maret marts ",
    " april apr avril avr abril abr aprile kwietnia kwiecień dubna duben апреля апрель апр квітня "
    "nisan nis huhtikuuta április ápr aprilie ",
    " may mai mayo maggio mag maio mei maj maja května květen мая май травня mayıs toukokuuta "
    "május máj ",
    " june jun juni juin junio giugno giu junho czerwca czerwiec června červen июня июнь июн "
    "червня "
    "haziran haz kesäkuuta június jún iunie iun ",
    " july jul juli juillet juil julio luglio lug julho lipca lipiec července červenec июля июль "
    "июл липня temmuz tem heinäkuuta július júl iulie iul ",
    " august aug août aout agosto ago augustus augusti sierpnia sierpień srpna srpen августа "
    "август "
    "авг серпня ağustos ağu elokuuta augusztus agustus agu ",
    " september sep sept septembre septiembre setiembre settembre set setembro september września "
    "wrzesień září сентября сентябрь сен сент вересня eylül eyl syyskuuta szeptember szept "
    "septembrie ",
    " october oct oktober okt octobre octubre ottobre ott outubro out października październik "
    "října říjen октября октябрь окт жовтня ekim eki lokakuuta október octombrie ",
    " november nov novembre noviembre novembro listopada listopad listopadu ноября ноябрь ноя "
    "листопада kasım kas marraskuuta noiembrie ",
    " december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia "
    "grudzień prosince prosinec декабря декабрь дек грудня aralık ara joulukuuta desember des "
    "decembrie ",
};
// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace

int MonthByName(std::string_view word) {
  if (word.size() < 3 || word.size() > 24) return 0;
  for (size_t month = 0; month < std::size(kNames); ++month) {
    const std::string_view names = kNames[month];
    for (size_t at = names.find(word); at != names.npos; at = names.find(word, at + 1)) {
      if (names[at - 1] == ' ' && names[at + word.size()] == ' ')
        return static_cast<int>(month + 1);
    }
  }
  return 0;
}

}  // namespace tamis::metadata
