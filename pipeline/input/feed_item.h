// FeedItem: one article of a feed while its elements come in. Knows what the elements of RSS, Atom,
// NewsML-G2 and NITF mean; FeedSplitter knows how XML is read.
#ifndef DEALWIRE_PIPELINE_INPUT_FEED_ITEM_H_
#define DEALWIRE_PIPELINE_INPUT_FEED_ITEM_H_

#include <string>
#include <string_view>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"

namespace dealwire {

// Attributes as expat gives them: name, value, name, value, null.
std::string_view Attribute(const char** attributes, std::string_view name);

// "http://www.w3.org/2005/Atom|title" -> "atom:title". Elements of RSS and NITF have no prefix,
// those of NewsML-G2 "nar:", and those of other namespaces "?:".
std::string ShortName(std::string_view qualified);

// What is wanted of an element.
struct Wish {
  enum class Kind : uint8_t {
    kNothing,
    kText,    // its text, decoded
    kMarkup,  // its content as it stands in the file
  };
  Kind kind = Kind::kNothing;
  std::string* to = nullptr;
  bool html = false;  // a body whose text is HTML
  bool body = false;
  bool full = false;  // the body itself, not a summary
};

class FeedItem {
 public:
  enum class Kind : uint8_t { kNone, kRss, kAtom, kNewsMl, kNitf };

  // Whether an element begins an article, and of what kind.
  static Kind Begins(std::string_view name);
  static bool IsRoot(std::string_view name);

  void Begin(Kind kind, const char** attributes);
  Kind kind() const { return kind_; }
  // What to take from an element; `parent` is the element around it, `direct` says that this is the
  // article's own element. Attributes are taken at once.
  Wish Start(std::string_view name, std::string_view parent, bool direct, const char** attributes);
  // The text or markup of a body.
  void TakeBody(const Wish& wish, std::string bytes);
  // The article into `article`; no charset means that of the file. False if it is none, as a
  // picture is; an error if it should be one.
  Result<bool> Finish(const std::string& feed_title, RawArticle* article);

 private:
  Wish StartRss(std::string_view name);
  Wish StartAtom(std::string_view name, const char** attributes);
  Wish StartNewsMl(std::string_view name, std::string_view parent, const char** attributes);
  Wish StartNitf(std::string_view name, std::string_view parent, const char** attributes);
  static Wish Text(std::string* to);

  Kind kind_ = Kind::kNone;
  RawArticle found_;
  std::string updated_, class_;
  bool html_ = false, full_ = false, remote_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_FEED_ITEM_H_
