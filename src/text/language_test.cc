#include "text/language.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "text/script.h"

namespace tamis::text {
namespace {

struct Case {
  std::string_view code, script, text;
};

constexpr Case kCases[] = {
    {"en", "Latn", "The council said on Monday that the bridge will stay closed until the summer."},
    {"de", "Latn",
     "Die Brücke bleibt nach Angaben der Stadt bis zum Sommer für alle Autos gesperrt."},
    {"fr", "Latn", "Le conseil a annoncé lundi que le pont restera fermé jusqu'à l'été prochain."},
    {"es", "Latn", "El ayuntamiento dijo el lunes que el puente seguirá cerrado hasta el verano."},
    {"pt", "Latn",
     "A câmara disse na segunda-feira que a ponte ficará fechada até ao próximo verão."},
    {"it", "Latn",
     "Il consiglio ha detto lunedì che il ponte resterà chiuso fino alla prossima estate."},
    {"nl", "Latn",
     "De gemeente zei maandag dat de brug tot de zomer voor alle auto's gesloten blijft."},
    {"sv", "Latn",
     "Kommunen sade i måndags att bron kommer att vara stängd för alla bilar till sommaren."},
    {"pl", "Latn",
     "Rada miasta poinformowała w poniedziałek, że most pozostanie zamknięty do lata."},
    {"cs", "Latn",
     "Radnice v pondělí oznámila, že most zůstane pro všechna auta uzavřen až do léta."},
    {"hu", "Latn",
     "Az önkormányzat hétfőn közölte, hogy a híd nyárig minden autó előtt zárva marad."},
    {"fi", "Latn",
     "Kaupunki kertoi maanantaina, että silta pysyy suljettuna kaikilta autoilta kesään asti."},
    {"tr", "Latn",
     "Belediye pazartesi günü köprünün yaza kadar tüm araçlara kapalı kalacağını söyledi."},
    {"vi", "Latn",
     "Hội đồng thành phố cho biết hôm thứ Hai rằng cây cầu sẽ đóng cửa cho đến mùa hè."},
    {"id", "Latn",
     "Pemerintah kota mengatakan pada hari Senin bahwa jembatan itu akan tetap ditutup."},
    {"ru", "Cyrl", "Городской совет сообщил в понедельник, что мост останется закрытым до лета."},
    {"uk", "Cyrl", "Міська рада повідомила в понеділок, що міст залишатиметься закритим до літа."},
    {"bg", "Cyrl",
     "Общината съобщи в понеделник, че мостът ще остане затворен до следващото лято."},
    {"el", "Grek",
     "Το δημοτικό συμβούλιο ανακοίνωσε ότι η γέφυρα θα μείνει κλειστή ως το καλοκαίρι."},
    {"ar", "Arab", "قال المجلس يوم الاثنين إن الجسر سيبقى مغلقا أمام جميع السيارات حتى الصيف"},
    {"fa", "Arab", "شورای شهر روز دوشنبه اعلام کرد که پل تا تابستان برای همه خودروها بسته می ماند"},
    {"he", "Hebr", "העירייה הודיעה ביום שני כי הגשר יישאר סגור לכל המכוניות עד הקיץ הבא"},
    {"hi", "Deva", "नगर परिषद ने सोमवार को कहा कि पुल गर्मियों तक सभी वाहनों के लिए बंद रहेगा"},
    {"th", "Thai", "สภาเมืองกล่าวเมื่อวันจันทร์ว่าสะพานจะปิดจนถึงฤดูร้อน"},
    {"zh", "Hans", "市政府周一表示，这座桥将对所有车辆关闭，直到明年夏天为止。"},
    {"zh", "Hant", "市政府週一表示，這座橋將對所有車輛關閉，直到明年夏天為止。"},
    {"ja", "Jpan", "市は月曜日、この橋を来年の夏まですべての車両に対して閉鎖すると発表した。"},
    {"ko", "Hang", "시의회는 월요일에 이 다리가 내년 여름까지 모든 차량에 폐쇄된다고 밝혔다."},
};

TEST(Language, Sentences) {
  LanguageIdentifier identifier;
  for (const Case& c : kCases) {
    const Language language = identifier.Identify(c.text);
    EXPECT_EQ(language.code, c.code) << c.text;
    EXPECT_EQ(language.script, c.script) << c.text;
    EXPECT_GT(language.score, 0.4f) << c.text;
    EXPECT_LE(language.score, 1.0f) << c.text;
  }
}

TEST(Language, NothingToTell) {
  LanguageIdentifier identifier;
  for (const std::string_view text :
       {"", "   \n\n", "12 345 --- 67%", "OK", "a", "\xFF\xFE\x00\x01"}) {
    const Language language = identifier.Identify(text);
    EXPECT_EQ(language.code, "") << text;
    EXPECT_EQ(language.score, 0.0f) << text;
  }
  EXPECT_EQ(identifier.Identify("12 345").script, "");
  EXPECT_EQ(identifier.Identify("OK").script, "Latn");
}

TEST(Language, DamageDoesNotHideTheLanguage) {
  LanguageIdentifier identifier;
  std::string text(kCases[0].text);
  text.insert(10, "\xFF\xC0\x01\x7F");
  text.insert(30, "\xEF\xBF\xBE");  // U+FFFE, a noncharacter
  text.push_back('\0');
  EXPECT_EQ(identifier.Identify(text).code, "en");
}

TEST(Language, LongTextIsSampledInSlices) {
  LanguageIdentifier identifier;
  std::string german, russian;
  while (german.size() < 20'000) german.append(kCases[1].text).append(" ");
  while (russian.size() < 20'000) russian.append(kCases[15].text).append(" ");
  EXPECT_EQ(identifier.Identify(german).code, "de");
  const Language half = identifier.Identify(german + russian);
  EXPECT_GT(half.score, 0.3f);
  EXPECT_LT(half.score, 0.8f) << "half of the sample is the other language";
  const Language most = identifier.Identify(german + german + german + russian);
  EXPECT_EQ(most.code, "de");
  EXPECT_NEAR(most.score, 0.75, 0.1);
  ASSERT_EQ(most.shares.size(), 2u);
  EXPECT_EQ(most.shares[1].language, "ru");
  EXPECT_NEAR(most.shares[1].share, 0.25, 0.1);
}

struct DeclaredCase {
  const char* rule;
  std::string_view text, declared, code;
};

constexpr std::string_view kCroatian =
    "Gradsko vijeće objavilo je u ponedjeljak da će most ostati zatvoren za sva vozila do ljeta.";

constexpr DeclaredCase kDeclaredCases[] = {
    {"text beats a declaration", kCases[0].text, "fr", "en"},
    {"text beats a declaration of its family", kCases[1].text, "nl", "de"},
    {"neighbours: the declaration decides", kCroatian, "bs-BA", "bs"},
    {"neighbours: in capitals", kCroatian, "HR", "hr"},
    {"neighbours: not by another script's language", kCroatian, "bg", "hr"},
    {"Malay and Indonesian", kCases[14].text, "ms", "ms"},
    {"a script of one language", "ქართული", "", "ka"},
    {"a script of one language, short", "ไทย", "", "th"},
    {"kana", "ありがとう", "en", "ja"},
    {"Han alone", "东京", "", "zh"},
    {"Han alone, declared", "東京", "ja", "ja"},
    {"garbage declared", kCases[0].text, "x-\xFFlong-nonsense", "en"},
    {"all 160 languages are at hand",
     "La urbo diris lunde ke la ponto restos fermita ĝis la somero.", "", "eo"},
};

TEST(Language, DeclarationsDecideBetweenNeighboursOnly) {
  LanguageIdentifier identifier;
  for (const DeclaredCase& c : kDeclaredCases) {
    EXPECT_EQ(identifier.Identify(c.text, c.declared).code, c.code) << c.rule;
  }
}

TEST(Language, SameAnswerOnEveryThread) {
  std::vector<std::string> seen(8);
  std::vector<std::thread> threads;
  for (std::string& out : seen) {
    threads.emplace_back([&out] {
      LanguageIdentifier identifier;
      for (int round = 0; round < 20; ++round) {
        for (const Case& c : kCases) {
          const Language language = identifier.Identify(c.text);
          out += language.code + std::to_string(language.score);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : seen) EXPECT_EQ(out, seen[0]);
}

// A page of blocks in two languages says how much of it is in which.
TEST(Language, SharesOfMixedPages) {
  const std::string german =
      "Die Stadt hat am Montag mitgeteilt, dass die alte Brücke bis zum Sommer gesperrt bleibt. "
      "Wer den Fluss überqueren will, muss einen Umweg über das nächste Dorf nehmen.\n";
  const std::string english =
      "The council said that the work on the old bridge would take longer than it had planned, "
      "and that drivers should use the road through the next village until then.\n";
  struct Mix {
    int german, english;  // of twelve blocks
  };
  LanguageIdentifier identifier;
  for (const Mix mix : {Mix{6, 6}, Mix{9, 3}, Mix{3, 9}, Mix{10, 2}}) {
    std::string text;
    for (int i = 0; i < mix.german; ++i) text += german;
    for (int i = 0; i < mix.english; ++i) text += english;
    const Language found = identifier.Identify(text);
    ASSERT_EQ(found.shares.size(), 2u) << mix.german;
    for (const LanguageShare& share : found.shares) {
      const int blocks = share.language == "de" ? mix.german : mix.english;
      EXPECT_NEAR(share.share, static_cast<float>(blocks) / 12, .1) << share.language;
    }
  }
}

TEST(Script, Mixtures) {
  EXPECT_EQ(DominantScript("iPhone 15 Pro: новый телефон от компании Apple"), "Cyrl");
  EXPECT_EQ(DominantScript("東京タワー"), "Jpan");
  EXPECT_EQ(DominantScript("中国中国中国中国中国中国の"), "Hani")
      << "a kana among Han is no Japanese";
  EXPECT_EQ(DominantScript("大韓民國은 민주공화국이다"), "Hang");
  EXPECT_EQ(DominantScript("Ａｂｃ"), "Latn");
  EXPECT_EQ(DominantScript("ԱԲԳ ქართული ქართული"), "Geor");
}

}  // namespace
}  // namespace tamis::text
