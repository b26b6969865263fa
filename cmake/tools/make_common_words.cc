// Build-time tool: writes the words of the word list given (Debian's wamerican), one row an
// initial: "a" for words in lower case, which may begin a sentence in capitals and be no name,
// "proper A" for names. Words that are both count as lower case.
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  std::ifstream in(argc > 1 ? argv[1] : "");
  std::map<char, std::string> by_initial;
  std::vector<std::string> words;
  for (std::string word; std::getline(in, word);) words.push_back(word);
  const std::set<std::string> all(words.begin(), words.end());
  for (const std::string& word : words) {
    const bool plain = !word.empty() &&
                       word.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1) == std::string::npos;
    if (!plain) continue;
    const bool proper = word[0] >= 'A' && word[0] <= 'Z';
    if (proper &&
        (word.size() < 3 || all.count(static_cast<char>(word[0] + 32) + word.substr(1)) > 0))
      continue;
    std::string& row = by_initial[word[0]];
    if (!row.empty()) row += '|';
    row += word;
  }
  std::cout << "initial\twords\n";
  for (const auto& [initial, words] : by_initial)
    std::cout << (initial < 'a' ? "proper " : "") << initial << '\t' << words << '\n';
  return by_initial.empty() ? 1 : 0;
}
