#include "pipeline/text/offset_map.h"

#include <algorithm>

namespace dealwire {
namespace {

// The last run that begins at or before text offset `at`.
const OffsetRun& RunAt(const std::vector<OffsetRun>& runs, uint32_t at) {
  auto it = std::upper_bound(runs.begin(), runs.end(), at,
                             [](uint32_t pos, const OffsetRun& run) { return pos < run.text; });
  return it == runs.begin() ? runs.front() : *(it - 1);
}

}  // namespace

uint32_t OffsetMap::Begin(uint32_t at) const {
  if (runs_.empty()) return at;
  if (at >= text_size_) return source_size_;
  const OffsetRun& run = RunAt(runs_, at);
  return run.source + (at - run.text) / run.text_unit * run.source_unit;
}

uint32_t OffsetMap::End(uint32_t at) const {
  if (runs_.empty()) return at;
  if (at == 0) return Begin(0);
  const OffsetRun& run = RunAt(runs_, std::min(at, text_size_) - 1);
  const uint32_t units = (std::min(at, text_size_) - run.text + run.text_unit - 1) / run.text_unit;
  return run.source + units * run.source_unit;
}

OffsetMap OffsetMap::Over(const OffsetMap& inner) const {
  if (inner.identity()) return *this;
  if (identity()) return inner;
  Builder out;
  auto replace = [&](uint32_t text_bytes, uint32_t begin, uint32_t end) {
    out.source_ = begin;
    out.Replace(text_bytes, end - begin);
  };
  for (const OffsetRun& run : runs_) {
    if (run.text_unit != 1 || run.source_unit != 1) {
      for (uint32_t i = 0; i < run.count; ++i) {
        const uint32_t middle = run.source + i * run.source_unit;
        replace(run.text_unit, inner.Begin(middle), inner.End(middle + run.source_unit));
      }
      continue;
    }
    // A copied stretch: cut it where the inner map changes its step.
    for (uint32_t at = run.source, end = run.source + run.count; at < end;) {
      const OffsetRun& in = RunAt(inner.runs_, at);
      const uint32_t stop = std::min(end, in.text + in.count * in.text_unit);
      if (in.text_unit == 1) {
        out.source_ = inner.Begin(at);
        out.Replace(1, in.source_unit, stop - at);
        at = stop;
      } else {
        // Bytes of one changed unit belong together.
        const uint32_t unit_end =
            std::min(end, in.text + ((at - in.text) / in.text_unit + 1) * in.text_unit);
        replace(unit_end - at, inner.Begin(at), inner.End(unit_end));
        at = unit_end;
      }
    }
  }
  out.source_ = inner.End(source_size_);
  return std::move(out).Build();
}

void OffsetMap::Builder::Replace(uint32_t text_unit, uint32_t source_unit, uint32_t count) {
  if (text_unit == 0) {
    Skip(source_unit * count);
  } else {
    Add(count, text_unit, source_unit);
  }
}

void OffsetMap::Builder::Add(uint32_t count, uint32_t text_unit, uint32_t source_unit) {
  if (count == 0) return;
  if (!runs_.empty()) {
    OffsetRun& last = runs_.back();
    if (last.text_unit == text_unit && last.source_unit == source_unit &&
        last.source + last.count * source_unit == source_) {
      last.count += count;
      text_ += count * text_unit;
      source_ += count * source_unit;
      return;
    }
  }
  runs_.push_back({text_, source_, text_unit, source_unit, count});
  text_ += count * text_unit;
  source_ += count * source_unit;
}

OffsetMap OffsetMap::Builder::Build() && {
  OffsetMap map;
  const bool identity =
      text_ == source_ && (runs_.empty() || (runs_.size() == 1 && runs_[0].source == 0 &&
                                             runs_[0].text_unit == runs_[0].source_unit));
  if (identity && (runs_.empty() || runs_[0].text_unit == 1)) return map;
  map.runs_ = std::move(runs_);
  map.text_size_ = text_;
  map.source_size_ = source_;
  if (map.runs_.empty()) map.runs_.push_back({0, 0, 1, 1, 0});  // no text at all, some source
  return map;
}

}  // namespace dealwire
