// Marks that known services leave in a page's markup: addresses of scripts and frames, names of
// elements. They say the same in every language.

#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

namespace tamis::judge {

// A mark of weight `weight` (log-odds) for a service that stands in the way of the page.
struct Mark {
  std::string_view text;  // lower case; part of an address or of a script
  float weight;
};

// Checks of the browser and captchas. A captcha also guards comment forms, so those weigh little:
// the page must be nearly bare besides. Cloudflare's "challenge-platform/scripts/jsd" stands on
// ordinary pages and is no mark.
inline constexpr Mark kChallengeMarks[] = {
    {"_cf_chl_opt", 6},
    {"cf-browser-verification", 6},
    {"cdn-cgi/challenge-platform/h/", 5},
    {"challenges.cloudflare.com", 2.5f},
    {"captcha-delivery.com", 6},
    {"px-captcha", 6},
    {"captcha.px-cdn.net", 6},
    {"_incapsula_resource", 6},
    {"awswafcookiedomainlist", 5},
    {"token.awswaf.com", 4},
    {"awswafintegration", 5},
    {"sucuri_cloudproxy_js", 6},
    {"check.ddos-guard.net", 6},
    {"ddos-guard/js-challenge", 6},
    {"/_sec/cp_challenge", 6},
    {"distil_r_captcha", 6},
    {"errors.edgesuite.net", 4},
    {"smartcaptcha.yandexcloud.net", 3},
    {"showcaptcha", 4},
    {"geo.captcha", 4},
    {"within.website/x/cmd/anubis", 6},
    {"kasada", 3},
    {"hcaptcha.com", 2},
    {"recaptcha/api", 1.5f},
    {"recaptcha/enterprise", 1.5f},
    {"geetest", 2.5f},
};

// Services that fill domains nobody uses.
inline constexpr Mark kParkingMarks[] = {
    {"sedoparking.com", 6},
    {"parkingcrew.net", 6},
    {"bodis.com", 6},
    {"parklogic.com", 6},
    {"above.com/", 3},
    {"domains/caf.js", 5.5f},
    {"d38psrni17bvxu.cloudfront.net", 6},
    {"parking-lander", 6},
    {"dan.com/", 4},
    {"afternic.com", 4.5f},
    {"hugedomains.com", 5},
    {"sedo.com/", 4},
    {"domainmarket.com", 4},
    {"buydomains.com", 4.5f},
    {"undeveloped.com", 4},
    {"domain-for-sale", 3},
    {"parkpage", 3},
    {"dsparking", 4},
    {"uniregistry", 4},
};

// Addresses of consent services' own pages (a script of theirs stands on every page).
inline constexpr Mark kConsentMarks[] = {
    {"consent.google.", 5}, {"consent.youtube.", 5}, {"consent.yahoo.", 5},  {"guce.", 4},
    {"/collectconsent", 5}, {"consentcheck", 4},     {"privacy-gate", 4.5f}, {"cookie-wall", 4.5f},
    {"cookiewall", 4.5f},   {"contentpass", 1.5f},
};

enum class MarkKind : uint8_t { kChallenge, kParking, kConsent, kCount };
inline constexpr size_t kMarkKinds = static_cast<size_t>(MarkKind::kCount);

// Finds marks in addresses and scripts: pairs of bytes that begin no mark are passed over, which
// is nearly all of them.
class MarkFinder {
 public:
  MarkFinder();
  // The heaviest mark of each kind in `text`; those that `best` has already stay when they weigh
  // as much. Returns a bit for each kind (1 << kind) whose best is new.
  uint32_t Find(std::string_view text, const Mark* (&best)[kMarkKinds]) const;

 private:
  std::bitset<1 << 16> starts_;  // by the first two bytes of a mark
};

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
