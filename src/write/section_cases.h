// For tests: what follows from a finding, said for each section by hand before any model saw it.
#pragma once

#include <array>
#include <string_view>

namespace chimera::write {

/// True consequences of one finding, in the order of Section.
struct SectionCase {
  std::string_view summary;         ///< what it means for a decision
  std::string_view recommendation;  ///< what to do next
  std::string_view conclusion;      ///< how far it can be trusted
};

inline constexpr std::array kSectionCases{
    SectionCase{
        "Where throughput matters most, `small-1b` is the better of the two models.",
        "Measure `small-1b` again with prompts of the length that production sends.",
        "The lead of `small-1b` rests on prompts that are shorter than those in production."},
    SectionCase{"Offloading every layer makes decoding several times as fast.",
                "Set `num_gpu` so that all layers are on the GPU.",
                "Nothing is known about values of `num_gpu` between none and all."},
    SectionCase{"Part of the trials failed, and all of the means leave them out.",
                "Find out why trials fail, mend it, and repeat them.",
                "What the failed trials would have shown is unknown."},
    SectionCase{"The first request after a load waits far longer than all others.",
                "Keep the model loaded between requests.",
                "A mean that holds cold starts says nothing about a server in steady state."},
    SectionCase{"The times of `conv_bench` scatter so much that their mean means little.",
                "Repeat `conv_bench` with a warm-up and more iterations.",
                "No difference smaller than this spread can be believed."},
    SectionCase{"Temperature shows no effect on speed.",
                "Choose the temperature for the quality of answers alone.",
                "That no effect was seen does not prove that there is none."},
    SectionCase{"The stated summary and its own raw rows disagree.",
                "Run the script that writes the summary again and compare.",
                "Figures that come from the summary alone can't be trusted."},
    SectionCase{"`q4_0` is faster than `q8_0` on every prompt.",
                "Use `q4_0` where answers are checked anyway, and measure its accuracy.",
                "Speed was measured and the quality of answers was not."},
    SectionCase{"A larger batch makes prompt processing a little faster.",
                "Try still larger batches, since the gain has not levelled off.",
                "A gain as small as this may be noise."},
    SectionCase{"Memory limits neither of the two models on this card.",
                "Read the memory more often, at least ten times a second.",
                "Memory was read once a run, so short peaks may have been missed."},
    SectionCase{"Throughput fell slowly while the campaign went on.",
                "Run the configurations in random order next time.",
                "Whatever ran last was at a disadvantage, so the comparison isn't quite fair."},
    SectionCase{"The compiled model runs faster than the eager one on the GPU.",
                "Compile the model before it is deployed.",
                "Only one input shape was tried, and others might compile to slower code."},
    SectionCase{"The two backends can't be told apart.",
                "Add replicates until a difference of five percent would show.",
                "With so few runs a real difference might have gone unseen."},
    SectionCase{"The longer context costs a third of the speed.",
                "Set the context no larger than the prompts need.",
                "The context's length was changed together with the prompt, so which one costs the "
                "speed is open."},
    SectionCase{
        "Latency doubles once more than eight requests run at a time.",
        "Limit the server to eight requests at a time.",
        "The load came from one client on the same machine, which may be the bottleneck itself."},
    SectionCase{"Several files hold the same measurements.",
                "Delete the copies, or say in a note which file is the original.",
                "Copies that were altered by hand would have gone unnoticed."},
    SectionCase{"One run of `mlp_bench` was ten times as slow as the rest.",
                "Look into the machine's log for what happened during that run.",
                "A mean that includes this run doesn't describe the usual case."},
    SectionCase{"The smallest model is both the fastest and the least accurate.",
                "Decide how much accuracy is needed, then take the fastest model that has it.",
                "Accuracy was taken from twenty questions and is known only roughly."},
    SectionCase{"The profiler's output holds an error and no measurement.",
                "Run the profiler again with the option it asks for.",
                "About the kernels themselves these files can say nothing."},
    SectionCase{"Half of the grid was never run.",
                "Run the missing combinations before choosing a setting.",
                "The best of the settings that were tried need not be the best of all."},
    SectionCase{"Pinned memory makes transfers faster and leaves the total time as it was.",
                "Leave pinned memory as it is and look for the time elsewhere.",
                "The total was measured with one batch size, at which transfers hardly count."},
    SectionCase{"The rebuilt server answers as fast as the old one.",
                "Put the rebuilt server into service.",
                "Both were measured on an idle machine, so how they behave under load is unknown."},
};

}  // namespace chimera::write
