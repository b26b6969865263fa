#include "pipeline/html/page_facts.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "pipeline/html/json_ld.h"

namespace dealwire::html {
namespace {

std::string Tidy(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool white = static_cast<uint8_t>(c) <= ' ';
    if (!white) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// The first of these meta elements that the page has.
std::string Meta(const PageTree& tree, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    for (const auto& [name, content] : tree.meta) {
      if (name != key) continue;
      if (std::string tidy = Tidy(content); !tidy.empty()) return tidy;
    }
  }
  return {};
}

bool Digits(std::string_view text, size_t at, size_t n) {
  if (at + n > text.size()) return false;
  return std::all_of(text.begin() + at, text.begin() + at + n,
                     [](char c) { return c >= '0' && c <= '9'; });
}

int MonthOf(std::string_view text) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (text.size() < 3) return 0;
  std::string head;
  for (const char c : text.substr(0, 3)) head += static_cast<char>(c | 32);
  const size_t at = kMonths.find(head);
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3 + 1);
}

std::string TwoDigits(int n) {
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

// "Mon, 04 Mar 2024 10:00:00 GMT", "March 4, 2024": the day alone.
std::string WrittenDay(std::string_view text) {
  int day = 0, month = 0;
  std::string year;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    while (i < text.size() && std::isalnum(static_cast<uint8_t>(text[i]))) ++i;
    const std::string_view word = text.substr(begin, i - begin);
    if (word.empty()) {
      ++i;
    } else if (month == 0 && MonthOf(word) != 0 && !std::isdigit(static_cast<uint8_t>(word[0]))) {
      month = MonthOf(word);
    } else if (word.size() <= 2 && day == 0 && Digits(word, 0, word.size())) {
      day = word.size() == 1 ? word[0] - '0' : (word[0] - '0') * 10 + word[1] - '0';
    } else if (word.size() == 4 && year.empty() && Digits(word, 0, 4)) {
      year = word;
    }
  }
  if (year.empty() || month == 0 || day < 1 || day > 31) return {};
  return year + "-" + TwoDigits(month) + "-" + TwoDigits(day);
}

// A date as pages write it, in ISO 8601; empty if it is none.
std::string IsoDate(std::string_view text) {
  if (Digits(text, 0, 4) && text.size() >= 10 && text[4] == '-' && Digits(text, 5, 2) &&
      text[7] == '-' && Digits(text, 8, 2)) {
    if (text.size() >= 16 && (text[10] == 'T' || text[10] == ' ') && Digits(text, 11, 2) &&
        text[13] == ':' && Digits(text, 14, 2)) {
      std::string out(text.substr(0, text.find(' ', 11)));
      out[10] = 'T';
      return out;
    }
    return std::string(text.substr(0, 10));
  }
  if (Digits(text, 0, 8) && (text.size() == 8 || !Digits(text, 8, 1) || text.size() == 14))
    return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
           std::string(text.substr(6, 2));
  return WrittenDay(text.substr(0, 80));
}

// The first that is a date.
std::string FirstDate(const PageTree& tree, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (std::string date = IsoDate(Meta(tree, {key})); !date.empty()) return date;
  }
  for (const std::string& time : tree.times) {
    if (std::string date = IsoDate(Tidy(time)); !date.empty()) return date;
  }
  return {};
}

// "Alder buys Quillon | The Daily": what stands before the site's name.
std::string WithoutSite(std::string title, const std::string& site) {
  for (const std::string_view mark :
       {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB "}) {
    const size_t at = title.rfind(mark);
    if (at == std::string::npos || at < 15) continue;
    const std::string tail = title.substr(at + mark.size());
    if (mark == " | " || tail == site || (at > 30 && tail.size() < 30 && site.empty()))
      return title.substr(0, title.find(mark) >= 15 && mark == " | " ? title.find(mark) : at);
  }
  return title;
}

// Letters and digits only, in lower case: for comparing.
std::string Key(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<uint8_t>(c)) || static_cast<uint8_t>(c) >= 0x80)
      out += static_cast<char>(std::tolower(static_cast<uint8_t>(c)));
  }
  return out;
}

// The h1 that says what the page calls itself, if there is one.
std::string Headline(std::string_view page, const PageTree& tree, const std::string& named) {
  std::string first;
  const std::string key = Key(named), title = Key(tree.title);
  int seen = 0;
  for (const Block& block : tree.blocks) {
    if ((tree.elements[block.element].tag & kH1Tag) == 0 || ++seen > 20) continue;
    std::string words = Words(page, tree, block);
    const std::string k = Key(words);
    if (k.size() < 10) continue;
    if (k == key || title.find(k) != std::string::npos) return words;
    if (first.empty()) first = std::move(words);
  }
  return named.empty() ? first : "";
}

}  // namespace

PageFacts ReadFacts(std::string_view page, const PageTree& tree) {
  PageFacts facts;
  ArticleData data;
  for (const std::string& json : tree.json_ld) ReadJsonLd(json, &data);
  Metadata& m = facts.metadata;
  m.publisher = Meta(tree, {"og:site_name"});
  if (m.publisher.empty()) m.publisher = Tidy(data.publisher);
  if (m.publisher.empty()) m.publisher = Meta(tree, {"application-name", "dc.publisher"});
  std::string named = Tidy(data.headline);
  if (named.empty()) named = WithoutSite(Meta(tree, {"og:title", "twitter:title"}), m.publisher);
  if (named.empty()) named = Meta(tree, {"headline", "dc.title", "parsely-title"});
  m.title = Headline(page, tree, named);
  if (m.title.empty()) m.title = named;
  if (m.title.empty()) m.title = WithoutSite(Tidy(tree.title), m.publisher);
  m.published = IsoDate(Tidy(data.published));
  if (m.published.empty())
    m.published = FirstDate(tree, {"article:published_time",
                                   "article:published",
                                   "og:article:published_time",
                                   "og:published_time",
                                   "datepublished",
                                   "date",
                                   "pubdate",
                                   "publishdate",
                                   "publish-date",
                                   "publish_date",
                                   "publication_date",
                                   "parsely-pub-date",
                                   "sailthru.date",
                                   "dc.date.issued",
                                   "dcterms.created",
                                   "dcterms.date",
                                   "dc.date",
                                   "dc.date.created",
                                   "article.published",
                                   "cxenseparse:recs:publishtime",
                                   "ptime",
                                   "last-modified",
                                   "article:modified_time"});
  m.author = Tidy(data.author);
  if (m.author.empty())
    m.author = Meta(tree, {"author", "article:author", "parsely-author", "sailthru.author",
                           "dc.creator", "byl"});
  if (m.author.find("://") != std::string::npos) m.author.clear();
  m.language = Tidy(tree.language);
  if (m.language.empty()) m.language = Tidy(data.language);
  if (m.language.empty()) m.language = Meta(tree, {"og:locale", "content-language", "dc.language"});
  std::replace(m.language.begin(), m.language.end(), '_', '-');
  m.url = Tidy(tree.canonical);
  if (m.url.find("://") == std::string::npos) m.url = Meta(tree, {"og:url", "twitter:url"});
  if (m.url.find("://") == std::string::npos) m.url = Tidy(data.url);
  if (m.url.find("://") == std::string::npos) m.url.clear();
  facts.description = Meta(tree, {"og:description", "description", "twitter:description"});
  if (facts.description.empty()) facts.description = Tidy(data.description);
  facts.article_body = std::move(data.body);
  return facts;
}

}  // namespace dealwire::html
