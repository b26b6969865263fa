// What a file is, by the first bytes of its content and by its name.
#ifndef DEALWIRE_PIPELINE_INPUT_DETECT_H_
#define DEALWIRE_PIPELINE_INPUT_DETECT_H_

#include <string>
#include <string_view>

#include "pipeline/input/input_item.h"

namespace dealwire {

enum class Packing : uint8_t { kNone, kGzip, kOther, kArchive };

inline constexpr size_t kMagicBytes = 1024;  // how much of a file these functions like to see

// How the bytes are packed; kOther is what MakeExpandStream reads.
Packing DetectPacking(std::string_view begin);

// "news.jsonl.gz" is "news.jsonl" inside.
std::string WithoutPackingSuffix(const std::string& name);

// True if the bytes already say, before kMagicBytes are there, that they are plain JSON Lines.
bool BeginsWithObject(std::string_view begin);

// The format of what is not packed: by name, else by content, else text.
InputFormat DetectFormat(const std::string& name, std::string_view begin);

// What a file is that is no text ("a PDF file"), or empty.
std::string_view ForeignKind(std::string_view begin);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_DETECT_H_
