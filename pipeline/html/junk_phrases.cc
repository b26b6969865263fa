#include "pipeline/html/junk_phrases.h"

#include <algorithm>
#include <string>

#include "pipeline/text/ascii.h"

namespace dealwire::html {
namespace {

// A block that is one of these.
constexpr std::string_view kWhole[] = {"advertisement",
                                       "article continues below",
                                       "article continues below this ad",
                                       "story continues below",
                                       "story continues below advertisement",
                                       "continue reading",
                                       "read more",
                                       "read next",
                                       "more from",
                                       "more on this",
                                       "more on this story",
                                       "related",
                                       "related stories",
                                       "related articles",
                                       "related content",
                                       "related topics",
                                       "recommended",
                                       "recommended stories",
                                       "most read",
                                       "most popular",
                                       "trending",
                                       "trending now",
                                       "share",
                                       "share this",
                                       "share this article",
                                       "share this story",
                                       "comments",
                                       "leave a comment",
                                       "add a comment",
                                       "view comments",
                                       "print",
                                       "email",
                                       "save",
                                       "listen",
                                       "watch",
                                       "loading",
                                       "loading...",
                                       "skip advertisement",
                                       "skip to content",
                                       "skip to main content",
                                       "sign up",
                                       "subscribe",
                                       "log in",
                                       "follow",
                                       "follow us",
                                       "close",
                                       "menu",
                                       "play",
                                       "topics",
                                       "tags",
                                       "sponsored",
                                       "promoted",
                                       "ad",
                                       "by",
                                       "copy link",
                                       "link copied",
                                       "opens in new window",
                                       "image source",
                                       "getty images",
                                       "back to top",
                                       "report a typo",
                                       "up next",
                                       "newsletter"};

// A block of up to 250 bytes that begins so.
constexpr std::string_view kBeginnings[] = {"read more:",
                                            "read more about",
                                            "read also:",
                                            "also read:",
                                            "read next:",
                                            "related:",
                                            "see also:",
                                            "see more:",
                                            "more:",
                                            "more from",
                                            "sign up for",
                                            "sign up to",
                                            "sign up here",
                                            "subscribe to",
                                            "subscribe now",
                                            "click here to",
                                            "click here for",
                                            "follow us on",
                                            "join our",
                                            "get our",
                                            "download our",
                                            "listen to this article",
                                            "watch:",
                                            "photo:",
                                            "image:",
                                            "image source",
                                            "image caption",
                                            "(photo by",
                                            "photo by",
                                            "your email address",
                                            "by signing up",
                                            "we use cookies",
                                            "this site uses cookies",
                                            "copyright \xC2\xA9",
                                            "copyright 19",
                                            "copyright 20",
                                            "\xC2\xA9 20",
                                            "all rights reserved",
                                            "thank you for reading",
                                            "thanks for reading",
                                            "this website uses",
                                            "recommended:",
                                            "share this",
                                            "like us on",
                                            "advertisement",
                                            "already a subscriber"};

std::string LowerAscii(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

bool IsJunkPhrase(std::string_view words) {
  if (words.size() > 250) return false;
  std::string low = LowerAscii(words);
  if (std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                  [&](std::string_view b) { return low.starts_with(b); }))
    return true;
  while (!low.empty() && (low.back() == ':' || low.back() == '.' || low.back() == ' '))
    low.pop_back();
  if (std::none_of(low.begin(), low.end(), IsWordByte)) return true;
  return std::find(std::begin(kWhole), std::end(kWhole), low) != std::end(kWhole);
}

}  // namespace dealwire::html
