// A prompt in a model's chat template, by llama.cpp's Jinja. What the prompt says and what the
// template says stay apart, since only the template's control tokens are ones.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"

namespace chimera::engine {

/// A piece of what a model reads.
struct ChatPart {
  std::string text;
  bool is_data = false;  ///< from the prompt: control tokens spelled in it are plain text

  friend bool operator==(const ChatPart&, const ChatPart&) = default;
};

/// A chat template as it stands in a GGUF file, and the control tokens that it may name.
struct ChatTemplate {
  std::string source;
  std::string bos;
  std::string eos;
};

/// System and user text up to where the model's answer begins. Where the template has no role for a
/// system text, it comes before the user's. A template that asks for the date is told a fixed one:
/// the same prompt is the same text on every day. kEngine where the template is broken or refuses,
/// with Jinja's reason.
Result<std::vector<ChatPart>> apply_chat_template(const ChatTemplate& form, const Prompt& prompt);

}  // namespace chimera::engine
