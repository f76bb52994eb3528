// What the names in a corpus mean, in a line. The full account: docs/ of tamis.

export const STEPS: Record<string, string> = {
  fetch: "No page arrived: another HTTP status, a coding that cannot be undone, too large",
  decode: "The bytes are no text",
  extract: "Nothing on the page is main content",
  rights: "The publisher says so (--respect-rights)",
  page_state: "Errors, walls, logins, shells (--drop-states)",
  url: "The address is on a list or matches a pattern",
  language: "Another language, or none that is sure",
  length: "Too short or too long",
  gopher_rep: "Repetition, by the rules of Gopher",
  gopher_qual: "Quality, by the rules of Gopher",
  c4: "The rules of C4",
  fineweb_qual: "The rules of FineWeb",
};

export const PAGE_REASONS: Record<string, string> = {
  http_status: "The server's answer was not 200",
  http_coding: "A content coding that cannot be undone",
  too_large: "Above the limit for a record",
  not_html: "The bytes are no text",
  extract_empty: "Nothing on the page is main content",
  internal_error: "A bug in tamis",
  domain: "The host is on a list",
  subdomain: "The host lies below one on a list",
  url: "The address is on a list",
  hard_blacklisted: "A word in the address that is on the hard list",
  soft_blacklisted: "Several words in the address that are on the soft list",
  blacklisted_subword: "Letters in the address that are on a list",
  language: "None of the languages that were asked for",
  language_score: "The language is not sure enough",
  too_few_chars: "Fewer characters than asked for",
  too_many_chars: "More characters than asked for",
  too_few_words: "Fewer words than asked for",
  too_many_words: "More words than asked for",
  soft_error: "An error page, whatever its status code",
  consent_wall: "Consent is asked for instead of the text",
  bot_wall: "A captcha, or a refusal of machines",
  login: "A form to log in or to register",
  paywall: "Cut off for those who do not pay",
  parked: "A domain for sale, or a server's default page",
  javascript_shell: "Nothing to read before scripts have run",
  index_page: "Links, and hardly a word of its own",
  empty: "Nothing to read",
  gopher_short_doc: "Fewer than 50 words",
  gopher_long_doc: "More than 100,000 words",
  gopher_below_avg_threshold: "Words shorter than 3 letters on average",
  gopher_above_avg_threshold: "Words longer than 10 letters on average",
  gopher_too_many_hashes: "# for more than a tenth of the words",
  gopher_too_many_ellipsis: "… for more than a tenth of the words",
  gopher_too_many_bullets: "Nearly all lines begin with a bullet",
  gopher_too_many_end_ellipsis: "More than 30 % of lines end with …",
  gopher_below_alpha_threshold: "Fewer than 80 % of words hold a letter",
  gopher_enough_stop_words: "Fewer than two stop words of the language",
  dup_para_frac: "Paragraphs that stood before",
  dup_para_char_frac: "Characters in paragraphs that stood before",
  dup_line_frac: "Lines that stood before",
  dup_line_char_frac: "Characters in lines that stood before",
  too_few_sentences: "Fewer than five whole sentences",
  lorem_ipsum: "Holds “lorem ipsum”",
  curly_bracket: "Holds a curly bracket",
  line_punct_ratio: "Few lines end with a mark of punctuation",
  short_line_ratio: "Mostly short lines",
  char_dup_ratio: "Characters in lines that stood before",
  list_ratio: "Many lines for few words",
};

export const BLOCK_REASONS: Record<string, string> = {
  main_text: "What the page says",
  heading: "A heading of the main text",
  title: "The title",
  context: "Short, between kept blocks",
  noscript: "From <noscript>: the page has no other text",
  fallback: "Nothing better was found",
  json_ld: "From JSON-LD: the markup has next to no text",
  app_state: "From a script's data: the markup has next to no text",
  navigation: "Menus, breadcrumbs, paging",
  page_header: "The head of the site",
  page_footer: "The foot of the site",
  sidebar: "Beside the text",
  related: "Links to other pages of the site",
  link_density: "Mostly links",
  form: "Controls to fill in or press",
  share: "Share, like, follow",
  advert: "Advertisements",
  cookie_notice: "Cookies and consent",
  comment_widget: "Controls of a comment section",
  comment: "Readers' comments: in `comments` of the row",
  repeat: "Stands elsewhere in the page",
  site_repeat: "Stands on many pages of the site",
  hidden: "Not shown to readers",
  error_banner: "An error message above the text",
  crawl_residue: "Left over from fetching",
  legal_disclaimer: "A disclaimer",
  byline: "Author, date, reading time",
  too_short: "Too little text to tell",
  low_score: "Nothing speaks for it",
  no_content: "The page as a whole has no main text",
  excluded_by_option: "Left out by an option of the run",
};

export const FIELDS: Record<string, string> = {
  url: "URL",
  title: "Title",
  authors: "Authors",
  date_published: "Date published",
  date_modified: "Date modified",
  language: "Language",
  description: "Description",
  sitename: "Site name",
  image: "Image",
  categories: "Categories",
  tags: "Tags",
  license: "Licence",
  canonical_url: "Canonical URL",
  translations: "Translations",
  comments: "Comments",
  posts: "Posts of a thread",
  pii: "Personal data found",
};

const languages = ((): Intl.DisplayNames | null => {
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  } catch {
    return null;
  }
})();

/** "German" of "de"; undefined when nobody knows. */
export function languageName(code: string): string | undefined {
  try {
    return languages?.of(code);
  } catch {
    return undefined; // no code at all
  }
}

/** Meaning of a filter reason, those made of parts included. */
export function pageReason(reason: string): string | undefined {
  const known = PAGE_REASONS[reason];
  if (known !== undefined) return known;
  const top = /^top_(\d)_gram$/.exec(reason);
  if (top) return `One run of ${top[1]} words makes up much of the text`;
  const duplicated = /^duplicated_(\d+)_n_grams$/.exec(reason);
  if (duplicated) return `Runs of ${duplicated[1]} words that stood before`;
  if (reason.startsWith("rights_")) return `The publisher says ${reason.slice("rights_".length)}`;
  return undefined;
}
