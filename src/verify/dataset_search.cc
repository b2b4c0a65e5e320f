// What the data hold by name: which files have a word, which columns stand side by side.
#include <algorithm>
#include <string>
#include <vector>

#include "verify/dataset.h"
#include "verify/plain.h"

namespace chimera::verify {

bool Dataset::mentions(std::string_view lower) const {
  return files_with(lower) > 0;
}

bool Dataset::data_mention(std::string_view lower) const {
  std::vector<bool> marks(files_.size(), false);
  spelled_.mark_files_with(lower, marks);
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].has_data() && (marks[i] || files_[i].path.find(lower) != std::string::npos)) {
      return true;
    }
  }
  return false;
}

bool Dataset::stands_beside(const std::string& column, std::string_view lower,
                            const std::string& other) const {
  const auto has = [&](const Table* table) {
    const auto found = std::find_if(table->columns.begin(), table->columns.end(),
                                    [&](const Column& each) { return each.name == column; });
    if (found == table->columns.end()) {
      return false;
    }
    for (std::size_t i = 0; i < found->text.spellings(); ++i) {
      if (lowered(found->text.spelling(i)) == lower) {
        return true;
      }
    }
    return false;
  };
  return std::any_of(heads_.begin(), heads_.end(), [&](const auto& head) {
    const auto& [columns, tables] = head;
    return std::binary_search(columns.begin(), columns.end(), column) &&
           std::binary_search(columns.begin(), columns.end(), other) &&
           std::any_of(tables.begin(), tables.end(), has);
  });
}

std::vector<std::size_t> Dataset::files_called(const std::string& path) const {
  const auto found = file_index_.find(path);
  return found == file_index_.end() ? std::vector<std::size_t>()
                                    : std::vector<std::size_t>{found->second};
}

std::string_view Dataset::text_of(std::string_view path) const {
  const auto found = std::find_if(texts_.begin(), texts_.end(),
                                  [path](const TreeText& text) { return text.path == path; });
  return found == texts_.end() ? std::string_view() : std::string_view{found->text};
}

bool Dataset::is_log(const TreeText& text) const {
  const auto file = file_index_.find(text.path);
  return file != file_index_.end() && files_[file->second].artifact->type == ArtifactType::kLog;
}

std::size_t Dataset::files_named(std::string_view lower) const {
  return static_cast<std::size_t>(std::count_if(
      files_.begin(), files_.end(),
      [&](const FileEntry& file) { return file.path.find(lower) != std::string::npos; }));
}

std::size_t Dataset::files_with(std::string_view lower) const {
  std::vector<bool> marks(files_.size(), false);
  spelled_.mark_files_with(lower, marks);
  for (std::size_t i = 0; i < files_.size(); ++i) {
    marks[i] = marks[i] || files_[i].path.find(lower) != std::string::npos;
  }
  for (const TreeText& document : texts_) {
    const auto file = file_index_.find(document.path);
    if (file != file_index_.end() && !marks[file->second] && !is_log(document)) {
      marks[file->second] = lowered(document.text).find(lower) != std::string::npos;
    }
  }
  return static_cast<std::size_t>(std::count(marks.begin(), marks.end(), true));
}

std::pair<std::size_t, std::size_t> Dataset::headings_in(std::string_view lower) const {
  std::pair<std::size_t, std::size_t> counts;
  for (const TreeText& document : texts_) {
    if (is_log(document) || lowered(document.path).find(lower) == std::string::npos) {
      continue;
    }
    for (const std::string_view line : lines_of(document.text)) {
      const std::size_t first = line.find_first_not_of(" \t");
      counts.first += first != std::string_view::npos && line[first] == '#' ? 1U : 0U;
      counts.second += line.starts_with('#') ? 1U : 0U;
    }
  }
  return counts;
}

}  // namespace chimera::verify
