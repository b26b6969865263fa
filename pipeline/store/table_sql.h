// schemas/tables.sql, as built into the program.
#ifndef DEALWIRE_PIPELINE_STORE_TABLE_SQL_H_
#define DEALWIRE_PIPELINE_STORE_TABLE_SQL_H_

#include <span>
#include <string_view>

#include "pipeline/base/embedded.h"

namespace dealwire {

std::span<const EmbeddedFile> BuiltInTables();

inline std::string_view TableSql() { return BuiltInTables()[0].data; }

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_TABLE_SQL_H_
