// Build-time tool: writes a lexicon from ICU's currency data (CLDR, ISO 4217): with "names" the
// names, "swiss francs<TAB>CHF"; with "codes" the codes. Historical currencies are kept where their
// name is plain.
#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <iostream>
#include <map>
#include <set>
#include <string>

namespace {

std::string Lower(const UChar* name, int32_t size) {
  icu::UnicodeString s(name, size);
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

void AddName(const std::string& form, const std::string& code,
             std::map<std::string, std::string>* forms) {
  if (Plain(form)) forms->emplace(form, code);
}

}  // namespace

int main(int argc, char** argv) {
  const bool want_codes = argc > 1 && std::string(argv[1]) == "codes";
  UErrorCode error = U_ZERO_ERROR;
  std::map<std::string, std::string> forms;
  std::set<std::string> codes;
  // Currencies in use first, so that they keep a name that an old one bears too.
  for (const uint32_t kind :
       {UCURR_COMMON | UCURR_NON_DEPRECATED, UCURR_COMMON | UCURR_DEPRECATED}) {
    UEnumeration* list = ucurr_openISOCurrencies(kind, &error);
    int32_t size = 0;
    while (const char* code = uenum_next(list, &size, &error)) {
      if (U_FAILURE(error)) break;
      codes.insert(code);
      const icu::UnicodeString code16 = icu::UnicodeString::fromUTF8(code);
      UBool choice = false;
      int32_t n = 0;
      UErrorCode status = U_ZERO_ERROR;
      const UChar* name = ucurr_getName(icu::UnicodeString(code16).getTerminatedBuffer(), "en",
                                        UCURR_LONG_NAME, &choice, &n, &status);
      if (U_SUCCESS(status)) AddName(Lower(name, n), code, &forms);
      for (const char* count : {"one", "other"}) {
        status = U_ZERO_ERROR;
        name = ucurr_getPluralName(icu::UnicodeString(code16).getTerminatedBuffer(), "en", &choice,
                                   count, &n, &status);
        if (U_SUCCESS(status)) AddName(Lower(name, n), code, &forms);
      }
    }
    uenum_close(list);
  }
  std::cout << "form\tcode\tbasis\n";
  if (want_codes) {
    // Codes that are English words in capitals count only with a scale ("TRY 5 million", but not
    // "ALL 5").
    static const std::set<std::string> kWords = {"ALL", "BAM", "BOB", "COP", "CUP", "GEL", "LAK",
                                                 "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY"};
    for (const std::string& code : codes) {
      std::cout << code << '\t' << code << (kWords.count(code) > 0 ? "\tbig\n" : "\tiso\n");
    }
  } else {
    for (const auto& [form, code] : forms) std::cout << form << '\t' << code << "\tword\n";
  }
  return U_FAILURE(error) ? 1 : 0;
}
