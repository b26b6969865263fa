// KeepLongest: of matches that overlap the longest stays.
#ifndef DEALWIRE_EXTRACTORS_RULES_KEEP_LONGEST_H_
#define DEALWIRE_EXTRACTORS_RULES_KEEP_LONGEST_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace dealwire {

// Keeps the items from index `from` on that do not overlap, in text order: of those that hang
// together by overlaps the longest first; of equally long ones the one that `better(a, b)` puts
// first, else the earlier one. Item has a `span`.
template <class Item, class Better>
void KeepLongest(size_t from, std::vector<Item>* items, Better better) {
  std::vector<Item> all(std::make_move_iterator(items->begin() + static_cast<std::ptrdiff_t>(from)),
                        std::make_move_iterator(items->end()));
  items->resize(from);
  std::stable_sort(all.begin(), all.end(),
                   [](const Item& a, const Item& b) { return a.span.begin < b.span.begin; });
  for (size_t i = 0; i < all.size();) {
    size_t end = i + 1;
    for (uint32_t reach = all[i].span.end; end < all.size() && all[end].span.begin < reach; ++end)
      reach = std::max(reach, all[end].span.end);
    const auto first = static_cast<std::ptrdiff_t>(items->size());
    std::stable_sort(
        all.begin() + static_cast<std::ptrdiff_t>(i),
        all.begin() + static_cast<std::ptrdiff_t>(end), [&](const Item& a, const Item& b) {
          return a.span.size() != b.span.size() ? a.span.size() > b.span.size() : better(a, b);
        });
    for (; i < end; ++i) {
      const bool free = std::none_of(items->begin() + first, items->end(), [&](const Item& kept) {
        return kept.span.Overlaps(all[i].span);
      });
      if (free) items->push_back(std::move(all[i]));
    }
    std::sort(items->begin() + first, items->end(),
              [](const Item& a, const Item& b) { return a.span < b.span; });
  }
}

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_KEEP_LONGEST_H_
