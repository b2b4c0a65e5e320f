# Warnings and language options as INTERFACE targets; presets turn warnings into errors.
add_library(chimera_warnings INTERFACE)
target_compile_options(chimera_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion
  -Wold-style-cast -Wcast-align -Wcast-qual -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2
  -Wno-missing-field-initializers -Wimplicit-fallthrough -Wundef -Wvla -Wswitch-enum -Wfloat-equal -Wredundant-decls -Wextra-semi
  $<$<CXX_COMPILER_ID:GNU>:-Wmissing-declarations -Wduplicated-cond -Wduplicated-branches
    -Wlogical-op -Wsuggest-override -Wuseless-cast
    # False alarms of g++ 12 on ordinary std::string and std::vector code.
    -Wno-error=stringop-overflow -Wno-error=restrict -Wno-error=maybe-uninitialized
    -Wno-error=array-bounds -Wno-error=stringop-overread>
  $<$<CXX_COMPILER_ID:Clang>:-Wunreachable-code -Wshorten-64-to-32 -Wmissing-prototypes>
  # Same data, same bytes, on every processor.
  -ffp-contract=off)
