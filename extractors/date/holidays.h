// Movable holidays. Internal to extractors/date.
#ifndef DEALWIRE_EXTRACTORS_DATE_HOLIDAYS_H_
#define DEALWIRE_EXTRACTORS_DATE_HOLIDAYS_H_

#include <optional>
#include <string_view>

#include "extractors/date/calendar.h"

namespace dealwire {

// `when` is "MM-DD" or the name of a rule ("easter", "thanksgiving"), as holidays.tsv has it.
std::optional<Day> HolidayIn(int year, std::string_view when);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_HOLIDAYS_H_
