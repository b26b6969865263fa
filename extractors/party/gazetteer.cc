#include "extractors/party/gazetteer.h"

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <utility>

#include "extractors/rules/names.h"

namespace dealwire {
namespace {

bool AllUpper(std::string_view s) {
  bool upper = false;
  for (const char c : s) {
    if (c >= 'a' && c <= 'z') return false;
    upper |= c >= 'A' && c <= 'Z';
  }
  return upper;
}

PartyKind KindOf(std::string_view word, PartyKind otherwise) {
  const int kind = IndexOf(kPartyKindNames, word);
  return kind < 0 ? otherwise : static_cast<PartyKind>(kind);
}

bool Upper(char c) { return c >= 'A' && c <= 'Z'; }
bool Lower(char c) { return c >= 'a' && c <= 'z'; }

// Capitals where the lexicon has none are a headline's; small letters where it has only capitals
// are another word ("It" is no "IT", "Who" no "WHO").
bool WrittenAs(std::string_view words, std::string_view form) {
  constexpr size_t kAcronym = 4;
  if (words == form) return true;
  // "2 U" is no "2U", but "Wal - Mart" is "Wal-Mart".
  if (form.find_first_of(" -&.'/") == std::string_view::npos && words.size() > form.size())
    return false;
  if (AllUpper(words)) return AllUpper(form) || form.size() >= kAcronym;
  if (AllUpper(form)) return form.size() > kAcronym && Upper(words[0]);
  if (words.size() != form.size()) return true;  // other white space
  for (size_t i = 0; i < form.size(); ++i) {
    if (Upper(form[i]) && Lower(words[i]) && (i == 0 || form[i - 1] == ' ' || form[i - 1] == '-'))
      return false;
  }
  return true;
}

uint32_t ClassOf(PartyKind kind) {
  switch (kind) {
    case PartyKind::kCompany:
      return kCompanyName;
    case PartyKind::kFund:
      return kFundName;
    case PartyKind::kOrganisation:
      return kOrganisationName;
    case PartyKind::kGovernment:
      return kGovernmentName;
    case PartyKind::kPublication:
      return kPublicationName;
    case PartyKind::kProduct:
      return kProductName;
    case PartyKind::kPlace:
      return kCityName;
    case PartyKind::kPerson:
      return kUserPerson;
    default:
      return kProductName;
  }
}

}  // namespace

class GazetteerBuilder {
 public:
  GazetteerBuilder(const RuleBook& book, Gazetteer* out) : book_(book), g_(out) {}

  Status Build(const std::string& user_file) {
    if (!user_file.empty()) {
      if (Status s = AddUserFile(user_file); !s.ok()) return s;
    }
    // The most special first: a name that several list is of the first one's kind.
    AddNames("governments", PartyKind::kGovernment);
    AddNames("organisations", PartyKind::kOrganisation);
    AddNames("funds", PartyKind::kFund);
    for (const char* name : {"companies_na", "companies_emea", "companies_apac"}) {
      AddNames(name, PartyKind::kCompany);
    }
    AddNames("products", PartyKind::kProduct);
    AddPlaces("country_forms", kCountryName);
    AddPlaces("countries", kCountryName);
    AddPlaces("cities", kCityName);
    AddPlaces("subdivisions", kSubdivisionName);
    AddWords();
    AddNameWords();
    AddOrgWords();
    AddTitles();
    AddSeats();
    return Status::Ok();
  }

 private:
  // The cells of a row by the names of their columns; a column that is missing reads as empty.
  struct Row {
    const Lexicon& lexicon;
    size_t row;
    std::string_view operator[](std::string_view column) const {
      return lexicon.Cell(row, lexicon.Column(column));
    }
  };
  template <class Function>
  void ForRows(std::string_view lexicon, Function function) {
    const Lexicon* found = book_.FindLexicon(lexicon);
    for (size_t row = 0; found != nullptr && row < found->size(); ++row) function(Row{*found, row});
  }

  int AddEntry(std::string_view name, PartyKind kind, const Row* row) {
    GazetteerEntry entry{std::string(name), kind, "", "", ""};
    if (row != nullptr) entry.country = std::string((*row)["country"]);
    g_->entries_.push_back(std::move(entry));
    return static_cast<int>(g_->entries_.size()) - 1;
  }

  // `named`: the form is the entry's name in full, which counts for more than another's alias.
  void AddPhrase(std::string_view form, uint32_t classes, int entry, bool named = false) {
    const int next = static_cast<int>(g_->phrases_.size());
    const int id = g_->index_.Add(form, next);
    if (id < 0) return;
    if (id == next) {
      g_->phrases_.push_back({classes, entry, {std::string(form)}});
      named_.push_back(named);
    } else {
      Phrase& phrase = g_->phrases_[static_cast<size_t>(id)];
      if (std::find(phrase.forms.begin(), phrase.forms.end(), form) == phrase.forms.end()) {
        phrase.forms.emplace_back(form);
      }
      phrase.classes |= classes;
      if (entry >= 0 && (phrase.entry < 0 || (named && !named_[static_cast<size_t>(id)]))) {
        phrase.entry = entry;
        named_[static_cast<size_t>(id)] = named;
      }
    }
    const char first = form[0];
    if (first >= 'a' && first <= 'z') {
      g_->words_.Add(form.substr(0, Tokenize(form)[0].end), kBeginsPhrase);
    }
  }

  void AddNames(std::string_view lexicon, PartyKind otherwise) {
    ForRows(lexicon, [&](const Row& row) {
      const PartyKind kind = lexicon == "products" ? otherwise : KindOf(row["kind"], otherwise);
      const std::string_view name = row["name"];
      int entry = kind == PartyKind::kProduct ? -1 : NamedParty(name);
      if (entry < 0) entry = AddEntry(name, kind, &row);
      if (!row["tickers"].empty()) {
        std::string& tickers = g_->entries_[static_cast<size_t>(entry)].tickers;
        tickers += (tickers.empty() ? "" : "|") + std::string(row["tickers"]);
      }
      std::vector<std::string_view> common;
      constexpr std::string_view kCommon = "common:";
      const std::string_view flags = row["flags"];
      if (const size_t at = flags.find(kCommon); at != std::string_view::npos) {
        common = SplitCell(flags.substr(at + kCommon.size()));
      }
      auto add = [&](std::string_view form) {
        uint32_t classes = ClassOf(kind);
        for (const std::string_view c : common) {
          if (c == form) classes |= kNeedsEvidence;
        }
        AddPhrase(form, classes, entry, form == name);
      };
      add(name);
      const bool plural = kind == PartyKind::kProduct && common.empty() && name.size() > 3 &&
                          name.find(' ') == std::string_view::npos && name.back() != 's';
      if (plural) add(std::string(name) + "s");  // "iPhones"
      for (const std::string_view alias : SplitCell(row["aliases"])) add(alias);
    });
  }

  // The party that another lexicon lists under the same name in full; -1 if none does.
  int NamedParty(std::string_view name) const {
    const std::vector<Token> tokens = Tokenize(name);
    const int id = g_->Exact(tokens, 0, static_cast<uint32_t>(tokens.size()));
    if (id < 0 || !named_[static_cast<size_t>(id)]) return -1;
    return g_->phrases_[static_cast<size_t>(id)].entry;
  }

  void AddPlaces(std::string_view lexicon, uint32_t place_class) {
    ForRows(lexicon, [&](const Row& row) {
      const uint32_t common =
          row["flags"].find("common") != std::string_view::npos ? uint32_t{kNeedsEvidence} : 0u;
      AddPhrase(row["name"], place_class | common, AddEntry(row["name"], PartyKind::kPlace, &row));
    });
  }

  void AddWord(std::string_view word, uint32_t classes) { g_->words_.Add(word, classes); }

  void AddWords() {
    ForRows("common_words", [&](const Row& row) {
      const bool proper = row["initial"].size() > 1;
      for (const std::string_view word : SplitCell(row["words"]))
        AddWord(word, proper ? kProperWord : kCommonWord);
    });
    ForRows("not_names", [&](const Row& row) {
      for (const std::string_view word : SplitCell(row["words"]))
        AddPhrase(word, kNoNamePhrase, -1);
    });
    static const std::pair<std::string_view, uint32_t> kContext[] = {
        {"say", kSay},
        {"person_verb", kPersonVerb},
        {"org_verb", kOrgVerb},
        {"buy", kBuyWord},
        {"org_thing", kOrgThing},
        {"person_noun", kPersonNoun},
        {"org_noun", kOrgNoun},
        {"place_noun", kPlaceNoun},
        {"place_prep", kPlacePreposition},
        {"particle", kParticle},
        {"founded", kFounded},
        {"refer", kRefers},
        {"org_tail", kOrgLast},
        {"sport", kSport},
        {"team_verb", kTeamVerb}};
    ForRows("context_words", [&](const Row& row) {
      for (const auto& [name, bit] : kContext) {
        if (row["class"] != name) continue;
        for (const std::string_view word : SplitCell(row["words"])) AddWord(word, bit);
      }
    });
    ForRows("sentence_starters", [&](const Row& row) { AddWord(row["word"], kStarter); });
  }

  void AddNameWords() {
    ForRows("first_names", [&](const Row& row) {
      const std::string_view gender = row["gender"];
      uint32_t bits = kFirstName | (row["flags"].empty() ? 0u : uint32_t{kRareName});
      if (gender == "m") bits |= kMale;
      if (gender == "f") bits |= kFemale;
      AddWord(row["name"], bits);
    });
    ForRows("surnames", [&](const Row& row) {
      AddWord(row["name"], kSurname | (row["flags"].empty() ? 0u : uint32_t{kRareName}));
    });
    ForRows("demonyms", [&](const Row& row) {
      if (row["name"].find_first_of(" -") == std::string_view::npos) AddWord(row["name"], kDemonym);
      AddPhrase(row["name"], kDemonymPhrase, -1);
      g_->demonyms_.emplace(LowerCase(row["name"]), std::string(row["country"]));
    });
  }

  void AddOrgWords() {
    ForRows("org_words", [&](const Row& row) {
      const std::string_view strength = row["strength"];
      std::string_view word = row["word"];
      const PartyKind kind = KindOf(row["kind"], PartyKind::kCompany);
      uint32_t bits = kind == PartyKind::kPlace ? kPlaceLast : kOrgLast;
      if (strength == "first") {  // "Ministry of", "Court of"
        bits = kOrgFirst;
        word = word.substr(0, word.find(' '));
      }
      AddWord(word, bits);
      g_->descriptors_.emplace(HashLower(word), kind);
    });
    ForRows("context_words", [&](const Row& row) {
      if (row["class"] == "event_tail") {
        for (const std::string_view word : SplitCell(row["words"])) AddEventTail(word);
      }
    });
    ForRows("descriptors", [&](const Row& row) {
      AddWord(row["noun"], kOrgNoun & (row["kind"] == "person" ? 0 : ~0u));
      g_->descriptors_[HashLower(row["noun"])] = KindOf(row["kind"], PartyKind::kCompany);
    });
  }

  // "Cup", "Festival": ends names of events and works. Does not overrule the words of
  // organisations.
  void AddEventTail(std::string_view word) {
    if ((g_->words_.Of(HashLower(word)) & (kOrgLast | kOrgFirst)) == 0) AddWord(word, kEventLast);
  }

  void AddTitles() {
    ForRows("titles", [&](const Row& row) {
      const std::string_view title = row["title"], which = row["class"];
      const uint32_t bit = which == "honorific" ? kHonorific
                           : which == "office"  ? kOffice
                                                : kPosition;
      if (title.find_first_of(" -") == std::string_view::npos)
        AddWord(title.substr(0, title.find('.')), bit);
      AddPhrase(title, kTitlePhrase, -1);
    });
    ForRows("legal_forms", [&](const Row& row) {
      const std::string_view form = row["form"];
      if (form.find_first_of(" .&/") == std::string_view::npos) AddWord(form, kLegalForm);
      if (form.size() > 1 && form.back() == '.' && form.find_first_of(" .&/") == form.size() - 1) {
        AddWord(form.substr(0, form.size() - 1), kLegalForm);
      }
      AddPhrase(form, kLegalPhrase, -1);
    });
  }

  void AddSeats() {
    ForRows("seats", [&](const Row& row) {
      g_->seats_.emplace(LowerCase(row["city"]), std::string(row["company"]));
    });
    ForRows("makers", [&](const Row& row) {
      g_->makers_.emplace(LowerCase(row["product"]), std::string(row["maker"]));
    });
    ForRows("products", [&](const Row& row) {
      if (!row["maker"].empty())
        g_->makers_.emplace(LowerCase(row["name"]), std::string(row["maker"]));
    });
  }

  Status AddUserFile(const std::string& path) {
    std::ifstream in(path);
    if (!in) return Status::Error(path + ": cannot be read");
    std::string line;
    for (size_t number = 1; std::getline(in, line); ++number) {
      auto refuse = [&](const std::string& reason) {
        return Status::Error(path + ":" + std::to_string(number) + ": " + reason);
      };
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty() || line[0] == '#' || (number == 1 && line.starts_with("name\t"))) continue;
      const size_t tab = line.find('\t');
      if (tab == std::string::npos) return refuse("wants name, kind and id, separated by tabs");
      const size_t second = line.find('\t', tab + 1);
      const std::string name = line.substr(0, tab),
                        kind_name = line.substr(tab + 1, second - tab - 1);
      if (second != std::string::npos && line.find('\t', second + 1) != std::string::npos) {
        return refuse("has more than three cells");
      }
      if (Tokenize(name).empty()) return refuse("the name is empty");
      const PartyKind kind = KindOf(kind_name, PartyKind::kGroup);
      if (kind == PartyKind::kGroup) return refuse("unknown kind '" + kind_name + "'");
      const int entry = AddEntry(name, kind, nullptr);
      if (second != std::string::npos) g_->entries_.back().id = line.substr(second + 1);
      AddPhrase(name, ClassOf(kind) | kUserName, entry, true);
    }
    return Status::Ok();
  }

  const RuleBook& book_;
  Gazetteer* g_;
  std::vector<bool> named_;  // of each phrase: it is its entry's name in full
};

Result<Gazetteer> Gazetteer::Make(const RuleBook& book, const std::string& user_file) {
  Gazetteer gazetteer;
  GazetteerBuilder builder(book, &gazetteer);
  if (Status s = builder.Build(user_file); !s.ok()) return s;
  return gazetteer;
}

PhraseIndex::Hit Gazetteer::Longest(const Document& doc, uint32_t at, uint32_t end) const {
  for (;;) {
    const PhraseIndex::Hit hit = index_.Longest(doc.tokens(), at, end);
    if (hit.id < 0) return hit;
    const Phrase& p = phrases_[static_cast<size_t>(hit.id)];
    const Token& last = doc.tokens()[at + hit.tokens - 1];
    const std::string_view words = doc.Words(TextSpan{doc.tokens()[at].begin, last.end});
    for (const std::string& form : p.forms) {
      if (WrittenAs(words, form)) return hit;
    }
    if (hit.tokens == 1) return {};
    end = at + hit.tokens - 1;  // a shorter one may do
  }
}

int Gazetteer::FindEntry(std::string_view form) const {
  const std::vector<Token> tokens = Tokenize(form);
  const int id = index_.Exact(tokens, 0, static_cast<uint32_t>(tokens.size()));
  return id < 0 ? -1 : phrases_[static_cast<size_t>(id)].entry;
}

bool Gazetteer::HasTicker(int entry, std::string_view symbol) const {
  for (const std::string_view ticker : SplitCell(entries_[static_cast<size_t>(entry)].tickers)) {
    if (ticker.substr(0, ticker.find('.')) == symbol) return true;
  }
  return false;
}

PartyKind Gazetteer::DescriptorKind(uint32_t hash) const {
  const auto it = descriptors_.find(hash);
  return it == descriptors_.end() ? PartyKind::kOther : it->second;
}

std::string_view Gazetteer::SeatedIn(std::string_view city) const {
  const auto it = seats_.find(LowerCase(city));
  return it == seats_.end() ? std::string_view() : std::string_view(it->second);
}

std::string_view Gazetteer::MakerOf(std::string_view product) const {
  const auto it = makers_.find(LowerCase(product));
  return it == makers_.end() ? std::string_view() : std::string_view(it->second);
}

std::string Gazetteer::CountryOf(std::string_view words) const {
  if (const auto it = demonyms_.find(LowerCase(words)); it != demonyms_.end()) return it->second;
  const int entry = FindEntry(words);
  return entry >= 0 && entries_[static_cast<size_t>(entry)].kind == PartyKind::kPlace
             ? entries_[static_cast<size_t>(entry)].country
             : "";
}

}  // namespace dealwire
