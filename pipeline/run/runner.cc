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

void ProcessItem(InputItem item, const Engine& engine, bool pretty, Token* token) {
  ++token->stats.articles;
  token->stats.bytes += item.bytes.size();
  const std::string where = item.Where();
  Rejection rejection{where, "", ""};
  Result<RawArticle> article = ReadArticle(std::move(item));
  if (article.ok()) {
    Outcome outcome = engine.Process(article.value());
    if (outcome.status.ok()) {
      token->lines += pretty ? PrettyJson(outcome.json) : outcome.json;
      token->lines += '\n';
      return;
    }
    rejection.id = outcome.id;
    rejection.reason = outcome.status.message();
  } else {
    rejection.reason = article.status().message();
  }
  ++token->stats.rejected;
  token->rejections.push_back(std::move(rejection));
}

}  // namespace

RunStats Run(Source* source, const Engine& engine, const Sink& sink, const RunOptions& options) {
  const int jobs = options.jobs > 0 ? options.jobs : tbb::info::default_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  RunStats total;
  std::atomic<bool> closed = false;
  using TokenPtr = std::unique_ptr<Token>;
  const auto sink_mode = options.ordered ? tbb::filter_mode::serial_in_order : tbb::filter_mode::serial_out_of_order;
  tbb::parallel_pipeline(
      jobs * kTokensPerThread,
      tbb::make_filter<void, TokenPtr>(tbb::filter_mode::serial_in_order,
                                       [&](tbb::flow_control& flow) -> TokenPtr {
                                         auto token = std::make_unique<Token>();
                                         const bool stop = closed || (options.stop != nullptr && *options.stop);
                                         if (stop || !source->Next(&token->items)) {
                                           flow.stop();
                                           return nullptr;
                                         }
                                         return token;
                                       }) &
          tbb::make_filter<TokenPtr, TokenPtr>(tbb::filter_mode::parallel,
                                               [&](TokenPtr token) {
                                                 for (InputItem& item : token->items) {
                                                   ProcessItem(std::move(item), engine, options.pretty, token.get());
                                                 }
                                                 token->items.clear();
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
