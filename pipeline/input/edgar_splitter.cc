// EDGAR full submissions: the header names company and date, then documents follow, each with its
// type. Exhibits 99.1 are press releases; they become articles, all else is passed over.
//
//   <SEC-HEADER> ... </SEC-HEADER>  <DOCUMENT> <TYPE>EX-99.1 ... <TEXT> ... </TEXT> </DOCUMENT> ...
//
// The submissions of the daily feed say the same in tags (<SUBMISSION>, <CONFORMED-NAME>...).
#include <algorithm>

#include "pipeline/input/readers.h"
#include "pipeline/input/splitter.h"

namespace dealwire {
namespace {

constexpr size_t kMaxLine = 64 << 10;  // a longer line is taken in pieces

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

bool IsPressRelease(std::string_view type) {
  return type == "EX-99.1" || type == "EX-99.01" || type == "EX-99";
}

class EdgarSplitter : public Splitter {
 public:
  using Splitter::Splitter;

  Got Next(InputItem* item, bool /*may_wait*/) override {
    std::string_view line;
    while (ReadLine(&line)) {
      if (in_text_) {
        if (TakeText(line, item)) return Got::kItem;
      } else {
        Tag(line);
      }
    }
    if (window().failed()) return EndOrError(item, line_);
    if (in_text_ && wanted_) {
      in_text_ = false;
      *item = Failed("the document " + filename_ + " is cut off", text_line_);
      return Got::kItem;
    }
    if (accession_.empty() && company_.empty() && documents_ == 0 && !told_) {
      told_ = true;
      *item = Failed("no EDGAR submission: neither header nor documents");
      return Got::kItem;
    }
    return Got::kEnd;
  }

 private:
  // The next line, without its end; its bytes are dropped with the next call.
  bool ReadLine(std::string_view* line) {
    window().Drop(taken_);
    taken_ = 0;
    size_t end, seen = 0;
    while ((end = window().view().find('\n', seen)) == std::string_view::npos) {
      seen = window().view().size();
      if (seen >= kMaxLine || !window().More()) break;
    }
    if (window().failed() || window().view().empty()) return false;
    const bool whole = end != std::string_view::npos;
    if (begins_line_) ++line_;
    begins_line_ = whole;
    taken_ = whole ? end + 1 : window().view().size();
    *line = window().view().substr(0, taken_);
    return true;
  }

  // Text up to its end tag; true if an item is made of it.
  bool TakeText(std::string_view line, InputItem* item) {
    if (!line.starts_with("</TEXT>")) {
      if (!wanted_) return false;
      if (text_.size() + line.size() > options().max_bytes) {
        wanted_ = false;
        text_.clear();
        *item = Failed(TooLarge(), text_line_);
        return true;
      }
      text_ += line;
      return false;
    }
    in_text_ = false;
    if (!wanted_) return false;
    const std::string_view begin = Trim(std::string_view(text_).substr(0, text_.find('\n')));
    if (begin == "<PDF>" || filename_.ends_with(".pdf")) {
      *item = Failed("the document " + filename_ + " is a PDF file, which is not read", text_line_);
      return true;
    }
    *item = Begin(text_line_);
    const std::string name = filename_.empty() ? sequence_ : filename_;
    item->id = accession_.empty() ? "" : accession_ + "/" + name;
    item->publisher = company_;
    item->fetched = IsoDate(filed_);
    item->url = Url();
    item->format = IsHtml() ? Format::kHtml : Format::kText;
    item->bytes = std::move(text_);
    text_.clear();
    return true;
  }

  bool IsHtml() const {
    const std::string_view head = std::string_view(text_).substr(0, 2000);
    return filename_.ends_with(".htm") || filename_.ends_with(".html") ||
           head.find("<html") != std::string_view::npos ||
           head.find("<HTML") != std::string_view::npos;
  }

  std::string Url() const {
    if (cik_.empty() || accession_.empty() || filename_.empty()) return "";
    std::string folder = accession_;
    folder.erase(std::remove(folder.begin(), folder.end(), '-'), folder.end());
    const size_t digits = std::min(cik_.find_first_not_of('0'), cik_.size());
    return "https://www.sec.gov/Archives/edgar/data/" + cik_.substr(digits) + "/" + folder + "/" +
           filename_;
  }

  // A line of the header or before a document's text.
  void Tag(std::string_view line) {
    line = Trim(line.substr(0, line.find('\n')));
    if (line == "<TEXT>") {
      in_text_ = true;
      wanted_ = in_document_ && IsPressRelease(type_);
      text_line_ = line_ + 1;
      text_.clear();
    } else if (line == "<DOCUMENT>") {
      in_document_ = true;
      ++documents_;
      type_ = sequence_ = filename_ = "";
    } else if (line == "</DOCUMENT>") {
      in_document_ = false;
    } else if (in_document_) {
      TakeValue(line, "<TYPE>", &type_);
      TakeValue(line, "<SEQUENCE>", &sequence_);
      TakeValue(line, "<FILENAME>", &filename_);
    } else {
      Header(line);
    }
  }

  void Header(std::string_view line) {
    if (line.starts_with("<SEC-DOCUMENT>") || line == "<SUBMISSION>")
      accession_ = company_ = filed_ = cik_ = "";
    TakeValue(line, "ACCESSION NUMBER:", &accession_);
    TakeValue(line, "<ACCESSION-NUMBER>", &accession_);
    TakeValue(line, "FILED AS OF DATE:", &filed_);
    TakeValue(line, "<FILING-DATE>", &filed_);
    // The first company is the one that files; others may follow.
    if (company_.empty()) {
      TakeValue(line, "COMPANY CONFORMED NAME:", &company_);
      TakeValue(line, "<CONFORMED-NAME>", &company_);
    }
    if (cik_.empty()) {
      TakeValue(line, "CENTRAL INDEX KEY:", &cik_);
      TakeValue(line, "<CIK>", &cik_);
    }
  }

  static void TakeValue(std::string_view line, std::string_view key, std::string* to) {
    if (line.starts_with(key)) *to = Trim(line.substr(key.size()));
  }

  std::string accession_, company_, filed_, cik_;
  std::string type_, sequence_, filename_;
  std::string text_;
  uint64_t line_ = 0, text_line_ = 0, documents_ = 0;
  size_t taken_ = 0;
  bool begins_line_ = true, in_document_ = false, in_text_ = false, wanted_ = false, told_ = false;
};

}  // namespace

SplitterPtr MakeEdgarSplitter(OpenInput input) {
  return std::make_unique<EdgarSplitter>(std::move(input));
}

}  // namespace dealwire
