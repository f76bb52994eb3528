#include "metadata/fields/months.h"

#include <bit>
#include <cstdint>

#include "metadata/word_lists.h"

namespace tamis::metadata {
namespace {

// All names of a month; of a name of several the first counts. First the languages of Latin script,
// then Cyrillic, Greek, Hebrew (with the "in" that dates put before it), Arabic, Hindi, Thai. Names
// that mean another month elsewhere (Croatian listopad, srpanj) follow the larger language.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): a month takes several lines.
constexpr std::string_view kNames[12] = {
    " january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia "
    "styczeń sty ledna leden januára január januarja sausio janvāris jaanuar jaanuari gener "
    "januára "
    "ocak oca tammikuuta tammikuu ianuarie ian siječnja januára janúar enero января январь янв "
    "січня января януари јануар јануара ιανουαρίου ιανουάριος ιαν ינואר בינואר يناير जनवरी "
    "มกราคม ژانویه ",
    " february feb februar februari février févr fév fevrier febrero febbraio fevereiro fev lutego "
    "luty lut února únor februára februárja vasario februāris veebruar veebruari febrer şubat şub "
    "helmikuuta helmikuu február febr februarie feber veljače februarja febrúar февраля февраль "
    "фев февр лютого февруари фебруар фебруара φεβρουαρίου φεβρουάριος φεβ פברואר בפברואר فبراير "
    "फरवरी กุมภาพันธ์ فوریه شباط ",
    " march mar märz mär maerz mars marzo março mrt maart marca marzec března březen marec marts "
    "kovo märts märtsi març mart maaliskuuta maaliskuu március márc martie maret ožujka марта март "
    "мар березня марта μαρτίου μάρτιος μαρ μαρ מרץ במרץ مارس آذار मार्च มีนาคม ",
    " april apr avril avr abril abr aprile kwietnia kwiecień kwi dubna duben apríla apríl aprila "
    "balandžio aprīlis aprill aprilli nisan nis huhtikuuta huhtikuu április ápr aprilie travnja "
    "апреля апрель апр квітня април април απριλίου απρίλιος απρ אפריל באפריל أبريل ابريل نيسان "
    "अप्रैल เมษายน آوریل ",
    " may mai mayo maggio mag maio mei maj maja května květen mája máj gegužės maijs mai maig "
    "mayıs toukokuuta toukokuu május svibnja maí мая май травня мај маја μαΐου μάιος μαϊ מאי במאי "
    "مايو أيار मई พฤษภาคม مه ",
    " june jun juni juin junio giugno giu junho czerwca czerwiec cze června červen júna jún junija "
    "birželio jūnijs juuni juny haziran haz kesäkuuta kesäkuu június iunie iun lipnja júní июня "
    "июнь июн червня юни јун јуна ιουνίου ιούνιος ιουν יוני ביוני يونيو يونيه حزيران जून มิถุนายน "
    "ژوئن ",
    " july jul juli juillet juil julio luglio lug julho lipca lipiec července červenec júla júl "
    "julija liepos jūlijs juuli juliol temmuz tem heinäkuuta heinäkuu július iulie iul srpnja júlí "
    "июля июль июл липня юли јул јула ιουλίου ιούλιος ιουλ יולי ביולי يوليو يوليه تموز जुलाई "
    "กรกฎาคม ژوئیه ",
    " august aug août aout agosto ago augustus augusti sierpnia sierpień sie srpna srpen augusta "
    "avgusta rugpjūčio augusts august augusti agost ağustos ağu elokuuta elokuu augusztus agustus "
    "agu kolovoza ágúst августа август авг серпня август август αυγούστου αύγουστος αυγ אוגוסט "
    "באוגוסט أغسطس اغسطس آب अगस्त สิงหาคม اوت ",
    " september sep sept septembre septiembre setiembre settembre set setembro września wrzesień "
    "wrz září septembra rugsėjo septembris septembri setembre eylül eyl syyskuuta syyskuu "
    "szeptember szept septembrie rujna сентября сентябрь сен сент вересня септември септембар "
    "септембра σεπτεμβρίου σεπτέμβριος σεπ σεπτ ספטמבר בספטמבר سبتمبر أيلول सितंबर सितम्बर "
    "กันยายน سپتامبر ",
    " october oct oktober okt octobre octubre ottobre ott outubro out października październik paź "
    "října říjen októbra október oktobra spalio oktobris oktoober oktoobri ekim eki lokakuuta "
    "lokakuu október octombrie ekim октября октябрь окт жовтня октомври октобар октобра "
    "οκτωβρίου οκτώβριος οκτ אוקטובר באוקטובר أكتوبر اكتوبر अक्टूबर ตุลาคม اکتبر ",
    " november nov novembre noviembre novembro listopada listopad listopadu lis novembra lapkričio "
    "novembris novembri kasım kas marraskuuta marraskuu noiembrie studenoga studenog nóvember "
    "ноября ноябрь ноя листопада ноември новембар новембра νοεμβρίου νοέμβριος νοε נובמבר בנובמבר "
    "نوفمبر नवंबर नवम्बर พฤศจิกายน نوامبر ",
    " december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia "
    "grudzień gru prosince prosinec decembra gruodžio decembris detsember detsembri desembre "
    "aralık ara joulukuuta joulukuu desember des decembrie prosinca desember декабря декабрь дек "
    "грудня декември децембар децембра δεκεμβρίου δεκέμβριος δεκ דצמבר בדצמבר ديسمبر दिसंबर "
    "दिसम्बर ธันวาคม دسامبر ",
};
// NOLINTEND(bugprone-suspicious-missing-comma)

constexpr WordLists<CountWordsOf(kNames)> kMonths(kNames);

}  // namespace

bool MayBeMonth(std::string_view word) { return kMonths.MayHold(word); }

int MonthByName(std::string_view word) {
  const uint32_t months = kMonths.In(word);
  return months == 0 ? 0 : std::countr_zero(months) + 1;
}

}  // namespace tamis::metadata
