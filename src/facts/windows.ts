import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Self } from '../host/host.ts';

/** Native Windows (MSYS2 and Cygwin too, whose Node is the native one) is refused with the two ways that work there. */
export function refuseWindows({ os }: Pick<Self, 'os'>): SetupError | null {
  if (os !== 'win32') return null;
  return new SetupError(
    EXIT.cannot,
    text(
      'Native Windows is not supported: this tool builds with the Unix toolchains of Linux, macOS and FreeBSD.',
      '不支持原生 Windows：本工具使用 Linux、macOS 和 FreeBSD 的 Unix 工具链进行构建。',
    ),
    {
      hint: text(
        'For Linux programs, use WSL: run "wsl --install" in PowerShell, restart, and run czmq-setup inside it.\n' +
          'For Windows programs, use vcpkg: "vcpkg install czmq" brings libzmq and czmq for Visual Studio.',
        '如需开发 Linux 程序，请使用 WSL：在 PowerShell 中运行 "wsl --install"，重启后在其中运行 czmq-setup。\n' +
          '如需开发 Windows 程序，请使用 vcpkg："vcpkg install czmq" 会为 Visual Studio 安装 libzmq 和 czmq。',
      ),
    },
  );
}
