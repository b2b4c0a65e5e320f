# chimera_llama: llama.h and its static libraries (no OpenMP, no Python, no network), and
# chimera_jinja: its engine for chat templates, which belongs to no library of its own, from
#   -DCHIMERA_LLAMA_PREFIX=DIR  a prefix that holds include/*.h, lib/*.a, and of the source common/ and
#                               vendor/nlohmann/ (scripts/setup makes one)
#   -DCHIMERA_LLAMA_SOURCE=DIR  a source tree of llama.cpp, built along with Chimera
set(CHIMERA_LLAMA_PREFIX "" CACHE PATH "a built llama.cpp: include/, lib/, common/, vendor/")
set(CHIMERA_LLAMA_SOURCE "" CACHE PATH "a source tree of llama.cpp to build from")

# In link order: each uses what follows it.
set(llama_archives llama ggml ggml-cpu ggml-base)
set(llama_system Threads::Threads ${CMAKE_DL_LIBS})
add_library(chimera_llama INTERFACE)

function(find_cuda)
  # For a project of 3.25, CMake 3.25 fails at the missing nvToolsExt of CUDA 13.
  set(CMAKE_MINIMUM_REQUIRED_VERSION 3.24)
  find_package(CUDAToolkit REQUIRED)
endfunction()

if(CHIMERA_LLAMA_PREFIX)
  set(llama_includes ${CHIMERA_LLAMA_PREFIX}/include)
  if(NOT EXISTS ${llama_includes}/llama.h)
    message(FATAL_ERROR "no include/llama.h in CHIMERA_LLAMA_PREFIX '${CHIMERA_LLAMA_PREFIX}'")
  endif()
  # GPU backends, where llama.cpp was built with them, and what those call.
  if(EXISTS ${CHIMERA_LLAMA_PREFIX}/lib/libggml-cuda.a)
    find_cuda()
    list(INSERT llama_archives 2 ggml-cuda)
    list(APPEND llama_system CUDA::cudart CUDA::cublas CUDA::cuda_driver)
  endif()
  if(EXISTS ${CHIMERA_LLAMA_PREFIX}/lib/libggml-vulkan.a)
    find_package(Vulkan REQUIRED)
    list(INSERT llama_archives 2 ggml-vulkan)
    list(APPEND llama_system Vulkan::Vulkan)
  endif()
  set(llama_parts ${CHIMERA_LLAMA_PREFIX})
  foreach(archive ${llama_archives})
    set(path ${CHIMERA_LLAMA_PREFIX}/lib/lib${archive}.a)
    if(NOT EXISTS ${path})
      message(FATAL_ERROR "no lib/lib${archive}.a in CHIMERA_LLAMA_PREFIX '${CHIMERA_LLAMA_PREFIX}'")
    endif()
    list(APPEND llama_paths ${path})
  endforeach()
elseif(CHIMERA_LLAMA_SOURCE)
  if(NOT EXISTS ${CHIMERA_LLAMA_SOURCE}/include/llama.h)
    message(FATAL_ERROR "no include/llama.h in CHIMERA_LLAMA_SOURCE '${CHIMERA_LLAMA_SOURCE}'")
  endif()
  set(llama_parts ${CHIMERA_LLAMA_SOURCE})
  include(ExternalProject)
  set(llama_build ${CMAKE_BINARY_DIR}/llama)
  set(llama_includes ${CHIMERA_LLAMA_SOURCE}/include ${CHIMERA_LLAMA_SOURCE}/ggml/include)
  set(llama_paths ${llama_build}/src/libllama.a ${llama_build}/ggml/src/libggml.a
    ${llama_build}/ggml/src/libggml-cpu.a ${llama_build}/ggml/src/libggml-base.a)
  ExternalProject_Add(llama_cpp
    SOURCE_DIR ${CHIMERA_LLAMA_SOURCE}
    BINARY_DIR ${llama_build}
    CMAKE_ARGS -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_OPENMP=OFF
      # Its sums depend on the batch's size, and with them what a model chooses.
      -DGGML_LLAMAFILE=OFF
      -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
      -DLLAMA_BUILD_COMMON=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_TOOLS=OFF
      -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=OFF -DLLAMA_BUILD_APP=OFF
      -DLLAMA_OPENSSL=OFF
    BUILD_COMMAND ${CMAKE_COMMAND} --build <BINARY_DIR> --target llama
    INSTALL_COMMAND ""
    BUILD_BYPRODUCTS ${llama_paths})
  add_dependencies(chimera_llama llama_cpp)
else()
  message(FATAL_ERROR "the embedded engine needs llama.cpp: run scripts/setup, or give "
    "-DCHIMERA_LLAMA_PREFIX=DIR (built: include/ and lib/) or -DCHIMERA_LLAMA_SOURCE=DIR (a source "
    "tree), or build without it: -DCHIMERA_LLAMA=OFF")
endif()

target_include_directories(chimera_llama SYSTEM INTERFACE ${llama_includes})
target_link_libraries(chimera_llama INTERFACE ${llama_paths} ${llama_system})

if(NOT EXISTS ${llama_parts}/common/jinja/runtime.cpp)
  message(FATAL_ERROR "no common/jinja of llama.cpp's source in '${llama_parts}'")
endif()
file(GLOB jinja_sources ${llama_parts}/common/jinja/*.cpp)
add_library(chimera_jinja STATIC EXCLUDE_FROM_ALL ${jinja_sources} ${llama_parts}/common/json.cpp
  ${llama_parts}/common/unicode.cpp)
target_include_directories(chimera_jinja SYSTEM PUBLIC ${llama_parts}/common ${llama_parts}/vendor)
target_include_directories(chimera_jinja SYSTEM PRIVATE ${llama_includes})
set_target_properties(chimera_jinja PROPERTIES CXX_CLANG_TIDY "" EXPORT_COMPILE_COMMANDS OFF)
target_compile_options(chimera_jinja PRIVATE -w)
