// Build-time tool: writes the lower-case words of the word list given (Debian's wamerican), one row an initial.
// A capitalised word that stands here may begin a sentence and be no name.
#include <fstream>
#include <iostream>
#include <map>
#include <string>

int main(int argc, char** argv) {
  std::ifstream in(argc > 1 ? argv[1] : "");
  std::map<char, std::string> by_initial;
  for (std::string word; std::getline(in, word);) {
    const bool plain = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if (!plain || word.empty()) continue;
    std::string& row = by_initial[word[0]];
    if (!row.empty()) row += '|';
    row += word;
  }
  std::cout << "initial\twords\n";
  for (const auto& [initial, words] : by_initial) std::cout << initial << '\t' << words << '\n';
  return by_initial.empty() ? 1 : 0;
}
