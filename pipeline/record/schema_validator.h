// SchemaValidator: a JSON Schema compiled once, then held against JSON text at several hundred
// MB/s.
//
//   Result<SchemaValidator> validator = SchemaValidator::Make(schema_json);
//   Status s = validator.value().Validate(record_json);   // "/money/0/value: is no string"
//
// Knows the keywords that schemas/record.schema.json uses: type, enum and const of strings,
// required, properties, patternProperties with a literal prefix, additionalProperties, items,
// minItems, minLength, minimum, maximum, pattern of literals, classes and counts, $ref into
// #/definitions; and the annotations, also beside $ref. Any other keyword is refused by Make, so
// that nothing in the schema is silently ignored. Semantics after JSON Schema 2020-12, in the part
// that draft 7 shares.
//
// Immutable once made; Validate is thread-safe (one simdjson parser a thread).
#ifndef DEALWIRE_PIPELINE_RECORD_SCHEMA_VALIDATOR_H_
#define DEALWIRE_PIPELINE_RECORD_SCHEMA_VALIDATOR_H_

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/base/status.h"

namespace dealwire {

class SchemaValidator {
 public:
  // Fails with a JSON pointer into the schema and the reason.
  static Result<SchemaValidator> Make(std::string_view schema_json);
  SchemaValidator(SchemaValidator&&) noexcept;
  SchemaValidator& operator=(SchemaValidator&&) noexcept;
  ~SchemaValidator();

  // The first thing that is wrong: a JSON pointer into `json` and the reason. The string's spare
  // capacity is used by the parser, so a copy is saved where it is large enough.
  Status Validate(const std::string& json) const;

 private:
  struct Impl;
  explicit SchemaValidator(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_SCHEMA_VALIDATOR_H_
