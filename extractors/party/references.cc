#include "extractors/party/references.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kLongestDescription = 6;  // tokens between "the" and the noun

bool Business(PartyKind kind) {
  return kind == PartyKind::kCompany || kind == PartyKind::kFund ||
         kind == PartyKind::kOrganisation || kind == PartyKind::kPublication;
}

// Walks the text once, in step with the candidates, and remembers who was spoken of.
class Referrer {
 public:
  Referrer(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
           BuiltParties* built)
      : doc_(doc),
        tokens_(doc.tokens()),
        gazetteer_(gazetteer),
        candidates_(candidates),
        built_(*built) {}

  void Run() {
    for (size_t p = 0; p < built_.parties.size(); ++p) {
      by_name_.emplace(built_.parties[p].name, static_cast<int>(p));
      if (built_.entries[p] >= 0) by_entry_.emplace(built_.entries[p], static_cast<int>(p));
    }
    for (uint32_t s = 0; s < doc_.sentences().size(); ++s) ReadSentence(doc_.sentences()[s]);
    DropCovered();
    for (Party& party : built_.parties) {
      std::sort(party.mentions.begin(), party.mentions.end(),
                [](const PartyMention& a, const PartyMention& b) { return a.span < b.span; });
    }
  }

 private:
  bool Word(uint32_t i, std::string_view w) const {
    return tokens_[i].word() && doc_.Words(tokens_[i]) == w;
  }
  Party& PartyAt(int p) { return built_.parties[static_cast<size_t>(p)]; }

  void ReadSentence(const Sentence& s) {
    previous_subject_ = subject_ >= 0 ? subject_ : previous_subject_;
    previous_people_ = people_;
    subject_ = -1;
    people_.clear();
    if (!named_.empty()) previous_named_.swap(named_);
    named_.clear();
    for (uint32_t i = s.first_token; i < s.end_token;) {
      while (next_ < candidates_.list.size() && candidates_.list[next_].first < i) ++next_;
      if (next_ < candidates_.list.size() && candidates_.list[next_].first == i) {
        if (!NewsSource(next_)) Remember(built_.of_candidate[next_]);
        last_named_ = next_;
        i = std::max(i + 1, candidates_.list[next_].end);
        continue;
      }
      const uint32_t end = Determiner(i) ? Description(i, s.end_token) : i;
      if (end == i && tokens_[i].word()) Pronoun(i);
      i = std::max(end, i + 1);
    }
  }

  // "PARIS (Reuters) -": nobody speaks of the agency.
  bool NewsSource(uint32_t c) const {
    const int p = built_.of_candidate[c];
    const uint32_t first = candidates_.list[c].first;
    return p >= 0 && built_.parties[static_cast<size_t>(p)].kind == PartyKind::kPublication &&
           first > 0 && tokens_[first - 1].IsMark('(');
  }

  // A party is spoken of.
  void Remember(int p) {
    if (p < 0) return;
    if (PartyAt(p).kind == PartyKind::kPerson) {
      if (std::find(people_.begin(), people_.end(), p) == people_.end()) people_.push_back(p);
      return;
    }
    if (PartyAt(p).kind == PartyKind::kGovernment) Push(p, &officials_);
    if (!Business(PartyAt(p).kind)) return;
    if (subject_ < 0) subject_ = p;
    if (std::find(named_.begin(), named_.end(), p) == named_.end()) named_.push_back(p);
    Push(p, &recent_);
  }

  static void Push(int p, std::vector<int>* list) {
    list->erase(std::remove(list->begin(), list->end(), p), list->end());
    list->push_back(p);
    if (list->size() > kMostRecent) list->erase(list->begin());
  }

  bool Determiner(uint32_t i) const {
    return Word(i, "the") || Word(i, "The") || Word(i, "both") || Word(i, "Both");
  }

  // The description that begins with the determiner at token i; returns its end, or i if there is
  // none.
  uint32_t Description(uint32_t i, uint32_t end) {
    const uint32_t noun = Noun(i, end);
    if (noun == 0) return i;
    const uint32_t after = noun + 1;
    if (after < end && tokens_[after].word() &&
        (tokens_[after].Is(Token::kCapital) || (candidates_.classes[after] & kRefers) != 0))
      return i;
    if (after < end && (tokens_[after].IsMark('-') || tokens_[after].IsMark(U'–')) &&
        !tokens_[after].Is(Token::kSpaceBefore))
      return i;
    const TextSpan span{tokens_[i].begin, tokens_[noun].end};
    const uint32_t count = CountOf(i, noun);
    if (count > 0) {
      AddGroup(span, count);
      return noun + 1;
    }
    if (Plural(noun)) return i;
    const int p = Resolve(i + 1, noun);
    if (p < 0) return i;
    PartyAt(p).mentions.push_back({span, MentionForm::kDescriptor});
    covered_.push_back(span);
    return noun + 1;
  }

  // The noun that a description with the determiner at token i ends in; 0 if there is none.
  uint32_t Noun(uint32_t i, uint32_t end) const {
    const uint32_t stop = std::min(end, i + 2 + kLongestDescription);
    for (uint32_t k = i + 1; k < stop; ++k) {
      const uint32_t w = candidates_.classes[k];
      const bool tight = !tokens_[k].Is(Token::kSpaceBefore);
      const bool inner =
          tight && (tokens_[k].IsMark('-') || (tokens_[k].IsMark('.') && Letter(k - 1)));  // "U.S."
      if ((!tokens_[k].word() && !inner) || (w & (kSay | kPlacePreposition)) != 0 ||
          Word(k, "of") || ((w & kStarter) != 0 && !Word(k, "two") && !Word(k, "three")) ||
          Word(k, "and") || Word(k, "that"))
        return 0;
      const bool start_up = Word(k, "start") && k + 2 < end && tokens_[k + 1].IsMark('-') &&
                            (Word(k + 2, "up") || Word(k + 2, "ups"));
      if (start_up) return k + 2;
      const bool refers = (w & kRefers) != 0 || OfficialNoun(k);
      if (refers && !tokens_[k].Is(Token::kCapital)) return k;
    }
    return 0;
  }
  bool Letter(uint32_t i) const {
    return tokens_[i].word() && tokens_[i].end - tokens_[i].begin == 1;
  }

  bool OfficialNoun(uint32_t i) const {
    static const WordSet kNouns = {"agency", "regulator", "watchdog", "commission", "ministry"};
    return kNouns.Has(tokens_[i]);
  }

  bool Plural(uint32_t noun) const {
    const std::string_view w = doc_.Words(tokens_[noun]);
    return w.back() == 's' && w != "business";
  }

  // "the two companies", "both sides": how many.
  uint32_t CountOf(uint32_t determiner, uint32_t noun) const {
    if (!Plural(noun)) return 0;
    if (Word(determiner, "both") || Word(determiner, "Both") || Word(determiner + 1, "two"))
      return 2;
    return Word(determiner + 1, "three") ? 3 : 0;
  }

  // The businesses that this sentence and the one before it name, if they are so many; else those
  // of the last such group; else those spoken of last.
  std::vector<int> Members(uint32_t count) const {
    std::vector<int> near = named_;
    for (const int p : previous_named_) {
      if (std::find(near.begin(), near.end(), p) == near.end()) near.push_back(p);
    }
    for (const std::vector<int>* names : {&named_, static_cast<const std::vector<int>*>(&near)}) {
      if (names->size() == count) return *names;
    }
    if (last_group_.size() == count) return last_group_;
    if (recent_.size() < count) return {};
    return {recent_.end() - static_cast<std::ptrdiff_t>(count), recent_.end()};
  }

  void AddGroup(TextSpan span, uint32_t count) {
    std::vector<int> members = Members(count);
    if (members.empty()) return;
    covered_.push_back(span);
    std::sort(members.begin(), members.end());
    last_group_ = members;
    const auto [known, fresh] = groups_.emplace(members, static_cast<int>(built_.parties.size()));
    if (!fresh) {
      PartyAt(known->second).mentions.push_back({span, MentionForm::kDescriptor});
      return;
    }
    Party group;
    group.name = std::string(doc_.Words(span));
    group.kind = PartyKind::kGroup;
    group.members = std::move(members);
    group.mentions.push_back({span, MentionForm::kDescriptor});
    group.rule = "party.group";
    group.confidence = 0.6F;
    built_.parties.push_back(std::move(group));
    built_.entries.push_back(-1);
  }

  // "Alder, the Perth-based retailer,": the business that the description stands behind; else -1.
  int Apposed(uint32_t determiner, uint32_t noun) const {
    if (last_named_ >= candidates_.list.size()) return -1;
    const uint32_t comma = candidates_.list[last_named_].end;
    const int p = built_.of_candidate[last_named_];
    const bool closed = noun + 1 < tokens_.size() &&
                        (tokens_[noun + 1].IsMark(',') || tokens_[noun + 1].IsMark('.'));
    if (p < 0 || comma + 1 != determiner || !tokens_[comma].IsMark(',') || !closed) return -1;
    const PartyKind kind = built_.parties[static_cast<size_t>(p)].kind;
    return kind == PartyKind::kCompany || kind == PartyKind::kFund ? p : -1;
  }

  // Whom the words [first, noun) before the noun describe.
  int Resolve(uint32_t first, uint32_t noun) {
    if (const int p = Apposed(first - 1, noun); p >= 0) return p;
    std::string country;
    for (uint32_t k = first; k < noun; ++k) {
      if (!tokens_[k].word()) continue;
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, k, noun);
      const uint32_t seat = hit.id >= 0 ? k + hit.tokens : k + 1;  // behind "Los Gatos"
      if (seat + 1 < noun && tokens_[seat].IsMark('-') && Word(seat + 1, "based")) {
        const std::string_view owner =
            gazetteer_.SeatedIn(doc_.Words(TextSpan{tokens_[k].begin, tokens_[seat - 1].end}));
        if (!owner.empty()) return KnownBy(owner);
        k = seat + 1;  // a town of many
        continue;
      }
      if (tokens_[k].Is(Token::kCapital) ||
          (hit.id >= 0 && (gazetteer_.phrase(hit.id).classes & kProductName) != 0)) {
        const uint32_t n = hit.id >= 0 ? hit.tokens : 1;
        const std::string_view words =
            doc_.Words(TextSpan{tokens_[k].begin, tokens_[k + n - 1].end});
        const std::string_view maker = gazetteer_.MakerOf(words);
        if (!maker.empty()) return KnownBy(maker);
        country = gazetteer_.CountryOf(words);
        if (country.empty()) return -1;
        k += n - 1;
      }
    }
    if (OfficialNoun(noun)) return LastOfficial(noun);
    if (Word(noun, "bank") && Word(noun - 1, "central")) return LastCentralBank();
    if (!country.empty()) return LastOf(country);
    if (Word(noun, "bank")) return LastBank();
    const int subject = subject_ >= 0 ? subject_ : previous_subject_;
    if (subject_ >= 0 && Bought(first - 1))
      return previous_subject_ != subject_ ? previous_subject_ : -1;
    // No association or union of states is a giant or a maker.
    const bool company =
        subject < 0 || Word(noun, "group") || PartyAt(subject).kind != PartyKind::kOrganisation;
    return company ? subject : -1;
  }

  // "The commission" is one by name, "the agency" any part of a government.
  int LastOfficial(uint32_t noun) const {
    const bool named = Word(noun, "commission") || Word(noun, "ministry");
    std::string capital(doc_.Words(tokens_[noun]));
    capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    for (size_t k = officials_.size(); k-- > 0;) {
      const Party& p = built_.parties[static_cast<size_t>(officials_[k])];
      if (!named || p.name.find(capital) != std::string::npos) return officials_[k];
    }
    return -1;
  }

  int LastCentralBank() const {
    for (size_t k = officials_.size(); k-- > 0;) {
      const std::string& name = built_.parties[static_cast<size_t>(officials_[k])].name;
      if (name.find("Bank") != std::string::npos || name.find("Reserve") != std::string::npos ||
          name == "Fed")
        return officials_[k];
    }
    return -1;
  }

  // "agreed to buy the company": no business buys itself.
  bool Bought(uint32_t determiner) const {
    static const WordSet kBuy = {"buy",      "buys",      "bought",    "buying",
                                 "acquire",  "acquires",  "acquired",  "acquiring",
                                 "purchase", "purchased", "purchasing"};
    return determiner > 0 && kBuy.Has(tokens_[determiner - 1]);
  }

  // The party of this document that a lexicon lists under `name`.
  int KnownBy(std::string_view name) const {
    if (name.empty()) return -1;
    const int entry = gazetteer_.FindEntry(name);
    if (const auto it = by_entry_.find(entry); it != by_entry_.end()) return it->second;
    const auto it = by_name_.find(std::string(name));
    return it == by_name_.end() ? -1 : it->second;
  }

  // "The bank" is whoever is called one: others have banks too.
  int LastBank() const {
    for (size_t k = recent_.size(); k-- > 0;) {
      const std::string& name = built_.parties[static_cast<size_t>(recent_[k])].name;
      if (name.find("Banc") != std::string::npos || name.find("Bank") != std::string::npos) {
        return recent_[k];
      }
    }
    return recent_.size() == 1 ? recent_[0] : -1;
  }

  int LastOf(const std::string& country) const {
    for (size_t k = recent_.size(); k-- > 0;) {
      const int entry = built_.entries[static_cast<size_t>(recent_[k])];
      if (entry >= 0 && gazetteer_.entry(entry).country == country) return recent_[k];
    }
    return -1;
  }

  // "Alder said it would ...", and "he" or "she" where one person alone has been spoken of.
  void Pronoun(uint32_t i) {
    const Token& t = tokens_[i];
    if (t.end - t.begin > 3) return;
    const std::string_view w = doc_.Words(t);
    if (w == "it") {
      const uint32_t verb = i > 0 && Word(i - 1, "that") ? i - 2 : i - 1;
      if (i > 1 && (candidates_.classes[verb] & kSay) != 0 && subject_ >= 0) {
        PartyAt(subject_).mentions.push_back({t.span(), MentionForm::kPronoun});
      }
      return;
    }
    const bool he = w == "he" || w == "He" || w == "his" || w == "His" || w == "him";
    const bool she = w == "she" || w == "She" || w == "her" || w == "Her";
    if (!he && !she) return;
    const std::vector<int>& people = people_.empty() ? previous_people_ : people_;
    if (people.size() != 1) return;
    Party& person = PartyAt(people[0]);
    if (person.gender == (he ? 'f' : 'm')) return;
    person.mentions.push_back({t.span(), MentionForm::kPronoun});
    if (people_.empty()) people_ = previous_people_;
  }

  // Names inside descriptions are no mentions; parties without mentions go, and indexes move up.
  void DropCovered() {
    for (Party& party : built_.parties) {
      auto covered = [&](const PartyMention& m) {
        if (m.form == MentionForm::kDescriptor) return false;
        auto it = std::upper_bound(covered_.begin(), covered_.end(), m.span,
                                   [](TextSpan a, TextSpan b) { return a.begin < b.begin; });
        return it != covered_.begin() && std::prev(it)->Contains(m.span);
      };
      party.mentions.erase(std::remove_if(party.mentions.begin(), party.mentions.end(), covered),
                           party.mentions.end());
    }
    std::vector<int> moved(built_.parties.size(), -1);
    std::vector<Party> kept;
    for (size_t p = 0; p < built_.parties.size(); ++p) {
      if (built_.parties[p].mentions.empty()) continue;
      moved[p] = static_cast<int>(kept.size());
      kept.push_back(std::move(built_.parties[p]));
    }
    for (Party& party : kept) {
      if (party.of >= 0) party.of = moved[static_cast<size_t>(party.of)];
      for (int& member : party.members) member = moved[static_cast<size_t>(member)];
    }
    built_.parties = std::move(kept);
  }

  static constexpr size_t kMostRecent = 8;
  const Document& doc_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  const Candidates& candidates_;
  BuiltParties& built_;
  uint32_t next_ = 0;                 // candidate that comes next
  uint32_t last_named_ = UINT32_MAX;  // candidate that stood last
  int subject_ = -1,
      previous_subject_ = -1;   // first business of this sentence, and of the last that had one
  std::vector<int> recent_;     // businesses, the latest last
  std::vector<int> officials_;  // parts of governments
  std::vector<int> named_, previous_named_;  // businesses of this sentence, of the last with any
  std::vector<int> last_group_;
  std::vector<int> people_, previous_people_;
  std::map<std::vector<int>, int> groups_;  // by their members
  std::unordered_map<std::string, int> by_name_;
  std::unordered_map<int, int> by_entry_;
  std::vector<TextSpan> covered_;  // descriptions, in text order
};

}  // namespace

void AddReferences(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                   BuiltParties* built) {
  Referrer(doc, gazetteer, candidates, built).Run();
}

}  // namespace dealwire
