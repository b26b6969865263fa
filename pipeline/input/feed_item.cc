#include "pipeline/input/feed_item.h"

#include <utility>

#include "pipeline/input/readers.h"

namespace dealwire {
namespace {

void Trim(std::string* text) {
  const size_t begin = text->find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) {
    text->clear();
    return;
  }
  text->erase(text->find_last_not_of(" \t\r\n") + 1);
  text->erase(0, begin);
}

void Assign(std::string_view value, std::string* to) {
  if (to->empty()) to->assign(value);
}

}  // namespace

std::string_view Attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (*attributes == name) return attributes[1];
  }
  return "";
}

std::string ShortName(std::string_view qualified) {
  static constexpr std::pair<std::string_view, std::string_view> kSpaces[] = {
      {"http://www.w3.org/2005/Atom", "atom:"},
      {"http://purl.org/atom/ns#", "atom:"},
      {"http://purl.org/rss/1.0/modules/content/", "content:"},
      {"http://purl.org/dc/elements/1.1/", "dc:"},
      {"http://purl.org/dc/terms/", "dc:"},
      {"http://iptc.org/std/nar/2006-10-01/", "nar:"},
      {"http://iptc.org/std/NITF/2006-10-18/", ""},
      {"http://purl.org/rss/1.0/", ""},
      {"http://backend.userland.com/rss2", ""},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", ""},
  };
  const size_t bar = qualified.rfind('|');
  if (bar == std::string_view::npos) return std::string(qualified);
  const std::string_view space = qualified.substr(0, bar);
  const std::string local(qualified.substr(bar + 1));
  for (const auto& [known, prefix] : kSpaces) {
    if (space == known) return std::string(prefix) + local;
  }
  return "?:" + local;
}

FeedItem::Kind FeedItem::Begins(std::string_view name) {
  return name == "item"           ? Kind::kRss
         : name == "atom:entry"   ? Kind::kAtom
         : name == "nar:newsItem" ? Kind::kNewsMl
         : name == "nitf"         ? Kind::kNitf
                                  : Kind::kNone;
}

bool FeedItem::IsRoot(std::string_view name) {
  return name == "rss" || name == "RDF" || name == "atom:feed" || name == "nar:newsMessage" ||
         name == "nar:packageItem" || Begins(name) != Kind::kNone;
}

void FeedItem::Begin(Kind kind, const char** attributes) {
  *this = FeedItem();
  kind_ = kind;
  if (kind == Kind::kNewsMl) found_.id = Attribute(attributes, "guid");
}

Wish FeedItem::Text(std::string* to) {
  Wish wish;
  // The first element of a name counts.
  if (to->empty()) {
    wish.kind = Wish::Kind::kText;
    wish.to = to;
  }
  return wish;
}

Wish FeedItem::Start(std::string_view name, std::string_view parent, bool direct,
                     const char** attributes) {
  switch (kind_) {
    case Kind::kRss:
      return direct ? StartRss(name) : Wish();
    case Kind::kAtom:
      return direct ? StartAtom(name, attributes) : Wish();
    case Kind::kNewsMl:
      return StartNewsMl(name, parent, attributes);
    case Kind::kNitf:
      return StartNitf(name, parent, attributes);
    case Kind::kNone:
      break;
  }
  return {};
}

Wish FeedItem::StartRss(std::string_view name) {
  if (name == "title") return Text(&found_.title);
  if (name == "link") return Text(&found_.url);
  if (name == "guid") return Text(&found_.id);
  if (name == "pubDate") return Text(&found_.published);
  if (name == "dc:date" || name == "dc:issued") return Text(&updated_);
  if (name == "dc:publisher" || name == "source") return Text(&found_.publisher);
  Wish wish;
  wish.full = name == "content:encoded";
  if (!wish.full && name != "description") return wish;
  wish.kind = Wish::Kind::kText;
  wish.body = wish.html = true;
  return wish;
}

Wish FeedItem::StartAtom(std::string_view name, const char** attributes) {
  if (name == "atom:title") return Text(&found_.title);
  if (name == "atom:id") return Text(&found_.id);
  if (name == "atom:published" || name == "atom:issued") return Text(&found_.published);
  if (name == "atom:updated" || name == "atom:modified") return Text(&updated_);
  if (name == "atom:link") {
    const std::string_view relation = Attribute(attributes, "rel");
    if (relation.empty() || relation == "alternate")
      Assign(Attribute(attributes, "href"), &found_.url);
    return {};
  }
  Wish wish;
  wish.full = name == "atom:content";
  if (!wish.full && name != "atom:summary") return wish;
  if (!Attribute(attributes, "src").empty()) {
    remote_ = true;
    return wish;
  }
  const std::string_view type = Attribute(attributes, "type");
  const bool markup = type == "xhtml" || type == "application/xhtml+xml";
  wish.kind = markup ? Wish::Kind::kMarkup : Wish::Kind::kText;
  wish.body = true;
  wish.html = markup || type.find("html") != std::string_view::npos;
  return wish;
}

Wish FeedItem::StartNewsMl(std::string_view name, std::string_view parent,
                           const char** attributes) {
  if (name == "nar:headline" && parent == "nar:contentMeta") return Text(&found_.title);
  if (name == "nar:versionCreated" && parent == "nar:itemMeta") return Text(&found_.published);
  if (name == "nar:contentCreated") return Text(&updated_);
  if (name == "nar:name" && parent == "nar:provider") return Text(&found_.publisher);
  if (name == "nar:provider") {
    Assign(Attribute(attributes, "literal"), &found_.publisher);
  }
  if (name == "nar:itemClass") class_ = Attribute(attributes, "qcode");
  if (name == "nar:link" && Attribute(attributes, "rel").ends_with("alternate"))
    Assign(Attribute(attributes, "href"), &found_.url);
  if (name == "nar:remoteContent") remote_ = true;
  Wish wish;
  const std::string_view type = Attribute(attributes, "contenttype");
  if (name == "nar:inlineXML") {
    wish.kind = Wish::Kind::kMarkup;
    wish.html = true;
  } else if (name == "nar:inlineData") {
    wish.kind = Wish::Kind::kText;
    wish.html = type.find("html") != std::string_view::npos;
  } else {
    return wish;
  }
  wish.body = wish.full = true;
  return wish;
}

Wish FeedItem::StartNitf(std::string_view name, std::string_view parent, const char** attributes) {
  if (name == "hl1") return Text(&found_.title);
  if (name == "title" && parent == "head") return Text(&updated_);  // if there is no headline
  if (name == "doc-id") Assign(Attribute(attributes, "id-string"), &found_.id);
  if (name == "date.issue" || name == "date.release")
    Assign(Attribute(attributes, "norm"), &found_.published);
  if (name == "pubdata") {
    Assign(Attribute(attributes, "name"), &found_.publisher);
    Assign(Attribute(attributes, "date.publication"), &found_.published);
    Assign(Attribute(attributes, "ex-ref"), &found_.url);
  }
  Wish wish;
  if (name != "body.content") return wish;
  wish.kind = Wish::Kind::kMarkup;
  wish.body = wish.full = wish.html = true;
  return wish;
}

void FeedItem::TakeBody(const Wish& wish, std::string bytes) {
  // A full body is better than a summary, and the first one counts.
  const bool blank = bytes.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || (!found_.bytes.empty() && (full_ || !wish.full))) return;
  full_ = wish.full;
  html_ = wish.html &&
          (wish.kind == Wish::Kind::kMarkup || bytes.find_first_of("<&") != std::string::npos);
  found_.charset = wish.kind == Wish::Kind::kText ? "UTF-8" : "";  // markup: as the file
  found_.bytes = std::move(bytes);
}

Result<bool> FeedItem::Finish(const std::string& feed_title, RawArticle* article) {
  for (std::string* field :
       {&found_.title, &found_.id, &found_.url, &found_.publisher, &found_.published, &updated_})
    Trim(field);
  std::string& fallback = kind_ == Kind::kNitf ? found_.title : found_.published;
  if (fallback.empty()) fallback = updated_;
  if (found_.id.empty()) found_.id = found_.url;
  if (found_.publisher.empty()) found_.publisher = feed_title;
  if (found_.bytes.empty()) {
    const bool other = !class_.empty() && !class_.ends_with(":text");
    if (other) return false;
    return Status::Error((found_.id.empty() ? "" : found_.id + ": ") +
                         (remote_ ? "its content is not in the file" : "it has no content"));
  }
  found_.published = IsoDate(found_.published);
  found_.format = html_ ? Format::kHtml : Format::kText;
  const std::string path = std::move(article->path);
  *article = std::move(found_);
  article->path = path;
  return true;
}

}  // namespace dealwire
