#include "extractors/party/party_builder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kLongestTitle = 5;  // tokens

class Builder {
 public:
  Builder(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
          const std::vector<Name>& names)
      : doc_(doc),
        tokens_(doc.tokens()),
        gazetteer_(gazetteer),
        candidates_(candidates),
        names_(names) {}

  BuiltParties Run() {
    out_.of_candidate.assign(candidates_.list.size(), -1);
    std::vector<uint32_t> name_of(candidates_.list.size());
    for (uint32_t n = 0; n < names_.size(); ++n) {
      for (const uint32_t m : names_[n].mentions) name_of[m] = n;
    }
    std::vector<int> party_of(names_.size(), -1);
    for (uint32_t m = 0; m < candidates_.list.size(); ++m) {
      const uint32_t full = FullName(name_of[m]);
      if (!Wanted(names_[full])) continue;
      if (party_of[full] < 0) party_of[full] = AddParty(names_[full]);
      const int at = party_of[full];
      out_.of_candidate[m] = at;
      out_.parties[static_cast<size_t>(at)].mentions.push_back(
          {SpanOf(m, names_[name_of[m]]), names_[name_of[m]].form});
    }
    for (uint32_t m = 0; m < candidates_.list.size(); ++m) Describe(m);
    for (Party& party : out_.parties) NameInFull(&party);
    return std::move(out_);
  }

 private:
  TextSpan SpanOf(uint32_t m, const Name& name) const {
    const Candidate& c = candidates_.list[m];
    const bool possessive = name.possessive && Mark(c.end, '\'') && Word(c.end + 1, "s") &&
                            tokens_[c.end + 1].begin == tokens_[c.end].end;
    return possessive ? TextSpan{c.span.begin, tokens_[c.end + 1].end} : c.span;
  }

  uint32_t FullName(uint32_t n) const {
    while (names_[n].full >= 0) n = static_cast<uint32_t>(names_[n].full);
    return n;
  }

  // A product that no lexicon knows is as likely no name.
  static bool Wanted(const Name& name) {
    return name.sort != Sort::kNone && (name.sort != Sort::kOther || name.entry >= 0);
  }

  int AddParty(const Name& name) {
    Party party;
    party.name = std::string(doc_.Words(candidates_.list[name.sample].span));
    party.kind = KindOfName(doc_, gazetteer_, candidates_, name);
    party.rule = name.entry >= 0 ? "party.lexicon" : "party.evidence";
    party.confidence = Confidence(name);
    if (name.entry >= 0 && !gazetteer_.entry(name.entry).id.empty()) {
      party.ids.emplace_back("user", gazetteer_.entry(name.entry).id);
      party.rule = "party.user";
    }
    out_.parties.push_back(std::move(party));
    out_.entries.push_back(name.entry);
    return static_cast<int>(out_.parties.size()) - 1;
  }

  // The fullest name is the longest that is no acronym; every mention that is worded so is a name,
  // not an alias.
  void NameInFull(Party* party) const {
    for (const PartyMention& m : party->mentions) {
      const bool name = m.form == MentionForm::kName || m.form == MentionForm::kAlias;
      if (name && m.span.size() > party->name.size()) party->name = doc_.Words(m.span);
    }
    for (PartyMention& m : party->mentions) {
      const bool full = doc_.Words(m.span) == party->name;
      if (full) m.form = MentionForm::kName;
      if (!full && m.form == MentionForm::kName) m.form = MentionForm::kAlias;
    }
  }

  // The share that the class has among the five.
  static float Confidence(const Name& name) {
    float total = 0;
    const float own = name.scores[static_cast<size_t>(name.sort)];
    for (const float s : name.scores) total += std::exp(std::min(s - own, 10.0F));
    return std::max(0.3F, std::round(100.0F / total) / 100.0F);
  }

  Party& PartyOf(uint32_t m) { return out_.parties[static_cast<size_t>(out_.of_candidate[m])]; }
  bool Mark(uint32_t i, char32_t c) const { return i < tokens_.size() && tokens_[i].IsMark(c); }
  bool Word(uint32_t i, std::string_view w) const {
    return i < tokens_.size() && tokens_[i].word() && doc_.Words(tokens_[i]) == w;
  }

  // Position, employer and gender of a person; ticker of a company.
  void Describe(uint32_t m) {
    if (out_.of_candidate[m] < 0) return;
    Party& party = PartyOf(m);
    const Candidate& c = candidates_.list[m];
    if (party.kind != PartyKind::kPerson) {
      AddTicker(c.ticker, &party);
      BareTicker(m, &party);
      if (party.of < 0) Owner(m);
      return;
    }
    if (party.gender == 'u') party.gender = Gender(c);
    if (!party.position.empty()) return;
    if (c.Has(Candidate::kTitleBefore)) {
      SetPosition(m, c.title_first, c.title_end);
    } else if (!TitleWordsBefore(m)) {
      Apposition(m);
    }
  }

  void AddTicker(TextSpan ticker, Party* party) const {
    const bool known = std::any_of(party->ids.begin(), party->ids.end(),
                                   [](const auto& id) { return id.first == "ticker"; });
    if (!ticker.empty() && !known)
      party->ids.emplace_back("ticker", std::string(doc_.Words(ticker)));
  }

  // "Tesla (TSLA)": the lexicon knows the symbol.
  void BareTicker(uint32_t m, Party* party) const {
    const Candidate& c = candidates_.list[m];
    if (!Mark(c.end, '(') || !Mark(c.end + 2, ')')) return;
    const int entry = out_.entries[static_cast<size_t>(out_.of_candidate[m])];
    const Token& symbol = tokens_[c.end + 1];
    if (entry >= 0 && symbol.word() && gazetteer_.HasTicker(entry, doc_.Words(symbol)))
      AddTicker(symbol.span(), party);
  }

  bool UnitWord(uint32_t i) const {
    return Word(i, "unit") || Word(i, "subsidiary") || Word(i, "division") || Word(i, "arm") ||
           Word(i, "affiliate");
  }

  // "Tressel's Quillon unit", "Quillon, a wholly owned subsidiary of Tressel".
  void Owner(uint32_t m) {
    constexpr uint32_t kReach = 7;
    const Candidate& c = candidates_.list[m];
    const uint32_t stop = doc_.sentences()[c.sentence].end_token;
    if (m > 0 && UnitWord(c.end)) {
      const uint32_t before = candidates_.list[m - 1].end;
      if (Mark(before, '\'') && c.first - before <= 2 && c.first > before)
        SetEmployer(m, m - 1, true);
    }
    if (!Mark(c.end, ',') || m + 1 >= candidates_.list.size()) return;
    for (uint32_t i = c.end + 1; i < std::min(c.end + kReach, stop); ++i) {
      if (tokens_[i].IsMark('-')) continue;
      if (!tokens_[i].word() || tokens_[i].Is(Token::kCapital)) return;
      if (!UnitWord(i)) continue;
      const uint32_t next = Word(i + 2, "the") ? i + 3 : i + 2;
      SetEmployer(m, m + 1, Word(i + 1, "of") && candidates_.list[m + 1].first == next);
      return;
    }
  }

  char Gender(const Candidate& c) const {
    if (c.Has(Candidate::kHonorificBefore)) {
      const std::string_view title = doc_.Words(tokens_[c.title_first]);
      if (title == "Mr" || title == "Sir" || title == "Lord") return 'm';
      if (title == "Mrs" || title == "Ms" || title == "Miss" || title == "Dame" || title == "Lady")
        return 'f';
    }
    const uint32_t w = candidates_.classes[c.first];
    return (w & kMale) != 0 ? 'm' : (w & kFemale) != 0 ? 'f' : 'u';
  }

  // The title at tokens [first, end) belongs to the person m; the party right before it employs
  // him.
  void SetPosition(uint32_t m, uint32_t first, uint32_t end) {
    Party& person = PartyOf(m);
    TextSpan span{tokens_[first].begin, tokens_[end - 1].end};
    person.position = std::string(doc_.Words(span));
    const uint32_t before = m == 0 ? 0 : candidates_.list[m - 1].end;
    const bool adjoins = before == first || (before + 2 == first && Mark(before, '\''));
    if (m > 0) SetEmployer(m, m - 1, adjoins);
    if (person.of < 0) EmployerBehind(m, candidates_.list[m].end);
  }

  void SetEmployer(uint32_t m, uint32_t employer, bool holds) {
    if (!holds || out_.of_candidate[employer] < 0 ||
        out_.of_candidate[employer] == out_.of_candidate[m])
      return;
    if (PartyOf(employer).kind != PartyKind::kPerson) PartyOf(m).of = out_.of_candidate[employer];
  }

  // "Amazon chief executive Andy Jassy", "Amazon's chief executive, Andy Jassy": the longest title
  // that ends right before the name.
  bool TitleWordsBefore(uint32_t m) {
    const uint32_t first = candidates_.list[m].first;
    const bool comma = first > 1 && Mark(first - 1, ',');
    const uint32_t end = comma ? first - 1 : first;
    if (comma && !Mark(candidates_.list[m].end, ',') && !Mark(candidates_.list[m].end, '.'))
      return false;
    for (uint32_t n = std::min(kLongestTitle, end); n > 0; --n) {
      const int id = gazetteer_.Exact(tokens_, end - n, end);
      if (id < 0 || (gazetteer_.phrase(id).classes & kTitlePhrase) == 0) continue;
      if ((candidates_.classes[end - n] & kHonorific) != 0) return false;
      if (comma && !OwnersTitle(m, end - n)) return false;
      SetPosition(m, end - n, end);
      return true;
    }
    return false;
  }

  // "the chief executive, Andy Jassy," and "Amazon's chief executive, Andy Jassy,", but not
  // "James Harker, chief executive, Andy Jassy and ...".
  bool OwnersTitle(uint32_t m, uint32_t title) const {
    if (title == 0) return false;
    if (Word(title - 1, "the") || Word(title - 1, "The") || Word(title - 1, "its"))
      return title < 2 || !Mark(title - 2, ',');
    return m > 0 && candidates_.list[m - 1].end + 2 == title &&
           Mark(candidates_.list[m - 1].end, '\'');
  }

  // "Andy Jassy, the chief executive of Amazon", "Andy Jassy, Amazon's chief executive".
  void Apposition(uint32_t m) {
    constexpr uint32_t kReach = 9;
    const Candidate& c = candidates_.list[m];
    const uint32_t stop = std::min(doc_.sentences()[c.sentence].end_token, c.end + 1 + kReach);
    if (!Mark(c.end, ',')) return;
    uint32_t employer = m;
    bool article = false;
    uint32_t i = c.end + 1;
    if (i < stop && tokens_[i].number() && Mark(i + 1, ',')) i += 2;  // "Andy Jassy, 57, ..."
    while (i < stop) {
      if (const uint32_t n = TitleAt(i, doc_.sentences()[c.sentence].end_token); n > 0)
        return TakeTitle(m, i, i + n, employer);
      if (employer == m && m + 1 < candidates_.list.size() && candidates_.list[m + 1].first == i) {
        employer = m + 1;
        i = candidates_.list[employer].end;
        if (Mark(i, '\'')) i += Word(i + 1, "s") ? 2 : 1;
        continue;
      }
      if (!Describes(i, &article)) return;
      ++i;
    }
  }

  // A word that may stand between a name and its title: "the", "former", after an article any
  // adjective, but no verb, whose subject would be the name.
  bool Describes(uint32_t i, bool* article) const {
    static const WordSet kArticles = {"a", "an", "the", "its", "their", "his", "her", "our"};
    static const WordSet kBare = {"former", "then",     "now",   "currently", "current",
                                  "acting", "interim",  "new",   "co",        "deputy",
                                  "senior", "longtime", "group", "global",    "regional"};
    constexpr uint32_t kVerbs = kSay | kPersonVerb | kOrgVerb;
    if (Mark(i, '-')) return true;
    if (*article && (Mark(i, '\'') || Word(i, "s"))) return true;
    if (!tokens_[i].word()) return false;
    if (kBare.Has(tokens_[i])) return true;
    if (kArticles.Has(tokens_[i])) return *article = true;
    return *article && !tokens_[i].Is(Token::kCapital) &&
           (candidates_.classes[i] & (kVerbs | kPlacePreposition)) == 0;
  }

  // The title at [first, end) behind person m, unless it stands before a neighbour's name.
  void TakeTitle(uint32_t m, uint32_t first, uint32_t end, uint32_t employer) {
    uint32_t next = end;
    if (Word(next, "and")) {
      if (const uint32_t n = TitleAt(next + 1, std::min(Count(), next + 1 + kLongestTitle)); n > 0)
        next = end = next + 1 + n;
    }
    const uint32_t follows = employer + 1;
    const bool known = follows < candidates_.list.size();
    if (known && candidates_.list[follows].first == next) return;
    PartyOf(m).position =
        std::string(doc_.Words(TextSpan{tokens_[first].begin, tokens_[end - 1].end}));
    if (employer != m) return SetEmployer(m, employer, true);
    if (known) EmployerBehind(m, next);
  }

  // "... of Amazon": who employs the person m, after a preposition at token i.
  void EmployerBehind(uint32_t m, uint32_t i) {
    if (m + 1 >= candidates_.list.size()) return;
    if (!Word(i, "of") && !Word(i, "at") && !Word(i, "for") && !Word(i, "with")) return;
    SetEmployer(m, m + 1, candidates_.list[m + 1].first == i + (Word(i + 1, "the") ? 2 : 1));
  }

  uint32_t Count() const { return static_cast<uint32_t>(tokens_.size()); }

  uint32_t TitleAt(uint32_t i, uint32_t stop) const {
    for (uint32_t n = std::min(kLongestTitle, stop > i ? stop - i : 0); n > 0; --n) {
      const int id = gazetteer_.Exact(tokens_, i, i + n);
      if (id >= 0 && (gazetteer_.phrase(id).classes & kTitlePhrase) != 0) return n;
    }
    return 0;
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  const Candidates& candidates_;
  const std::vector<Name>& names_;
  BuiltParties out_;
};

}  // namespace

BuiltParties BuildParties(const Document& doc, const Gazetteer& gazetteer,
                          const Candidates& candidates, const std::vector<Name>& names) {
  return Builder(doc, gazetteer, candidates, names).Run();
}

}  // namespace dealwire
