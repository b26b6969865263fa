#include "pipeline/store/record_rows.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "pipeline/store/json_fields.h"

namespace dealwire {
namespace {

namespace dom = simdjson::dom;

constexpr const char* kArticleColumns[] = {
    "id",       "path",   "url",        "title",           "publisher",
    "language", "format", "published",  "published_basis", "sha256",
    "bytes",    "chars",  "deal_count", "version",         "rules_digest"};
constexpr const char* kPartyColumns[] = {"article_id", "id",       "name",          "kind",
                                         "position",   "of_id",    "mention_count", "ids",
                                         "start_char", "end_char", "start_byte",    "end_byte",
                                         "in_title",   "exact",    "rule",          "confidence"};
constexpr const char* kDealColumns[] = {"article_id",
                                        "id",
                                        "type",
                                        "status",
                                        "title",
                                        "total",
                                        "total_min",
                                        "total_max",
                                        "currency",
                                        "up_front",
                                        "contingent",
                                        "per_share",
                                        "annual",
                                        "disclosed",
                                        "stake_percent",
                                        "subject",
                                        "target_business",
                                        "target_location",
                                        "exclusivity",
                                        "term_start",
                                        "term_end",
                                        "term_duration",
                                        "announced",
                                        "signed",
                                        "effective",
                                        "expected_close",
                                        "completed",
                                        "expires",
                                        "evidence",
                                        "rule",
                                        "confidence",
                                        "json"};
constexpr const char* kDealPartyColumns[] = {"article_id", "deal_id", "place", "party_id",
                                             "role",       "name",    "kind"};
constexpr const char* kMoneyColumns[] = {
    "article_id", "id",        "currency",   "currency_basis", "value",
    "min_value",  "max_value", "magnitude",  "approximate",    "qualifiers",
    "period",     "per",       "payer_id",   "payee_id",       "purpose",
    "deal_id",    "deal_part", "start_char", "end_char",       "start_byte",
    "end_byte",   "in_title",  "exact",      "rule",           "confidence"};
constexpr const char* kDateColumns[] = {
    "article_id", "id",       "kind",   "timex3", "mod",        "edtf",     "earliest",
    "latest",     "bound",    "anchor", "event",  "start_char", "end_char", "start_byte",
    "end_byte",   "in_title", "exact",  "rule",   "confidence"};
constexpr const char* kQuoteColumns[] = {
    "article_id", "id",       "kind",   "direct",     "text",      "speaker_id",
    "speaker",    "cue",      "source", "start_char", "end_char",  "start_byte",
    "end_byte",   "in_title", "exact",  "rule",       "confidence"};

constexpr const char* kDealParts[] = {"total", "up_front", "contingent", "per_share", "annual"};

// An object without fields; one made by default must not be asked for any.
const dom::object& NoObject() {
  static dom::parser parser;
  static const dom::object none = parser.parse(std::string_view("{}")).get_object();
  return none;
}

dom::object ObjectOf(const dom::object& object, std::string_view key) {
  return FieldOr(object, key, NoObject());
}

// An id, or the first of several.
std::string_view FirstId(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  std::string_view id;
  if (value.get(id) == simdjson::SUCCESS) return id;
  dom::array several;
  if (value.get(several) != simdjson::SUCCESS) return {};
  for (const dom::element each : several) {
    if (each.get(id) == simdjson::SUCCESS) return id;
  }
  return {};
}

// "2026-04-27" if there is such a day, which a column of the type DATE insists on.
std::string_view DayOrNothing(std::string_view day) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (day.size() != 10) return {};
  auto number = [&](size_t at, size_t size) {
    int value = 0;
    std::from_chars(day.data() + at, day.data() + at + size, value);
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), d = number(8, 2);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (year < 1 || month < 1 || month > 12 || d < 1) return {};
  return d <= kDays[month - 1] + (month == 2 && leap ? 1 : 0) ? day : std::string_view();
}

class RowWriter {
 public:
  RowWriter(const dom::object& record, RecordRows* rows) : record_(record), rows_(rows) {
    doc_ = ObjectOf(record, "doc");
    id_ = TextOf(doc_, "id");
    Collect("money", &money_);
    Collect("percents", &percents_);
    Collect("dates", &dates_);
    Collect("parties", &parties_);
    Collect("quotes", &quotes_);
    Collect("deals", &deals_);
  }

  Status Write() {
    if (id_.empty()) return Status::Error("a record without doc.id");
    Article();
    for (const dom::object& party : parties_) Party(party);
    for (const dom::object& deal : deals_) Deal(deal);
    for (const dom::object& money : money_) Money(money);
    for (const dom::object& date : dates_) Date(date);
    for (const dom::object& quote : quotes_) Quote(quote);
    return Status::Ok();
  }

 private:
  using Items = std::vector<dom::object>;

  void Collect(std::string_view key, Items* items) {
    dom::array array;
    if (record_[key].get(array) != simdjson::SUCCESS) return;
    for (const dom::element item : array) {
      if (dom::object object; item.get(object) == simdjson::SUCCESS) items->push_back(object);
    }
  }

  // The item that an id names: m3 is the third.
  static const dom::object* Find(const Items& items, std::string_view id) {
    size_t number = 0;
    if (id.size() < 2) return nullptr;
    std::from_chars(id.data() + 1, id.data() + id.size(), number);
    if (number == 0 || number > items.size()) return nullptr;
    return TextOf(items[number - 1], "id") == id ? &items[number - 1] : nullptr;
  }

  void Begin(Table table) { to_ = &(*rows_)[table]; }

  void Put(std::string_view text) {
    if (text.empty()) {
      to_->AddNull();
    } else {
      to_->Add(text);
    }
  }
  void Put(uint64_t number) { to_->Add(std::to_string(number)); }
  void PutBool(const dom::object& object, std::string_view key) {
    to_->Add(FieldOr(object, key, false) ? "1" : "0");
  }
  void PutText(const dom::object& object, std::initializer_list<const char*> keys) {
    for (const char* key : keys) Put(TextOf(object, key));
  }
  void PutNumber(const dom::object& object, const char* key) { Put(NumberOf(object, key)); }
  void PutEvidence(const dom::object& item) {
    Put(TextOf(item, "rule"));
    const double confidence = FieldOr(item, "confidence", 0.0);
    char buffer[32];
    to_->Add({buffer,
              static_cast<size_t>(std::to_chars(buffer, buffer + sizeof(buffer), confidence).ptr -
                                  buffer)});
  }
  void PutSpan(const dom::object& span) {
    for (const char* key : {"start", "end", "byte_start", "byte_end"}) PutNumber(span, key);
    to_->Add(TextOf(span, "in") == "title" ? "1" : "0");
    to_->Add(TextOf(span, "exact"));
  }
  void PutExact(const dom::object& object, std::string_view key) {
    Put(TextOf(ObjectOf(object, key), "exact"));
  }

  void Article() {
    Begin(Table::kArticles);
    PutText(doc_, {"id", "path", "url", "title", "publisher", "language", "format"});
    PutText(ObjectOf(doc_, "published"), {"value", "basis"});
    PutText(doc_, {"sha256"});
    PutNumber(doc_, "bytes");
    PutNumber(doc_, "chars");
    Put(deals_.size());
    PutText(ObjectOf(record_, "provenance"), {"version", "rules_digest"});
  }

  void Party(const dom::object& party) {
    Begin(Table::kParties);
    Put(id_);
    PutText(party, {"id", "name", "kind", "position", "of"});
    dom::array mentions;
    dom::object first = NoObject();
    const bool some = party["mentions"].get(mentions) == simdjson::SUCCESS &&
                      mentions.at(0)["span"].get(first) == simdjson::SUCCESS;
    Put(some ? mentions.size() : 0);
    dom::object ids;
    Put(party["ids"].get(ids) == simdjson::SUCCESS ? simdjson::to_string(ids) : std::string());
    PutSpan(first);
    PutEvidence(party);
  }

  void Deal(const dom::object& deal) {
    DealParties(deal);
    Begin(Table::kDeals);
    Put(id_);
    PutText(deal, {"id", "type", "status", "title"});
    const dom::object value = ObjectOf(deal, "value");
    Total(value);
    for (const char* part : {"up_front", "contingent", "per_share", "annual"}) {
      const dom::object* money = Find(money_, FirstId(value, part));
      Put(money == nullptr ? std::string_view() : Amount(*money));
    }
    PutText(value, {"disclosed"});
    const dom::object* stake = Find(percents_, TextOf(ObjectOf(deal, "stake"), "percent"));
    Put(stake == nullptr ? std::string_view() : TextOf(*stake, "value"));
    PutText(ObjectOf(deal, "subject"), {"text"});
    const dom::object target = ObjectOf(deal, "target");
    PutExact(target, "business");
    PutExact(target, "location");
    const dom::object terms = ObjectOf(deal, "terms");
    PutText(ObjectOf(terms, "exclusivity"), {"kind"});
    const dom::object term = ObjectOf(terms, "term");
    for (const char* key : {"start", "end", "duration"}) PutDate(term, key);
    const dom::object dates = ObjectOf(deal, "dates");
    for (const char* key :
         {"announced", "signed", "effective", "expected_close", "completed", "expires"})
      PutDate(dates, key);
    dom::object evidence;
    const bool some = deal["evidence"].at(0).get(evidence) == simdjson::SUCCESS;
    to_->Add(some ? TextOf(evidence, "exact") : "");
    PutEvidence(deal);
    to_->Add(simdjson::to_string(deal));
  }

  // What an amount comes to, whichever way it is told.
  static std::string_view Amount(const dom::object& money) {
    for (const char* key : {"value", "max", "min", "magnitude"}) {
      if (const std::string_view text = TextOf(money, key); !text.empty()) return text;
    }
    return {};
  }

  // total, total_min, total_max, currency
  void Total(const dom::object& value) {
    const dom::object* total = Find(money_, FirstId(value, "total"));
    const std::string_view given = total == nullptr ? "" : TextOf(*total, "value");
    Put(given.empty() && total != nullptr ? TextOf(*total, "magnitude") : given);
    Put(total == nullptr ? "" : TextOf(*total, "min"));
    Put(total == nullptr ? "" : TextOf(*total, "max"));
    std::string_view currency;
    for (const char* part : kDealParts) {
      const dom::object* money = Find(money_, FirstId(value, part));
      if (money != nullptr && currency.empty()) currency = TextOf(*money, "currency");
    }
    Put(currency);
  }

  void PutDate(const dom::object& object, std::string_view key) {
    const dom::object* date = Find(dates_, FirstId(object, key));
    if (date == nullptr) return Put(std::string_view());
    const std::string_view value = TextOf(*date, "timex3");
    Put(value.empty() ? TextOf(*date, "event") : value);
  }

  void DealParties(const dom::object& deal) {
    dom::array parties;
    if (deal["parties"].get(parties) != simdjson::SUCCESS) return;
    Begin(Table::kDealParties);
    uint64_t place = 0;
    for (const dom::element item : parties) {
      dom::object entry;
      if (item.get(entry) != simdjson::SUCCESS) continue;
      const dom::object* party = Find(parties_, TextOf(entry, "party"));
      if (party == nullptr) continue;
      Put(id_);
      PutText(deal, {"id"});
      Put(++place);
      PutText(entry, {"party", "role"});
      PutText(*party, {"name", "kind"});
    }
  }

  void Money(const dom::object& money) {
    Begin(Table::kMoney);
    Put(id_);
    PutText(money, {"id", "currency", "currency_basis", "value", "min", "max", "magnitude"});
    PutBool(money, "approximate");
    std::string qualifiers;
    if (dom::array list; money["qualifiers"].get(list) == simdjson::SUCCESS) {
      for (const dom::element item : list) {
        std::string_view word;
        if (item.get(word) != simdjson::SUCCESS) continue;
        if (!qualifiers.empty()) qualifiers += ',';
        qualifiers += word;
      }
    }
    Put(qualifiers);
    PutText(money, {"period", "per", "payer", "payee", "purpose"});
    DealOf(TextOf(money, "id"));
    PutSpan(ObjectOf(money, "span"));
    PutEvidence(money);
  }

  // deal_id, deal_part of an amount
  void DealOf(std::string_view id) {
    for (const dom::object& deal : deals_) {
      const dom::object value = ObjectOf(deal, "value");
      for (const char* part : kDealParts) {
        if (!Names(value, part, id)) continue;
        Put(TextOf(deal, "id"));
        return Put(std::string_view(part));
      }
    }
    Put(std::string_view());
    Put(std::string_view());
  }

  // Whether a field holds an id, alone or among several.
  static bool Names(const dom::object& object, std::string_view key, std::string_view id) {
    dom::element value;
    if (object[key].get(value) != simdjson::SUCCESS) return false;
    dom::array several;
    if (value.get(several) != simdjson::SUCCESS) return TextOf(object, key) == id;
    return std::any_of(several.begin(), several.end(), [&](const dom::element& each) {
      std::string_view text;
      return each.get(text) == simdjson::SUCCESS && text == id;
    });
  }

  void Date(const dom::object& date) {
    Begin(Table::kDates);
    Put(id_);
    PutText(date, {"id", "kind", "timex3", "mod", "edtf"});
    Put(DayOrNothing(TextOf(date, "earliest")));
    Put(DayOrNothing(TextOf(date, "latest")));
    PutText(date, {"bound", "anchor", "event"});
    PutSpan(ObjectOf(date, "span"));
    PutEvidence(date);
  }

  void Quote(const dom::object& quote) {
    Begin(Table::kQuotes);
    Put(id_);
    PutText(quote, {"id", "kind"});
    PutBool(quote, "direct");
    PutText(quote, {"text"});
    const dom::object speaker = ObjectOf(quote, "speaker");
    PutText(speaker, {"party"});
    PutExact(speaker, "span");
    PutExact(quote, "cue");
    PutText(quote, {"source"});
    PutSpan(ObjectOf(quote, "span"));
    PutEvidence(quote);
  }

  const dom::object record_;
  RecordRows* rows_;
  TableRows* to_ = nullptr;
  dom::object doc_;
  std::string_view id_;
  Items money_, percents_, dates_, parties_, quotes_, deals_;
};

}  // namespace

const std::array<TableColumns, kTableCount>& Tables() {
  static const std::array<TableColumns, kTableCount> tables = {{
      {"articles", kArticleColumns},
      {"parties", kPartyColumns},
      {"deals", kDealColumns},
      {"deal_parties", kDealPartyColumns},
      {"money", kMoneyColumns},
      {"dates", kDateColumns},
      {"quotes", kQuoteColumns},
  }};
  return tables;
}

void TableRows::Add(std::string_view text) {
  const auto begin = static_cast<uint32_t>(bytes_.size());
  for (size_t nul; (nul = text.find('\0')) != std::string_view::npos; text.remove_prefix(nul + 1)) {
    bytes_.append(text.substr(0, nul)).append("\xEF\xBF\xBD");
  }
  bytes_.append(text);
  cells_.push_back({begin, static_cast<uint32_t>(bytes_.size()) - begin});
}

void TableRows::Clear() {
  bytes_.clear();
  cells_.clear();
}

void RecordRows::Clear() {
  for (TableRows& table : tables) table.Clear();
}

Status AppendRows(std::string_view record, RecordRows* rows) {
  thread_local dom::parser parser;
  dom::object object;
  if (const auto error = parser.parse(record.data(), record.size()).get(object))
    return Status::Error(std::string("a record that is no JSON: ") +
                         simdjson::error_message(error));
  return RowWriter(object, rows).Write();
}

}  // namespace dealwire
