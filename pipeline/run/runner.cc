#include "pipeline/run/runner.h"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>

#include "pipeline/record/pretty_json.h"

namespace dealwire {
namespace {

constexpr size_t kTokensPerThread = 4;

// What a batch becomes.
struct Token {
  std::vector<InputItem> items;
  std::string lines;
  std::vector<Rejection> rejections;
  RunStats stats;
};

void Reject(std::string where, std::string id, std::string reason, Token* token) {
  ++token->stats.rejected;
  token->rejections.push_back({std::move(where), std::move(id), std::move(reason)});
}

void ProcessToken(const Engine& engine, bool pretty, Token* token) {
  std::vector<RawArticle> articles;
  std::vector<std::string> places;
  for (InputItem& item : token->items) {
    ++token->stats.articles;
    token->stats.bytes += item.bytes.size();
    std::string where = item.Where();
    Result<RawArticle> article = ReadArticle(std::move(item));
    if (article.ok() && article.value().format == Format::kHtml) {
      Reject(std::move(where), article.value().id, "HTML is not read yet", token);
    } else if (article.ok()) {
      articles.push_back(article.Take());
      places.push_back(std::move(where));
    } else {
      Reject(std::move(where), "", article.status().message(), token);
    }
  }
  token->items.clear();
  const std::vector<Outcome> outcomes = engine.Process(articles);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].status.ok()) {
      Reject(std::move(places[i]), outcomes[i].id, outcomes[i].status.message(), token);
      continue;
    }
    token->lines += pretty ? PrettyJson(outcomes[i].json) : outcomes[i].json;
    token->lines += '\n';
  }
}

}  // namespace

RunStats Run(Source* source, const Engine& engine, const Sink& sink, const RunOptions& options) {
  const int jobs = options.jobs > 0 ? options.jobs : tbb::info::default_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  RunStats total;
  std::atomic<bool> closed = false;
  using TokenPtr = std::unique_ptr<Token>;
  const auto sink_mode =
      options.ordered ? tbb::filter_mode::serial_in_order : tbb::filter_mode::serial_out_of_order;
  tbb::parallel_pipeline(
      jobs * kTokensPerThread,
      tbb::make_filter<void, TokenPtr>(tbb::filter_mode::serial_in_order,
                                       [&](tbb::flow_control& flow) -> TokenPtr {
                                         auto token = std::make_unique<Token>();
                                         const bool stop =
                                             closed || (options.stop != nullptr && *options.stop);
                                         if (stop || !source->Next(&token->items)) {
                                           flow.stop();
                                           return nullptr;
                                         }
                                         return token;
                                       }) &
          tbb::make_filter<TokenPtr, TokenPtr>(tbb::filter_mode::parallel,
                                               [&](TokenPtr token) {
                                                 ProcessToken(engine, options.pretty, token.get());
                                                 return token;
                                               }) &
          tbb::make_filter<TokenPtr, void>(sink_mode, [&](TokenPtr token) {
            if (closed) return;
            for (const Rejection& rejection : token->rejections) sink.reject(rejection);
            if (!token->lines.empty() && !sink.write(token->lines)) closed = true;
            total.articles += token->stats.articles;
            total.rejected += token->stats.rejected;
            total.bytes += token->stats.bytes;
            if (sink.progress) sink.progress(total);
          }));
  return total;
}

}  // namespace dealwire
