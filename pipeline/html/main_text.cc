#include "pipeline/html/main_text.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "pipeline/html/junk_phrases.h"
#include "pipeline/text/ascii.h"

namespace dealwire::html {
namespace {

constexpr size_t kShingle = 4;              // words
constexpr double kArticleBesideLive = 600;  // bytes of running text
constexpr uint32_t kStrayDiv = 200;         // bytes
constexpr uint32_t kShortCell = 100;        // bytes; of a table of figures

// Hashes of the words of a text, letters and digits only.
std::vector<uint64_t> WordHashes(std::string_view text) {
  std::vector<uint64_t> out;
  uint64_t hash = 0;
  for (const char c : text) {
    if (IsWordByte(c)) {
      hash = (hash ^ static_cast<uint8_t>(c)) * 0x9E3779B97F4A7C15u + 1;
    } else if (hash != 0) {
      out.push_back(hash);
      hash = 0;
    }
  }
  if (hash != 0) out.push_back(hash);
  return out;
}

// Which words follow which in the article as JSON-LD gives it.
class Shingles {
 public:
  explicit Shingles(std::string_view text) {
    const std::vector<uint64_t> words = WordHashes(text);
    for (size_t i = 0; i + kShingle <= words.size(); ++i) seen_.insert(At(words, i));
  }
  bool empty() const { return seen_.empty(); }
  // How much of `text` stands there, 0 to 1; -1 if it is too short to tell.
  double Share(std::string_view text) const {
    const std::vector<uint64_t> words = WordHashes(text);
    if (words.size() < kShingle) return -1;
    size_t hits = 0;
    for (size_t i = 0; i + kShingle <= words.size(); ++i) hits += seen_.count(At(words, i));
    return static_cast<double>(hits) / static_cast<double>(words.size() - kShingle + 1);
  }

 private:
  static uint64_t At(const std::vector<uint64_t>& words, size_t i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < kShingle; ++k) hash = (hash ^ words[i + k]) * 0xD6E8FEB86659FD93u;
    return hash;
  }
  std::unordered_set<uint64_t> seen_;
};

class Chooser {
 public:
  Chooser(std::string_view page, const PageTree& tree, const PageFacts& facts)
      : page_(page), tree_(tree), facts_(facts), copy_(facts.article_body) {}

  std::vector<uint32_t> Choose() {
    if (tree_.blocks.empty()) return {};
    FindJunk();
    Weigh();
    body_ = BestElement();
    Keep();
    std::vector<uint32_t> out;
    for (uint32_t i = 0; i < kept_.size(); ++i) {
      if (kept_[i]) out.push_back(i);
    }
    return out;
  }

 private:
  const Element& ElementOf(const Block& block) const { return tree_.elements[block.element]; }

  // Flags of the block's element or, for a block within one, of elements up to the nearest
  // paragraph-like one.
  uint32_t TagsAround(const Block& block) const {
    uint32_t tags = 0;
    int32_t e = block.element;
    for (int up = 0; e > 0 && up < 3; ++up, e = tree_.elements[e].parent) {
      tags |= tree_.elements[e].tag;
      if (tags & (kParagraphTag | kHeadingTag | kItemTag | kCellTag)) break;
    }
    return tags;
  }

  double TextOf(const Block& b) const { return static_cast<double>(b.bytes - b.link_bytes); }

  // How much running text a block brings, whatever it stands in.
  double Running(const Block& b) const {
    const uint32_t tags = TagsAround(b);
    if (tags & kHeadingTag) return 0;
    const double text = TextOf(b);
    if (b.bytes < 25)
      return (tags & (kParagraphTag | kItemTag)) && b.link_bytes == 0 ? text * 0.2 : 0;
    if (text * 2 < b.bytes) return 0;
    double w = text;
    if (b.stops == 0) w *= 0.3;
    if (b.bytes < 60) w *= 0.5;
    if ((tags & (kItemTag | kCellTag)) && b.bytes < 120) w *= 0.5;
    return w;
  }

  // Sums over each element's blocks.
  std::vector<double> Sums(const std::vector<double>& of_block) const {
    std::vector<double> before(of_block.size() + 1, 0), out(tree_.elements.size());
    for (size_t i = 0; i < of_block.size(); ++i) before[i + 1] = before[i] + of_block[i];
    for (size_t e = 0; e < out.size(); ++e) {
      const Element& element = tree_.elements[e];
      out[e] =
          before[std::max(element.end_block, element.first_block)] - before[element.first_block];
    }
    return out;
  }

  // An element is junk by its name or classes unless the article stands in it.
  void FindJunk() {
    const size_t n = tree_.elements.size();
    std::vector<double> running;
    for (const Block& b : tree_.blocks) running.push_back(Running(b));
    const std::vector<double> sums = Sums(running);
    std::vector<bool> holds(n, false);  // a headline or a body
    for (size_t e = n; e-- > 1;) {
      const Element& element = tree_.elements[e];
      if ((element.tag & kH1Tag) || (element.hints & kArticleBody) ||
          ((element.hints & kBody) && !(element.hints & kJunk) && sums[e] > 0.3 * sums[0]))
        holds[e] = true;
      if (holds[e]) holds[element.parent] = true;
    }
    std::vector<double> bytes;
    for (const Block& b : tree_.blocks) bytes.push_back(b.bytes);
    bytes_ = Sums(bytes);
    junk_.assign(n, false);
    std::vector<bool> live(n, false);
    double outside = sums[0];
    for (size_t e = 1; e < n; ++e) {
      const Element& element = tree_.elements[e];
      const bool named = (element.hints & (kJunk | kCaption)) || (element.tag & kAside);
      junk_[e] = junk_[element.parent] || (named && !holds[e] && sums[e] < 0.6 * sums[0]);
      live[e] =
          live[element.parent] || ((element.hints & (kLive | kSummary)) == kLive && !holds[e]);
      const bool top = (junk_[e] || live[e]) && !junk_[element.parent] && !live[element.parent];
      if (top) outside -= sums[e];
    }
    // The posts of a live blog are not the article where there is one.
    for (size_t e = 1; e < n && outside > kArticleBesideLive; ++e) junk_[e] = junk_[e] || live[e];
  }

  void Weigh() {
    for (const Block& b : tree_.blocks) {
      double w = Running(b);
      if (junk_[b.element]) w *= 0.1;
      if (!copy_.empty() && w > 0 && copy_.Share(Words(page_, tree_, b)) > 0.6) w *= 3;
      good_.push_back(w);
      all_.push_back(std::max(w, b.bytes * (junk_[b.element] ? 0.3 : 1.0)));
    }
  }

  // The element with most of the page's running text and little else.
  int32_t BestElement() const {
    const std::vector<double> good = Sums(good_), all = Sums(all_);
    int32_t best = 0;
    double best_score = -1;
    for (size_t e = 0; e < good.size(); ++e) {
      if (good[e] <= 0) continue;
      const Element& element = tree_.elements[e];
      const double precision = good[e] / all[e], recall = good[e] / good[0];
      double score = 2 * precision * recall / (precision + recall);
      if (element.hints & kArticleBody) score *= 1.3;
      if (element.hints & kBody) score *= 1.1;
      if (element.tag & (kArticleTag | kMainTag)) score *= 1.05;
      if (element.tag & (kItemTag | kCellTag | kParagraphTag | kQuoteTag)) score *= 0.8;
      if (score < best_score) continue;
      best = static_cast<int32_t>(e);
      best_score = score;
    }
    return best;
  }

  // Whether something between a block and the body says that it is no part of the text.
  bool Beside(const Block& b) const {
    for (int32_t e = b.element; e > body_; e = tree_.elements[e].parent) {
      const Element& element = tree_.elements[e];
      if ((element.hints & kByline) && bytes_[e] < 1000) return true;
      const bool cell = (element.tag & kCellTag) && bytes_[e] < kShortCell;
      if (cell && bytes_[e] * 2 < bytes_[body_]) return true;
    }
    return junk_[b.element] && !junk_[body_];
  }

  bool Keepable(const Block& b) const {
    if (b.bytes < 2 || Beside(b)) return false;
    const uint32_t tags = TagsAround(b);
    if (tags & kH1Tag) return false;
    const std::string words = b.bytes < 400 ? Words(page_, tree_, b) : "";
    if (b.link_bytes * 10 > b.bytes * 6 && b.bytes < 300 && !words.ends_with(':')) return false;
    if (words == facts_.metadata.title) return false;
    if (!words.empty() && IsJunkPhrase(words)) return false;
    return true;
  }

  void Keep() {
    kept_.assign(tree_.blocks.size(), false);
    const Element& body = tree_.elements[body_];
    uint32_t first = body.end_block, last = body.first_block;
    for (uint32_t i = body.first_block; i < body.end_block; ++i) {
      kept_[i] = Keepable(tree_.blocks[i]);
      if (!kept_[i] || good_[i] < 40 || junk_[tree_.blocks[i].element]) continue;
      first = std::min(first, i);
      last = i;
    }
    DropStrayDivs();
    DropStrayEnds(&first, &last);
    if (first <= last) TrimEnds(first, last);
    DropLoneHeadings();
    AddSummary(first);
  }

  // Where the article is set in paragraphs, short blocks in plain divs are something else.
  void DropStrayDivs() {
    constexpr uint32_t kSetAsText =
        kParagraphTag | kItemTag | kHeadingTag | kQuoteTag | kCellTag | kPreTag;
    const Element& body = tree_.elements[body_];
    double set = 0, all = 0;
    for (uint32_t i = body.first_block; i < body.end_block; ++i) {
      if (!kept_[i]) continue;
      all += good_[i];
      if (TagsAround(tree_.blocks[i]) & kSetAsText) set += good_[i];
    }
    for (uint32_t i = body.first_block; i < body.end_block && set > 0.8 * all; ++i) {
      const Block& b = tree_.blocks[i];
      if (b.bytes < kStrayDiv && !(TagsAround(b) & kSetAsText)) kept_[i] = false;
    }
  }

  // The element that holds the paragraph or, of a list item, the list; a div can be a paragraph.
  int32_t Holder(const Block& b) const {
    int32_t e = b.element;
    for (int up = 0; up < 3 && e > 0; ++up, e = tree_.elements[e].parent) {
      const uint32_t tag = tree_.elements[e].tag;
      if (tag & kParagraphTag) return tree_.elements[e].parent;
      if (tag & kItemTag) return std::max(0, tree_.elements[tree_.elements[e].parent].parent);
    }
    return std::max(0, tree_.elements[b.element].parent);
  }

  // Where one element holds most of the article, what stands apart before and behind is something
  // else: a note on the author, an appeal.
  void DropStrayEnds(uint32_t* first, uint32_t* last) {
    const Element& body = tree_.elements[body_];
    std::vector<double> held(tree_.elements.size(), 0);
    double all = 0, most = 0;
    for (uint32_t i = body.first_block; i < body.end_block; ++i) {
      if (!kept_[i]) continue;
      double& at_holder = held[Holder(tree_.blocks[i])];
      at_holder += good_[i];
      all += good_[i];
      most = std::max(most, at_holder);
    }
    if (most < 0.5 * all) return;
    auto stray = [&](uint32_t i) { return !kept_[i] || held[Holder(tree_.blocks[i])] < 0.1 * all; };
    while (*first < *last && stray(*first)) kept_[(*first)++] = false;
    while (*last > *first && stray(*last)) kept_[(*last)--] = false;
  }

  // Before the first paragraph and after the last one, only what is set as a paragraph stays.
  void TrimEnds(uint32_t first, uint32_t last) {
    const Element& body = tree_.elements[body_];
    std::vector<bool> holds(tree_.elements.size(), false);
    for (uint32_t i = body.first_block; i < body.end_block; ++i) {
      const int32_t holder = kept_[i] && good_[i] >= 40 ? Holder(tree_.blocks[i]) : -1;
      if (holder >= 0) holds[holder] = true;
    }
    for (uint32_t i = body.first_block; i < body.end_block; ++i) {
      if (i >= first && i <= last) continue;
      const Block& b = tree_.blocks[i];
      const uint32_t tags = TagsAround(b);
      const int32_t holder = Holder(b);
      const bool paragraph = ((tags & (kParagraphTag | kItemTag)) &&
                              (b.stops > 0 || (b.bytes >= 50 && b.link_bytes == 0))) ||
                             (i > last && holder >= 0 && holds[holder]);
      if (!(tags & kHeadingTag) && !paragraph) kept_[i] = false;
    }
  }

  // Whether the element around a heading holds more, but none of it is kept.
  bool OfSomethingElse(uint32_t heading) const {
    int32_t e = tree_.blocks[heading].element;
    while (e > 0 && !(tree_.elements[e].tag & kHeadingTag)) e = tree_.elements[e].parent;
    const Element& around = tree_.elements[tree_.elements[e].parent];
    if (around.end_block - around.first_block > 20) return false;
    bool more = false;
    for (uint32_t i = around.first_block; i < around.end_block; ++i) {
      if (TagsAround(tree_.blocks[i]) & kHeadingTag) continue;
      if (kept_[i]) return false;
      more = true;
    }
    return more;
  }

  // A heading without text behind it is one of something else.
  void DropLoneHeadings() {
    bool text_follows = false;
    for (uint32_t i = kept_.size(); i-- > 0;) {
      if (!kept_[i]) continue;
      const bool heading = (TagsAround(tree_.blocks[i]) & kHeadingTag) != 0;
      if (heading && (!text_follows || OfSomethingElse(i))) kept_[i] = false;
      text_follows = !heading;
    }
  }

  // The words between headline and article that sum it up.
  void AddSummary(uint32_t first) {
    const size_t from = first > 60 ? first - 60 : 0;
    for (size_t i = from; i < first && i < tree_.blocks.size(); ++i) {
      const Block& b = tree_.blocks[i];
      if (kept_[i] || b.bytes < 25 || b.bytes > 600 || junk_[b.element] || (TagsAround(b) & kH1Tag))
        continue;
      if (b.link_bytes * 2 > b.bytes) continue;
      bool named = false;
      int32_t e = b.element;
      for (int up = 0; up < 6 && e > 0 && bytes_[e] < 1500; ++up, e = tree_.elements[e].parent)
        named |= (tree_.elements[e].hints & kSummary) != 0;
      const std::string words = Words(page_, tree_, b);
      if (words == facts_.metadata.title || IsJunkPhrase(words)) continue;
      const bool described =
          !facts_.description.empty() &&
          (words == facts_.description || Shingles(facts_.description).Share(words) > 0.8);
      if (named || described) kept_[i] = true;
    }
  }

  std::string_view page_;
  const PageTree& tree_;
  const PageFacts& facts_;
  const Shingles copy_;
  std::vector<bool> junk_;          // by element
  std::vector<double> bytes_;       // by element
  std::vector<double> good_, all_;  // by block
  std::vector<bool> kept_;          // by block
  int32_t body_ = 0;
};

}  // namespace

std::vector<uint32_t> MainBlocks(std::string_view page, const PageTree& tree,
                                 const PageFacts& facts) {
  return Chooser(page, tree, facts).Choose();
}

}  // namespace dealwire::html
