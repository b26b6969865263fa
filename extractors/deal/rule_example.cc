#include "extractors/deal/rule_example.h"

#include <algorithm>
#include <array>
#include <string>

namespace dealwire {
namespace {

// Capitalised words of examples that name nobody.
bool Names(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kNot = {
      "Terms", "The", "Announce", "Announces", "New", "Agreement", "Investment", "May", "Paris"};
  return std::find(kNot.begin(), kNot.end(), word) == kNot.end();
}

void AddParty(const Document& doc, TextSpan span, Extraction* x) {
  const std::string name(doc.Words(span));
  for (Party& p : x->parties) {
    if (p.name == name) {
      p.mentions.push_back({span, MentionForm::kName});
      return;
    }
  }
  Party party;
  party.name = name;
  party.kind = PartyKind::kCompany;
  party.mentions.push_back({span, MentionForm::kName});
  x->parties.push_back(std::move(party));
}

}  // namespace

Extraction ExampleMentions(const Document& doc) {
  Extraction x;
  const std::vector<Token>& tokens = doc.tokens();
  for (size_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    size_t next = i + 1;
    if (token.IsMark(U'$') && next < tokens.size() && tokens[next].number()) {
      if (++next < tokens.size() && doc.Words(tokens[next]) == "million") ++next;
      MoneyMention money;
      money.span = {token.begin, tokens[next - 1].end};
      money.value = std::string(doc.Words(tokens[i + 1]));
      x.money.push_back(std::move(money));
    } else if (token.number() && next < tokens.size() && doc.Words(tokens[next]) == "percent") {
      PercentMention percent;
      percent.span = {token.begin, tokens[next++].end};
      percent.value = std::string(doc.Words(token));
      x.percents.push_back(std::move(percent));
    } else if (token.word() && token.Is(Token::kCapital) && Names(doc.Words(token))) {
      while (next < tokens.size() && tokens[next].Is(Token::kCapital) &&
             Names(doc.Words(tokens[next])))
        ++next;
      AddParty(doc, {token.begin, tokens[next - 1].end}, &x);
    }
    i = next;
  }
  return x;
}

}  // namespace dealwire
