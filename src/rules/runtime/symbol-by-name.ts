import { family } from '../../explain/family.ts';
import { MISSING_SYMBOL, missingSymbol } from '../../explain/missing-symbol.ts';

/**
 * A function that a language's foreign function interface asks for by its name while it runs. Groups: the function, then
 * the library where it is named.
 */
const ASKED = [
  // Ruby's FFI, .NET, Julia (from 1.4, and before).
  /Function '(\w{1,100})' not found in \[([^\]]{1,300})\]/,
  /Unable to find an entry point named '(\w{1,100})' in (?:DLL|shared library) '([^']{1,200})'/,
  /could not load symbol "(\w{1,100})"/,
  /ccall: could not find function (\w{1,100}) in library ([^\s"']{1,200})/,
  // Python's ctypes and cffi.
  /AttributeError: .{0,200}undefined symbol: (\w{1,100})/,
  /AttributeError: function '(\w{1,100})' not found/,
  /function\/symbol '(\w{1,100})' not found in library '([^']{1,300})'/,
  // Dart, LuaJIT, Bun, Deno, koffi, Nim, clrzmq.
  /Failed to lookup symbol '(\w{1,100})'/,
  /cannot resolve symbol '(\w{1,100})'/,
  /Symbol "(\w{1,100})" not found in "([^"]{1,300})"/,
  /Could not register symbol (\w{1,100})/,
  /Cannot find function '(\w{1,100})' in shared library/,
  /^could not import: (\w{1,100})$/,
  /Unable to find function '(\w{1,100})' in dynamically loaded/,
  // Whatever hands on what macOS's dlsym says.
  /dlsym\(\w{1,30}, (\w{1,100})\): symbol not found/,
  // The stack's own names, in whatever words.
  /(?:Function|symbol|attribute|AttributeError:.{0,200}?) ?'?((?:zmq|zsock|zmsg|zstr|zframe|sodium|crypto)_\w{1,60})'? (?:not found|could not be found|is not (?:available|defined)|cannot be found)/,
];

export default family('runtime.symbol-missing', MISSING_SYMBOL, [
  {
    id: 'runtime.symbol-missing/ffi',
    when: new RegExp(ASKED.map(({ source }) => source).join('|')),
    subject: ({ match }) => {
      const [symbol, file] = match.slice(1).filter((group) => group !== undefined);
      return missingSymbol(symbol!, file ?? null);
    },
    // What the loader said to the interface stands on the same line.
    over: [
      'runtime.symbol-missing/dlopen',
      'runtime.symbol-missing/dyld',
      'runtime.symbol-missing/windows-procedure',
    ],
    samples: [
      ["FFI::NotFoundError: Function 'zlistx_head' not found in [/opt/lib/libczmq.dylib]", 'libczmq'],
      [
        "System.EntryPointNotFoundException: Unable to find an entry point named 'zmq_ctx_shutdown' in shared library 'libzmq'.",
        'libzmq',
      ],
      ['ERROR: could not load symbol "zmq_msg_send":', 'libzmq'],
      ['ERROR: ccall: could not find function foo_new in library libfoo', 'libfoo'],
      ["AttributeError: function/symbol 'zmq_join' not found in library 'libzmq.so.5': undefined", 'libzmq'],
      ["Invalid argument(s): Failed to lookup symbol 'zsock_new': undefined symbol: zsock_new", 'libczmq'],
      [
        "error: cannot resolve symbol 'zmq_poller_new': The specified procedure could not be found.",
        'libzmq',
      ],
      ['error: Symbol "zmq_has" not found in "libzmq.so"', 'libzmq'],
      ['TypeError: Could not register symbol zmq_ctx_new: undefined', 'libzmq'],
      ["Error: Cannot find function 'crypto_box' in shared library", 'libsodium'],
      ['could not import: zmq_msg_gets', 'libzmq'],
      ['AttributeError: dlsym(0x7fa2, zmq_ctx_shutdown): symbol not found', 'libzmq'],
      [
        "System.MissingMethodException: Unable to find function 'zmq_ctx_set_monitor' in dynamically loaded library.",
        'libzmq',
      ],
    ],
    misses: ["TypeError: Cannot find function 'map' in object", "could not import: the config's section"],
  },
]);
