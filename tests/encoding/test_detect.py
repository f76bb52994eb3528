"""Pages without any declaration, one sentence of ours a language, in its legacy encodings: the
decoded text must be the text. detect_accuracy.py measures the same on much more text."""
import os
import pathlib
import sys

import detect_accuracy

TOOL = str(pathlib.Path(os.environ.get("TAMIS_BUILD_DIR", "build/dev")) / "encoding_tool")

SENTENCES = {
    "german": ("cp1252 utf-8", "Heute ist schönes Wetter, und die Kinder spielen draußen; morgen müssen wir früh aufstehen."),
    "french": ("cp1252 utf-8", "Il fait très beau aujourd’hui et les élèves jouent près de la forêt ; ça leur plaît."),
    "spanish": ("cp1252 utf-8", "Mañana iremos al jardín con los niños; ¿sabes si también vendrá tu compañía?"),
    "portuguese": ("cp1252", "Amanhã não haverá aula, porque a reunião começa às três e a decisão é difícil."),
    "swedish": ("cp1252", "Flickan går över ängen när hennes bröder åker båt på sjön."),
    "danish": ("cp1252", "Børnene løber på stranden, mens deres forældre køber brød og øl."),
    "icelandic": ("cp1252", "Það er gott veður í dag og börnin leika sér úti í garðinum."),
    "polish": ("cp1250 iso8859_2 utf-8", "Dziś jest piękna pogoda i dzieci bawią się w ogrodzie, a jutro pojadą nad jezioro łódką."),
    "czech": ("cp1250 iso8859_2", "Dnes je krásné počasí a děti si hrají na zahradě, zítra však přijde déšť a žádné slunce."),
    "hungarian": ("cp1250 iso8859_2", "Ma szép idő van, és a gyerekek a kertben játszanak; holnap hűvösebb lesz, esővel."),
    "romanian": ("cp1250", "Astăzi este vreme frumoasă şi copiii se joacă în grădină, dar mâine va ploua puţin."),
    "croatian": ("cp1250", "Danas je lijepo vrijeme i djeca se igraju u vrtu, no sutra će već biti hladniji dan, možda čak kiša."),
    "turkish": ("cp1254", "Bugün hava çok güzel, çocuklar bahçede oynuyor; yarın yağmur yağacak ve ışık azalacak."),
    "estonian": ("cp1257", "Täna on ilus ilm ja lapsed mängivad õues, homme sõidame mere äärde öösel."),
    "latvian": ("cp1257", "Šodien ir skaists laiks, un bērni spēlējas dārzā; rīt mēs dosimies uz jūru."),
    "lithuanian": ("cp1257", "Šiandien gražus oras ir vaikai žaidžia sode, o rytoj važiuosime prie jūros ąžuolų alėja."),
    "vietnamese": ("cp1258", "Hôm nay trơi đep, cac em bé chơi trong vươn và ngay mai đi biên."),
    "russian": ("cp1251 koi8_r cp866 iso8859_5 utf-8", "Сегодня хорошая погода, и дети играют в саду, а завтра мы поедем к морю."),
    "ukrainian": ("cp1251 koi8_u", "Сьогодні гарна погода, і діти граються в саду, а завтра ми поїдемо до моря."),
    "bulgarian": ("cp1251", "Днес времето е хубаво и децата играят в градината, а утре ще пътуваме към морето."),
    "greek": ("cp1253 iso8859_7 utf-8", "Σήμερα ο καιρός είναι ωραίος και τα παιδιά παίζουν στον κήπο."),
    "hebrew": ("cp1255 iso8859_8", "היום מזג האוויר יפה והילדים משחקים בגינה, ומחר ניסע אל הים."),
    "arabic": ("cp1256 iso8859_6", "الجو جميل اليوم والأطفال يلعبون في الحديقة، وغدا سنسافر إلى البحر."),
    "persian": ("cp1256", "امروز هوا خوب است و بچه ها در باغ بازي مي کنند و فردا به کنار دريا مي رويم."),
    "thai": ("cp874 utf-8", "วันนี้อากาศดีและเด็กๆ กำลังเล่นอยู่ในสวน พรุ่งนี้เราจะไปทะเล"),
    "simplified": ("gbk gb18030 utf-8", "今天天气很好，孩子们在花园里玩，明天我们要去海边。"),
    "traditional": ("big5 utf-8", "今天天氣很好，孩子們在花園裡玩，明天我們要去海邊。"),
    "japanese": ("cp932 euc_jp iso2022_jp utf-8", "今日は天気がよくて、子供たちは庭で遊んでいます。明日は海へ行きます。"),
    "korean": ("cp949 utf-8", "오늘은 날씨가 좋아서 아이들이 정원에서 놀고 있고 내일은 바다에 갈 것입니다."),
}


def main():
    names, records, expected = [], [], []
    for language, (codecs, sentence) in SENTENCES.items():
        for codec in codecs.split():
            page = detect_accuracy.page_of(sentence)
            names.append(f"{language} in {codec}")
            records.append(page.encode(codec))
            expected.append(page)
    decoded = detect_accuracy.read_records(detect_accuracy.run(TOOL, "page", records))
    guesses = detect_accuracy.run(TOOL, "decide", records).decode().split("\n")
    wrong = [(n, g) for n, want, got, g in zip(names, expected, decoded, guesses) if want != got]
    for name, guess in wrong:
        print(f"{name}: read as {guess}")
    print(f"{len(names) - len(wrong)} of {len(names)} pages read right")
    return 1 if wrong or len(decoded) != len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
