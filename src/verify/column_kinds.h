// Columns whose cells say how trials were set up or what rows are called, though their role
// doesn't.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "data/observations.h"

namespace chimera::verify {

/// A number that the experimenter set: whole, of few values, by a name of a setting
/// ("tensor_parallel_size").
bool is_knob(const Column& column);

/// A balanced grid: few whole numbers, each as often as the others.
bool is_grid(const Column& column);

/// The numbers that a log gives to requests, in their order: no measurement.
bool is_serial(const Column& column);

/// What somebody wrote about a trial: no name of what it was run with.
bool is_remark(const Column& column);

/// A size in bytes that a tool notes beside its results: llama-bench's model_size.
bool is_noted_size(const Column& column);

/// A temperature that a monitor logs ("temperature.gpu"), though it may look like one that was set.
bool is_sensor(const Column& column);

/// Names that a tool's notes give to rows: few, short, no sentences.
bool names_rows(const Column& column, std::size_t rows);

/// Whether its values are called models: "base_model", "model.name"; not "model.device".
bool names_models(std::string_view column);

/// Whether its values are called machines or their parts: "gpu_info", "host".
bool names_hardware(std::string_view column);

/// Names of its columns in their order: tables of one harness have the same.
std::string shape_of(const Table& table);

/// Columns of words that tell the files of one record each from another: "scenario"; also those of
/// which all rows of a file have the same, and of machines those that they share.
std::set<std::string> telling_notes(const Observations& observations);

}  // namespace chimera::verify
