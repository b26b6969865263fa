#include "pipeline/text/abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

namespace dealwire {
namespace {

// Both lists sorted by byte value.
constexpr std::array kNeverEnds = {
    "Adm",  "Apr", "Asst", "Atty", "Aug", "Brig",   "Capt", "Cdr",  "Cmdr", "Col",  "Cpl",
    "Dec",  "Det", "Dr",   "Feb",  "Fig", "Fr",     "Ft",   "Gen",  "Gov",  "Hon",  "Jan",
    "Jul",  "Jun", "Lt",   "Maj",  "Mar", "Messrs", "Mgr",  "Mill", "Mio",  "Mlle", "Mme",
    "Mr",   "Mrd", "Mrs",  "Ms",   "Mt",  "No",     "Nos",  "Nov",  "Oct",  "Pfc",  "Pres",
    "Prof", "Pvt", "Rep",  "Reps", "Rev", "Sen",    "Sens", "Sep",  "Sept", "Sgt",  "Spc",
    "St",   "Ste", "Supt", "cf",   "e.g", "i.e",    "mt",   "no",   "vs"};
constexpr std::array kMayEnd = {
    "A.G",   "AB",   "Ala",  "Ariz",  "Ark",  "Ave",  "B.C",  "B.V",   "Bhd",  "Blvd", "Bros",
    "Calif", "Co",   "Colo", "Conn",  "Corp", "Cos",  "D.C",  "Del",   "E.U",  "Esq",  "Fla",
    "Ga",    "Ill",  "Inc",  "Ind",   "Jr",   "Kan",  "Ky",   "L.L.C", "L.P",  "La",   "Ltd",
    "Ltda",  "Mass", "Md",   "Mfg",   "Mich", "Minn", "Miss", "Mo",    "Mont", "N.A",  "N.C",
    "N.D",   "N.H",  "N.J",  "N.M",   "N.V",  "N.Y",  "Neb",  "Nev",   "Okla", "Ore",  "P.M",
    "Pa",    "Ph.D", "Pty",  "R.I",   "S.A",  "S.C",  "S.D",  "S.p.A", "Sr",   "Tenn", "Tex",
    "U.K",   "U.N",  "U.S",  "U.S.A", "Va",   "Vt",   "Wash", "Wis",   "Wyo",  "a.m",  "approx",
    "dept",  "est",  "etc",  "p.m"};
// Names that carry an exclamation mark are handled by the caller; these begin sentences.
constexpr std::array kStarters = {
    "A",        "About", "According", "After",   "All",    "Also",    "Although", "An",
    "Analysts", "And",   "Another",   "Any",     "As",     "At",      "Because",  "Before",
    "Both",     "But",   "By",        "Despite", "Each",   "Earlier", "Even",     "Every",
    "For",      "From",  "He",        "Her",     "His",    "How",     "However",  "I",
    "If",       "In",    "Instead",   "It",      "Its",    "Last",    "Many",     "Meanwhile",
    "More",     "Most",  "My",        "No",      "Nor",    "Not",     "Now",      "Of",
    "On",       "Once",  "One",       "Only",    "Or",     "Other",   "Our",      "Over",
    "Shares",   "She",   "Since",     "So",      "Some",   "Still",   "Such",     "That",
    "The",      "Their", "Then",      "There",   "These",  "They",    "This",     "Those",
    "Though",   "Thus",  "To",        "Under",   "Unlike", "Until",   "We",       "What",
    "When",     "Where", "Whether",   "Which",   "While",  "Who",     "Why",      "With",
    "Yet",      "You"};

template <class List>
bool Has(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word,
                            [](std::string_view a, std::string_view b) { return a < b; });
}

bool Initials(std::string_view word) {
  for (size_t i = 0; i < word.size(); ++i) {
    const bool upper = word[i] >= 'A' && word[i] <= 'Z';
    if (i % 2 == 0 ? !upper : word[i] != '.') return false;
  }
  return word.size() % 2 == 1;
}

}  // namespace

Abbreviation ClassifyAbbreviation(std::string_view word) {
  if (Has(kNeverEnds, word)) return Abbreviation::kNeverEnds;
  if (Has(kMayEnd, word)) return Abbreviation::kMayEnd;
  if (word.size() == 1 && Initials(word) && word != "I") return Abbreviation::kNeverEnds;
  return Initials(word) && word.size() > 1 ? Abbreviation::kMayEnd : Abbreviation::kNone;
}

bool BeginsSentences(std::string_view word) { return Has(kStarters, word); }

}  // namespace dealwire
