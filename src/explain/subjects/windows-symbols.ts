/**
 * Functions of the Windows SDK by the import library that holds them (each function's page in the SDK names it). Only
 * asked for symbols that are wanted from a DLL: other systems use such names for functions of their own.
 */
const LIBRARIES: readonly (readonly [library: string, functions: RegExp])[] = [
  ['ws2_32', /^(?:WSA[A-Z]\w*|closesocket|ioctlsocket|getaddrinfo|freeaddrinfo|getnameinfo|inet_\w+)$/],
  ['iphlpapi', /^(?:GetAdapters\w+|if_\w+|GetIp\w+|GetBestRoute\w*|ConvertInterface\w+)$/],
  ['rpcrt4', /^(?:Uuid\w+|RpcString\w+)$/],
  [
    'gdi32',
    /^(?:BitBlt|StretchBlt|StretchDIBits|SelectObject|Delete(?:DC|Object)|Create(?:DC[AW]|Compatible\w+|Font\w*|Solid\w+|DIBSection|Pen|Bitmap)|Get(?:DeviceCaps|StockObject|TextExtent\w+|DIBits|Object[AW])|(?:Describe|Choose|Set)PixelFormat|SwapBuffers|Set(?:BkMode|TextColor|DeviceGammaRamp)|TextOut[AW])$/,
  ],
  [
    'user32',
    /^(?:MessageBox[AW]|(?:Create|Destroy|Show|Move|Find|Get|Set)Window\w*|Get(?:DC|MessageA|MessageW|SystemMetrics|KeyState|CursorPos|ClientRect|ForegroundWindow)|(?:Peek|Dispatch|Translate|Send|Post)Message[AW]?|PostQuitMessage|ReleaseDC|RegisterClass\w*|DefWindowProc[AW]|LoadIcon[AW]|LoadCursor[AW])$/,
  ],
  ['uxtheme', /^(?:OpenThemeData|CloseThemeData|DrawTheme\w+|SetWindowTheme|IsThemeActive|IsAppThemed)$/],
  ['setupapi', /^(?:SetupDi\w+|CM_[A-Z]\w+)$/],
  [
    'winmm',
    /^(?:time(?:GetTime|BeginPeriod|EndPeriod|SetEvent|KillEvent)|wave(?:In|Out)\w+|midi(?:In|Out)\w+|PlaySound[AW]|joyGet\w+)$/,
  ],
  ['version', /^(?:GetFileVersionInfo\w*|VerQueryValue[AW])$/],
  ['imm32', /^Imm[A-Z]\w+$/],
  [
    'ole32',
    /^(?:Co(?:Initialize\w*|Uninitialize|Create\w+|Task\w+)|OleInitialize|OleUninitialize|StringFromGUID2|PropVariantClear)$/,
  ],
  ['oleaut32', /^(?:Sys(?:Alloc|Free|Re)\w+|Variant(?:Init|Clear|Copy\w*)|SafeArray\w+)$/],
  [
    'shell32',
    /^(?:SHGet\w+|ShellExecute\w*|Shell_NotifyIcon[AW]|CommandLineToArgvW|Drag(?:Query|Accept|Finish)\w*)$/,
  ],
  ['shlwapi', /^(?:Path(?:Is|Remove|File|Combine|Append|Find)\w+|StrStrI[AW])$/],
  ['comdlg32', /^(?:Get(?:Open|Save)FileName[AW]|ChooseColor[AW]|ChooseFont[AW]|PrintDlg\w*)$/],
  ['crypt32', /^(?:Cert[A-Z]\w+|CryptStringToBinary[AW]|CryptUnprotectData|CryptProtectData)$/],
  ['bcrypt', /^BCrypt\w+$/],
  [
    'advapi32',
    /^(?:Reg(?:Open|Close|Query|Set|Create|Enum|Delete)\w+|Crypt(?:AcquireContext[AW]|GenRandom|ReleaseContext|CreateHash|HashData)|OpenProcessToken|GetUserName[AW]|RegisterEventSource[AW]|ReportEvent[AW])$/,
  ],
  ['psapi', /^(?:GetModule(?:BaseName|FileNameEx|Information)\w*|EnumProcess\w*|GetProcessMemoryInfo)$/],
  ['dbghelp', /^(?:Sym[A-Z]\w+|StackWalk64|MiniDumpWriteDump|UnDecorateSymbolName)$/],
  ['wininet', /^Internet[A-Z]\w+$/],
  ['winhttp', /^WinHttp\w+$/],
  ['secur32', /^(?:InitSecurityInterface[AW]|AcquireCredentialsHandle[AW]|GetUserNameEx[AW])$/],
  ['userenv', /^(?:GetUserProfileDirectory[AW]|CreateEnvironmentBlock|DestroyEnvironmentBlock)$/],
  [
    'opengl32',
    /^(?:wgl[A-Z]\w+|gl(?:Begin|End|Clear\w*|Enable|Disable|Viewport|GetString|GetError|BindTexture))$/,
  ],
];

/** The import library of a function of Windows; null where none of these has it. */
export const windowsLibrary = (name: string): string | null =>
  LIBRARIES.find(([, functions]) => functions.test(name))?.[0] ?? null;

/** Whether a library is one of Windows' own: a DLL always, so that no define makes it static. */
export const isWindowsLibrary = (library: string): boolean =>
  library === 'kernel32' || LIBRARIES.some(([name]) => name === library);
