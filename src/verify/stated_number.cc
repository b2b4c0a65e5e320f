#include "verify/stated_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "verify/date_words.h"
#include "verify/number_words.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

class Finder {
 public:
  explicit Finder(const Plain& plain) : plain_(plain), text_(plain.lower()) {}

  std::vector<Numeral> find() {
    found_ = find_dates(text_);
    const std::size_t dates = found_.size();
    for (std::size_t at = 0; at < text_.size();) {
      at = inside_date(at, dates) ? at + 1 : next(at);
    }
    std::sort(found_.begin(), found_.end(),
              [](const Numeral& a, const Numeral& b) { return a.range.begin < b.range.begin; });
    for (Numeral& numeral : found_) {
      find_bound(numeral);
    }
    share_units(text_, found_);
    join_ranges(text_, found_);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool inside_date(std::size_t at, std::size_t dates) const {
    return std::any_of(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(dates),
                       [&](const Numeral& date) { return date.range.holds(at); });
  }

  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  // Reads at a word's start and returns where to go on.
  std::size_t next(std::size_t begin) {
    const char c = text_[begin];
    if (is_digit(c) || (c == '.' && is_digit(at(begin + 1)) && !is_word_char(at(begin - 1)))) {
      return read_digits(begin);
    }
    if (!is_letter(c)) {
      return begin + 1;
    }
    const std::string_view rest = std::string_view{text_}.substr(begin);
    for (const Phrase& phrase : kPhrases) {
      if (rest.starts_with(phrase.words) && !is_word_char(at(begin + phrase.words.size()))) {
        add_phrase(begin, phrase);
        return begin + phrase.words.size();
      }
    }
    std::size_t end = begin;
    // "recall@20" is a name.
    while (is_name_char(at(end)) || (at(end) == '.' && is_word_char(at(end + 1))) ||
           (at(end) == '@' && end > begin && is_digit(at(end + 1)))) {
      ++end;
    }
    for (const NumberWord& number : kNumberWords) {
      if (rest.substr(0, end - begin) == number.word) {
        Numeral numeral;
        numeral.range = numeral.digits = {begin, end};
        numeral.value = number.value;
        numeral.word = true;
        numeral.significant = 2;
        for (const std::string_view seconds : {" seconds", " second"}) {
          const std::size_t stop = end + seconds.size();
          if (numeral.unit.empty() && rest.substr(end - begin).starts_with(seconds) &&
              !is_word_char(at(stop)) && at(stop) != '-') {
            numeral.unit = "s";
            numeral.range.end = stop;
          }
        }
        if (is_ratio(rest.substr(end - begin))) {
          numeral.kind = NumeralKind::kTimes;
          numeral.range.end += kTimes.size();
          numeral.significant = 1;
        }
        found_.push_back(numeral);
      }
    }
    return std::max(end, begin + 1);
  }

  void add_phrase(std::size_t begin, const Phrase& phrase) {
    Numeral numeral;
    numeral.range = numeral.digits = {begin, begin + phrase.words.size()};
    numeral.kind = phrase.kind;
    numeral.value = phrase.value;
    numeral.word = true;
    numeral.bound = Bound::kAbout;
    found_.push_back(numeral);
  }

  // The end of "1,234.5e-3" that begins here.
  [[nodiscard]] std::size_t number_end(std::size_t begin) const {
    std::size_t end = begin;
    bool point = false;
    for (;; ++end) {
      if (is_digit(at(end))) {
        continue;
      }
      const bool group = at(end) == ',' && is_digit(at(end + 1)) && is_digit(at(end + 2)) &&
                         !point && end > begin &&
                         (is_digit(at(end + 3)) ? !is_digit(at(end + 4)) : at(end + 3) == ',');
      const bool decimal = at(end) == '.' && is_digit(at(end + 1)) && !point;
      point = point || decimal;
      if (!group && !decimal) {
        break;
      }
    }
    const bool exponent =
        at(end) == 'e' && (is_digit(at(end + 1)) ||
                           ((at(end + 1) == '-' || at(end + 1) == '+') && is_digit(at(end + 2))));
    if (exponent) {
      for (end += 2; is_digit(at(end)); ++end) {
      }
    }
    return end;
  }

  // A token such as "270m", "2025-10-02t19", "1.2.3", "8b-instruct" is a name.
  [[nodiscard]] std::size_t token_end(std::size_t begin) const {
    std::size_t end = begin;
    while (is_name_char(at(end)) ||
           ((at(end) == '.' || at(end) == ':') && is_word_char(at(end + 1)))) {
      ++end;
    }
    return end;
  }

  void read_value(Numeral& numeral) const {
    std::string digits;
    for (std::size_t i = numeral.digits.begin; i < numeral.digits.end; ++i) {
      if (text_[i] != ',') {
        digits += text_[i];
      }
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), numeral.value);
    const std::size_t mantissa = std::min(digits.find('e'), digits.size());
    const std::size_t point = digits.find('.');
    if (point != std::string::npos) {
      numeral.decimals = static_cast<int>(mantissa - point) - 1;
    } else {
      std::size_t zeros = 0;
      while (zeros + 1 < mantissa && digits[mantissa - 1 - zeros] == '0') {
        ++zeros;
      }
      numeral.decimals = -static_cast<int>(zeros);
    }
    const std::size_t first = digits.find_first_not_of("0.");
    numeral.significant = 0;
    for (std::size_t i = std::min(first, mantissa); i < mantissa; ++i) {
      numeral.significant += is_digit(digits[i]) ? 1 : 0;
    }
  }

  std::size_t read_digits(std::size_t begin) {
    const std::size_t end = number_end(begin);
    const char before = begin > 0 ? text_[begin - 1] : ' ';
    if (is_word_char(before) || before == '_' ||
        (before == '.' && begin > 1 && is_word_char(text_[begin - 2])) ||
        (before == '/' && begin > 1 && is_letter(text_[begin - 2]))) {
      return std::max(token_end(end), end);
    }
    Numeral numeral;
    numeral.digits = numeral.range = {begin, end};
    read_value(numeral);
    if (!read_suffix(numeral)) {
      return std::max(token_end(end), end);
    }
    read_sign(numeral);
    if (!is_named(numeral)) {
      read_plus_minus(numeral);
      found_.push_back(numeral);
    }
    return std::max(numeral.range.end, std::max(numeral.plus_minus_range.end, end));
  }

  // Whether what is glued to the digits leaves it a number; takes it, and a unit behind a blank.
  bool read_suffix(Numeral& numeral) {
    std::size_t end = numeral.digits.end;
    if (at(end) == '.' && is_digit(at(end + 1))) {
      return false;  // 1.2.3
    }
    if (at(end) == '_' || (at(end) == ':' && is_digit(at(end + 1)))) {
      return false;  // a time of day, or a name
    }
    if (at(end) == '-' &&
        (is_digit(at(end + 1)) ? numeral.digits.end - numeral.digits.begin > 6 : false)) {
      return false;  // a stamp
    }
    if (at(end) == '+' && !is_digit(at(end + 1))) {
      numeral.bound = Bound::kAtLeast;
      numeral.range.end = ++end;
    }
    // Columns of temperatures have no unit of their own: the word says what it is.
    const std::size_t degree = end + (at(end) == ' ' ? 1 : 0);
    if (std::string_view{text_}.substr(degree).starts_with("°c") && !is_word_char(at(degree + 3))) {
      numeral.range.end = degree + 3;
      numeral.unit = "°C";
      return true;
    }
    constexpr std::string_view kDegrees = "degrees";
    const std::string_view behind = std::string_view{text_}.substr(degree);
    if (behind.starts_with(kDegrees) && !behind.starts_with("degrees of") &&
        !is_word_char(at(degree + kDegrees.size()))) {
      numeral.range.end = degree + kDegrees.size();
      numeral.unit = "°C";
      return true;
    }
    if (at(end) == '%' || (at(end) == ' ' && at(end + 1) == '%')) {
      numeral.kind = NumeralKind::kPercent;
      numeral.decimals = std::max(numeral.decimals, 0);  // "100 %" is not 97 %
      numeral.range.end = end + (at(end) == '%' ? 1 : 2);
      return true;
    }
    constexpr double kMostTimes = 1000;  // "Ryzen 9 5950X" is a name
    if (at(end) == 'x' && !is_word_char(at(end + 1)) && numeral.value < kMostTimes) {
      numeral.kind = NumeralKind::kTimes;
      numeral.range.end = end + 1;
      return true;
    }
    if (at(end) == 'k' && !is_word_char(at(end + 1)) && at(end + 1) != '_') {
      numeral.value *= 1000;
      numeral.decimals -= 3;
      numeral.scaled = 3;
      numeral.range.end = ++end;
    }
    static constexpr std::array<std::pair<std::string_view, int>, 3> kScales = {
        {{" thousand", 3}, {" million", 6}, {" billion", 9}}};
    for (const auto& [word, zeros] : kScales) {
      if (std::string_view{text_}.substr(end).starts_with(word)) {
        numeral.value *= std::pow(10.0, zeros);
        numeral.decimals -= zeros;
        numeral.scaled = zeros;
        end += word.size();
        numeral.range.end = end;
      }
    }
    if (is_letter(at(end)) || static_cast<unsigned char>(at(end)) >= 0x80) {
      return read_unit(numeral, end, false);
    }
    if (at(end) == ' ' || at(end) == '-') {
      read_unit(numeral, end + 1, true);
      read_rate_behind(numeral, end + 1);
    }
    return true;
  }

  // "1,618 output tok/s": a rate, of which the word says which.
  void read_rate_behind(Numeral& numeral, std::size_t begin) {
    static constexpr std::array<std::string_view, 5> kKinds = {"output ", "generated ", "input ",
                                                               "prompt ", "total "};
    for (const std::string_view kind : kKinds) {
      Numeral rate = numeral;
      const bool said = numeral.unit.empty() && text_.compare(begin, kind.size(), kind) == 0;
      if (said && read_unit(rate, begin + kind.size(), true) && rate.unit == "tok/s") {
        numeral.unit = rate.unit;
      }
    }
  }

  bool read_unit(Numeral& numeral, std::size_t begin, bool apart) {
    const std::string_view original = plain_.text();
    if (apart) {
      const std::string_view rest = std::string_view{text_}.substr(begin);
      if (rest.starts_with("times ") || rest.starts_with("x ") ||
          (rest.starts_with("fold") && !rest.starts_with("folder"))) {
        numeral.kind = NumeralKind::kTimes;
        numeral.range.end = begin + (rest[0] == 'x' ? 1 : rest[0] == 'f' ? 4 : 5);
        return true;
      }
      if (rest.starts_with("percentage point")) {
        numeral.points = true;
        numeral.kind = NumeralKind::kPercent;
        numeral.range.end = begin + 16;
        return true;
      }
      if (says_points(rest)) {
        numeral.points = true;
        numeral.kind = NumeralKind::kPercent;
        numeral.range.end = begin + (rest.starts_with("pp") ? 2 : 6);
        return true;
      }
      if (rest.starts_with("percent") || rest.starts_with("per cent")) {
        numeral.kind = NumeralKind::kPercent;
        numeral.range.end = begin + (rest[3] == 'c' ? 7U : 8U);
        return true;
      }
    }
    std::size_t word = begin;
    while (is_letter(at(word)) || at(word) == '/' || at(word) == '.' ||
           static_cast<unsigned char>(at(word)) >= 0x80) {
      ++word;
    }
    // "tokens per second" is of three words.
    for (const std::string_view more : {" per second", " per sec", "/second", "/sec", "/s"}) {
      if (std::string_view{text_}.substr(word).starts_with(more)) {
        word += more.size();
        break;
      }
    }
    while (word > begin) {
      std::string spelled(original.substr(begin, word - begin));
      while (spelled.ends_with('.')) {
        spelled.pop_back();
      }
      // "m" and "b" glued to digits say how large a model is, and one-letter words are no units.
      const bool size = !apart && spelled.size() == 1 && (at(begin) == 'm' || at(begin) == 'b');
      if (auto unit = size ? std::nullopt : written_unit(spelled); unit && !unit->empty()) {
        numeral.unit = *unit;
        numeral.range.end = begin + spelled.size();
        return !is_word_char(at(numeral.range.end));
      }
      if (!apart) {
        return false;
      }
      const std::size_t cut =
          std::string_view{text_}.substr(begin, word - begin).find_last_of(" /");
      word = cut == std::string_view::npos ? begin : begin + cut;
    }
    return true;
  }

  void read_sign(Numeral& numeral) const {
    const std::size_t begin = numeral.digits.begin;
    if (begin == 0 || (text_[begin - 1] != '-' && text_[begin - 1] != '+')) {
      return;
    }
    if (begin > 1 && (is_word_char(text_[begin - 2]) || text_[begin - 2] == '%')) {
      return;  // a hyphen or a range
    }
    numeral.signed_up = true;
    numeral.range.begin = begin - 1;
    if (text_[begin - 1] == '-') {
      numeral.value = -numeral.value;
    }
  }

  [[nodiscard]] bool is_named(const Numeral& numeral) const {
    std::size_t end = numeral.range.begin;
    if (end > 0 && text_[end - 1] == '#') {
      return true;
    }
    if (end == 0 || text_[end - 1] != ' ') {
      return false;
    }
    --end;
    std::size_t begin = end;
    while (begin > 0 && text_[begin - 1] != ' ' && text_[begin - 1] != '(') {
      --begin;
    }
    const std::string_view word = std::string_view{text_}.substr(begin, end - begin);
    return numeral.unit.empty() && numeral.kind == NumeralKind::kNumber &&
           std::find(kNaming.begin(), kNaming.end(), word) != kNaming.end();
  }

  void read_plus_minus(Numeral& numeral) const {
    std::size_t begin = numeral.range.end;
    while (at(begin) == ' ') {
      ++begin;
    }
    const std::string_view rest = std::string_view{text_}.substr(begin);
    const std::size_t sign = rest.starts_with("±") ? 2 : rest.starts_with("+/-") ? 3 : 0;
    if (sign == 0) {
      return;
    }
    begin += sign;
    while (at(begin) == ' ') {
      ++begin;
    }
    const std::size_t end = number_end(begin);
    double value = 0;
    const auto read = std::from_chars(text_.data() + begin, text_.data() + end, value);
    if (read.ptr == text_.data() + end && end > begin) {
      const std::size_t point = text_.find('.', begin);
      numeral.plus_minus = value;
      numeral.plus_minus_decimals = point < end ? static_cast<int>(end - point - 1) : 0;
      numeral.plus_minus_range = {begin, end};
    }
  }

  // "127 tok/s over 36 rows": behind a number with its unit.
  static bool is_value(std::string_view before) {
    const std::string text = trimmed(before, " ");
    const std::size_t last = text.rfind(' ');
    const std::string word = last == std::string::npos ? text : text.substr(last + 1);
    const bool number = last != std::string::npos && last > 0 && is_digit(text[last - 1]);
    return !word.empty() && (is_digit(word.back()) || word.back() == '%' ||
                             (number && written_unit(word).has_value()));
  }

  void find_bound(Numeral& numeral) const {
    if (numeral.kind == NumeralKind::kDate) {
      return;
    }
    std::size_t end = numeral.range.begin;
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '(')) {
      --end;
    }
    for (const std::string_view filler : {" a", " an", " the", " only", " just"}) {
      if (std::string_view{text_}.substr(0, end).ends_with(filler)) {
        end -= filler.size();
      }
    }
    const std::string_view before = std::string_view{text_}.substr(0, end);
    const bool definite = std::string_view{text_}.substr(end).starts_with(" the ");
    for (const BoundWords& each : kBounds) {
      if (!before.ends_with(each.words)) {
        continue;
      }
      const std::size_t begin = end - each.words.size();
      if (is_letter(each.words.front()) && begin > 0 && is_word_char(text_[begin - 1])) {
        continue;
      }
      // "5 > 3" compares; "mean over 36", "averaged over 5" and "over the 5" say of what.
      const bool of_what =
          each.words == "over" &&
          (definite || before.ends_with("mean over") || before.ends_with("averaged over") ||
           before.ends_with("average over") || is_value(before.substr(0, begin)));
      // "Adds up to 5" gives a sum.
      const bool sums = each.words == "up to" &&
                        (before.ends_with("adds up to") || before.ends_with("add up to") ||
                         before.ends_with("sums up to"));
      if (before.ends_with("the past") || before.ends_with("the last")) {
        continue;  // "the past 5 runs"
      }
      const bool arrow = each.words == ">" && begin > 0 && text_[begin - 1] == '-';
      const bool compares = arrow || (each.words == ">" && begin > 1 && is_digit(text_[begin - 2]));
      if (!of_what && !compares && !sums) {
        numeral.bound = is_denied(before.substr(0, begin)) ? denied(each.bound) : each.bound;
        numeral.range.begin = begin;
        numeral.reached = each.words == "up to" && numeral.kind == NumeralKind::kNumber;
        return;
      }
    }
  }

  const Plain& plain_;
  const std::string& text_;
  std::vector<Numeral> found_;
};

}  // namespace

std::vector<Numeral> find_numerals(const Plain& plain) {
  return Finder(plain).find();
}

double half_step(const Numeral& numeral) {
  return 0.5 * std::pow(10.0, -std::max(numeral.decimals, numeral.unit.empty() ? 0 : -9));
}

}  // namespace chimera::verify
