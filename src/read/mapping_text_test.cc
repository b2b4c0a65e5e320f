#include "read/mapping_text.h"

#include <gtest/gtest.h>

#include <string>

#include "read/read.h"

namespace chimera::read {
namespace {

// One of each kind: a grid, a copy of it, records with a key above them, keys that name things,
// llama-bench's samples (two tables whose column of one name means two things), a name with signs
// of globs, hostile names, prose.
MemoryDisk sample_tree() {
  MemoryDisk disk;
  const std::string grid =
      "num_gpu,ttft_s,tokens_s,mean_load_s,note\n0,0.5,10,1,a\n0,0.6,11,1,b\n1,0.4,12,1,c\n";
  disk.add("t/g_270m_1.csv", grid);
  disk.add("t/g_270m_2.csv", grid);
  disk.add("t/r.json",
           R"({"model":"g:270m","ttft_s":3,"rows":[{"ttft_s":1,"x.y":2},{"ttft_s":2}]})");
  disk.add("t/k.json", R"({"backends":{"eager":{"b":{"mean_ms":1.5}},"jit":{"b":{"mean_ms":2}}}})");
  disk.add("t/bench.json", R"([{"model_filename":"m.gguf","n_prompt":8,"n_gen":0,"avg_ts":9.0,
      "samples_ts":[9.0,9.5,8.5]},{"model_filename":"m.gguf","n_prompt":0,"n_gen":32,"avg_ts":5.0,
      "samples_ts":[4.0,5.0,6.0]},{"model_filename":"m.gguf","n_prompt":8,"n_gen":32,"avg_ts":7.0,
      "samples_ts":[6.0,7.0,8.0]}])");
  disk.add("t/a*?.csv", "ttft_s,n\n1,2\n");
  disk.add("t/ab?.csv", "ttft_s,num_gpu\n1,2\n");
  disk.add("t/evil\"\\\n[[file]]\t.csv", "\"role = \"\"x\"\" ]\\u0041\n#\",ttft_s\n1,2\n");
  disk.add("t/no_utf8_\xFF.csv", "ttft_s,n\n1,2\n");
  disk.add("t/keys.json", "{\"rows\":[{\"a\\u0000\\n\\\"b\":1,\"\":2,\"c\":3},{\"c\":4}]}");
  disk.add("t/prose.md", "| model | ttft_s |\n|---|---|\n| m | 3 |\n");
  return disk;
}

Observations read_all(const MemoryDisk& disk, const std::string& map_file) {
  const Cancel cancel;
  auto read = read_trees({"t"}, disk, cancel, {.map_file = map_file});
  EXPECT_TRUE(read.has_value()) << describe(read.error());
  return read.value_or(Observations{});
}

// Everything that a query can see, without the evidence.
std::string meaning_of(const Observations& observations) {
  std::string all;
  for (const Table& table : observations.tables) {
    all += table.file + " " + table.pointer + " " + table.format + " " + table.content +
           std::to_string(static_cast<int>(table.kind)) + "\n";
    for (const Column& column : table.columns) {
      all += "  " + column.name + " " + std::string(role_name(column.role)) + " " + column.unit +
             " " + std::string(column.definition == nullptr ? "" : column.definition->name) + " " +
             std::to_string(static_cast<int>(direction_of(column))) + " " +
             std::string(column.text.empty() ? "" : column.text_at(0)) + "\n";
    }
  }
  return all;
}

TEST(MappingText, ReadsBackAndChangesNothing) {
  MemoryDisk disk = sample_tree();
  const Observations guessed = read_all(disk, "");
  ASSERT_EQ(guessed.tables.size(), 15U);
  disk.add("roles.toml", mapping_text(guessed));
  const Observations mapped = read_all(disk, "roles.toml");
  EXPECT_EQ(meaning_of(mapped), meaning_of(guessed));
  // What the mapping file says is said again.
  disk.add("again.toml", mapping_text(mapped));
  EXPECT_EQ(meaning_of(read_all(disk, "again.toml")), meaning_of(guessed));
}

TEST(MappingText, ShowsGuessesAndEvidenceAndSharesEqualNeighbours) {
  MemoryDisk disk;
  const std::string cells = "run,ttft_ms,note\n1,5,a\n2,6,b\n";
  disk.add("t/a.csv", cells);
  disk.add("t/b.csv", cells);
  const std::string text = mapping_text(read_all(disk, ""));
  EXPECT_EQ(text.substr(text.find("\n[[file]]")), R"(
[[file]]
match = [
  "a.csv",
  "b.csv",
]
format = "csv"
[file.column.run]
role = "run"  # its name
[file.column.ttft_ms]
role = "metric"  # its name is one of the catalogue's
unit = "ms"
definition = "ttft"
direction = "lower"
[file.column.note]
role = "note"  # text
)");
}

TEST(MappingText, TablesThatDisagreeAreToldApart) {
  const std::string text = mapping_text(read_all(sample_tree(), ""));
  EXPECT_NE(text.find("match = \"bench.json\"\ntable = 2\n[file.column.samples_ts]\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("prose.md"), std::string::npos);
}

TEST(MappingText, EveryMeaningThatAPersonSaidStands) {
  MemoryDisk disk;
  disk.add("t/a.csv", "ttft_s,speed\n1,2\n3,4\n");
  disk.add("m.toml", R"([[file]]
match = "a.csv"
[file.column.ttft_s]
role = "metric"
unit = ""
definition = "none"
[file.column.speed]
definition = "throughput"
direction = "unknown"
)");
  const Observations said = read_all(disk, "m.toml");
  EXPECT_EQ(direction_of(said.tables[0].columns[1]), Direction::kUnknown);
  disk.add("roles.toml", mapping_text(said));
  EXPECT_EQ(meaning_of(read_all(disk, "roles.toml")), meaning_of(said));
}

}  // namespace
}  // namespace chimera::read
