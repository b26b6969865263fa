#include "pipeline/html/tags.h"

#include <string>
#include <unordered_map>

#include "pipeline/text/ascii.h"

namespace dealwire::html {
namespace {

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};
using Table = std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>>;

// "p 1|2": names and flags, names divided by spaces.
void Put(std::string_view names, uint32_t flags, Table* table) {
  while (!names.empty()) {
    const size_t space = std::min(names.find(' '), names.size());
    (*table)[std::string(names.substr(0, space))] |= flags;
    names.remove_prefix(std::min(space + 1, names.size()));
  }
}

const Table& Tags() {
  static const Table* const kTags = [] {
    auto* t = new Table;
    Put("address article aside blockquote body center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main "
        "menu nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr "
        "ul xiv",  // a div by another name, see page_tree.cc
        kBlockTag, t);
    Put("area base basefont br col command embed frame hr img input keygen link meta param source "
        "track wbr",
        kVoidTag, t);
    Put("script style noscript template svg iframe object applet select textarea button video "
        "audio canvas noframes datalist map title math",
        kUnseen, t);
    Put("nav footer aside form figure figcaption menu dialog fieldset", kAside, t);
    Put("h1 h2 h3 h4 h5 h6", kHeadingTag, t);
    Put("li dd dt", kItemTag, t);
    Put("p", kParagraphTag, t);
    Put("article", kArticleTag, t);
    Put("main", kMainTag, t);
    Put("a", kLinkTag, t);
    Put("br", kBreakTag, t);
    Put("td th", kCellTag, t);
    Put("h1", kH1Tag, t);
    Put("header hgroup", kHeaderTag, t);
    Put("blockquote", kQuoteTag, t);
    Put("pre", kPreTag, t);
    return t;
  }();
  return *kTags;
}

enum Word : uint32_t {
  kJunkWord = 1 << 0,
  kTopicWord = 1 << 1,  // article, story, post, ...
  kTextWord = 1 << 2,   // body, content, text, ...
  kSummaryWord = 1 << 3,
  kBylineWord = 1 << 4,
  kCaptionWord = 1 << 5,
  kBodyWord = 1 << 6,  // both at once
  kHiddenWord = 1 << 7,
  kLiveWord = 1 << 8,
  kWidgetWord = 1 << 9,  // junk unless it is one of text
};

const Table& ClassWords() {
  static const Table* const kWords = [] {
    auto* t = new Table;
    Put("comment comments disqus related recirc recirculation recommend recommended recommendation "
        "recommendations share sharing sharebar sharedaddy social promo promos promotion "
        "newsletter "
        "newsletters subscribe subscription subscribebox signup cookie cookies consent gdpr banner "
        "ad ads adv advert adverts advertisement advertising adslot dfp sponsor sponsored outbrain "
        "taboola zergnet breadcrumb breadcrumbs nav navbar navigation menu footer sidebar sidenav "
        "popup modal overlay lightbox toolbar trending popular mostread mostpopular "
        "teaser teasers readmore readnext morefrom upnext follow followus donate donation "
        "donations membership copyright copyrights jumplinks masthead login register feedback "
        "survey poll quiz ratings rating reactions pagination pager tags taglist tagcloud "
        "hashtags syndication syndicated appeal callout cta "
        "inlinepromo instream inread carousel slideshow gallery relatedposts relatedlinks "
        "relatedcontent relatedstories relatedarticles alsolike youmaylike "
        "storylinks linkbox linklist infobox rail marketing interstitial printfriendly toc "
        "tooltip audioplayer videoplayer livefyre viafoura spotim openweb addtoany addthis "
        "onetrust didomi cmp privacy commentlist respond replies discussion links topics topiclist "
        "authorbio authorbox aboutauthor twitter tweet tweets instagram tiktok facebook",
        kJunkWord, t);
    Put("article story post entry news", kTopicWord, t);
    Put("body content text main copy", kTextWord, t);
    Put("articlebody storybody postbody entrycontent articlecontent articletext storytext "
        "storycontent postcontent bodycopy bodytext richtext maintext fulltext",
        kBodyWord, t);
    Put("dek deck standfirst subtitle subheadline subheading subhead subhed lede excerpt summary "
        "teasertext keypoints keypoint strapline abstract",
        kSummaryWord, t);
    Put("byline bylines author authors dateline timestamp pubdate publishdate postmeta entrymeta "
        "articlemeta",
        kBylineWord, t);
    Put("caption captions figcaption credit credits imagecaption imagecredit photocredit",
        kCaptionWord, t);
    Put("sronly visuallyhidden screenreader screenreadertext offscreen", kHiddenWord, t);
    Put("liveblog livepost liveposts livestream liveupdate liveupdates livelist livefeed liveentry",
        kLiveWord, t);
    Put("widget widgets", kWidgetWord, t);
    return t;
  }();
  return *kWords;
}

// Beginnings that say junk however the word goes on: "relatedarticleslist".
constexpr std::string_view kJunkStems[] = {"related",    "recommend", "newsletter", "advert",
                                           "breadcrumb", "cookie",    "outbrain",   "taboola"};

uint32_t WordFlags(std::string_view word) {
  const auto it = ClassWords().find(word);
  if (it != ClassWords().end()) return it->second;
  if (word.size() >= 10) {
    for (const std::string_view stem : kJunkStems) {
      if (word.starts_with(stem)) return kJunkWord;
    }
  }
  return 0;
}

bool Upper(char c) { return c >= 'A' && c <= 'Z'; }
bool Lower(char c) { return c >= 'a' && c <= 'z'; }

// What the words of one name say together: "article__body" is a body.
uint32_t NameHints(uint32_t words, bool together) {
  uint32_t hints = 0;
  if (words & kJunkWord) hints |= kJunk;
  if ((words & kBodyWord) || together) hints |= kBody;
  if (words & kSummaryWord) hints |= kSummary;
  if (words & kBylineWord) hints |= kByline;
  if (words & kCaptionWord) hints |= kCaption;
  if (words & kHiddenWord) hints |= kHidden;
  if (words & kLiveWord) hints |= kLive;
  if ((words & kWidgetWord) && !(words & (kTopicWord | kTextWord | kBodyWord))) hints |= kJunk;
  return hints;
}

}  // namespace

uint32_t TagFlags(std::string_view name) {
  const auto it = Tags().find(name);
  return it == Tags().end() ? 0 : it->second;
}

uint32_t ClassHints(std::string_view names) {
  uint32_t hints = 0, words = 0;
  std::string word, last;
  auto end_word = [&] {
    if (word.empty()) return;
    words |= WordFlags(word);
    if (!last.empty()) words |= WordFlags(last + word) & ~kJunkWord;
    std::swap(last, word);
    word.clear();
  };
  auto end_name = [&] {
    end_word();
    last.clear();
    hints |= NameHints(words, (words & kTopicWord) != 0 && (words & kTextWord) != 0);
    words = 0;
  };
  for (size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    if (Upper(c) || Lower(c)) {
      if (Upper(c) && i > 0 && Lower(names[i - 1])) end_word();
      if (word.size() < 40) word += static_cast<char>(Upper(c) ? c + 32 : c);
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      end_name();
    } else {
      end_word();
    }
  }
  end_name();
  return hints;
}

}  // namespace dealwire::html
