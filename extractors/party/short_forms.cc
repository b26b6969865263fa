#include "extractors/party/short_forms.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace dealwire {
namespace {

constexpr size_t kMostAlike = 8;  // longer names looked at for one short one

class Joiner {
 public:
  Joiner(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
         std::vector<Name>* names)
      : doc_(doc),
        tokens_(doc.tokens()),
        gazetteer_(gazetteer),
        candidates_(candidates),
        names_(*names) {}

  void Run() {
    for (uint32_t n = 0; n < names_.size(); ++n) Enter(n);
    for (uint32_t n = 0; n < names_.size(); ++n) JoinBracket(n);
    for (uint32_t n = 0; n < names_.size(); ++n) JoinDefinition(n);
    for (uint32_t n = 0; n < names_.size(); ++n) {
      if (names_[n].full >= 0) continue;
      if (!JoinTicker(n) && !JoinSurname(n) && !JoinInitials(n)) JoinBeginning(n);
    }
    JoinEntries();
  }

 private:
  const Candidate& Sample(uint32_t n) const { return candidates_.list[names_[n].sample]; }
  uint32_t Words(uint32_t n) const {
    const Candidate& c = Sample(n);
    uint32_t words = 0;
    for (uint32_t i = c.first; i < c.end; ++i) words += tokens_[i].mark() ? 0 : 1;
    return words;
  }
  uint32_t LastWord(uint32_t n) const {
    const Candidate& c = Sample(n);
    uint32_t i = c.end - 1;
    while (i > c.first && tokens_[i].mark()) --i;
    return i;
  }
  bool Small(uint32_t i) const { return tokens_[i].mark() || !tokens_[i].Is(Token::kCapital); }
  bool Legal(uint32_t i) const { return (candidates_.classes[i] & kLegalForm) != 0; }

  void Enter(uint32_t n) {
    const Candidate& c = Sample(n);
    by_key_.emplace(c.key, n);
    for (const uint32_t m : names_[n].mentions) {
      const std::string_view ticker = doc_.Words(candidates_.list[m].ticker);
      if (!ticker.empty()) tickers_.emplace(HashLower(ticker.substr(0, ticker.find('.'))), n);
    }
    if (Words(n) < 2) return;
    if (names_[n].sort == Sort::kPerson) {
      auto& list = surnames_[tokens_[LastWord(n)].hash];
      if (list.size() < kMostAlike) list.push_back(n);
    }
    if (names_[n].sort == Sort::kOrg) {
      if (names_[n].entry >= 0) long_entries_.insert(names_[n].entry);
      auto& list = beginnings_[tokens_[c.first].hash];
      if (list.size() < kMostAlike) list.push_back(n);
      for (const bool legal : {false, true}) {
        const std::string initials = Initials(c, legal);
        if (initials.size() > 1) initials_.emplace(HashLower(initials), n);
      }
    }
  }

  std::string Initials(const Candidate& c, bool with_legal) const {
    std::string out;
    for (uint32_t i = c.first; i < c.end; ++i) {
      if (!Small(i) && (with_legal || !Legal(i) || i == c.first)) out += doc_.Words(tokens_[i])[0];
    }
    return out;
  }

  void Join(uint32_t shorter, uint32_t full, MentionForm form) {
    while (names_[full].full >= 0) full = static_cast<uint32_t>(names_[full].full);
    if (full == shorter) return;
    names_[shorter].full = static_cast<int>(full);
    names_[shorter].form = form;
    names_[shorter].sort = names_[full].sort;
  }

  // Whether the name's own evidence stands against joining it to a person or to an organisation.
  bool Against(uint32_t n, Sort wanted, float limit = 3.0F) const {
    const Name& name = names_[n];
    if (name.sort == Sort::kNone || name.sort == wanted) return false;
    const float margin =
        name.scores[static_cast<size_t>(name.sort)] - name.scores[static_cast<size_t>(wanted)];
    return margin > limit;
  }

  // "Tressel Corp (NYSE: TRS) ... TRS rose"
  bool JoinTicker(uint32_t n) {
    const Candidate& c = Sample(n);
    if (tickers_.empty() || !c.Has(Candidate::kAcronym)) return false;
    const auto it = tickers_.find(tokens_[c.first].hash);
    if (it == tickers_.end() || it->second == n || names_[it->second].sort != Sort::kOrg)
      return false;
    Join(n, it->second, MentionForm::kAcronym);
    return true;
  }

  bool JoinSurname(uint32_t n) {
    if (Words(n) != 1) return false;
    const auto it = surnames_.find(tokens_[Sample(n).first].hash);
    if (it == surnames_.end()) return false;
    // "Ford" is "Ford Motor Co" where that is spoken of.
    if (names_[n].entry >= 0 && long_entries_.count(names_[n].entry) > 0) return false;
    // A person spoken of before outweighs a company of that name.
    constexpr float kAfterFullName = 5.5F, kBeforeFullName = 3.0F;
    const bool after = names_[it->second.front()].sample < names_[n].sample;
    if (Against(n, Sort::kPerson, after ? kAfterFullName : kBeforeFullName)) return false;
    Join(n, it->second.front(), MentionForm::kAlias);
    return true;
  }

  // "Quillon" for "Quillon Foods Inc". A name that the lexicons know stays itself unless only a
  // legal form or the like is missing.
  bool JoinBeginning(uint32_t n) {
    const Candidate& c = Sample(n);
    const bool place = names_[n].sort == Sort::kPlace && names_[n].entry >= 0;
    if (place || Against(n, Sort::kOrg)) return false;
    const auto it = beginnings_.find(tokens_[c.first].hash);
    if (it == beginnings_.end()) return false;
    for (const uint32_t full : it->second) {
      const Candidate& f = Sample(full);
      if (full == n || f.end - f.first <= c.end - c.first) continue;
      bool same = true;
      for (uint32_t i = 0; same && i < c.end - c.first; ++i) {
        same = tokens_[c.first + i].hash == tokens_[f.first + i].hash;
      }
      if (!same) continue;
      const bool known = names_[n].entry >= 0 || names_[n].sort == Sort::kPlace;
      if (known && !OnlyGeneric(f.first + (c.end - c.first), f.end)) continue;
      const bool other =
          names_[n].entry >= 0 && names_[full].entry >= 0 && names_[n].entry != names_[full].entry;
      const bool weak =
          c.phrase >= 0 && (gazetteer_.phrase(c.phrase).classes & kNeedsEvidence) != 0;
      if (other && !weak) continue;
      Join(n, full, MentionForm::kAlias);
      const uint32_t behind = f.first + (c.end - c.first);
      names_[n].possessive = behind + 1 < f.end && tokens_[behind].IsMark('\'');
      return true;
    }
    return false;
  }

  bool OnlyGeneric(uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i) {
      if (tokens_[i].word() && (candidates_.classes[i] & (kLegalForm | kOrgLast)) == 0)
        return false;
    }
    return true;
  }

  bool JoinInitials(uint32_t n) {
    const Candidate& c = Sample(n);
    if (!c.Has(Candidate::kAcronym)) return false;
    std::string letters;
    for (uint32_t i = c.first; i < c.end; ++i) {
      if (tokens_[i].word()) letters += doc_.Words(tokens_[i]);
    }
    const auto it = initials_.find(HashLower(letters));
    if (letters.size() < 2 || it == initials_.end() || it->second == n) return false;
    if (names_[n].sort == Sort::kPlace && names_[n].entry >= 0) return false;
    Join(n, it->second, MentionForm::kAcronym);
    return true;
  }

  // "Alder Web Services (AWS)": what stands in the brackets after a name and has its first letter.
  void JoinBracket(uint32_t n) {
    for (const uint32_t m : names_[n].mentions) {
      const Candidate& c = candidates_.list[m];
      if (m + 1 >= candidates_.list.size()) return;
      const Candidate& next = candidates_.list[m + 1];
      uint32_t open = c.end;
      if (open + 1 >= tokens_.size() || !tokens_[open].IsMark('(')) continue;
      uint32_t inner = open + 1;
      if (tokens_[inner].IsMark('"') || tokens_[inner].IsMark(U'“')) ++inner;
      if (next.first != inner || !next.Has(Candidate::kOneWord)) continue;
      const char a = doc_.Words(c.span)[0], b = doc_.Words(next.span)[0];
      const uint32_t close = next.end;
      const bool closed =
          close < tokens_.size() &&
          (tokens_[close].IsMark(')') || tokens_[close].IsMark('"') || tokens_[close].IsMark(U'”'));
      const bool ticker =
          names_[n].entry >= 0 && gazetteer_.HasTicker(names_[n].entry, doc_.Words(next.span));
      if (((a | 32) != (b | 32) && !ticker) || !closed || names_[n].sort == Sort::kPerson ||
          names_[n].sort == Sort::kPlace)
        continue;
      const auto it = by_key_.find(next.key);
      if (it == by_key_.end() || names_[it->second].full >= 0) continue;
      if (names_[n].sort == Sort::kNone && names_[it->second].sort == Sort::kOrg)
        names_[n].sort = Sort::kOrg;
      Join(it->second, n,
           next.Has(Candidate::kAcronym) ? MentionForm::kAcronym : MentionForm::kAlias);
      return;
    }
  }

  // "Quillon Foods Inc, a Delaware corporation (the "Company")": a term in marks inside brackets
  // stands for the name before them from there on.
  void JoinDefinition(uint32_t n) {
    if (names_[n].full >= 0 || names_[n].sort == Sort::kPlace) return;
    for (const uint32_t m : names_[n].mentions) {
      const uint32_t open = DefinitionBracket(candidates_.list[m]);
      if (open == 0) continue;
      const int owner = DefinedName(m, open);
      if (owner < 0 || owner == static_cast<int>(n)) continue;
      const Candidate& c = candidates_.list[m];
      Name& full = names_[static_cast<size_t>(owner)];
      full.sort = Sort::kOrg;
      const bool begins =
          tokens_[candidates_.list[full.sample].first].hash == tokens_[c.first].hash;
      Join(n, static_cast<uint32_t>(owner),
           c.Has(Candidate::kAcronym)                  ? MentionForm::kAcronym
           : c.Has(Candidate::kCommonWords) && !begins ? MentionForm::kDescriptor
                                                       : MentionForm::kAlias);
      return;
    }
  }

  // The bracket before a term in marks: '(the "Company")', '("Alder" or the "Company")'; 0 if the
  // candidate is no such term.
  uint32_t DefinitionBracket(const Candidate& c) const {
    constexpr uint32_t kReach = 14;
    auto quote = [&](uint32_t i) {
      return tokens_[i].IsMark('"') || tokens_[i].IsMark(U'“') || tokens_[i].IsMark(U'”');
    };
    if (c.first < 2 || c.end >= tokens_.size() || !quote(c.first - 1) || !quote(c.end)) return 0;
    for (uint32_t i = c.first - 2; i > 0 && i + kReach > c.first; --i) {
      if (tokens_[i].IsMark('(')) return i;
      if (tokens_[i].mark() && !quote(i) && !tokens_[i].IsMark(',')) return 0;
    }
    return 0;
  }

  // The name that ends at the bracket, or with a description between commas and the bracket.
  int DefinedName(uint32_t m, uint32_t open) const {
    constexpr uint32_t kReach = 14, kMost = 4;
    for (uint32_t j = m; j > 0 && j + kMost >= m; --j) {
      const Candidate& c = candidates_.list[j - 1];
      if (c.end > open) continue;
      if (c.sentence != candidates_.list[m].sentence || open - c.end > kReach) return -1;
      const bool behind = c.end == open || tokens_[c.end].IsMark(',');
      const auto it = by_key_.find(c.key);
      if (!behind || it == by_key_.end()) continue;
      const Sort sort = names_[it->second].sort;
      if (sort == Sort::kOrg || (c.end == open && sort == Sort::kNone))
        return static_cast<int>(it->second);
    }
    return -1;
  }

  // Names of one entry of the gazetteer are one party.
  void JoinEntries() {
    std::unordered_map<int, uint32_t> first;
    for (uint32_t n = 0; n < names_.size(); ++n) {
      if (names_[n].entry < 0 || names_[n].full >= 0) continue;
      const auto [it, fresh] =
          first.emplace(names_[n].entry * 8 + static_cast<int>(names_[n].sort), n);
      if (fresh) continue;
      Join(n, it->second,
           Sample(n).Has(Candidate::kAcronym) ? MentionForm::kAcronym : MentionForm::kAlias);
    }
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  const Candidates& candidates_;
  std::vector<Name>& names_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> surnames_, beginnings_;
  std::unordered_map<uint32_t, uint32_t> initials_, tickers_;
  std::unordered_map<uint64_t, uint32_t> by_key_;
  std::unordered_set<int> long_entries_;  // of organisations of several words
};

}  // namespace

void JoinShortForms(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                    std::vector<Name>* names) {
  Joiner(doc, gazetteer, candidates, names).Run();
}

}  // namespace dealwire
