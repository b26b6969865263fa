// Engine: the stages of one article, in order. Decode, for pages ReadHtml, Normalize, Segment
// (Document::Make), Extract, Link, Record, Validate.
#include "extractors/date/calendar.h"
#include "extractors/date/date_extractor.h"
#include "extractors/deal/deal_linker.h"
#include "extractors/money/money_extractor.h"
#include "extractors/party/party_extractor.h"
#include "extractors/quote/quote_extractor.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/embedded.h"
#include "pipeline/dealwire.h"
#include "pipeline/html/html_page.h"
#include "pipeline/record/explain.h"
#include "pipeline/record/record_writer.h"
#include "pipeline/record/schema_validator.h"
#include "pipeline/record/sha256.h"
#include "pipeline/text/document.h"

namespace dealwire {

std::span<const EmbeddedFile> BuiltInRules();
std::span<const EmbeddedFile> GeneratedRules();
std::span<const EmbeddedFile> BuiltInSchemas();

// Extractors keep pointers into the book, so it has an address of its own.
struct Engine::Impl {
  Options options;
  std::unique_ptr<const RuleBook> book;
  MoneyExtractor money;
  DateExtractor date;
  PartyExtractor party;
  QuoteExtractor quote;
  DealLinker deal;
  SchemaValidator validator;

  // A date that is none is told and left out, so that the text may give one.
  void SetPublished(const RawArticle& article, const Document& doc, Extraction* x) const {
    const std::string& said = doc.metadata().published;
    const bool given = !article.published.empty();
    if (!given && !said.empty() && ParseDay(said)) {
      x->published = {said, PublishedBasis::kMetadata};
      return;
    }
    const std::string& day = given ? article.published : options.published;
    if (day.empty()) {
      if (ParseDay(article.fetched)) x->published = {article.fetched, PublishedBasis::kFile};
      return;
    }
    if (ParseDay(day)) {
      x->published = {day, PublishedBasis::kGiven};
    } else {
      x->warnings.push_back({"bad_published", "'" + day + "' is no ISO 8601 date"});
    }
  }

  // The extractors over articles that belong together: each stage over all of them before the next,
  // so that its tables stay in the processor's cache.
  void ExtractAll(std::span<const RawArticle> articles, std::span<const Document> docs,
                  std::span<Extraction> found) const {
    const size_t n = articles.size();
    for (size_t i = 0; i < n; ++i) SetPublished(articles[i], docs[i], &found[i]);
    std::vector<MoneyExtractor::Amounts> amounts = money.Extract(docs);
    std::vector<PublishedDate*> published;
    for (Extraction& x : found) published.push_back(&x.published);
    std::vector<std::vector<DateMention>> dates = date.Extract(docs, published);
    for (size_t i = 0; i < n; ++i) {
      found[i].money = std::move(amounts[i].money);
      found[i].percents = std::move(amounts[i].percents);
      found[i].dates = std::move(dates[i]);
    }
    for (size_t i = 0; i < n; ++i) party.Extract(docs[i], &found[i].parties);
    for (size_t i = 0; i < n; ++i) quote.Extract(docs[i], found[i].parties, &found[i].quotes);
    deal.Link(docs, found);
  }
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::Make(const Options& options) {
  if (!options.published.empty() && !ParseDay(options.published))
    return Status::Error("publication date: '" + options.published + "' is no ISO 8601 date");
  std::vector<EmbeddedFile> files(BuiltInRules().begin(), BuiltInRules().end());
  files.insert(files.end(), GeneratedRules().begin(), GeneratedRules().end());
  Result<RuleBook> loaded = RuleBook::Load(files, options.rules_dir);
  if (!loaded.ok()) return loaded.status();
  auto book = std::make_unique<const RuleBook>(loaded.Take());
  for (const std::string& kind : book->kinds()) {
    if (kind == "money" || kind == "date" || kind == "deal" || book->Kind(kind).rules().empty())
      continue;
    return Status::Error(book->Kind(kind).rules()[0].where + ": nothing runs rules of the kind '" +
                         kind + "'; there are money, date and deal");
  }
  Result<MoneyExtractor> money = MoneyExtractor::Make(*book);
  if (!money.ok()) return money.status();
  Result<DateExtractor> date = DateExtractor::Make(*book);
  if (!date.ok()) return date.status();
  Result<PartyExtractor> party = PartyExtractor::Make(*book, options.gazetteer);
  if (!party.ok()) return party.status();
  Result<QuoteExtractor> quote = QuoteExtractor::Make(*book);
  if (!quote.ok()) return quote.status();
  Result<DealLinker> deal = DealLinker::Make(*book);
  if (!deal.ok()) return deal.status();
  Result<SchemaValidator> validator = SchemaValidator::Make(Schema());
  if (!validator.ok()) return Status::Error("record.schema.json: " + validator.status().message());
  return Engine(
      std::make_unique<Impl>(Impl{options, std::move(book), money.Take(), date.Take(), party.Take(),
                                  quote.Take(), deal.Take(), validator.Take()}));
}

Document Engine::Read(const RawArticle& article) {
  if (article.format != Format::kHtml) return Document::Make(article);
  Decoded page = Decode(
      article.bytes, article.charset.empty() ? html::MetaCharset(article.bytes) : article.charset);
  Stripped stripped = html::ReadHtml(page.utf8);
  return Document::Make(article, std::move(page), std::move(stripped));
}

Extraction Engine::Extract(const RawArticle& article, const Document& doc) const {
  Extraction x;
  impl_->ExtractAll(std::span(&article, 1), std::span(&doc, 1), std::span(&x, 1));
  return x;
}

std::string Engine::ToJson(const RawArticle& article, const Document& doc,
                           const Extraction& x) const {
  return WriteRecord(article, doc, x, {std::string(Version()), impl_->book->digest()});
}

Outcome Engine::Process(const RawArticle& article) const {
  return std::move(Process(std::vector{article})[0]);
}

std::vector<Outcome> Engine::Process(const std::vector<RawArticle>& articles) const {
  const size_t n = articles.size();
  std::vector<Document> docs;
  std::vector<Extraction> found(n);
  std::vector<Outcome> out(n);
  docs.reserve(n);
  for (const RawArticle& article : articles) docs.push_back(Read(article));
  impl_->ExtractAll(articles, docs, found);
  for (size_t i = 0; i < n; ++i) {
    out[i].json = ToJson(articles[i], docs[i], found[i]);
    out[i].deals = found[i].deals.size();
    out[i].id = RecordId(articles[i], articles[i].id.empty() && articles[i].path.empty()
                                          ? Sha256Hex(articles[i].bytes)
                                          : "");
  }
  for (Outcome& outcome : out) {
    const Status valid = impl_->validator.Validate(outcome.json);
    if (valid.ok()) continue;
    outcome.status = Status::Error("the schema refuses the record: " + valid.message());
    outcome.json.clear();
  }
  return out;
}

std::string Engine::Explain(const RawArticle& article, std::optional<size_t> at) const {
  const Document doc = Read(article);
  return dealwire::Explain(doc, Extract(article, doc), at);
}

std::string Engine::Text(const RawArticle& article) {
  const Document doc = Read(article);
  return std::string(doc.text().substr(doc.body_begin()));
}

Format GuessFormat(std::string_view path, std::string_view bytes) {
  const size_t dot = path.rfind('.');
  std::string extension(dot == std::string_view::npos ? "" : path.substr(dot));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Format::kHtml;
  if (extension == ".txt" || extension == ".text") return Format::kText;
  return html::LooksLikeHtml(bytes) ? Format::kHtml : Format::kText;
}

std::string_view Engine::RulesDigest() const { return impl_->book->digest(); }

const RuleBook& Engine::rules() const { return *impl_->book; }

std::vector<std::string> Engine::CheckRules() const {
  std::vector<std::string> failures;
  auto check = [&](std::string_view kind, const auto& extractor) {
    for (std::string& f :
         CheckExamples(impl_->book->Kind(kind), [&](const Rule&rule, const Document&doc) {
           return extractor.RunExample(rule, doc);
         })) {
      failures.push_back(std::move(f));
    }
  };
  check("money", impl_->money);
  check("date", impl_->date);
  check("deal", impl_->deal);
  return failures;
}

std::string_view Engine::Schema() { return BuiltInSchemas()[0].data; }
std::string_view Engine::Version() { return DEALWIRE_VERSION; }

}  // namespace dealwire
