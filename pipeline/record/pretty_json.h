// PrettyJson: a record's one line, indented for people.
#ifndef DEALWIRE_PIPELINE_RECORD_PRETTY_JSON_H_
#define DEALWIRE_PIPELINE_RECORD_PRETTY_JSON_H_

#include <string>

namespace dealwire {

std::string PrettyJson(const std::string& json);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_PRETTY_JSON_H_
