#include "pipeline/record/explain.h"

#include <algorithm>

namespace dealwire {
namespace {

constexpr size_t kWords = 48;  // bytes of an item's words shown before the cut

class Explainer {
 public:
  Explainer(const Document& doc, const Extraction& x, std::optional<size_t> at)
      : doc_(doc), x_(x), at_(at) {}

  std::string Run() {
    if (!x_.published.value.empty()) {
      out_ += "published " + x_.published.value + " (" +
              Name(kPublishedBasisNames, x_.published.basis) + ")\n";
    }
    for (size_t i = 0; i < x_.money.size(); ++i) Money(Id('m', i), x_.money[i]);
    for (size_t i = 0; i < x_.percents.size(); ++i) Percent(Id('n', i), x_.percents[i]);
    for (size_t i = 0; i < x_.dates.size(); ++i) Date(Id('t', i), x_.dates[i]);
    for (size_t i = 0; i < x_.parties.size(); ++i) PartyLines(Id('e', i), x_.parties[i]);
    for (size_t i = 0; i < x_.quotes.size(); ++i) Quote(Id('q', i), x_.quotes[i]);
    for (size_t i = 0; i < x_.deals.size(); ++i) DealLines(Id('d', i), x_.deals[i]);
    return std::move(out_);
  }

 private:
  template <class E, size_t N>
  static std::string Name(const char* const (&names)[N], E value) {
    return names[static_cast<size_t>(value)];
  }
  static std::string Id(char kind, size_t index) { return kind + std::to_string(index + 1); }

  static void Add(const std::string& word, std::string* value) {
    if (word.empty()) return;
    if (!value->empty()) *value += ' ';
    *value += word;
  }

  std::string PartyName(int index) const { return index < 0 ? "" : x_.parties[index].name; }

  void Line(const std::string& id, TextSpan span, const std::string& value, std::string_view rule,
            float confidence) {
    const SourceSpan s = doc_.ToSource(span);
    if (at_ && !(s.start <= *at_ && *at_ < s.end)) return;
    std::string words(s.exact);
    std::replace(words.begin(), words.end(), '\n', ' ');
    if (words.size() > kWords) {
      size_t cut = kWords;
      while (cut > 0 && (words[cut] & 0xC0) == 0x80) --cut;
      words = words.substr(0, cut) + " ...";
    }
    const std::string place = std::to_string(s.start) + "-" + std::to_string(s.end);
    out_ += Pad(id, 5) + Pad(place, 13) + Pad("[" + words + "]", 36) + Pad(value, 44);
    out_ += std::string(rule) + " " + std::to_string(confidence).substr(0, 4) + "\n";
  }

  static std::string Pad(std::string s, size_t width) {
    s.resize(std::max(s.size() + 1, width), ' ');
    return s;
  }

  void Money(const std::string& id, const MoneyMention& m) {
    std::string v = m.currency + " (" + Name(kCurrencyBasisNames, m.currency_basis) + ")";
    Add(m.value, &v);
    if (!m.min.empty()) Add("min " + m.min, &v);
    if (!m.max.empty()) Add("max " + m.max, &v);
    if (!m.magnitude.empty()) Add("magnitude " + m.magnitude, &v);
    for (const Qualifier q : m.qualifiers) Add(Name(kQualifierNames, q), &v);
    if (!m.per.empty()) Add("per " + m.per, &v);
    if (m.payer >= 0 || m.payee >= 0)
      Add("{" + PartyName(m.payer) + " -> " + PartyName(m.payee) + "}", &v);
    Add(Name(kPurposeNames, m.purpose), &v);
    Line(id, m.span, v, m.rule, m.confidence);
  }

  void Percent(const std::string& id, const PercentMention& p) {
    std::string v = p.value + "%";
    Add(Name(kPercentKindNames, p.kind), &v);
    Add(PartyName(p.holder), &v);
    Line(id, p.span, v, p.rule, p.confidence);
  }

  void Date(const std::string& id, const DateMention& d) {
    std::string v = Name(kDateKindNames, d.kind);
    Add(d.timex3, &v);
    Add(d.mod, &v);
    if (!d.earliest.empty() || !d.latest.empty()) Add("{" + d.earliest + ".." + d.latest + "}", &v);
    Add(Name(kBoundNames, d.bound), &v);
    if (!d.event.empty()) Add("event: " + d.event, &v);
    Line(id, d.span, v, d.rule, d.confidence);
  }

  void PartyLines(const std::string& id, const Party& p) {
    for (const PartyMention& m : p.mentions) {
      std::string v = p.name + " (" + Name(kPartyKindNames, p.kind) + ")";
      Add(Name(kMentionFormNames, m.form), &v);
      Line(id, m.span, v, p.rule, p.confidence);
    }
  }

  void Quote(const std::string& id, const QuoteMention& q) {
    std::string v = (q.direct ? "direct " : "indirect ") + Name(kQuoteKindNames, q.kind);
    if (!q.speaker.empty()) Add("by [" + std::string(doc_.Words(q.speaker)) + "]", &v);
    Add(PartyName(q.speaker_party), &v);
    if (!q.cue.empty()) Add("cue [" + std::string(doc_.Words(q.cue)) + "]", &v);
    Line(id, q.span, v, q.rule, q.confidence);
  }

  void DealLines(const std::string& id, const Deal& d) {
    std::string v = Name(kDealTypeNames, d.type);
    Add(Name(kDealStatusNames, d.status), &v);
    for (const DealParty& p : d.parties)
      Add(Name(kRoleNames, p.role) + "=" + PartyName(p.party), &v);
    for (const TextSpan e : d.evidence) Line(id, e, v, d.rule, d.confidence);
  }

  const Document& doc_;
  const Extraction& x_;
  std::optional<size_t> at_;
  std::string out_;
};

}  // namespace

std::string Explain(const Document& doc, const Extraction& x, std::optional<size_t> at) {
  return Explainer(doc, x, at).Run();
}

}  // namespace dealwire
