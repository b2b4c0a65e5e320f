#include "engine/event_stream.h"

#include <gtest/gtest.h>

#include <vector>

#include "engine/line_splitter.h"

namespace chimera::engine {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::vector<std::string>& pieces) {
  LineSplitter splitter;
  Lines lines;
  const auto keep = [&lines](std::string_view line) { lines.emplace_back(line); };
  for (const std::string& piece : pieces) {
    EXPECT_TRUE(splitter.add(piece, keep));
  }
  splitter.finish(keep);
  return lines;
}

// The events as "type|data", whatever the first piece's length.
Lines events_of(const std::string& bytes) {
  Lines first_seen;
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    EventStream stream;
    Lines events;
    const auto keep = [&events](const ServerEvent& event) {
      events.push_back(event.type + "|" + event.data);
    };
    EXPECT_TRUE(stream.add(bytes.substr(0, cut), keep));
    EXPECT_TRUE(stream.add(bytes.substr(cut), keep));
    stream.finish(keep);
    if (cut == 0) {
      first_seen = events;
    }
    EXPECT_EQ(events, first_seen) << "cut at " << cut;
  }
  return first_seen;
}

TEST(LineSplitter, TakesEveryEndOfALineHoweverItIsSplit) {
  EXPECT_EQ(lines_of({"a\nb\r\nc\rd"}), (Lines{"a", "b", "c", "d"}));
  EXPECT_EQ(lines_of({"a\r", "\nb"}), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of({"a\r", "b\n"}), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of({"a\n", "\nb"}), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of({"a\r\r\nb"}), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines_of({"", "x", "", "y"}), (Lines{"xy"}));
  EXPECT_EQ(lines_of({}), Lines{});
}

TEST(LineSplitter, RefusesALineWithoutEnd) {
  LineSplitter splitter;
  std::size_t lines = 0;
  const auto count = [&lines](std::string_view) { ++lines; };
  EXPECT_TRUE(splitter.add(std::string(kLineMax, 'x'), count));
  EXPECT_FALSE(splitter.add("x", count));
  EXPECT_FALSE(splitter.add("\nmore\n", count));
  splitter.finish(count);
  EXPECT_EQ(lines, 0U);
}

// The examples of the HTML standard, section 9.2.6.
TEST(EventStream, FollowsTheStandard) {
  EXPECT_EQ(events_of("data: YHOO\ndata: +2\ndata: 10\n\n"), (Lines{"|YHOO\n+2\n10"}));
  EXPECT_EQ(events_of(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n"
                      "data:  third event\n\n"),
            (Lines{"|first event", "|second event", "| third event"}));
  EXPECT_EQ(events_of("data\n\ndata\ndata\n\n"), (Lines{"|", "|\n"}));
  EXPECT_EQ(events_of("data:test\n\ndata: test\n\n"), (Lines{"|test", "|test"}));
}

TEST(EventStream, TakesLineEndsTypesAndAByteOrderMark) {
  EXPECT_EQ(events_of("\xEF\xBB\xBF"
                      "event: add\r\ndata: 1\r\n\r\ndata: 2\r\rdata: 3\n\n"),
            (Lines{"add|1", "|2", "|3"}));
  EXPECT_EQ(events_of("event: lost\n\ndata: kept\n\n"), (Lines{"|kept"}));
  EXPECT_EQ(events_of("error: {\"code\":500}\n\n"), (Lines{"error|{\"code\":500}"}));
}

TEST(EventStream, CountsWhatLacksItsBlankLineAtTheEnd) {
  EXPECT_EQ(events_of("data: [DONE]"), (Lines{"|[DONE]"}));
  EXPECT_EQ(events_of("event: x\n: nothing"), Lines{});
}

TEST(EventStream, RefusesAnEventWithoutEnd) {
  EventStream stream;
  std::size_t events = 0;
  const auto count = [&events](const ServerEvent&) { ++events; };
  const std::string line = "data: " + std::string(kLineMax / 2, 'x') + "\n";
  EXPECT_TRUE(stream.add(line, count));
  EXPECT_FALSE(stream.add(line + line, count));
  stream.finish(count);
  EXPECT_EQ(events, 0U);
}

}  // namespace
}  // namespace chimera::engine
