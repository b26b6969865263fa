// From what a date pattern caught to a TIMEX3 value. Internal to extractors/date.
//
// A rule's attribute `op` says how its groups are read (DateResolver::Resolve lists them). What a
// value depends on besides its words is in DateContext: the publication date, and the dates that
// stand before it in the text.
#ifndef DEALWIRE_EXTRACTORS_DATE_DATE_RESOLVE_H_
#define DEALWIRE_EXTRACTORS_DATE_DATE_RESOLVE_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extractors/date/calendar.h"
#include "extractors/date/date_types.h"
#include "extractors/rules/groups.h"
#include "extractors/rules/rule_set.h"

namespace dealwire {

// What has been read so far of the document. One a document, on the stack.
struct DateContext {
  std::optional<Day> published;
  std::string last_date;     // the last TIMEX3 date value of a day, month or year
  int last_index = -1;       // and its place in the list of dates
  std::string last_quarter;  // the last quarter, and how far back it stands
  uint32_t last_quarter_at = 0;
};

enum class Tense : uint8_t { kUnknown, kPast, kFuture };

// By the verb nearest before `span` in its sentence, else the nearest behind it.
Tense TenseAround(const Document& doc, TextSpan span);

class DateResolver {
 public:
  // Refuses a date rule without `op` or with an unknown one.
  static Result<DateResolver> Make(const RuleBook& book);

  // The span of a match, or nothing if its words or its surroundings say that it is no date ("may"
  // the verb, "2000 people"). Cheap: runs before overlaps are settled.
  std::optional<TextSpan> Accept(const Rule& rule, const Document& doc,
                                 const Captures& captures) const;

  // The date that an accepted match means.
  std::optional<DateMention> Resolve(const Rule& rule, const Document& doc,
                                     const Captures& captures, TextSpan span,
                                     const DateContext& context) const;

 private:
  struct Match;  // rule, groups, document, context: what every reader needs
  using Reader = bool (DateResolver::*)(const Match&, DateMention*) const;

  bool ReadYmd(const Match& m, DateMention* d) const;
  bool ReadNumeric(const Match& m, DateMention* d) const;
  bool ReadMonth(const Match& m, DateMention* d) const;
  bool ReadNthDay(const Match& m, DateMention* d) const;
  bool ReadYear(const Match& m, DateMention* d) const;
  bool ReadQuarter(const Match& m, DateMention* d) const;
  bool ReadHalf(const Match& m, DateMention* d) const;
  bool ReadDecade(const Match& m, DateMention* d) const;
  bool ReadCentury(const Match& m, DateMention* d) const;
  bool ReadSeason(const Match& m, DateMention* d) const;
  bool ReadHoliday(const Match& m, DateMention* d) const;
  bool ReadWeekday(const Match& m, DateMention* d) const;
  bool ReadDayRef(const Match& m, DateMention* d) const;
  bool ReadPart(const Match& m, DateMention* d) const;
  bool ReadRelative(const Match& m, DateMention* d) const;
  bool ReadTheUnit(const Match& m, DateMention* d) const;
  bool ReadYearEnd(const Match& m, DateMention* d) const;
  bool ReadAgo(const Match& m, DateMention* d) const;
  bool ReadYearAgo(const Match& m, DateMention* d) const;
  bool ReadNextDay(const Match& m, DateMention* d) const;
  bool ReadEvent(const Match& m, DateMention* d) const;
  bool ReadDuration(const Match& m, DateMention* d) const;
  bool ReadPastUnit(const Match& m, DateMention* d) const;
  bool ReadSet(const Match& m, DateMention* d) const;
  bool ReadFrequency(const Match& m, DateMention* d) const;
  bool ReadTime(const Match& m, DateMention* d) const;
  bool ReadReference(const Match& m, DateMention* d) const;

  int Month(std::string_view form) const;
  int WeekdayOf(std::string_view form) const;
  std::string Unit(std::string_view form) const;
  std::string Cell(const Lexicon* lexicon, std::string_view form) const;
  // The year that the groups year, year2, yy, yearword, yearpre, yearrel name; 0 if they name none.
  int Year(const Match& m) const;
  // "6", "2.5", "X" of the words in a group.
  std::string Quantity(const Match& m, std::string_view group = "count") const;

  const Lexicon *months_ = nullptr, *weekdays_ = nullptr, *units_ = nullptr, *seasons_ = nullptr,
                *parts_ = nullptr, *ordinals_ = nullptr, *holidays_ = nullptr, *decades_ = nullptr;
  std::unordered_map<std::string_view, Reader> readers_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_DATE_RESOLVE_H_
