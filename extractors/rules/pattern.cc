#include "extractors/rules/pattern.h"

#include <re2/re2.h>

#include <array>

namespace dealwire {
namespace {

constexpr int64_t kMemory =
    32 << 20;  // RE2's DFA cache; with the default of 8 MB wide patterns thrash
constexpr int kLargestProgram = 60000;  // RE2 instructions
constexpr int kMostGroups = 32;

std::string LiteralPrefix(const RE2& re) {
  constexpr size_t kBytes = 3;
  std::string first, last;
  if (!re.PossibleMatchRange(&first, &last, kBytes + 1)) return {};
  first.resize(std::min(first.size(), kBytes));
  const bool one = first.size() == kBytes && (first[0] & 0xF0) == 0xE0 && last.starts_with(first);
  return one ? first : std::string();
}

}  // namespace

struct Pattern::Impl {
  explicit Impl(std::string_view regex)
      : re(re2::StringPiece(regex.data(), regex.size()), Options()) {}
  static RE2::Options Options() {
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(kMemory);
    return options;
  }

  bool Search(std::string_view text, uint32_t from, uint32_t to, RE2::Anchor anchor,
              Captures* captures) const {
    std::array<re2::StringPiece, kMostGroups> pieces;
    const int count = groups + 1;
    if (!re.Match({text.data(), text.size()}, from, to, anchor, pieces.data(), count)) return false;
    captures->groups.resize(count);
    for (int i = 0; i < count; ++i) {
      if (pieces[i].data() == nullptr) {
        captures->groups[i] = {Captures::kAbsent, Captures::kAbsent};
      } else {
        const auto begin = static_cast<uint32_t>(pieces[i].data() - text.data());
        captures->groups[i] = {begin, begin + static_cast<uint32_t>(pieces[i].size())};
      }
    }
    return true;
  }

  bool Search(std::string_view text, uint32_t from, uint32_t to, RE2::Anchor anchor,
              TextSpan* match) const {
    re2::StringPiece piece;
    if (!re.Match({text.data(), text.size()}, from, to, anchor, &piece, 1)) return false;
    match->begin = static_cast<uint32_t>(piece.data() - text.data());
    match->end = match->begin + static_cast<uint32_t>(piece.size());
    return true;
  }

  // The leftmost match. Every match begins with `prefix`, so only its places are tried, anchored:
  // an automaton that may begin anywhere has many times more states.
  template <class Match>
  bool SearchFrom(std::string_view text, uint32_t from, uint32_t to, Match* match) const {
    if (prefix.empty()) return Search(text, from, to, RE2::UNANCHORED, match);
    const std::string_view part = text.substr(0, to);
    for (size_t at = part.find(prefix, from); at != std::string_view::npos;
         at = part.find(prefix, at + 1)) {
      if (Search(text, at, to, RE2::ANCHOR_START, match)) return true;
    }
    return false;
  }

  RE2 re;
  std::string prefix;  // what every match begins with, where it is rare enough to be looked for
  int groups = 0;
  std::vector<std::string> names;
};

Pattern::Pattern(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::Make(std::string_view regex) {
  auto impl = std::make_unique<Impl>(regex);
  if (!impl->re.ok()) return Status::Error(impl->re.error() + ": " + impl->re.error_arg());
  if (impl->re.ProgramSize() > kLargestProgram) {
    return Status::Error("pattern is too large: " + std::to_string(impl->re.ProgramSize()) +
                         " instructions");
  }
  if (RE2::FullMatch("", impl->re)) return Status::Error("pattern matches the empty string");
  impl->prefix = LiteralPrefix(impl->re);
  impl->groups = impl->re.NumberOfCapturingGroups();
  if (impl->groups >= kMostGroups) {
    return Status::Error("pattern has more than " + std::to_string(kMostGroups - 1) + " groups");
  }
  impl->names.resize(impl->groups + 1);
  for (const auto& [index, name] : impl->re.CapturingGroupNames()) impl->names[index] = name;
  return Pattern(std::move(impl));
}

bool Pattern::Find(std::string_view text, uint32_t from, uint32_t to, TextSpan* match) const {
  return impl_->SearchFrom(text, from, to, match);
}
bool Pattern::Find(std::string_view text, uint32_t from, uint32_t to, Captures* captures) const {
  return impl_->SearchFrom(text, from, to, captures);
}
bool Pattern::MatchAt(std::string_view text, uint32_t at, uint32_t to, TextSpan* match) const {
  return impl_->Search(text, at, to, RE2::ANCHOR_START, match);
}
bool Pattern::MatchAt(std::string_view text, uint32_t at, uint32_t to, Captures* captures) const {
  return impl_->Search(text, at, to, RE2::ANCHOR_START, captures);
}

const std::string& Pattern::prefix() const { return impl_->prefix; }

int Pattern::GroupIndex(std::string_view name) const {
  for (size_t i = 1; i < impl_->names.size(); ++i) {
    if (impl_->names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

const std::vector<std::string>& Pattern::group_names() const { return impl_->names; }

std::string EscapePattern(std::string_view text) {
  return RE2::QuoteMeta({text.data(), text.size()});
}

}  // namespace dealwire
