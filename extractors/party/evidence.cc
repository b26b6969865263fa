#include "extractors/party/evidence.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

// What only businesses have; "Orange sales" may be those of a fruit.
const WordSet& BusinessThings() {
  static const WordSet kWords = {
      "shares",    "stock",      "stocks",     "shareholders", "investors",   "board",
      "unit",      "units",      "subsidiary", "subsidiaries", "division",    "headquarters",
      "revenue",   "revenues",   "earnings",   "profit",       "profits",     "customers",
      "executive", "executives", "management", "spokesman",    "spokeswoman", "spokesperson",
      "chief",     "ceo",        "cfo",        "chairman",     "president",   "employees",
      "workers",   "staff",      "bonds",      "stores",       "founder",     "founders",
      "filing",    "directors",  "director"};
  return kWords;
}

// "executive of Tressel": whoever holds such a position holds it in a business.
const WordSet& BusinessPositions() {
  static const WordSet kWords = {
      "executive", "officer",    "ceo",       "cfo",         "coo",   "cto",         "chairman",
      "founder",   "chairwoman", "spokesman", "spokeswoman", "owner", "shareholders"};
  return kWords;
}

const WordSet& Auxiliaries() {
  static const WordSet kWords = {"has", "had", "is", "will", "would"};
  return kWords;
}

// "Total revenue" is nobody's.
const WordSet& Quantities() {
  static const WordSet kWords = {"total", "gross", "net", "common", "preferred", "prime"};
  return kWords;
}

// "posted on X", "a message on X".
const WordSet& PostWords() {
  static const WordSet kWords = {"post",     "posts",  "posted",  "posting", "wrote",
                                 "writes",   "said",   "tweeted", "video",   "message",
                                 "messages", "shared", "users",   "account", "thread"};
  return kWords;
}

const WordSet& RenameWords() {
  static const WordSet kWords = {"formerly",  "previously", "now", "renamed",
                                 "rebranded", "nee",        "ex"};
  return kWords;
}

#define DEALWIRE_SET(name) set_.set(static_cast<size_t>(Evidence::k_##name))

class Gatherer {
 public:
  Gatherer(const Document& doc, const Gazetteer& gazetteer, const Candidates& all,
           const Candidate& c)
      : doc_(doc),
        tokens_(doc.tokens()),
        gazetteer_(gazetteer),
        all_(all),
        classes_(all.classes),
        c_(c) {
    const Sentence& s = doc.sentences()[c.sentence];
    begin_ = s.first_token;
    end_ = s.end_token;
  }

  EvidenceSet Run() {
    DEALWIRE_SET(bias);
    Lexicons();
    Shape();
    Before();
    After();
    WeakName();
    return set_;
  }

 private:
  bool Mark(uint32_t i, char32_t c) const {
    return i >= begin_ && i < end_ && tokens_[i].IsMark(c);
  }
  bool Word(uint32_t i, std::string_view w) const {
    return i >= begin_ && i < end_ && tokens_[i].word() && doc_.Words(tokens_[i]) == w;
  }
  uint32_t Classes(uint32_t i) const { return i >= begin_ && i < end_ ? classes_[i] : 0; }
  bool Lower(uint32_t i) const {
    return i >= begin_ && i < end_ && tokens_[i].word() && !tokens_[i].Is(Token::kCapital);
  }

  void Lexicons() {
    const uint32_t n = Names();
    const bool weak = (n & kNeedsEvidence) != 0;
    if ((n & kUserName) != 0) {
      if ((n & kUserPerson) != 0)
        DEALWIRE_SET(user_person);
      else if ((n & kPlaceNames) != 0)
        DEALWIRE_SET(user_place);
      else if ((n & kProductName) != 0)
        DEALWIRE_SET(user_other);
      else
        DEALWIRE_SET(user_org);
      return;
    }
    if ((n & kCompanyName) != 0) weak ? DEALWIRE_SET(lex_company_weak) : DEALWIRE_SET(lex_company);
    if ((n & kFundName) != 0) weak ? DEALWIRE_SET(lex_company_weak) : DEALWIRE_SET(lex_fund);
    if ((n & kOrganisationName) != 0)
      weak ? DEALWIRE_SET(lex_company_weak) : DEALWIRE_SET(lex_organisation);
    if ((n & kGovernmentName) != 0)
      weak ? DEALWIRE_SET(lex_company_weak) : DEALWIRE_SET(lex_government);
    if ((n & kPublicationName) != 0)
      weak ? DEALWIRE_SET(lex_company_weak) : DEALWIRE_SET(lex_publication);
    if ((n & kProductName) != 0) weak ? DEALWIRE_SET(lex_product_weak) : DEALWIRE_SET(lex_product);
    if ((n & kCityName) != 0) weak ? DEALWIRE_SET(lex_place_weak) : DEALWIRE_SET(lex_city);
    if ((n & kCountryName) != 0) DEALWIRE_SET(lex_country);
    if ((n & kSubdivisionName) != 0) DEALWIRE_SET(lex_subdivision);
    if (c_.Has(Candidate::kOneWord)) {
      if ((classes_[c_.first] & kFirstName) != 0) DEALWIRE_SET(lex_first_name);
      if ((classes_[c_.first] & kSurname) != 0) DEALWIRE_SET(lex_surname);
    }
  }

  // What the candidate's shape says piece by piece.
  void Shape() {
    static constexpr std::pair<Candidate::Shape, Evidence> kSays[] = {
        {Candidate::kSurnameEnd, Evidence::k_surname_end},
        {Candidate::kInitials, Evidence::k_initials},
        {Candidate::kLegal, Evidence::k_legal_form},
        {Candidate::kEndsLikeOrg, Evidence::k_ends_like_org},
        {Candidate::kBeginsLikeOrg, Evidence::k_begins_like_org},
        {Candidate::kHonorificBefore, Evidence::k_honorific_before},
        {Candidate::kTitleBefore, Evidence::k_title_before},
        {Candidate::kTitleAfter, Evidence::k_title_after},
        {Candidate::kPlaceStart, Evidence::k_place_start},
        {Candidate::kPlaceEnd, Evidence::k_place_end},
        {Candidate::kCompanyStart, Evidence::k_company_start},
        {Candidate::kDemonymStart, Evidence::k_demonym_start},
        {Candidate::kAcronym, Evidence::k_acronym},
        {Candidate::kInnerCapital, Evidence::k_inner_capital},
        {Candidate::kTitleStyle, Evidence::k_title_style}};
    for (const auto& [shape, evidence] : kSays) {
      if (c_.Has(shape)) set_.set(static_cast<size_t>(evidence));
    }
    c_.Has(Candidate::kSentenceStart) ? DEALWIRE_SET(sentence_start) : DEALWIRE_SET(mid_sentence);
    if (c_.Has(Candidate::kFirstNameStart)) {
      (classes_[c_.first] & kRareName) != 0 ? DEALWIRE_SET(rare_first_name_start)
                                            : DEALWIRE_SET(first_name_start);
    }
    c_.Has(Candidate::kOneWord) ? OneWord() : ManyWords();
    InnerWords();
    const uint32_t names = Names();
    const bool weak = (names & kNeedsEvidence) != 0 && (names & kOrgNames) != 0;
    // "the Gap in the hills": companies take no article, but "the Apple deal".
    constexpr uint32_t kTakesArticle = kGovernmentName | kPublicationName | kOrganisationName;
    const bool thing = (names & kTakesArticle) == 0 && c_.first > begin_ &&
                       Word(c_.first - 1, "the") && !(Lower(c_.end) && !SmallWord(c_.end));
    if (weak && c_.Has(Candidate::kCommonWords) && !c_.Has(Candidate::kSentenceStart) &&
        !c_.Has(Candidate::kTitleStyle) && !thing) {
      DEALWIRE_SET(weak_mid_sentence);
    }
    if (all_.sport && TeamContext()) DEALWIRE_SET(team_context);
  }

  bool SmallWord(uint32_t i) const {
    return (Classes(i) & (kStarter | kPlacePreposition | kOrgVerb)) != 0;
  }

  // NameClass bits of the whole.
  uint32_t Names() const { return c_.phrase < 0 ? 0 : gazetteer_.phrase(c_.phrase).classes; }

  void OneWord() {
    const uint32_t names = Names(), word = classes_[c_.first];
    if ((names & kOrgNames) != 0 && (names & kNeedsEvidence) == 0) return;
    DEALWIRE_SET(one_word);
    const bool single = tokens_[c_.first].word() && c_.phrase < 0;
    if (single && word == 0 && !c_.Has(Candidate::kAcronym)) DEALWIRE_SET(unknown_word);
    if (single && (word & (kProperWord | kFirstName | kSurname | kDemonym)) == kProperWord)
      DEALWIRE_SET(proper_word);
    if (c_.Has(Candidate::kCommonWords)) DEALWIRE_SET(common_word);
    const bool house = (names & kOrgNames) != 0 && !c_.Has(Candidate::kSentenceStart);
    if ((word & (kOrgLast | kOrgFirst | kPlaceLast | kLegalForm)) != 0 && !house)
      DEALWIRE_SET(org_word_alone);
  }

  void ManyWords() {
    const uint32_t first = classes_[c_.first], last = classes_[c_.end - 1];
    c_.end - c_.first == 2 ? DEALWIRE_SET(two_words) : DEALWIRE_SET(many_words);
    if (c_.Has(Candidate::kCommonWords)) DEALWIRE_SET(common_words);
    if (c_.phrase < 0 && (last & kEventLast) != 0) {
      DEALWIRE_SET(ends_like_event);
    } else if ((last & kPlaceLast) != 0 && (Names() & kOrgNames) == 0) {
      DEALWIRE_SET(ends_like_place);
    }
    if ((first & (kOrgFirst | kOrgLast)) != 0) DEALWIRE_SET(org_word_start);
    if (c_.phrase < 0 && (first & kProperWord) != 0 && (first & (kFirstName | kDemonym)) == 0 &&
        (classes_[c_.first + 1] & kCommonWord) == 0) {
      DEALWIRE_SET(proper_first);
    }
  }

  void InnerWords() {
    constexpr uint32_t kOfNames = kSurname | kFirstName | kMale | kFemale | kParticle | kProperWord;
    bool uncommon = !c_.Has(Candidate::kOneWord) && c_.phrase < 0;
    for (uint32_t i = c_.first; i < c_.end; ++i) {
      if (tokens_[i].mark() || (classes_[i] & ~kOfNames) != 0) uncommon = false;
      if (tokens_[i].number() || tokens_[i].Is(Token::kHasDigit)) DEALWIRE_SET(digit);
      const bool inner = i > c_.first && i + 1 < c_.end;
      if (inner && Lower(i) && (classes_[i] & kParticle) != 0) DEALWIRE_SET(particle_inside);
    }
    if (uncommon) DEALWIRE_SET(uncommon_words);
  }

  // In a table of scores or a fixture list, or subject of a verb of teams.
  bool TeamContext() const {
    if (c_.Has(Candidate::kPersonShape)) return false;
    if (c_.phrase >= 0 && (gazetteer_.phrase(c_.phrase).classes & kCountryName) != 0) return false;
    const uint32_t a = c_.end;
    // Bowling figures, seeds and scores of players: "Marlow 6-0-21-0", "Finch (Wales) beat".
    if (a + 3 < end_ && tokens_[a].number() && Mark(a + 1, '-') && tokens_[a + 2].number() &&
        Mark(a + 3, '-'))
      return false;
    if (Mark(a, '(')) return false;
    if (c_.first > begin_ &&
        (Word(c_.first - 1, "b") || Word(c_.first - 1, "c") || Word(c_.first - 1, "lbw")))
      return false;
    // "(Haller 64th min)" and "2. Haller 270" are players.
    const bool minute =
        a + 1 < end_ && tokens_[a + 1].word() && !tokens_[a + 1].Is(Token::kSpaceBefore);
    const bool ranked =
        c_.first > begin_ + 1 && Mark(c_.first - 1, '.') && tokens_[c_.first - 2].number();
    if (a < end_ && tokens_[a].number() && tokens_[a].end - tokens_[a].begin <= 3)
      return !minute && !ranked;
    if (a + 1 < end_ &&
        ((Classes(a) & kTeamVerb) != 0 || (Word(a, "AT") && c_.Has(Candidate::kTitleStyle))))
      return true;
    if (c_.first <= begin_ + 1) return false;
    const uint32_t p = c_.first - 1;
    return Word(p, "v") || Word(p, "beat") || Word(p, "BEAT") || Word(p, "against") ||
           (Word(p, "AT") && c_.Has(Candidate::kTitleStyle));
  }

  void Before() {
    if (c_.first == begin_) return;
    const uint32_t p = c_.first - 1;
    if (Mark(p, '(')) {
      DEALWIRE_SET(in_brackets);
      // "business intelligence (BI)" is nobody.
      if (c_.Has(Candidate::kAcronym) && Mark(c_.end, ')') && p > begin_ + 1 && Lower(p - 1) &&
          Lower(p - 2)) {
        DEALWIRE_SET(common_acronym);
      }
    }
    if (all_.sport && (Word(p, "b") || Word(p, "c") || Word(p, "lbw") || Word(p, "st")))
      DEALWIRE_SET(cricket);
    if (Mark(p, '"') || Mark(p, U'“') || Mark(p, U'‘')) {
      if (Mark(c_.end, '"') || Mark(c_.end, U'”') || Mark(c_.end, U'’')) DEALWIRE_SET(quoted);
    }
    if (!tokens_[p].word()) return;
    const uint32_t w = Classes(p);
    if (Word(p, "the") || Word(p, "The")) DEALWIRE_SET(the_before);
    if (Word(p, "a") || Word(p, "an") || Word(p, "A") || Word(p, "An")) DEALWIRE_SET(a_before);
    if (Word(p, "by")) {
      DEALWIRE_SET(by_before);
      if (p > begin_ && (Classes(p - 1) & (kBuyWord | kOrgVerb)) != 0)
        DEALWIRE_SET(passive_by_before);
    }
    if ((w & kDemonym) != 0) DEALWIRE_SET(demonym_before);
    if ((w & kPlacePreposition) != 0) DEALWIRE_SET(place_preposition);
    if ((w & kSay) != 0) DEALWIRE_SET(say_before);
    const uint32_t back = Word(p, "the") ? p - 1 : p;
    if (Word(back, "of") || Word(back, "in") || Word(back, "with") || Word(back, "for")) {
      if (Word(back, "of")) DEALWIRE_SET(of_before);
      if (back > begin_ && (Classes(back - 1) & (kPosition | kOffice)) != 0)
        DEALWIRE_SET(position_of_before);
      if (back > begin_ && BusinessPositions().Has(tokens_[back - 1]))
        DEALWIRE_SET(business_position_of_before);
      if (back > begin_ && (Classes(back - 1) & kBuyWord) != 0) DEALWIRE_SET(buy_before);
    }
    // "analysts at Tressel"
    if (Word(p, "at") && p > begin_ && (Classes(p - 1) & (kPersonNoun | kPosition)) != 0)
      DEALWIRE_SET(business_position_of_before);
    if ((Classes(back) & kBuyWord) != 0) DEALWIRE_SET(buy_before);
    if (!Lower(p)) return;
    if ((w & (kPersonNoun | kPosition)) != 0) DEALWIRE_SET(person_noun_before);
    const bool start_up = Word(p, "up") && Mark(p - 1, '-') && Word(p - 2, "start");
    if ((w & kOrgNoun) != 0 || start_up) DEALWIRE_SET(org_noun_before);
    if ((w & kPlaceNoun) != 0 || (Word(p, "of") && (Classes(p - 1) & kPlaceNoun) != 0))
      DEALWIRE_SET(place_noun_before);
  }

  void After() {
    uint32_t a = c_.end;
    if (a >= end_) return;
    if (Mark(a, '\'')) {
      DEALWIRE_SET(possessive);
      a += Word(a + 1, "s") && !tokens_[a + 1].Is(Token::kSpaceBefore) ? 2 : 1;
      for (uint32_t k = a; k < a + 3 && k < end_ && tokens_[k].word(); ++k) {
        if ((Classes(k) & kOrgThing) != 0) DEALWIRE_SET(possessive_org_thing);
      }
      return;
    }
    if (Mark(a, '-') && !tokens_[a].Is(Token::kSpaceBefore)) {
      if (Word(a + 1, "based") || Word(a + 1, "born") || Word(a + 1, "area"))
        DEALWIRE_SET(based_after);
      return;
    }
    if (Mark(a, '(')) {
      if (tokens_[c_.first].Is(Token::kAllCaps) &&
          (Word(a + 1, "Reuters") || Word(a + 1, "AP") || Word(a + 1, "AFP"))) {
        DEALWIRE_SET(dateline);
      }
      return Bracket(a);
    }
    if (Mark(a, ',')) return Comma(a + 1);
    if (tokens_[a].number()) {
      DEALWIRE_SET(number_after);
      if (tokens_[a].end - tokens_[a].begin == 4 && tokens_[c_.first].Is(Token::kAllCaps))
        DEALWIRE_SET(dateline);
    }
    if (!tokens_[a].word()) return;
    if (Word(a, "who") || Word(a, "whose")) DEALWIRE_SET(who_after);
    if (Word(a, "which")) DEALWIRE_SET(which_after);
    if (Word(a, "and") || Word(a, "or")) DEALWIRE_SET(conjoined);
    if (!Lower(a)) return;
    uint32_t w = Classes(a);
    if ((w & (kSay | kOrgVerb | kPersonVerb)) == 0 && a + 1 < end_ &&
        (Classes(a + 1) & (kSay | kOrgVerb)) != 0 &&
        (Word(a, "also") || Word(a, "has") || Word(a, "had") || Word(a, "have") ||
         Word(a, "recently") || Word(a, "later"))) {
      w |= Classes(a + 1);
    }
    deed_ = (w & kOrgVerb) != 0 && !Auxiliaries().Has(tokens_[a]);
    if (Auxiliaries().Has(tokens_[a]) && (Classes(a + 1) & (kOrgVerb | kBuyWord)) != 0)
      deed_ = true;
    business_thing_ = BusinessThings().Has(tokens_[a]);
    const bool be =
        Word(a, "was") || Word(a, "is") || Word(a, "were") || Word(a, "be") || Word(a, "been");
    if (be && a + 1 < end_ && (Classes(a + 1) & kFounded) != 0) DEALWIRE_SET(passive_after);
    if ((w & kSay) != 0) DEALWIRE_SET(say_after);
    if ((w & kPersonVerb) != 0) DEALWIRE_SET(person_verb_after);
    if ((w & kOrgVerb) != 0) DEALWIRE_SET(org_verb_after);
    if ((w & kOrgThing) != 0) DEALWIRE_SET(org_thing_after);
    if ((w & (kPersonNoun | kPosition)) != 0) DEALWIRE_SET(person_noun_after);
    if ((w & kOrgNoun) != 0) DEALWIRE_SET(org_noun_after);
    if ((w & (kSay | kOrgVerb | kPersonVerb | kStarter | kPlacePreposition)) == 0)
      DEALWIRE_SET(noun_after);
  }

  // A name that is also a common word, and beside it what shows that it is a business: "Target
  // agreed to", "Visa CEO", "posted on X".
  void WeakName() {
    const uint32_t names = Names();
    const bool weak = (names & kNeedsEvidence) != 0 && (names & kOrgNames) != 0;
    bool shown = false;
    if (weak) {
      auto has = [&](Evidence e) { return set_[static_cast<size_t>(e)]; };
      shown = has(Evidence::k_title_after) || has(Evidence::k_buy_before) ||
              has(Evidence::k_ticker_after) || has(Evidence::k_apposition_org) ||
              has(Evidence::k_business_position_of_before) || has(Evidence::k_org_noun_before) ||
              PostedOn() || Renamed();
      shown |= business_thing_ && !Quantities().Has(tokens_[c_.first]);
      // What people do and have as well is no evidence for a surname.
      const bool surname = (classes_[c_.first] & (kSurname | kFirstName)) != 0;
      shown |= BesideBusiness(surname ? uint32_t{kNeedsEvidence} : 0u);
      if (!surname)
        shown |= deed_ || has(Evidence::k_say_after) || has(Evidence::k_possessive_org_thing);
    }
    if (shown) DEALWIRE_SET(weak_evidenced);
    if (c_.span.size() == 1 && !shown) DEALWIRE_SET(one_letter);
  }

  bool PostedOn() const {
    if (!Word(c_.first - 1, "on")) return false;
    constexpr uint32_t kReach = 5;
    for (uint32_t k = c_.first - 1; k-- > begin_ && k + kReach >= c_.first;) {
      if (PostWords().Has(tokens_[k])) return true;
    }
    return false;
  }

  // "X, formerly Twitter", "Twitter, now X", "renamed X".
  bool Renamed() const {
    uint32_t a = c_.end;
    if (Mark(a, ',') || Mark(a, '(')) ++a;
    if (a > c_.end && a < end_ && RenameWords().Has(tokens_[a])) return true;
    if (c_.first == begin_) return false;
    const uint32_t p = c_.first - 1;
    return RenameWords().Has(tokens_[Word(p, "as") && p > begin_ ? p - 1 : p]);
  }

  // "Target and Walmart"; a neighbour with any of the bits `unlike` does not count.
  bool BesideBusiness(uint32_t unlike) const {
    auto business = [&](uint32_t at, uint32_t end, uint32_t without) {
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, at, end);
      if (hit.id < 0) return false;
      const uint32_t names = gazetteer_.phrase(hit.id).classes;
      return (names & (kCompanyName | kFundName)) != 0 && (names & without) == 0;
    };
    // "Oracle, Sun and Palm": in a list the neighbour must be known for sure.
    if (Mark(c_.end, ',') && c_.end + 1 < end_ && tokens_[c_.end + 1].Is(Token::kCapital) &&
        business(c_.end + 1, end_, kNeedsEvidence))
      return true;
    if (Mark(c_.first - 1, ',') && c_.first > begin_ + 1 &&
        tokens_[c_.first - 2].Is(Token::kCapital) &&
        business(c_.first - 2, c_.first - 1, kNeedsEvidence))
      return true;
    if (Word(c_.end, "and") && c_.end + 1 < end_ && tokens_[c_.end + 1].Is(Token::kCapital))
      return business(c_.end + 1, end_, unlike);
    return c_.first > begin_ + 1 && Word(c_.first - 1, "and") &&
           tokens_[c_.first - 2].Is(Token::kCapital) &&
           business(c_.first - 2, c_.first - 1, unlike);
  }

  void Bracket(uint32_t open) {
    const uint32_t i = open + 1;
    if (i >= end_) return;
    const Token& t = tokens_[i];
    if (t.number() && Mark(i + 1, ')')) DEALWIRE_SET(age_after);
    if (!t.word()) return;
    if (t.Is(Token::kCapital)) {
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, end_);
      if (hit.id >= 0 && (gazetteer_.phrase(hit.id).classes & kPlaceNames) != 0 &&
          Mark(i + hit.tokens, ')')) {
        DEALWIRE_SET(place_bracket_after);
      }
    }
    if (t.Is(Token::kAllCaps) && (Mark(i + 1, '.') || Mark(i + 1, ':'))) DEALWIRE_SET(ticker_after);
    if (Word(i, "NYSE") || Word(i, "NASDAQ") || Word(i, "Nasdaq") || Word(i, "LSE") ||
        Word(i, "TSX") || Word(i, "ASX")) {
      DEALWIRE_SET(ticker_after);
    }
    if (t.Is(Token::kAllCaps) && Mark(i + 1, ')')) DEALWIRE_SET(acronym_bracket_after);
  }

  // "Bayer, the German drugmaker", "Ann Lee, 53,", "Ann Lee, chief executive", "Austin, Texas".
  void Comma(uint32_t i) {
    if (i >= end_) return;
    if (tokens_[i].number()) {
      if (Mark(i + 1, ',') && tokens_[i].end - tokens_[i].begin == 2) DEALWIRE_SET(age_after);
      return;
    }
    if (!tokens_[i].word()) return;
    if (Word(i, "who") || Word(i, "whose")) return void(DEALWIRE_SET(who_after));
    if (Word(i, "which")) return void(DEALWIRE_SET(which_after));
    if (tokens_[i].Is(Token::kCapital)) {
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, end_);
      if (hit.id < 0) return;
      const uint32_t n = gazetteer_.phrase(hit.id).classes;
      if ((n & (kCountryName | kSubdivisionName)) != 0) DEALWIRE_SET(place_after_comma);
      // "In May, Judge Hollister ruled": the title is the next name's.
      const uint32_t next = i + hit.tokens;
      const bool others = next < end_ && tokens_[next].word() && tokens_[next].Is(Token::kCapital);
      if ((n & kTitlePhrase) != 0 && !others) DEALWIRE_SET(apposition_person);
      return;
    }
    const bool article = Word(i, "the") || Word(i, "a") || Word(i, "an") || Word(i, "one");
    uint32_t seen = 0;
    for (uint32_t k = i;
         k < end_ && k < i + 8 && (tokens_[k].word() || Mark(k, '-') || Mark(k, '\'')); ++k) {
      if (Word(k, "of") || Word(k, "for") || Word(k, "and") || Word(k, "in") || Word(k, "that") ||
          Word(k, "with"))
        break;
      seen = Classes(k) != 0 ? Classes(k) : seen;
      // "the German" may be a person, "the German drugmaker" is none.
      const bool adjective = (Classes(k) & kDemonym) != 0 && Lower(k + 1);
      if (!adjective && (Classes(k) & (kPersonNoun | kPosition)) != 0)
        return void(DEALWIRE_SET(apposition_person));
      if (!article && k > i + 3) break;
    }
    if (!article) return;
    if ((seen & kOrgNoun) != 0) DEALWIRE_SET(apposition_org);
    if ((seen & kPlaceNoun) != 0) DEALWIRE_SET(apposition_place);
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  const Candidates& all_;
  const std::vector<uint32_t>& classes_;
  const Candidate& c_;
  uint32_t begin_ = 0, end_ = 0;
  bool deed_ = false;            // a verb of businesses follows that is no auxiliary
  bool business_thing_ = false;  // "shares" follows
  EvidenceSet set_;
};

#undef DEALWIRE_SET

}  // namespace

Result<EvidenceWeights> EvidenceWeights::Make(const RuleBook& book) {
  const Lexicon* rows = book.FindLexicon("evidence");
  if (rows == nullptr) return Status::Error("party/evidence.tsv: there is no such lexicon");
  return Make("party/evidence.tsv", *rows);
}

Result<EvidenceWeights> EvidenceWeights::Make(std::string_view file, const Lexicon& rows) {
  EvidenceWeights out;
  constexpr std::string_view kColumns[kSorts] = {"org", "person", "place", "other", "none"};
  for (size_t row = 0; row < rows.size(); ++row) {
    const std::string_view name = rows.Cell(row, 0);
    const auto at = std::find(kEvidenceNames.begin(), kEvidenceNames.end(), name);
    const std::string where = std::string(file) + ": '" + std::string(name) + "'";
    if (at == kEvidenceNames.end()) return Status::Error(where + " is no evidence");
    for (size_t k = 0; k < kSorts; ++k) {
      const std::string cell(rows.Cell(row, rows.Column(kColumns[k])));
      char* rest = nullptr;
      out.weights_[static_cast<size_t>(at - kEvidenceNames.begin())][k] =
          std::strtof(cell.c_str(), &rest);
      if (cell.empty() || *rest != '\0')
        return Status::Error(where + ": '" + cell + "' is no number");
    }
  }
  return out;
}

EvidenceSet Gather(const Document& doc, const Gazetteer& gazetteer, const Candidates& all,
                   const Candidate& c) {
  return Gatherer(doc, gazetteer, all, c).Run();
}

}  // namespace dealwire
