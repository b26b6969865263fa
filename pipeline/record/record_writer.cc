#include "pipeline/record/record_writer.h"

#include "pipeline/record/json_writer.h"
#include "pipeline/record/sha256.h"

namespace dealwire {
namespace {

constexpr char kIdLetters[] = "mnteqd";  // by ItemKind

std::string Id(char kind, int index) { return kind + std::to_string(index + 1); }

// Names of enum values stand beside the enums; the empty name means "leave the field out".
template <class E, size_t N>
std::string_view NameOf(const char* const (&names)[N], E value) {
  return names[static_cast<size_t>(value)];
}

class RecordWriter {
 public:
  RecordWriter(const Document& doc, const Extraction& x, std::string* out)
      : doc_(doc), x_(x), w_(out) {}

  void Write(const RawArticle& article, const Provenance& provenance) {
    w_.Begin('{');
    w_.Text("schema", "urn:dealwire:record:1");
    WriteDoc(article);
    List("money", x_.money, [&](const MoneyMention& m) { Money(m); });
    List("percents", x_.percents, [&](const PercentMention& p) { Percent(p); });
    List("dates", x_.dates, [&](const DateMention& d) { Date(d); });
    List("parties", x_.parties, [&](const Party& p) { WriteParty(p); });
    List("quotes", x_.quotes, [&](const QuoteMention& q) { Quote(q); });
    List("deals", x_.deals, [&](const Deal& d) { WriteDeal(d); });
    List("timeline", x_.timeline, [&](const TimelineEntry& t) { Timeline(t); });
    List("checks", x_.checks, [&](const Check& c) { WriteCheck(c); });
    std::vector<Diagnostic> warnings = doc_.diagnostics();
    warnings.insert(warnings.end(), x_.warnings.begin(), x_.warnings.end());
    List("warnings", warnings, [&](const Diagnostic& d) {
      w_.Text("code", d.code);
      w_.Text("message", d.message);
    });
    w_.Key("provenance");
    w_.Begin('{');
    w_.Text("tool", "dealwire");
    w_.Text("version", provenance.version);
    w_.Text("rules_digest", provenance.rules_digest);
    w_.End('}');
    w_.Raw(article.extra);
    w_.End('}');
  }

 private:
  // "key":[{...},...]; `write` fills each object, which begins with its id where it has one.
  template <class Items, class Write>
  void List(std::string_view key, const Items& items, const Write& write) {
    w_.Key(key);
    w_.Begin('[');
    for (size_t i = 0; i < items.size(); ++i) {
      w_.Begin('{');
      index_ = static_cast<int>(i);
      write(items[i]);
      w_.End('}');
    }
    w_.End(']');
  }

  void Span(std::string_view key, TextSpan span) {
    if (span.empty()) return;
    w_.Key(key);
    SpanValue(span);
  }

  void SpanValue(TextSpan span) {
    const SourceSpan s = doc_.ToSource(span);
    w_.Begin('{');
    w_.Field("start", s.start);
    w_.Field("end", s.end);
    w_.Field("byte_start", s.byte_start);
    w_.Field("byte_end", s.byte_end);
    w_.Key("exact");
    w_.String(s.exact);
    if (doc_.InTitle(span)) w_.Text("in", "title");
    w_.End('}');
  }

  void Ref(std::string_view key, char kind, int index) {
    if (index >= 0) w_.Text(key, Id(kind, index));
  }

  // One id, or an array of several.
  void Refs(std::string_view key, char kind, const std::vector<int>& indexes) {
    if (indexes.empty()) return;
    if (indexes.size() == 1) return Ref(key, kind, indexes[0]);
    w_.Key(key);
    IdArray(kind, indexes);
  }

  void IdArray(char kind, const std::vector<int>& indexes) {
    w_.Begin('[');
    for (const int i : indexes) w_.String(Id(kind, i));
    w_.End(']');
  }

  void Evidence(std::string_view rule, float confidence) {
    w_.Text("rule", rule);
    w_.Key("confidence");
    w_.Confidence(confidence);
  }

  void WriteDoc(const RawArticle& article) {
    const std::string sha256 = Sha256Hex(article.bytes);
    w_.Key("doc");
    w_.Begin('{');
    w_.Text("id", RecordId(article, sha256));
    w_.Text("path", article.path);
    const Metadata& said = doc_.metadata();
    w_.Text("url", said.url);
    w_.Text("title", said.title);
    w_.Text("publisher", said.publisher);
    w_.Text("language", said.language);
    w_.Text("x_author", said.author);
    w_.Text("format", NameOf(kFormatNames, article.format));
    if (!x_.published.value.empty()) {
      w_.Key("published");
      w_.Begin('{');
      w_.Text("value", x_.published.value);
      w_.Text("basis", NameOf(kPublishedBasisNames, x_.published.basis));
      w_.End('}');
    }
    w_.Text("sha256", sha256);
    w_.Field("bytes", article.bytes.size());
    w_.Field("chars", doc_.chars());
    w_.End('}');
  }

  void Money(const MoneyMention& m) {
    w_.Text("id", Id('m', index_));
    Span("span", m.span);
    w_.Text("currency", m.currency);
    w_.Text("currency_basis", NameOf(kCurrencyBasisNames, m.currency_basis));
    w_.Text("value", m.value);
    w_.Text("min", m.min);
    w_.Text("max", m.max);
    w_.Text("magnitude", m.magnitude);
    Approximate(m.approximate);
    w_.Key("qualifiers");
    w_.Begin('[');
    for (const Qualifier q : m.qualifiers) w_.String(NameOf(kQualifierNames, q));
    w_.End(']');
    w_.Text("period", m.period);
    w_.Text("per", m.per);
    Ref("payer", 'e', m.payer);
    Ref("payee", 'e', m.payee);
    w_.Text("purpose", NameOf(kPurposeNames, m.purpose));
    Evidence(m.rule, m.confidence);
  }

  void Approximate(bool approximate) {
    if (!approximate) return;
    w_.Key("approximate");
    w_.Bool(true);
  }

  void Percent(const PercentMention& p) {
    w_.Text("id", Id('n', index_));
    Span("span", p.span);
    w_.Text("value", p.value);
    Approximate(p.approximate);
    w_.Text("kind", NameOf(kPercentKindNames, p.kind));
    Ref("holder", 'e', p.holder);
    Ref("of", 'e', p.of);
    Evidence(p.rule, p.confidence);
  }

  void Date(const DateMention& d) {
    w_.Text("id", Id('t', index_));
    Span("span", d.span);
    w_.Text("kind", NameOf(kDateKindNames, d.kind));
    w_.Text("timex3", d.timex3);
    w_.Text("mod", d.mod);
    w_.Text("edtf", d.edtf);
    w_.Text("earliest", d.earliest);
    w_.Text("latest", d.latest);
    w_.Text("bound", NameOf(kBoundNames, d.bound));
    if (d.anchor_date >= 0) {
      Ref("anchor", 't', d.anchor_date);
    } else {
      w_.Text("anchor", d.anchor);
    }
    if (!d.alternatives.empty()) {
      w_.Key("alternatives");
      w_.Begin('[');
      for (const std::string& a : d.alternatives) w_.String(a);
      w_.End(']');
    }
    w_.Text("event", d.event);
    Evidence(d.rule, d.confidence);
  }

  void WriteParty(const Party& p) {
    w_.Text("id", Id('e', index_));
    w_.Text("name", p.name);
    w_.Text("kind", NameOf(kPartyKindNames, p.kind));
    w_.Key("mentions");
    w_.Begin('[');
    for (const PartyMention& m : p.mentions) {
      w_.Begin('{');
      Span("span", m.span);
      w_.Text("form", NameOf(kMentionFormNames, m.form));
      w_.End('}');
    }
    w_.End(']');
    w_.Text("position", p.position);
    Ref("of", 'e', p.of);
    if (!p.ids.empty()) {
      w_.Key("ids");
      w_.Begin('{');
      for (const auto& [key, value] : p.ids)
        w_.Text(key, value);  // keys are words: ticker, lei, id
      w_.End('}');
    }
    Evidence(p.rule, p.confidence);
  }

  void Quote(const QuoteMention& q) {
    w_.Text("id", Id('q', index_));
    Span("span", q.span);
    w_.Text("text", q.text.empty() ? std::string_view() : doc_.ToSource(q.text).exact);
    w_.Text("kind", NameOf(kQuoteKindNames, q.kind));
    w_.Key("direct");
    w_.Bool(q.direct);
    if (q.segments.size() > 1) {
      w_.Key("segments");
      w_.Begin('[');
      for (const TextSpan s : q.segments) SpanValue(s);
      w_.End(']');
    }
    if (!q.speaker.empty()) {
      w_.Key("speaker");
      w_.Begin('{');
      Ref("party", 'e', q.speaker_party);
      Span("span", q.speaker);
      w_.End('}');
    }
    Span("cue", q.cue);
    w_.Text("source", q.source);
    Evidence(q.rule, q.confidence);
  }

  void WriteDeal(const Deal& d) {
    w_.Text("id", Id('d', index_));
    w_.Text("type", NameOf(kDealTypeNames, d.type));
    w_.Text("title", d.title);
    w_.Text("status", NameOf(kDealStatusNames,
                             d.status == DealStatus::kNone ? DealStatus::kAnnounced : d.status));
    List("parties", d.parties, [&](const DealParty& p) {
      Ref("party", 'e', p.party);
      w_.Text("role", NameOf(kRoleNames, p.role));
    });
    Value(d.value);
    if (d.stake.percent >= 0) {
      w_.Key("stake");
      w_.Begin('{');
      Ref("percent", 'n', d.stake.percent);
      if (d.stake.owned_after) {
        w_.Key("owned_after");
        w_.Bool(true);
      }
      w_.End('}');
    }
    if (!d.subject.empty()) {
      w_.Key("subject");
      w_.Begin('{');
      w_.Text("text", doc_.Words(d.subject));
      Span("span", d.subject);
      w_.End('}');
    }
    if (!d.target_business.empty() || !d.target_location.empty()) {
      w_.Key("target");
      w_.Begin('{');
      Span("business", d.target_business);
      Span("location", d.target_location);
      w_.End('}');
    }
    Terms(d.terms);
    DealLists(d);
    Evidence(d.rule, d.confidence);
  }

  void Value(const DealValue& v) {
    w_.Key("value");
    w_.Begin('{');
    Refs("total", 'm', v.total);
    Refs("up_front", 'm', v.up_front);
    Refs("contingent", 'm', v.contingent);
    Refs("per_share", 'm', v.per_share);
    Refs("annual", 'm', v.annual);
    w_.Text("disclosed", NameOf(kDisclosedNames, v.disclosed));
    Span("disclosed_span", v.disclosed_span);
    w_.End('}');
  }

  void Terms(const DealTerms& t) {
    const bool exclusivity = t.exclusivity != Exclusivity::kUnknown && !t.exclusivity_span.empty();
    const bool term =
        t.term_start >= 0 || t.term_end >= 0 || t.term_duration >= 0 || !t.end_condition.empty();
    if (!exclusivity && !term && t.revenue_share.empty() && t.obligations.empty() &&
        t.break_fees.empty())
      return;
    w_.Key("terms");
    w_.Begin('{');
    if (exclusivity) {
      w_.Key("exclusivity");
      w_.Begin('{');
      w_.Text("kind", NameOf(kExclusivityNames, t.exclusivity));
      w_.Text("scope", t.exclusivity_scope);
      Ref("holder", 'e', t.exclusivity_holder);
      Span("span", t.exclusivity_span);
      w_.End('}');
    }
    if (term) {
      w_.Key("term");
      w_.Begin('{');
      Ref("start", 't', t.term_start);
      Ref("end", 't', t.term_end);
      Ref("duration", 't', t.term_duration);
      w_.Text("end_condition", t.end_condition);
      w_.End('}');
    }
    if (!t.revenue_share.empty()) {
      List("revenue_share", t.revenue_share, [&](const RevenueShare& r) {
        Ref("payer", 'e', r.payer);
        Ref("payee", 'e', r.payee);
        Ref("percent", 'n', r.percent);
        w_.Key("capped");
        w_.Bool(r.capped);
        Ref("until", 't', r.until);
      });
    }
    if (!t.obligations.empty()) {
      List("obligations", t.obligations, [&](const Obligation& o) {
        Ref("by", 'e', o.by);
        Ref("to", 'e', o.to);
        w_.Text("text", doc_.Words(o.span));
        Span("span", o.span);
        Ref("quote", 'q', o.quote);
        Span("x_exception", o.exception);
      });
    }
    if (!t.break_fees.empty()) {
      List("x_break_fees", t.break_fees, [&](const BreakFee& f) {
        Ref("money", 'm', f.money);
        Ref("payer", 'e', f.payer);
        Ref("payee", 'e', f.payee);
        Span("span", f.span);
      });
    }
    w_.End('}');
  }

  void DealLists(const Deal& d) {
    const int deal = index_;
    if (!d.conditions.empty()) {
      List("conditions", d.conditions, [&](const Condition& c) {
        w_.Text("kind", NameOf(kConditionKindNames, c.kind));
        w_.Text("text", doc_.Words(c.span));
        Span("span", c.span);
        Ref("quote", 'q', c.quote);
        Ref("applies_to", 'm', c.applies_to);
      });
    }
    if (!d.dates.empty()) {
      w_.Key("dates");
      w_.Begin('{');
      for (const auto& [key, indexes] : d.dates) Refs(key, 't', indexes);
      w_.End('}');
    }
    if (!d.clauses.empty()) w_.Key("clauses"), IdArray('q', d.clauses);
    if (!d.statements.empty()) w_.Key("statements"), IdArray('q', d.statements);
    if (!d.relations.empty()) {
      List("relations", d.relations, [&](const Relation& r) {
        w_.Text("kind", NameOf(kRelationKindNames, r.kind));
        Ref("deal", 'd', r.deal);
        Span("span", r.span);
      });
    }
    Span("status_span", d.status_span);
    if (!d.status_history.empty()) {
      List("status_history", d.status_history, [&](const StatusChange& s) {
        w_.Text("status", NameOf(kDealStatusNames, s.status));
        Ref("date", 't', s.date);
        Span("span", s.span);
      });
    }
    w_.Key("evidence");
    w_.Begin('[');
    for (const TextSpan s : d.evidence) SpanValue(s);
    w_.End(']');
    index_ = deal;
  }

  void Timeline(const TimelineEntry& t) {
    Ref("date", 't', t.date);
    w_.Text("text", doc_.Words(t.span));
    Span("span", t.span);
    Ref("deal", 'd', t.deal);
  }

  void WriteCheck(const Check& c) {
    w_.Text("rule", c.rule);
    w_.Text("result", c.ok ? "ok" : "conflict");
    w_.Key("items");
    w_.Begin('[');
    for (const ItemRef& item : c.items)
      w_.String(Id(kIdLetters[static_cast<size_t>(item.kind)], item.index));
    w_.End(']');
  }

  const Document& doc_;
  const Extraction& x_;
  JsonWriter w_;
  int index_ = 0;  // of the item that List is writing
};

}  // namespace

std::string RecordId(const RawArticle& article, const std::string& sha256) {
  if (!article.id.empty()) return article.id;
  return article.path.empty() ? sha256 : article.path;
}

std::string WriteRecord(const RawArticle& article, const Document& doc, const Extraction& x,
                        const Provenance& provenance) {
  std::string out;
  out.reserve(4096 + doc.text().size() * 4);
  RecordWriter(doc, x, &out).Write(article, provenance);
  return out;
}

}  // namespace dealwire
