#include "engine/chat_template.h"

#include <cstddef>
#include <ctime>
#include <exception>

#include "jinja/caps.h"
#include "jinja/lexer.h"
#include "jinja/parser.h"
#include "jinja/runtime.h"
#include "jinja/value.h"
#include "text/unicode.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kReasonCodePoints = 400;  ///< Jinja shows a piece of the template
constexpr std::time_t kToday = 1'767'225'600;   // 2026-01-01

jinja::value control(const std::string& text) {
  return jinja::mk_val<jinja::value_string>(text);
}

jinja::value data(const std::string& text) {
  const auto value = jinja::mk_val<jinja::value_string>(text);
  value->mark_input();
  return value;
}

// Some templates read a text as it is, others as a list of parts.
jinja::value content_of(const std::string& text, const jinja::caps& able) {
  if (able.supports_string_content) {
    return data(text);
  }
  const auto part = jinja::mk_val<jinja::value_object>();
  part->insert("type", control("text"));
  part->insert("text", data(text));
  const auto parts = jinja::mk_val<jinja::value_array>();
  parts->push_back(part);
  return parts;
}

jinja::value message(const std::string& role, const std::string& text, const jinja::caps& able) {
  const auto value = jinja::mk_val<jinja::value_object>();
  value->insert("role", control(role));
  value->insert("content", content_of(text, able));
  return value;
}

jinja::value messages_of(const Prompt& prompt, const jinja::caps& able) {
  const auto all = jinja::mk_val<jinja::value_array>();
  if (prompt.system.empty()) {
    all->push_back(message("user", prompt.user, able));
  } else if (able.supports_system_role) {
    all->push_back(message("system", prompt.system, able));
    all->push_back(message("user", prompt.user, able));
  } else {
    all->push_back(message("user", prompt.system + "\n\n" + prompt.user, able));
  }
  return all;
}

std::vector<ChatPart> render(const ChatTemplate& form, const Prompt& prompt) {
  jinja::lexer lexer;
  jinja::program program = jinja::parse_from_tokens(lexer.tokenize(form.source));
  const jinja::caps able = jinja::caps_get(program);
  jinja::context context(form.source);
  context.current_time = kToday;
  context.set_val("messages", messages_of(prompt, able));
  context.set_val("bos_token", control(form.bos));
  context.set_val("eos_token", control(form.eos));
  context.set_val("add_generation_prompt", jinja::mk_val<jinja::value_bool>(true));
  context.set_val("enable_thinking", jinja::mk_val<jinja::value_bool>(false));
  jinja::runtime runtime(context);
  const auto text = jinja::runtime::gather_string_parts(runtime.execute(program));
  std::vector<ChatPart> parts;
  for (const auto& part : text->as_string().parts) {
    parts.push_back({part.val, part.is_input});
  }
  return parts;
}

}  // namespace

Result<std::vector<ChatPart>> apply_chat_template(const ChatTemplate& form, const Prompt& prompt) {
  try {
    return render(form, prompt);
  } catch (const std::exception& error) {
    return fail(ErrorCode::kEngine, "the model's chat template fails: " +
                                        text::one_line(error.what(), kReasonCodePoints));
  }
}

}  // namespace chimera::engine
