// Build-time tool: writes a lexicon from ICU's currency data (CLDR, ISO 4217): with "names" the
// names ("swiss francs<TAB>CHF"), those with the country's noun ("fiji dollars") and the last word
// alone where only one currency in use bears it ("kina"); with "codes" the codes. Historical
// currencies are kept where their name is plain.
#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

std::string Lower(icu::UnicodeString s) {
  s.toLower(icu::Locale("en"));
  std::string out;
  s.toUTF8String(out);
  return out;
}

// "German Mark (1948-1990)", "Zambian Kwacha (1968–2012)", units of account: not what news writes.
bool Plain(const std::string& form) {
  return form.find_first_of("()0123456789") == std::string::npos &&
         form.find(' ') != std::string::npos && form.find("unit of account") == std::string::npos &&
         form.find("test") == std::string::npos;
}

// The long names of a currency: "Fijian Dollar", "Fijian dollar", "Fijian dollars", lower-cased.
std::set<std::string> NamesOf(const std::string& code) {
  icu::UnicodeString code16 = icu::UnicodeString::fromUTF8(code);
  const UChar* buffer = code16.getTerminatedBuffer();
  std::set<std::string> names;
  UBool choice = false;
  int32_t n = 0;
  UErrorCode status = U_ZERO_ERROR;
  const UChar* name = ucurr_getName(buffer, "en", UCURR_LONG_NAME, &choice, &n, &status);
  if (U_SUCCESS(status)) names.insert(Lower({name, n}));
  for (const char* count : {"one", "other"}) {
    status = U_ZERO_ERROR;
    name = ucurr_getPluralName(buffer, "en", &choice, count, &n, &status);
    if (U_SUCCESS(status)) names.insert(Lower({name, n}));
  }
  std::erase_if(names, [](const std::string& form) { return !Plain(form); });
  return names;
}

std::vector<std::string> Codes(uint32_t kind) {
  UErrorCode error = U_ZERO_ERROR;
  UEnumeration* list = ucurr_openISOCurrencies(kind, &error);
  std::vector<std::string> codes;
  int32_t size = 0;
  while (const char* code = uenum_next(list, &size, &error)) codes.emplace_back(code);
  uenum_close(list);
  return codes;
}

std::string LastWord(const std::string& form) { return form.substr(form.rfind(' ') + 1); }

// "fiji" of FJD: a code begins with its country's, but for the supranational ones (X..).
std::string Country(const std::string& code) {
  if (code[0] == 'X') return {};
  icu::UnicodeString name;
  icu::Locale("", code.substr(0, 2).c_str()).getDisplayCountry(icu::Locale("en"), name);
  return Lower(name);
}

std::map<std::string, std::string> Names() {
  std::map<std::string, std::string> forms;
  std::map<std::string, std::set<std::string>> bearers;  // last word -> codes
  const auto in_use = Codes(UCURR_COMMON | UCURR_NON_DEPRECATED);
  for (const std::string& code : in_use) {
    for (const std::string& form : NamesOf(code)) {
      forms.emplace(form, code);
      bearers[LastWord(form)].insert(code[0] == 'X' ? "" : code);
    }
  }
  for (const std::string& code : in_use) {
    for (const std::string& form : NamesOf(code)) {
      if (const std::string country = Country(code); !country.empty())
        forms.emplace(country + ' ' + LastWord(form), code);
    }
  }
  // "colon" and the like are words of their own.
  for (const char* word : {"colon", "colons", "fund", "peso", "sol"}) bearers.erase(word);
  for (const auto& [word, codes] : bearers) {
    if (codes.size() == 1 && !codes.begin()->empty()) forms.emplace(word, *codes.begin());
  }
  for (const std::string& code : Codes(UCURR_COMMON | UCURR_DEPRECATED)) {
    for (const std::string& form : NamesOf(code)) forms.emplace(form, code);
  }
  return forms;
}

}  // namespace

int main(int argc, char** argv) {
  std::cout << "form\tcode\tbasis\n";
  if (argc > 1 && std::string(argv[1]) == "codes") {
    // Codes that are English words in capitals count only with a scale ("TRY 5 million", but not
    // "ALL 5").
    static const std::set<std::string> kWords = {"ALL", "BAM", "BOB", "COP", "CUP", "GEL", "LAK",
                                                 "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY"};
    std::set<std::string> codes;
    for (const uint32_t kind : {UCURR_NON_DEPRECATED, UCURR_DEPRECATED}) {
      for (const std::string& code : Codes(UCURR_COMMON | kind)) codes.insert(code);
    }
    for (const std::string& code : codes)
      std::cout << code << '\t' << code << (kWords.count(code) > 0 ? "\tbig\n" : "\tiso\n");
  } else {
    for (const auto& [form, code] : Names()) std::cout << form << '\t' << code << "\tword\n";
  }
  return 0;
}
