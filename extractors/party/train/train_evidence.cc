// Learns the weights of rules/evidence.tsv: multinomial logistic regression over the evidence of
// the names of annotated articles, held near weights set by hand.
//
//   cmake --build build/release --target train_evidence
//   build/release/train_evidence PRIOR PULL EXTENT=GOLD.jsonl... > evidence.tsv
//
// rules/evidence.tsv was made from prior_weights.txt with PULL 5 from meantime and fire (EXTENT
// all), dfki (org) and the passages of deals_core (some). All other lexicons are those built in.
// weak_evidenced and business_position_of_before came later and stand at their prior.
//
// GOLD has one document a line: {"text", "gold": [{"start", "end", "type"}]}, offsets in code
// points. EXTENT says how far its annotation goes: "all" (a name without annotation is none), "org"
// (a name that looks like an organisation and has no annotation is none; others are left out) or
// "some" (only what is annotated counts). PULL is the strength with which the prior holds.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "extractors/party/candidates.h"
#include "extractors/party/classify.h"
#include "extractors/party/evidence.h"
#include "extractors/party/gazetteer.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/dealwire.h"
#include "pipeline/text/document.h"

namespace dealwire {
namespace {

using Json = nlohmann::json;

struct Sample {
  std::array<float, kEvidenceCount> counts{};
  size_t sort = 0;
  float weight = 1;
};

// Names of sets that annotate only some names count for less: they never show what is no name.
constexpr float kSomeWeight = 0.15F;

enum class Extent { kAll, kOrg, kSome };

// Sort of a gold type; kSorts for types that say nothing.
size_t SortOf(const Json& gold) {
  static const std::map<std::string, Sort> kTypes = {
      {"ORG", Sort::kOrg},         {"PER", Sort::kPerson},    {"LOC", Sort::kPlace},
      {"PRO", Sort::kOther},       {"PRODUCT", Sort::kOther}, {"FIN", Sort::kOther},
      {"MISC", Sort::kOther},      {"company", Sort::kOrg},   {"investee", Sort::kOrg},
      {"shareholder", Sort::kOrg}, {"e1", Sort::kOrg},        {"e2", Sort::kOrg},
      {"supplier", Sort::kOrg},    {"client", Sort::kOrg},    {"acquirer", Sort::kOrg},
      {"acquired", Sort::kOrg}};
  const auto it = kTypes.find(gold["type"].get<std::string>());
  return it == kTypes.end() ? kSorts : static_cast<size_t>(it->second);
}

struct GoldSpan {
  size_t start, end, sort;
};

// The sort that the annotation gives a mention; kSorts to leave it out.
size_t Label(const SourceSpan& span, const std::vector<GoldSpan>& gold, Extent extent, Sort guess) {
  bool touches = false;
  for (const GoldSpan& g : gold) {
    if (g.start == span.start && g.end == span.end) return g.sort;
    if (g.start == span.start && g.end > span.end && extent == Extent::kAll &&
        g.sort == static_cast<size_t>(Sort::kOrg))
      return g.sort;
    touches |= g.start < span.end && span.start < g.end;
  }
  if (touches || extent == Extent::kSome) return kSorts;
  if (extent == Extent::kOrg && guess != Sort::kOrg) return kSorts;
  return static_cast<size_t>(Sort::kNone);
}

void AddDocument(const Json& row, Extent extent, const Gazetteer& gazetteer,
                 const EvidenceWeights& weights, std::vector<Sample>* samples) {
  RawArticle article;
  article.bytes = row["text"];
  const Document doc = Document::Make(article);
  std::vector<GoldSpan> gold;
  for (const Json& g : row["gold"]) {
    if (g.value("syn", "NAM") != "NAM") continue;
    gold.push_back({g["start"], g["end"], SortOf(g)});
  }
  const Candidates candidates = FindCandidates(doc, gazetteer);
  for (const Name& name : ClassifyNames(doc, gazetteer, weights, candidates)) {
    std::array<int, kSorts + 1> votes{};
    for (const uint32_t m : name.mentions) {
      ++votes[Label(doc.ToSource(candidates.list[m].span), gold, extent, name.sort)];
    }
    const auto best = std::max_element(votes.begin(), votes.begin() + kSorts);
    if (*best == 0) continue;
    // The sets hold few people and places: what tells those from other names stays as it was.
    const auto sort = static_cast<Sort>(best - votes.begin());
    auto settled = [](Sort x) { return x == Sort::kPerson || x == Sort::kPlace; };
    if (settled(sort) || settled(name.sort)) continue;
    samples->push_back(
        {CappedCounts(name), static_cast<size_t>(best - votes.begin()),
         (extent == Extent::kSome ? kSomeWeight : 1.0F) * std::sqrt(static_cast<float>(*best))});
  }
}

class Learner {
 public:
  explicit Learner(const EvidenceWeights& start) {
    for (size_t e = 0; e < kEvidenceCount; ++e) old_[e] = now_[e] = start.Of(e);
  }

  void Learn(std::vector<Sample>* samples, float pull) {
    std::mt19937 random(7);
    constexpr int kEpochs = 60;
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      std::shuffle(samples->begin(), samples->end(), random);
      const float rate = 0.05F / (1.0F + 0.1F * static_cast<float>(epoch));
      for (const Sample& s : *samples) Step(s, rate, pull / static_cast<float>(samples->size()));
    }
  }

  float Accuracy(const std::vector<Sample>& samples) const {
    size_t right = 0;
    for (const Sample& s : samples) {
      const SortScores p = Probabilities(s);
      right +=
          static_cast<size_t>(std::max_element(p.begin(), p.end()) - p.begin()) == s.sort ? 1 : 0;
    }
    return static_cast<float>(right) / static_cast<float>(std::max<size_t>(samples.size(), 1));
  }

  void Print() const {
    std::cout << "# What each piece of evidence is worth for the class of a name. The weights of "
                 "all mentions of a name "
                 "are added up.\n# Learned by train/train_evidence.cc.\n"
                 "evidence\torg\tperson\tplace\tother\tnone\n";
    for (size_t e = 0; e < kEvidenceCount; ++e) {
      std::cout << kEvidenceNames[e];
      for (size_t k = 0; k < kSorts; ++k) {
        char cell[32];
        std::snprintf(cell, sizeof cell, "\t%.2f", static_cast<double>(now_[e][k]));
        std::cout << cell;
      }
      std::cout << '\n';
    }
  }

 private:
  SortScores Probabilities(const Sample& s) const {
    SortScores sum{};
    for (size_t e = 0; e < kEvidenceCount; ++e) {
      if (s.counts[e] == 0) continue;
      for (size_t k = 0; k < kSorts; ++k) sum[k] += s.counts[e] * now_[e][k];
    }
    const float most = *std::max_element(sum.begin(), sum.end());
    float total = 0;
    for (float& x : sum) total += x = std::exp(x - most);
    for (float& x : sum) x /= total;
    return sum;
  }

  void Step(const Sample& s, float rate, float pull) {
    SortScores p = Probabilities(s);
    p[s.sort] -= 1;
    for (size_t e = 0; e < kEvidenceCount; ++e) {
      if (s.counts[e] == 0) continue;
      for (const size_t k : kLearned) now_[e][k] -= rate * (s.weight * s.counts[e] * p[k]);
    }
    for (size_t e = 0; e < kEvidenceCount; ++e) {
      for (const size_t k : kLearned) now_[e][k] -= rate * pull * 50.0F * (now_[e][k] - old_[e][k]);
    }
  }

  // The weights for people, places and no name stay, and with them what the sets know little of.
  static constexpr std::array<size_t, 2> kLearned = {static_cast<size_t>(Sort::kOrg),
                                                     static_cast<size_t>(Sort::kOther)};
  std::array<SortScores, kEvidenceCount> old_{}, now_{};
};

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "train_evidence PRIOR PULL {all|org|some}=GOLD.jsonl... > evidence.tsv\n";
    return 2;
  }
  const Result<Engine> engine = Engine::Make({});
  if (!engine.ok()) return std::cerr << engine.status().message() << '\n', 2;
  Result<Gazetteer> gazetteer = Gazetteer::Make(engine.value().rules(), "");
  if (!gazetteer.ok()) return std::cerr << gazetteer.status().message() << '\n', 2;
  std::ifstream prior_file(argv[1]);
  const std::string prior_text((std::istreambuf_iterator<char>(prior_file)),
                               std::istreambuf_iterator<char>());
  Result<Lexicon> prior = Lexicon::Parse(argv[1], prior_text);
  if (!prior.ok()) return std::cerr << prior.status().message() << '\n', 2;
  Result<EvidenceWeights> weights = EvidenceWeights::Make(argv[1], prior.value());
  if (!weights.ok()) return std::cerr << weights.status().message() << '\n', 2;
  std::vector<Sample> samples, held;
  for (int i = 3; i < argc; ++i) {
    const std::string arg = argv[i];
    const size_t equals = arg.find('=');
    const std::string extent = arg.substr(0, equals);
    std::ifstream in(arg.substr(equals + 1));
    size_t n = 0;
    for (std::string line; std::getline(in, line); ++n) {
      AddDocument(Json::parse(line),
                  extent == "all"   ? Extent::kAll
                  : extent == "org" ? Extent::kOrg
                                    : Extent::kSome,
                  gazetteer.value(), weights.value(), n % 5 == 4 ? &held : &samples);
    }
  }
  Learner learner(weights.value());
  std::cerr << samples.size() << " names, " << held.size()
            << " held out; right before: " << learner.Accuracy(samples) << ' '
            << learner.Accuracy(held);
  learner.Learn(&samples, std::strtof(argv[2], nullptr));
  std::cerr << "; after: " << learner.Accuracy(samples) << ' ' << learner.Accuracy(held) << '\n';
  learner.Print();
  return 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) { return dealwire::Main(argc, argv); }
