// The phrases, folded (see phrases.cc): English, German, French, Spanish, Italian, Portuguese,
// Dutch, Polish, Swedish, Turkish, Russian, Ukrainian, Chinese, Japanese, Korean, Arabic.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "extract/features/phrases.h"

namespace tamis::extract {

struct Phrase {
  std::string_view text;
  PhraseKind kind = PhraseKind::kCount;
};

struct PhraseList {
  PhraseKind kind;
  std::string_view phrases;  // each ends with '|'
};

// clang-format off
inline constexpr PhraseList kPhraseLists[] = {
    {PhraseKind::kError,
     "404|403|500 internal server error|error|sorry|were sorry|we are sorry|oops|not found|"
     "page not found|file not found|the page you were looking for|"
     "the page you are looking for|the page you requested|this page|"
     "the requested url was not found|the requested page|but the page you were looking for|"
     "but the page you are looking for|doesnt exist|does not exist|no longer exists|"
     "could not be found|cannot be found|cant be found|isnt available|is not available|"
     "is no longer available|has been moved or deleted|an error occurred|"
     "an error has occurred|something went wrong|please try again|please try again later|"
     "try again later|access denied|forbidden|permission denied|"
     "you dont have permission to access|service unavailable|bad gateway|gateway timeout|"
     "internal server error|please enable javascript|javascript is disabled|enable javascript|"
     "your browser is not supported|seite nicht gefunden|fehler|fehler 404|entschuldigung|"
     "leider|nicht gefunden|die gesuchte seite|die angeforderte seite|diese seite|"
     "die von ihnen gesuchte seite|existiert nicht|existiert leider nicht|"
     "existiert nicht mehr|wurde nicht gefunden|konnte nicht gefunden werden|"
     "konnte leider nicht gefunden werden|ein fehler ist aufgetreten|"
     "es ist ein fehler aufgetreten|zugriff verweigert|bitte versuchen sie es später erneut|"
     "ist nicht verfügbar|ist leider nicht verfügbar|ist nicht mehr verfügbar|"
     "bitte aktivieren sie javascript|hoppla|page introuvable|page non trouvée|erreur|"
     "erreur 404|désolé|nous sommes désolés|la page que vous recherchez|"
     "la page que vous cherchez|la page demandée|nexiste pas|nexiste plus|na pas été trouvée|"
     "est introuvable|une erreur est survenue|une erreur sest produite|accès refusé|"
     "veuillez réessayer|página no encontrada|lo sentimos|error 404|la página que buscas|"
     "la página que busca|la página que está buscando|la página solicitada|"
     "pero la página que buscas|pero la página que busca|no existe|ya no existe|"
     "no se ha encontrado|no se encuentra|ha ocurrido un error|se ha producido un error|"
     "acceso denegado|inténtelo de nuevo|no está disponible|pagina non trovata|errore|"
     "errore 404|siamo spiacenti|ci dispiace|la pagina che stai cercando|la pagina richiesta|"
     "non esiste|non è stata trovata|si è verificato un errore|accesso negato|"
     "página não encontrada|erro|erro 404|desculpe|lamentamos|a página que você procura|"
     "a página que procura|a página solicitada|não existe|não foi encontrada|ocorreu um erro|"
     "acesso negado|pagina niet gevonden|fout|fout 404|helaas|de pagina die u zoekt|"
     "de pagina die je zoekt|de opgevraagde pagina|bestaat niet|bestaat niet meer|"
     "kon niet worden gevonden|er is een fout opgetreden|toegang geweigerd|"
     "nie znaleziono strony|strona nie została znaleziona|błąd|błąd 404|przepraszamy|"
     "strona której szukasz|nie istnieje|wystąpił błąd|odmowa dostępu|sidan kunde inte hittas|"
     "sidan hittades inte|sayfa bulunamadı|страница не найдена|ошибка|ошибка 404|извините|"
     "к сожалению|страница которую вы ищете|запрашиваемая страница|запрошенная страница|"
     "не существует|не найдена|произошла ошибка|доступ запрещен|доступ запрещён|"
     "попробуйте позже|сторінку не знайдено|页面不存在|頁面不存在|找不到页面|找不到頁面|"
     "未找到页面|抱歉|很抱歉|对不起|對不起|您访问的页面|您要访问的页面|您请求的页面|"
     "您要找的页面|您查找的页面|不存在|已被删除|错误|出错了|发生错误|请稍后再试|访问被拒绝|"
     "ページが見つかりません|お探しのページ|見つかりません|見つかりませんでした|エラー|"
     "申し訳ございません|申し訳ありません|エラーが発生しました|アクセスが拒否されました|"
     "페이지를 찾을 수 없습니다|오류|죄송합니다|الصفحة غير موجودة|عذرا|"},
    {PhraseKind::kLegal,
     "legal disclaimer|disclaimer|legal notice|without warranty of any kind|"
     "provides the information as is|we do not accept any responsibility or liability|"
     "no responsibility or liability|does not constitute|for informational purposes only|"
     "the views expressed|copyright issues|terms of use|terms of service|terms and conditions|"
     "privacy policy|haftungsausschluss|rechtlicher hinweis|rechtliche hinweise|ohne gewähr|"
     "ohne jegliche gewähr|übernehmen keine haftung|wir übernehmen keine|keine haftung|"
     "keine verantwortung oder haftung|impressum|datenschutz|datenschutzerklärung|"
     "nutzungsbedingungen|mentions légales|avertissement|avis de non responsabilité|"
     "clause de non responsabilité|sans garantie|décline toute responsabilité|"
     "politique de confidentialité|conditions générales|aviso legal|"
     "descargo de responsabilidad|exención de responsabilidad|sin garantía|"
     "sin garantía de ningún tipo|no nos hacemos responsables|"
     "no aceptamos ninguna responsabilidad|no asume ninguna responsabilidad|"
     "política de privacidad|note legali|avvertenze legali|esclusione di responsabilità|"
     "dichiarazione di non responsabilità|senza alcuna garanzia|informativa sulla privacy|"
     "isenção de responsabilidade|aviso legal e isenção|sem garantia|política de privacidade|"
     "não nos responsabilizamos|juridische kennisgeving|zonder enige garantie|"
     "niet aansprakelijk|privacybeleid|privacyverklaring|algemene voorwaarden|"
     "zastrzeżenie prawne|zastrzeżenia prawne|nie ponosimy odpowiedzialności|"
     "nie ponosi odpowiedzialności|bez żadnej gwarancji|polityka prywatności|"
     "ansvarsfriskrivning|yasal uyarı|отказ от ответственности|правовая информация|"
     "не несет ответственности|не несёт ответственности|не несем ответственности|"
     "без каких либо гарантий|политика конфиденциальности|відмова від відповідальності|"
     "免责声明|免責聲明|法律声明|不承担任何责任|不承担责任|不作任何保证|不提供任何|隐私政策|"
     "免責事項|一切の責任を負いません|責任を負いかねます|プライバシーポリシー|利用規約|"
     "면책 조항|면책조항|إخلاء المسؤولية|"},
    {PhraseKind::kCopyright,
     "all rights reserved|copyright|powered by|alle rechte vorbehalten|tous droits réservés|"
     "todos los derechos reservados|reservados todos los derechos|tutti i diritti riservati|"
     "todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone|"
     "все права защищены|版权所有|保留所有权利|著作権|無断転載を禁じます|"},
    {PhraseKind::kComment,
     "comments|comment|no comments|commentsno comment|no comments yet|no comment|"
     "leave a comment|leave a reply|post a comment|add a comment|write a comment|post comment|"
     "comments are closed|be the first to comment|your email address will not be published|"
     "required fields are marked|join the discussion|join the conversation|kommentare|"
     "kommentar|keine kommentare|kommentarekeine kommentare|noch keine kommentare|"
     "noch keine kommentare vorhanden|kommentar schreiben|schreibe einen kommentar|"
     "kommentar verfassen|kommentar hinterlassen|hinterlasse einen kommentar|kommentieren|"
     "deine e mail adresse wird nicht veröffentlicht|commentaires|commentaire|"
     "aucun commentaire|laisser un commentaire|ajouter un commentaire|"
     "votre adresse e mail ne sera pas publiée|comentarios|comentario|sin comentarios|"
     "comentariossin comentarios|no hay comentarios|deja un comentario|deja una respuesta|"
     "dejar un comentario|tu dirección de correo electrónico no será publicada|commenti|"
     "nessun commento|lascia un commento|comentários|nenhum comentário|sem comentários|"
     "deixe um comentário|reacties|geen reacties|laat een reactie achter|plaats een reactie|"
     "komentarze|brak komentarzy|dodaj komentarz|skomentuj|kommentarer|inga kommentarer|"
     "yorum yap|комментарии|нет комментариев|комментариев нет|оставить комментарий|"
     "добавить комментарий|коментарі|评论|評論|暂无评论|发表评论|發表評論|我要评论|网友评论|"
     "登录后评论|コメント|コメントはありません|コメントを残す|コメントする|댓글|댓글 없음|"
     "التعليقات|"},
    {PhraseKind::kCookie,
     "we use cookies|this site uses cookies|this website uses cookies|uses cookies to|"
     "accept cookies|accept all cookies|cookie settings|cookie policy|manage cookies|"
     "cookie preferences|your privacy choices|accept all|reject all|by continuing to use|"
     "consent to the use of cookies|wir verwenden cookies|diese website verwendet cookies|"
     "diese seite verwendet cookies|wir nutzen cookies|cookie einstellungen|alle akzeptieren|"
     "alle cookies akzeptieren|nous utilisons des cookies|ce site utilise des cookies|"
     "tout accepter|paramètres des cookies|utilizamos cookies|este sitio web utiliza cookies|"
     "este sitio utiliza cookies|aceptar todas las cookies|aceptar cookies|"
     "configuración de cookies|questo sito utilizza i cookie|utilizziamo i cookie|"
     "accetta tutti|este site utiliza cookies|este site usa cookies|usamos cookies|"
     "wij gebruiken cookies|we gebruiken cookies|deze website maakt gebruik van cookies|"
     "ta strona używa plików cookie|używamy plików cookie|vi använder cookies|"
     "мы используем файлы cookie|этот сайт использует файлы cookie|сайт использует cookie|"
     "我们使用cookie|本网站使用cookie|接受所有cookie|クッキーを使用|当サイトではcookie|"},
    {PhraseKind::kShare,
     "share this|share on|share|tweet|follow us|follow us on|facebook|twitter|linkedin|"
     "pinterest|whatsapp|instagram|telegram|reddit|copy link|print this page|email this|"
     "youtube|tiktok|xing|pocket|teilen|artikel teilen|auf facebook teilen|folgen sie uns|"
     "drucken|partager|partagez|suivez nous|imprimer|compartir|compartir en|síguenos|"
     "síguenos en|imprimir|condividi|seguici su|compartilhar|compartilhe|siga nos|delen|"
     "deel dit|volg ons|udostępnij|dela|поделиться|вконтакте|分享到|分享|微信|微博|シェア|"
     "シェアする|ツイート|공유하기|"},
    {PhraseKind::kByline,
     "written by|posted by|published by|posted on|published on|published|updated|last updated|"
     "last modified|min read|minute read|minutes read|reading time|photo by|author|"
     "veröffentlicht am|aktualisiert am|stand|autor|lesezeit|publié le|mis à jour le|"
     "temps de lecture|publicado el|actualizado el|publicado em|atualizado em|pubblicato il|"
     "aggiornato il|gepubliceerd op|geplaatst op|opublikowano|опубликовано|автор|发布时间|"
     "发表于|来源|作者|责任编辑|公開日|更新日|"},
    {PhraseKind::kMore,
     "find out more|read the full story|read full story|full story|watch|listen|mehr dazu|"
     "hier weiterlesen|lesen sie hier|ver también|voir aussi|read more|continue reading|"
     "learn more|show more|load more|see more|view all|see all|view more|back to top|"
     "skip to content|skip to main content|previous|next|previous article|next article|"
     "previous post|next post|home|menu|search|weiterlesen|mehr erfahren|mehr anzeigen|"
     "mehr lesen|nach oben|zum inhalt springen|startseite|vorheriger beitrag|nächster beitrag|"
     "zurück|weiter|suche|lire la suite|en savoir plus|voir plus|haut de page|accueil|"
     "leer más|seguir leyendo|ver más|inicio|leggi tutto|continua a leggere|scopri di più|"
     "leia mais|saiba mais|lees meer|lees verder|czytaj więcej|czytaj dalej|läs mer|"
     "devamını oku|читать далее|читать дальше|подробнее|阅读更多|查看更多|返回顶部|上一篇|"
     "下一篇|首页|続きを読む|もっと見る|トップへ戻る|더보기|اقرأ المزيد|"},
    {PhraseKind::kRelated,
     "lea también|lea más|mira también|puedes ver|le puede interesar|notas relacionadas|"
     "zum weiterlesen|weitere beiträge|neueste artikel|weitere informationen|mehr aus|"
     "entdecke weitere|lees verder op|related articles|related posts|related stories|"
     "related products|related topics|related content|related|you may also like|"
     "you might also like|recommended for you|customers also bought|customers also viewed|"
     "people also viewed|recently viewed|most read|most popular|popular posts|trending now|"
     "trending|latest news|latest posts|recent posts|recent comments|more from|more stories|"
     "similar products|similar threads|read also|see also|also read|dont miss|whats hot|"
     "editors picks|das könnte sie auch interessieren|das könnte dich auch interessieren|"
     "ähnliche artikel|ähnliche beiträge|verwandte artikel|mehr zum thema|meistgelesen|"
     "lesen sie auch|neueste beiträge|auch interessant|weitere artikel|articles similaires|"
     "articles liés|à lire aussi|lire aussi|sur le même sujet|artículos relacionados|"
     "noticias relacionadas|también te puede interesar|te puede interesar|lo más leído|"
     "más leídas|articoli correlati|leggi anche|potrebbe interessarti|artigos relacionados|"
     "leia também|veja também|gerelateerde artikelen|lees ook|meest gelezen|zobacz także|"
     "zobacz też|czytaj także|czytaj też|podobne artykuły|läs också|читайте также|"
     "похожие статьи|по теме|相关文章|相关新闻|相关阅读|推荐阅读|延伸阅读|热门文章|猜你喜欢|"
     "関連記事|おすすめ記事|人気記事|관련 기사|관련기사|"},
    {PhraseKind::kAdvert,
     "advertisement|advertisements|advertising|sponsored|sponsored content|"
     "story continues below|article continues below|continue reading below|affiliate links|"
     "scroll to continue|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|"
     "advertentie|reklama|annons|реклама|广告|廣告|スポンサーリンク|広告|광고|"},
    {PhraseKind::kSignup,
     "subscribe|subscribe now|subscribe to our newsletter|sign up for our newsletter|"
     "our newsletter|newsletter|sign up|sign in|log in|login|logout|register|"
     "create an account|forgot password|forgot your password|email address|enter your email|"
     "already a subscriber|add to cart|thank you for subscribing|contact us|get in touch|"
     "anmelden|jetzt anmelden|einloggen|registrieren|abonnieren|newsletter abonnieren|"
     "in den warenkorb|kontakt|sabonner|abonnez vous|se connecter|connexion|inscrivez vous|"
     "contactez nous|suscríbete|suscribirse|iniciar sesión|regístrate|contacto|boletín|"
     "iscriviti|accedi|inscreva se|assine|inloggen|aanmelden|nieuwsbrief|zaloguj się|"
     "zapisz się|zarejestruj się|logga in|prenumerera|войти|регистрация|подписаться|登录|注册|"
     "订阅|登入|ログイン|会員登録|メルマガ登録|로그인|회원가입|"},
};
// clang-format on

constexpr size_t CountPhrases() {
  size_t count = 0;
  for (const PhraseList& list : kPhraseLists) {
    count += static_cast<size_t>(std::count(list.phrases.begin(), list.phrases.end(), '|'));
  }
  return count;
}
inline constexpr size_t kPhraseCount = CountPhrases();

constexpr std::array<Phrase, kPhraseCount> SplitPhrases() {
  std::array<Phrase, kPhraseCount> out;
  size_t count = 0;
  for (const PhraseList& list : kPhraseLists) {
    std::string_view rest = list.phrases;
    while (!rest.empty()) {
      const size_t end = rest.find('|');
      out[count++] = {rest.substr(0, end), list.kind};
      rest.remove_prefix(end + 1);
    }
  }
  return out;
}
inline constexpr std::array<Phrase, kPhraseCount> kPhrases = SplitPhrases();

}  // namespace tamis::extract
