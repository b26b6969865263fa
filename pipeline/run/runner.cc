#include "pipeline/run/runner.h"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>

namespace dealwire {
namespace {

constexpr size_t kTokensPerThread = 4;

// A batch on its way; its stats are its own until the sink adds them up.
struct Token {
  std::vector<InputItem> items;
  Batch batch;
};
using TokenPtr = std::unique_ptr<Token>;

void Reject(const Sink& sink, Rejection rejection, Batch* batch) {
  ++batch->stats.rejected;
  if (sink.render_rejection) batch->text += sink.render_rejection(rejection);
  batch->rejections.push_back(std::move(rejection));
}

void ProcessToken(const Engine& engine, const Sink& sink, Token* token) {
  Batch* batch = &token->batch;
  // Where each item stands, and why it is no article; empty for articles.
  std::vector<Rejection> places;
  std::vector<RawArticle> articles;
  for (InputItem& item : token->items) {
    ++batch->stats.articles;
    batch->stats.bytes += item.bytes.size();
    Rejection place;
    place.where = item.Where();
    RawArticle article;
    const Status status = ReadArticle(std::move(item), &article);
    place.extra = article.extra;
    if (status.ok()) {
      articles.push_back(std::move(article));
    } else {
      place.id = std::move(article.id);
      place.reason = status.message();
    }
    places.push_back(std::move(place));
  }
  token->items.clear();
  std::vector<Outcome> outcomes = engine.Process(articles);
  auto outcome = outcomes.begin();
  for (Rejection& place : places) {
    if (!place.reason.empty()) {
      Reject(sink, std::move(place), batch);
    } else if (const Outcome& out = *outcome++; out.status.ok()) {
      batch->stats.deals += out.deals;
      if (sink.render) batch->text += sink.render(out.json);
    } else {
      place.id = out.id;
      place.reason = out.status.message();
      Reject(sink, std::move(place), batch);
    }
  }
}

void Add(const RunStats& batch, RunStats* total) {
  total->articles += batch.articles;
  total->rejected += batch.rejected;
  total->deals += batch.deals;
  total->bytes += batch.bytes;
  total->read = std::max(total->read, batch.read);
}

// The next batch that has anything left to do; nothing at the end.
TokenPtr NextToken(Source* source, const RunOptions& options) {
  auto token = std::make_unique<Token>();
  while (source->Next(&token->items)) {
    if (options.admit) token->batch.note = options.admit(&token->items);
    token->batch.stats.read = source->bytes_read();
    if (options.stop != nullptr && *options.stop) return nullptr;
    if (!token->items.empty()) return token;
  }
  return nullptr;
}

}  // namespace

RunStats Run(Source* source, const Engine& engine, const Sink& sink, const RunOptions& options) {
  const int jobs = options.jobs > 0 ? options.jobs : tbb::info::default_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
  RunStats total;
  std::atomic<bool> closed = false;
  const auto sink_mode =
      options.ordered ? tbb::filter_mode::serial_in_order : tbb::filter_mode::serial_out_of_order;
  tbb::parallel_pipeline(
      jobs * kTokensPerThread,
      tbb::make_filter<void, TokenPtr>(tbb::filter_mode::serial_in_order,
                                       [&](tbb::flow_control& flow) -> TokenPtr {
                                         const bool stop =
                                             closed || (options.stop != nullptr && *options.stop);
                                         TokenPtr token =
                                             stop ? nullptr : NextToken(source, options);
                                         if (token == nullptr) flow.stop();
                                         return token;
                                       }) &
          tbb::make_filter<TokenPtr, TokenPtr>(tbb::filter_mode::parallel,
                                               [&](TokenPtr token) {
                                                 ProcessToken(engine, sink, token.get());
                                                 return token;
                                               }) &
          tbb::make_filter<TokenPtr, void>(sink_mode, [&](TokenPtr token) {
            if (closed) return;
            Add(token->batch.stats, &total);
            token->batch.stats = total;
            if (sink.write && !sink.write(token->batch)) closed = true;
          }));
  return total;
}

}  // namespace dealwire
