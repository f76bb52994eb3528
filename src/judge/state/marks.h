// Marks that known services leave in a page's markup: addresses of scripts and frames, names of
// elements. They say the same in every language.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::judge {

enum class MarkKind : uint8_t { kChallenge, kParking, kConsent, kCount };
inline constexpr size_t kMarkKinds = static_cast<size_t>(MarkKind::kCount);

// A mark of weight `weight` (log-odds) for a service that stands in the way of the page.
struct Mark {
  MarkKind kind;
  std::string_view text;  // lower case; part of an address or of a script
  float weight;
};

inline constexpr Mark kMarks[] = {
    // Checks of the browser and captchas. A captcha also guards comment forms, so those weigh
    // little: the page must be nearly bare besides. Cloudflare's "challenge-platform/scripts/jsd"
    // stands on ordinary pages and is no mark.
    {MarkKind::kChallenge, "_cf_chl_opt", 6},
    {MarkKind::kChallenge, "cf-browser-verification", 6},
    {MarkKind::kChallenge, "cdn-cgi/challenge-platform/h/", 5},
    {MarkKind::kChallenge, "challenges.cloudflare.com", 2.5f},
    {MarkKind::kChallenge, "captcha-delivery.com", 6},
    {MarkKind::kChallenge, "px-captcha", 6},
    {MarkKind::kChallenge, "captcha.px-cdn.net", 6},
    {MarkKind::kChallenge, "_incapsula_resource", 6},
    {MarkKind::kChallenge, "awswafcookiedomainlist", 5},
    {MarkKind::kChallenge, "token.awswaf.com", 4},
    {MarkKind::kChallenge, "awswafintegration", 5},
    {MarkKind::kChallenge, "sucuri_cloudproxy_js", 6},
    {MarkKind::kChallenge, "check.ddos-guard.net", 6},
    {MarkKind::kChallenge, "ddos-guard/js-challenge", 6},
    {MarkKind::kChallenge, "/_sec/cp_challenge", 6},
    {MarkKind::kChallenge, "distil_r_captcha", 6},
    {MarkKind::kChallenge, "errors.edgesuite.net", 4},
    {MarkKind::kChallenge, "smartcaptcha.yandexcloud.net", 3},
    {MarkKind::kChallenge, "showcaptcha", 4},
    {MarkKind::kChallenge, "geo.captcha", 4},
    {MarkKind::kChallenge, "within.website/x/cmd/anubis", 6},
    {MarkKind::kChallenge, "kasada", 3},
    {MarkKind::kChallenge, "hcaptcha.com", 2},
    {MarkKind::kChallenge, "recaptcha/api", 1.5f},
    {MarkKind::kChallenge, "recaptcha/enterprise", 1.5f},
    {MarkKind::kChallenge, "geetest", 2.5f},
    // Services that fill domains nobody uses.
    {MarkKind::kParking, "sedoparking.com", 6},
    {MarkKind::kParking, "parkingcrew.net", 6},
    {MarkKind::kParking, "bodis.com", 6},
    {MarkKind::kParking, "parklogic.com", 6},
    {MarkKind::kParking, "above.com/", 3},
    {MarkKind::kParking, "domains/caf.js", 5.5f},
    {MarkKind::kParking, "d38psrni17bvxu.cloudfront.net", 6},
    {MarkKind::kParking, "parking-lander", 6},
    {MarkKind::kParking, "dan.com/", 4},
    {MarkKind::kParking, "afternic.com", 4.5f},
    {MarkKind::kParking, "hugedomains.com", 5},
    {MarkKind::kParking, "sedo.com/", 4},
    {MarkKind::kParking, "domainmarket.com", 4},
    {MarkKind::kParking, "buydomains.com", 4.5f},
    {MarkKind::kParking, "undeveloped.com", 4},
    {MarkKind::kParking, "domain-for-sale", 3},
    {MarkKind::kParking, "parkpage", 3},
    {MarkKind::kParking, "dsparking", 4},
    {MarkKind::kParking, "uniregistry", 4},
    // Addresses of consent services' own pages (a script of theirs stands on every page).
    {MarkKind::kConsent, "consent.google.", 5},
    {MarkKind::kConsent, "consent.youtube.", 5},
    {MarkKind::kConsent, "consent.yahoo.", 5},
    {MarkKind::kConsent, "guce.", 4},
    {MarkKind::kConsent, "/collectconsent", 5},
    {MarkKind::kConsent, "consentcheck", 4},
    {MarkKind::kConsent, "privacy-gate", 4.5f},
    {MarkKind::kConsent, "cookie-wall", 4.5f},
    {MarkKind::kConsent, "cookiewall", 4.5f},
    {MarkKind::kConsent, "contentpass", 1.5f},
};

// Finds marks in an address or a script. `best` has the heaviest mark of each kind that is known;
// those of `text` take its place when they weigh more. Returns a bit for each kind (1 << kind)
// whose best is new.
uint32_t FindMarks(std::string_view text, const Mark* (&best)[kMarkKinds]);

// Ids of the element that a script program fills.
inline constexpr std::string_view kAppRoots[] = {
    "root",
    "app",
    "__next",
    "__nuxt",
    "___gatsby",
    "app-root",
    "application",
    "react-root",
    "svelte",
    "q-app",
    "main-app",
    "app-container",
    "ember-application",
    "reactroot",
    "vue-app",
    "mount",
    "flutter",
    "content-root",
    "app-mount",
    "app-wrapper",
    "page-root",
    "spa",
};

}  // namespace tamis::judge
