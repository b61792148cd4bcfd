import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';
import { libraryOfSymbol } from '../../explain/subjects/symbols.ts';
import { undefinedForm } from '../../explain/undefined.ts';

export default family(
  'link.cxx-abi',
  {
    title: (subject) =>
      text(
        `C++ code of two ABIs is mixed${subject ? ` (${subject})` : ''}`,
        `混用了两种 C++ ABI 的代码${subject ? `（${subject}）` : ''}`,
      ),
    cause: text(
      'The missing symbol names std::__cxx11 (or std::__1) types: one side was built with another C++ standard library or _GLIBCXX_USE_CXX11_ABI setting.',
      '缺失的符号带有 std::__cxx11（或 std::__1）类型：其中一方用了不同的 C++ 标准库或 _GLIBCXX_USE_CXX11_ABI 设置。',
    ),
    remedies: (subject) => [
      {
        title: text(
          `Rebuild ${subject ?? 'the library'} with the compiler and standard library of the program`,
          `用与程序相同的编译器和标准库重新构建 ${subject ?? '该库'}`,
        ),
      },
    ],
  },
  [
    undefinedForm('link.cxx-abi/undefined', 'abi', {
      over: ['runtime.symbol-version/link'],
      samples: [
        [
          "/opt/lib/libfoo.so: undefined reference to `std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >::_M_dispose()@GLIBCXX_3.4.21'",
          'libfoo',
        ],
        [
          "build/libcaffe.so: undefined reference to `google::InitGoogleLogging(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > const&)'",
          'libglog',
        ],
        [
          '  "zmq::demo(std::__1::basic_string<char, std::__1::char_traits<char>, std::__1::allocator<char> > const&)", referenced from:',
          'libzmq',
        ],
      ],
    }),
    {
      id: 'link.cxx-abi/runtime',
      when: /(?:symbol lookup error|undefined symbol|Symbol not found|symbol not found|Error relocating).{0,200}(?:_Z\w{0,120}(?:7__cxx11|B5cxx11|NSt3__1)\w{0,200})/,
      unless: /undefined symbol: _Z(?:T[CISTV])?N?K?St/,
      // What lacks the symbol is the library whose namespace it is in; who asks for it is named first.
      subject: ({ line }) =>
        libraryOfSymbol(/_{1,2}ZN\w{2,300}/.exec(line.text)?.[0] ?? '') ??
        libraryOfFile(/(\S{1,200}\.so[\d.]{0,12}|\S{1,200}\.dylib)/.exec(line.text)?.[1] ?? ''),
      over: ['runtime.symbol-missing'],
      samples: [
        [
          './app: symbol lookup error: /src/lib/libcaffe.so.1.1.0: undefined symbol: _ZN6google4base21CheckOpMessageBuilder9NewStringB5cxx11Ev',
          'libglog',
        ],
        [
          './app: symbol lookup error: /usr/lib/libglog.so.0: undefined symbol: _ZN6google4InitERKNSt7__cxx1112basic_stringIcEE',
          'libglog',
        ],
      ],
    },
    {
      id: 'link.cxx-abi/msvc',
      when: /error LNK2038: mismatch detected for '(_ITERATOR_DEBUG_LEVEL|RuntimeLibrary|_MSC_VER|_GLIBCXX\w*)'/,
      subject: ({ line }) => libraryOfFile(/^(\S{1,120}\.lib)/.exec(line.text)?.[1] ?? ''),
      samples: [
        [
          "libzmq.lib(ctx.obj) : error LNK2038: mismatch detected for 'RuntimeLibrary': value 'MT_StaticRelease' doesn't match value 'MD_DynamicRelease' in main.obj",
          'libzmq',
        ],
      ],
    },
  ],
);
