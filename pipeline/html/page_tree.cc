#include "pipeline/html/page_tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "pipeline/text/ascii.h"

namespace dealwire::html {
namespace {

constexpr int kDeepest = 512;            // elements below that belong to the one there
constexpr size_t kMostAttributes = 200;  // of one tag; the rest is blanked
constexpr size_t kLongestReference = 40;
constexpr size_t kLongPiece = 500;  // libxml2 hands out about 1,000 bytes at a time

bool White(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// The end of what must be blanked in a tag that begins at `at`: where its attributes are too many
// to be compared with each other, its end; else nothing.
size_t BlankCrowdedTag(std::string* page, size_t at) {
  size_t attributes = 0, begin = 0;
  char quote = 0;
  size_t i = at + 1;
  for (; i < page->size(); ++i) {
    const char c = (*page)[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>' || c == '<') {
      break;
    } else if ((c == '"' || c == '\'') && (*page)[i - 1] == '=') {
      quote = c;
    } else if (White(c) || c == '/' || c == '"' || c == '\'') {
      if (++attributes == kMostAttributes) begin = i;
    }
  }
  if (begin != 0) std::fill(page->begin() + begin, page->begin() + i, ' ');
  return i;
}

// libxml2 goes by HTML 4, where a div that was left open keeps </section> and </article> from
// ending anything. Under a name that it does not know, any end tag closes what stands within, as in
// HTML 5.
constexpr char kDivLetter = 'x';

void RenameDiv(std::string* page, size_t at) {
  auto is = [&](size_t i, char c) { return i < page->size() && ((*page)[i] | 32) == c; };
  const bool div = is(at, 'd') && is(at + 1, 'i') && is(at + 2, 'v');
  if (div && (at + 3 >= page->size() || !IsWordByte((*page)[at + 3]))) (*page)[at] = kDivLetter;
}

// The page as the parser may see it: byte for byte as long, without what stops it or makes it slow.
std::string Tame(std::string_view page) {
  std::string out(page);
  for (size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<uint8_t>(out[i]);
    if (c < 0x20 ? c != '\n' && c != '\t' : c == 0x7F) {
      out[i] = ' ';
    } else if (c == 0xEF && out.compare(i, 2, "\xEF\xBF") == 0 &&
               static_cast<uint8_t>(out[i + 2]) >= 0xBE) {
      out.replace(i, 3, "   ");  // U+FFFE and U+FFFF are no characters
    }
  }
  for (size_t at = out.find('<'); at != std::string::npos; at = out.find('<', at)) {
    RenameDiv(&out, at + 1 < out.size() && out[at + 1] == '/' ? at + 2 : at + 1);
    at = at + 1 < out.size() && IsLetter(out[at + 1]) ? BlankCrowdedTag(&out, at) : at + 1;
  }
  return out;
}

// Character references of HTML 5 that HTML 4, and so libxml2, does not know.
std::string_view NewReference(std::string_view name) {
  static constexpr std::array<std::array<std::string_view, 2>, 22> kNames = {
      {{"dollar", "$"},
       {"percnt", "%"},
       {"comma", ","},
       {"period", "."},
       {"colon", ":"},
       {"semi", ";"},
       {"excl", "!"},
       {"quest", "?"},
       {"lpar", "("},
       {"rpar", ")"},
       {"num", "#"},
       {"plus", "+"},
       {"equals", "="},
       {"lsqb", "["},
       {"rsqb", "]"},
       {"ast", "*"},
       {"sol", "/"},
       {"commat", "@"},
       {"NewLine", "\n"},
       {"Tab", "\t"},
       {"hyphen", "\xE2\x80\x90"},
       {"rsquor", "\xE2\x80\x99"}}};
  for (const auto& [known, text] : kNames) {
    if (known == name) return text;
  }
  return {};
}

// The numbers 128 to 159 mean windows-1252 (WHATWG HTML, numeric character references).
constexpr std::string_view kWindows1252[32] = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

std::string_view FixNumbered(std::string_view decoded) {
  if (decoded.size() != 2 || decoded[0] != '\xC2') return decoded;
  const auto low = static_cast<uint8_t>(decoded[1]);
  if (low < 0x80 || low >= 0xA0 || kWindows1252[low - 0x80].empty()) return decoded;
  return kWindows1252[low - 0x80];
}

class TreeBuilder {
 public:
  TreeBuilder(std::string_view page, PageTree* tree) : page_(page), tree_(*tree) {
    tree_.elements.push_back({});
    open_.push_back({});
  }

  void Parse() {
    static const bool kReady = (xmlInitParser(), true);
    (void)kReady;
    const std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxt*)> context(
        htmlCreateMemoryParserCtxt(page_.data(), static_cast<int>(page_.size())),
        htmlFreeParserCtxt);
    if (context == nullptr) return;
    context_ = context.get();
    htmlSAXHandler& sax = *context_->sax;
    sax = {};
    sax.startElement = [](void* me, const xmlChar* name, const xmlChar** attributes) {
      static_cast<TreeBuilder*>(me)->Start(name, attributes);
    };
    sax.endElement = [](void* me, const xmlChar* name) {
      static_cast<TreeBuilder*>(me)->End(name);
    };
    sax.characters = [](void* me, const xmlChar* text, int size) {
      static_cast<TreeBuilder*>(me)->Text({reinterpret_cast<const char*>(text), size_t(size)});
    };
    sax.ignorableWhitespace = sax.characters;
    sax.cdataBlock = [](void* me, const xmlChar* text, int size) {
      static_cast<TreeBuilder*>(me)->Script({reinterpret_cast<const char*>(text), size_t(size)});
    };
    htmlCtxtUseOptions(context_, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                     HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED |
                                     HTML_PARSE_IGNORE_ENC);
    context_->userData = this;
    context_->charset = XML_CHAR_ENCODING_UTF8;
    htmlParseDocument(context_);
    EndBlock();
    while (!open_.empty()) Pop();
  }

 private:
  struct Open {
    const xmlChar* name = nullptr;
    int32_t element = 0;
    int32_t block = 0;  // the innermost block element
    bool in_link = false, unseen = false, pre = false;
  };

  uint32_t Position() const {
    const xmlParserInput& in = *context_->input;
    return static_cast<uint32_t>(std::min<size_t>(in.consumed + (in.cur - in.base), page_.size()));
  }

  void Start(const xmlChar* name, const xmlChar** attributes) {
    const uint32_t tag = TagFlags(View(name));
    if (tag & kVoidTag) return Void(View(name), tag, attributes);
    if (tag & kBlockTag) EndBlock();
    Bound();
    if (open_.size() >= kDeepest) return;
    Element element;
    element.parent = open_.back().element;
    element.tag = tag;
    element.first_block = tree_.blocks.size();
    Open open = open_.back();
    open.name = name;
    open.element = static_cast<int32_t>(tree_.elements.size());
    if (tag & kBlockTag) open.block = open.element;
    open.in_link |= (tag & kLinkTag) != 0;
    open.unseen |= (tag & kUnseen) != 0;
    open.pre |= (tag & kPreTag) != 0;
    json_ld_ = in_title_ = false;
    Attributes(View(name), attributes, &element);
    if (View(name).find('-') != std::string_view::npos) element.hints |= ClassHints(View(name));
    open.unseen |= (element.hints & kHidden) != 0;
    tree_.elements.push_back(element);
    open_.push_back(open);
  }

  // libxml2 looks through all open elements at an end tag that fits none.
  void Bound() const {
    if (context_->nameNr <= kDeepest) return;
    --context_->nameNr;
    context_->name = context_->nameTab[context_->nameNr - 1];
  }

  void End(const xmlChar* name) {
    const uint32_t tag = TagFlags(View(name));
    if (tag & kVoidTag) return;
    if (tag & kBlockTag) EndBlock();
    json_ld_ = in_title_ = false;
    for (size_t i = open_.size(); i > 1 && i + 64 > open_.size(); --i) {
      if (!xmlStrEqual(open_[i - 1].name, name)) continue;
      while (open_.size() >= i) Pop();
      return;
    }
  }

  void Pop() {
    tree_.elements[open_.back().element].end_block = tree_.blocks.size();
    open_.pop_back();
  }

  void Void(std::string_view name, uint32_t tag, const xmlChar** attributes) {
    if (name == "meta") return Meta(attributes);
    if (name == "link") return Link(attributes);
    if (tag & kBlockTag) return EndBlock();
    if ((tag & kBreakTag) == 0 || block_first_ == tree_.pieces.size()) return;
    // A second <br> ends the paragraph.
    if (broken_) return EndBlock();
    Piece piece{};
    piece.begin = Position();
    piece.end = piece.begin + 1;
    piece.line_break = true;
    tree_.pieces.push_back(piece);
    broken_ = true;
  }

  void Meta(const xmlChar** attributes) {
    std::string_view key, content;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      const std::string_view name = View(attributes[0]), value = View(attributes[1]);
      if (name == "content") content = value;
      if (name == "name" || name == "property" || (name == "itemprop" && key.empty())) key = value;
    }
    if (key.empty() || content.empty() || tree_.meta.size() >= 500) return;
    tree_.meta.emplace_back(Lower(key), content);
  }

  void Link(const xmlChar** attributes) {
    std::string_view rel, href;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      if (View(attributes[0]) == "rel") rel = View(attributes[1]);
      if (View(attributes[0]) == "href") href = View(attributes[1]);
    }
    if (rel == "canonical" && tree_.canonical.empty()) tree_.canonical = href;
  }

  void Attributes(std::string_view tag, const xmlChar** attributes, Element* element) {
    std::string_view datetime;
    bool published = false;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      const std::string_view name = View(attributes[0]), value = View(attributes[1]);
      if (name == "class" || name == "id" || name == "data-component" || name == "data-testid" ||
          name == "data-module") {
        element->hints |= ClassHints(value.substr(0, 400));
      } else if (name == "itemprop") {
        if (value.find("articleBody") != value.npos) element->hints |= kArticleBody;
        published |= value == "datePublished";
      } else if (name == "role") {
        if (value == "navigation" || value == "complementary" || value == "contentinfo" ||
            value == "banner" || value == "search" || value == "dialog")
          element->hints |= kJunk;
      } else if (name == "hidden" ||
                 (name == "style" && value.find("display:none") != value.npos)) {
        element->hints |= kJunk;
      } else if (name == "style" && value.find("clip:rect(0") != value.npos) {
        element->hints |= kHidden;  // for screen readers only
      } else if (name == "datetime") {
        datetime = value;
      } else if (name == "pubdate") {
        published = true;
      } else if (name == "lang" && tag == "html") {
        tree_.language = value;
      } else if (name == "type" && tag == "script") {
        json_ld_ = value.find("ld+json") != value.npos && tree_.json_ld.size() < 50;
      }
    }
    if (json_ld_) tree_.json_ld.emplace_back();
    in_title_ = tag == "title" && tree_.title.empty();
    if (tag == "time" && !datetime.empty() && tree_.times.size() < 100)
      tree_.times.emplace(published ? tree_.times.begin() : tree_.times.end(), datetime);
  }

  void Script(std::string_view text) {
    if (json_ld_) tree_.json_ld.back() += text;
  }

  void Text(std::string_view text) {
    if (in_title_ && tree_.title.size() < 1000) tree_.title += text;
    if (json_ld_) return Script(text);
    if (open_.back().unseen || text.empty()) return;
    const uint32_t end = Position();
    Piece piece{};
    piece.in_link = open_.back().in_link;
    if (!Verbatim(text, end, &piece) && !Reference(text, end, &piece)) return;
    piece.begin = std::max(piece.begin, seen_);
    if (piece.begin >= piece.end) return;
    seen_ = piece.end;
    Add(piece);
  }

  // Text as it stands in the page. The parser has read it but, of a long piece or a lone '<', for
  // its last character.
  bool Verbatim(std::string_view text, uint32_t end, Piece* piece) const {
    const size_t first = text == "<" && end < page_.size() && page_[end] == '<' ? end + 1 : end;
    const size_t last = text.size() >= kLongPiece ? end + 4 : first;
    for (size_t stop = first; stop <= std::min<size_t>(last, page_.size()); ++stop) {
      if (text.size() > stop || page_.compare(stop - text.size(), text.size(), text) != 0) continue;
      piece->begin = stop - text.size();
      piece->end = stop;
      return true;
    }
    return false;
  }

  // A character reference that ends at `end` and stands for `text`.
  bool Reference(std::string_view text, uint32_t end, Piece* piece) const {
    const size_t from = end > kLongestReference ? end - kLongestReference : 0;
    const size_t back = page_.substr(from, end - from).rfind('&');
    if (back == std::string_view::npos || text.size() > 4) return false;
    piece->begin = from + back;
    piece->end = end;
    std::string_view decoded = FixNumbered(text);
    if (text == "&" && page_[end - 1] != ';') {  // no reference after all, or a newer one
      decoded = {};
      if (end < page_.size() && page_[end] == ';')
        decoded = NewReference(page_.substr(piece->begin + 1, end - piece->begin - 1));
      piece->end = decoded.empty() ? piece->begin + 1 : end + 1;
    }
    piece->decoded = static_cast<uint8_t>(decoded.size());
    std::copy(decoded.begin(), decoded.end(), piece->text);
    return true;
  }

  void Add(const Piece& piece) {
    const std::string_view text = piece.decoded != 0
                                      ? std::string_view(piece.text, piece.decoded)
                                      : page_.substr(piece.begin, piece.end - piece.begin);
    uint32_t bytes = 0, stops = 0;
    for (const char c : text) {
      bytes += !White(c);
      stops += c == '.' || c == ',' || c == '!' || c == '?' || c == ';';
    }
    if (bytes == 0 && block_first_ == tree_.pieces.size()) return;
    if (bytes > 0) broken_ = false;
    if (block_first_ == tree_.pieces.size()) block_.element = open_.back().block;
    block_.bytes += bytes;
    block_.stops += stops;
    if (piece.in_link) block_.link_bytes += bytes;
    tree_.pieces.push_back(piece);
  }

  void EndBlock() {
    broken_ = false;
    if (block_first_ == tree_.pieces.size()) return;
    if (block_.bytes == 0) {
      tree_.pieces.resize(block_first_);
    } else {
      block_.first_piece = block_first_;
      block_.end_piece = tree_.pieces.size();
      block_.begin = tree_.pieces[block_first_].begin;
      tree_.blocks.push_back(block_);
    }
    block_ = {};
    block_first_ = tree_.pieces.size();
  }

  std::string_view page_;
  PageTree& tree_;
  htmlParserCtxtPtr context_ = nullptr;
  std::vector<Open> open_;
  Block block_;
  size_t block_first_ = 0;  // the first piece of the block that is being read
  uint32_t seen_ = 0;       // how far pieces reach
  bool broken_ = false, json_ld_ = false, in_title_ = false;
};

}  // namespace

PageTree ParsePage(std::string_view page) {
  PageTree tree;
  const std::string tame = Tame(page);
  TreeBuilder(tame, &tree).Parse();
  return tree;
}

std::string Words(std::string_view page, const PageTree& tree, const Block& block) {
  std::string out;
  bool space = false;
  for (uint32_t i = block.first_piece; i < block.end_piece; ++i) {
    const Piece& piece = tree.pieces[i];
    if (piece.line_break) {
      space = true;
      continue;
    }
    const std::string_view text = piece.decoded != 0
                                      ? std::string_view(piece.text, piece.decoded)
                                      : page.substr(piece.begin, piece.end - piece.begin);
    for (const char c : text) {
      if (White(c) || static_cast<uint8_t>(c) < 0x20) {
        space = true;
        continue;
      }
      if (space && !out.empty()) out += ' ';
      space = false;
      out += c;
    }
  }
  return out;
}

}  // namespace dealwire::html
