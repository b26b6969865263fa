// RSS 0.9 to 2.0, Atom, NewsML-G2 and NITF, by expat: read in pieces, so that a feed may be of any
// size. An article's bytes are its body: the decoded text of an element, or the markup between its
// tags as it stands in the file.
//
// Entities are expanded to twenty times the input at most; external ones and DTDs are never loaded,
// and what they would have defined is left as it stands.
#define XML_DTD  // Debian's expat is built with it; its header hides the limits otherwise
#include <expat.h>

#include <algorithm>
#include <deque>
#include <vector>

#include "pipeline/input/feed_item.h"
#include "pipeline/input/splitter.h"
#include "pipeline/input/xml_encoding.h"

namespace dealwire {
namespace {

constexpr size_t kPiece = 32 << 10;
constexpr size_t kMaxDepth = 10000;
constexpr float kMaxAmplification = 20;
constexpr unsigned long long kAmplificationFrom = 1 << 20;  // bytes

class FeedSplitter : public Splitter {
 public:
  explicit FeedSplitter(OpenInput input)
      : Splitter(std::move(input)), parser_(XML_ParserCreateNS(nullptr, '|')) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, OnStart, OnEnd);
    XML_SetCharacterDataHandler(parser_, OnText);
    XML_SetSkippedEntityHandler(parser_, OnSkipped);
    XML_SetXmlDeclHandler(parser_, OnDeclaration);
    XML_SetUnknownEncodingHandler(parser_, FindXmlEncoding, nullptr);
    // HTML's entities, such as &nbsp;, are used without being defined: with a DTD that is not
    // loaded, they are no error.
    XML_UseForeignDTD(parser_, XML_TRUE);
    XML_SetParamEntityParsing(parser_, XML_PARAM_ENTITY_PARSING_ALWAYS);
    XML_SetExternalEntityRefHandler(parser_, OnExternal);
    XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser_, kMaxAmplification);
    XML_SetBillionLaughsAttackProtectionActivationThreshold(parser_, kAmplificationFrom);
  }
  FeedSplitter(const FeedSplitter&) = delete;
  FeedSplitter& operator=(const FeedSplitter&) = delete;
  ~FeedSplitter() override { XML_ParserFree(parser_); }

  Got Next(InputItem* item, bool /*may_wait*/) override {
    while (ready_.empty() && !done_) Parse();
    if (ready_.empty()) return EndOrError(item, Line());
    *item = std::move(ready_.front());
    ready_.pop_front();
    return Got::kItem;
  }

 private:
  static FeedSplitter* Self(void* self) { return static_cast<FeedSplitter*>(self); }
  static void OnStart(void* self, const char* name, const char** attributes) {
    Self(self)->Start(name, attributes);
  }
  static void OnEnd(void* self, const char* /*name*/) { Self(self)->End(); }
  static void OnText(void* self, const char* text, int size) {
    Self(self)->Text({text, static_cast<size_t>(size)});
  }
  static void OnSkipped(void* self, const char* name, int is_parameter) {
    if (is_parameter == 0) Self(self)->Text("&" + std::string(name) + ";");
  }
  static void OnDeclaration(void* self, const char* /*version*/, const char* encoding,
                            int /*standalone*/) {
    if (encoding != nullptr) Self(self)->encoding_ = encoding;
  }
  static int OnExternal(XML_Parser /*parser*/, const char* /*context*/, const char* /*base*/,
                        const char* /*system*/, const char* /*public*/) {
    return XML_STATUS_OK;
  }

  uint64_t Line() const { return XML_GetCurrentLineNumber(parser_); }

  void Parse() {
    if (window().view().empty() && !window().More() && window().failed()) {
      done_ = true;
      return;
    }
    piece_ = window().view().substr(0, kPiece);
    piece_begin_ = window().offset();
    if (markup_) body_ += piece_;
    const bool last = piece_.empty();
    const XML_Status status =
        XML_Parse(parser_, piece_.data(), static_cast<int>(piece_.size()), last ? 1 : 0);
    window().Drop(piece_.size());
    if (last || status != XML_STATUS_OK) done_ = true;
    if (status != XML_STATUS_OK) {
      if (stopped_.empty())
        stopped_ =
            std::string("not well-formed XML: ") + XML_ErrorString(XML_GetErrorCode(parser_));
      ready_.push_back(Failed(stopped_, Line()));
    }
    if (body_.size() > options().max_bytes && !large_) {
      large_ = true;
      ready_.push_back(Failed(TooLarge(), item_line_));
    }
    if (large_) body_.clear();
  }

  void Stop(std::string reason) {
    stopped_ = std::move(reason);
    XML_StopParser(parser_, XML_FALSE);
  }

  void Start(std::string_view qualified, const char** attributes) {
    if (!stopped_.empty()) return;
    if (++depth_ > kMaxDepth) return Stop("its elements are nested too deep");
    // Within a body nothing is looked for, but NITF within NewsML has its body further in.
    if (wish_.kind != Wish::Kind::kNothing && !markup_) return;
    const std::string name = ShortName(qualified);
    if (depth_ == 1 && !FeedItem::IsRoot(name)) return Stop(NoFeed(name));
    if (markup_) {
      if (name == "body.content") BeginMarkup();
      return;
    }
    const std::string parent = names_.empty() ? "" : names_.back();
    names_.push_back(name);
    const FeedItem::Kind kind = FeedItem::Begins(name);
    if (item_depth_ == 0 && kind != FeedItem::Kind::kNone) {
      item_.Begin(kind, attributes);
      item_depth_ = depth_;
      item_line_ = Line();
      large_ = false;
      return;
    }
    if (item_depth_ == 0) {
      const bool title = (name == "title" && parent == "channel") ||
                         (name == "atom:title" && parent == "atom:feed");
      if (!title || !feed_title_.empty()) return;
      wish_.kind = Wish::Kind::kText;
      wish_.to = &feed_title_;
    } else {
      wish_ = item_.Start(name, parent, depth_ == item_depth_ + 1, attributes);
    }
    wish_depth_ = depth_;
    body_.clear();
    if (wish_.kind == Wish::Kind::kMarkup) BeginMarkup();
  }

  static std::string NoFeed(const std::string& name) {
    return "neither RSS, Atom, NewsML-G2 nor NITF: it begins with the element <" + name + ">";
  }

  // From here on the file's bytes are kept.
  void BeginMarkup() {
    markup_ = true;
    markup_depth_ = depth_;
    markup_begin_ = XML_GetCurrentByteIndex(parser_) + XML_GetCurrentByteCount(parser_);
    body_ = piece_.substr(std::min<uint64_t>(markup_begin_ - piece_begin_, piece_.size()));
  }

  void Text(std::string_view text) {
    if (wish_.kind == Wish::Kind::kText && !large_) body_ += text;
  }

  void End() {
    if (!stopped_.empty()) return;  // expat still ends an empty element
    if (markup_ && depth_ == markup_depth_) {
      const uint64_t end = XML_GetCurrentByteIndex(parser_);
      body_.resize(std::min<uint64_t>(end > markup_begin_ ? end - markup_begin_ : 0, body_.size()));
      markup_ = false;
      if (!large_) item_.TakeBody(wish_, std::move(body_));
      body_.clear();
    }
    if (wish_.kind != Wish::Kind::kNothing && depth_ == wish_depth_) {
      if (wish_.kind == Wish::Kind::kText && !large_) {
        if (wish_.body) {
          item_.TakeBody(wish_, std::move(body_));
        } else {
          *wish_.to = std::move(body_);
        }
      }
      body_.clear();
      wish_ = {};
    }
    if (wish_.kind == Wish::Kind::kNothing) {
      if (item_depth_ == depth_) Finish();
      names_.pop_back();
    }
    --depth_;
  }

  void Finish() {
    item_depth_ = 0;
    if (large_) return;
    InputItem item = Begin(item_line_);
    const Result<bool> finished = item_.Finish(feed_title_, &item);
    if (!finished.ok()) {
      ready_.push_back(Failed(finished.status().message(), item_line_));
    } else if (finished.value()) {
      if (item.charset.empty()) item.charset = encoding_.empty() ? "UTF-8" : encoding_;
      ready_.push_back(std::move(item));
    }
  }

  XML_Parser parser_;
  std::deque<InputItem> ready_;
  std::string feed_title_, encoding_, stopped_;
  std::string_view piece_;  // of the file, being parsed
  uint64_t piece_begin_ = 0;

  std::vector<std::string> names_;  // the elements around, down to what is wished for
  size_t depth_ = 0;
  FeedItem item_;
  size_t item_depth_ = 0;
  uint64_t item_line_ = 0;

  Wish wish_;
  size_t wish_depth_ = 0;
  std::string body_;
  bool markup_ = false;
  size_t markup_depth_ = 0;
  uint64_t markup_begin_ = 0;
  bool large_ = false, done_ = false;
};

}  // namespace

SplitterPtr MakeFeedSplitter(OpenInput input) {
  return std::make_unique<FeedSplitter>(std::move(input));
}

}  // namespace dealwire
